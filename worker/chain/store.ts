import * as z from 'zod/mini'
import type { ChainLink } from '#contract/public.ts'
import { many, one } from '../platform/d1.ts'

export const LinkRow = z.pipe(
  z.object({ n: z.int(), day: z.string(), first: z.int(), digests: z.string(), head: z.string() }),
  z.transform((row): ChainLink => ({ ...row, digests: row.digests.split(' ') })),
)

export function findLastLink(db: D1Database): Promise<ChainLink | null> {
  return one(LinkRow, db.prepare('SELECT n, day, first, digests, head FROM chain_link ORDER BY n DESC LIMIT 1'))
}

export function listLinks(db: D1Database, after: number, limit: number): Promise<ChainLink[]> {
  return many(LinkRow, db.prepare('SELECT n, day, first, digests, head FROM chain_link WHERE n > ?1 ORDER BY n LIMIT ?2').bind(after, limit))
}

export const PositionRow = z.object({ n: z.int(), day: z.string(), digest: z.string() })
export type PositionRow = z.infer<typeof PositionRow>

export function listPositions(db: D1Database, after: number, limit: number): Promise<PositionRow[]> {
  return many(PositionRow, db.prepare('SELECT n, day, digest FROM position WHERE n > ?1 ORDER BY n LIMIT ?2').bind(after, limit))
}

/** Its key is n, and `first` is unique: of two crons at once, one links and the other changes nothing. */
export function insertLink(db: D1Database, link: ChainLink): D1PreparedStatement {
  return db.prepare('INSERT INTO chain_link (n, day, first, digests, head) VALUES (?1, ?2, ?3, ?4, ?5)').bind(link.n, link.day, link.first, link.digests.join(' '), link.head)
}
