/** The public list of rewards that wait to be fetched: references and nothing else. */
import * as z from 'zod/mini'
import type { AwardStanding } from '#contract/award.ts'

const ANNOUNCED: readonly AwardStanding[] = ['waiting', 'claimed']

/** Puts a report's reference on the list, or takes it off, as its award stands now. */
export const announce = (db: D1Database, reference: string, standing: AwardStanding): D1PreparedStatement =>
  db.prepare(ANNOUNCED.includes(standing) ? 'INSERT OR IGNORE INTO announced (reference) VALUES (?1)' : 'DELETE FROM announced WHERE reference = ?1').bind(reference)

/** One page by the references' digits, which say nothing of when; `next` begins the one after it. */
export async function listReferences(db: D1Database, after: string, size: number): Promise<{ references: string[]; next: string | null }> {
  const { results } = await db.prepare('SELECT reference FROM announced WHERE reference > ?1 ORDER BY reference LIMIT ?2').bind(after, size + 1).all()
  const found = z.array(z.object({ reference: z.string() })).parse(results).map(({ reference }) => reference)
  const references = found.slice(0, size)
  return { references, next: found.length > size ? (references.at(-1) ?? null) : null }
}
