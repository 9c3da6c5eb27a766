import * as z from 'zod/mini'
import { one } from '../platform/d1.ts'

const LOOK_AT = 640

/** What a challenge is solved for. Each has a load of its own: a class that plays must not make filing dearer. */
export type SpentFor = 'report' | 'contest'
const TABLES: Record<SpentFor, string> = { report: 'challenge_spent', contest: 'contest_spent' }

/** How many challenges were solved lately, counted up to 640: the load that everybody's next challenge answers to. */
export async function countRecent(db: D1Database, seconds: number, purpose: SpentFor = 'report'): Promise<number> {
  const counted = await one(
    z.object({ recent: z.int() }),
    db.prepare(`SELECT count(*) AS recent FROM (SELECT 1 FROM ${TABLES[purpose]} WHERE hour >= ?1 LIMIT ?2)`).bind(Math.floor(seconds / 3600), LOOK_AT),
  )
  return counted?.recent ?? 0
}

/** A challenge's own id, and the hour after which it is void. */
export interface Spent {
  readonly id: string
  readonly hour: number
}

/** Spends a challenge: its primary key lets it be spent once. */
export function insertSpent(db: D1Database, spent: Spent, purpose: SpentFor = 'report'): D1PreparedStatement {
  return db.prepare(`INSERT INTO ${TABLES[purpose]} (id, hour) VALUES (?1, ?2)`).bind(spent.id, spent.hour)
}

export function deleteSpent(db: D1Database, seconds: number, purpose: SpentFor = 'report'): D1PreparedStatement {
  return db.prepare(`DELETE FROM ${TABLES[purpose]} WHERE hour < ?1`).bind(Math.floor(seconds / 3600))
}
