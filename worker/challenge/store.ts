import * as z from 'zod/mini'
import { one } from '../platform/d1.ts'

const LOOK_AT = 640

/** What a challenge is solved for. Each has a load of its own: a class that plays, or a film in many parts, must not make filing dearer. */
export type SpentFor = 'report' | 'contest' | 'upload'
const TABLES: Record<SpentFor, string> = { report: 'challenge_spent', contest: 'contest_spent', upload: 'upload_spent' }

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

/** What a filing is let in by: a challenge of its own, a member who files it, or its place in the hour's budget of filings without scripts. */
export type Entry = Spent | 'member' | { readonly plainHour: number; readonly most: number }

/** The statements that spend it. They fail, and their batch with them, where it was spent before or the budget is. */
export const spend = (db: D1Database, entry: Entry): D1PreparedStatement[] => {
  if (entry === 'member') return []
  return 'plainHour' in entry ? takePlain(db, entry.plainHour, entry.most) : [insertSpent(db, entry)]
}

/** D1 runs one batch at a time: n counts without gap or twin, and where the budget is used up the last n comes twice, which its key refuses. */
function takePlain(db: D1Database, hour: number, most: number): D1PreparedStatement[] {
  return [
    deletePlain(db, hour),
    db.prepare('INSERT INTO plain_spent (hour, n) SELECT ?1, min(count(*) + 1, ?2) FROM plain_spent WHERE hour = ?1').bind(hour, most),
  ]
}

/** Hours that are over. */
export const deletePlain = (db: D1Database, hour: number): D1PreparedStatement => db.prepare('DELETE FROM plain_spent WHERE hour < ?1').bind(hour)

/** How many filings without scripts this hour has taken. */
export async function countPlain(db: D1Database, hour: number): Promise<number> {
  const counted = await one(z.object({ taken: z.int() }), db.prepare('SELECT count(*) AS taken FROM plain_spent WHERE hour = ?1').bind(hour))
  return counted?.taken ?? 0
}

/** Spends a challenge: its primary key lets it be spent once. */
export function insertSpent(db: D1Database, spent: Spent, purpose: SpentFor = 'report'): D1PreparedStatement {
  return db.prepare(`INSERT INTO ${TABLES[purpose]} (id, hour) VALUES (?1, ?2)`).bind(spent.id, spent.hour)
}

export function deleteSpent(db: D1Database, seconds: number, purpose: SpentFor = 'report'): D1PreparedStatement {
  return db.prepare(`DELETE FROM ${TABLES[purpose]} WHERE hour < ?1`).bind(Math.floor(seconds / 3600))
}
