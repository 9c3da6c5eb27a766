/** The public list of approved rewards, each until its last day, paid or not: references and nothing else. */
import * as z from 'zod/mini'
import type { AwardStanding } from '#contract/award.ts'
import type { EventKind } from '#contract/states.ts'
import type { AwardRecord } from './record.ts'

const OFF: readonly AwardStanding[] = ['declined', 'withdrawn', 'lapsed']

/**
 * What a change of an award makes of the list: the approval puts its reference on, its end takes it off, a longer term keeps it longer or puts it on again. Nothing
 * done at the window changes it, nor what follows from that, though the term be longer for it: whoever stands there would know which it was.
 */
export function announce(db: D1Database, reference: string, kind: EventKind, { standing, dueDay }: { readonly standing: AwardStanding; readonly dueDay?: string | null }): D1PreparedStatement[] {
  if (OFF.includes(standing)) return [db.prepare('DELETE FROM announced WHERE reference = ?1').bind(reference)]
  if (dueDay == null) return []
  if (kind === 'award-approved' || kind === 'award-extended') return [db.prepare('INSERT INTO announced (reference, until) VALUES (?1, ?2) ON CONFLICT (reference) DO UPDATE SET until = excluded.until').bind(reference, dueDay)]
  return kind === 'payee-declined' ? [keepAnnounced(db, reference, { dueDay })] : []
}

/** What is on the list stays there as long as it can be claimed. */
export const keepAnnounced = (db: D1Database, reference: string, { dueDay }: Pick<AwardRecord, 'dueDay'>): D1PreparedStatement =>
  db.prepare('UPDATE announced SET until = max(until, ?2) WHERE reference = ?1').bind(reference, dueDay ?? '')

/** The day's part: whatever has had its last day goes off, all at once. */
export const forgetAnnounced = (db: D1Database, today: string): D1PreparedStatement => db.prepare('DELETE FROM announced WHERE until < ?1').bind(today)

/** One page by the references' digits, which say nothing of when; `next` begins the one after it. */
export async function listReferences(db: D1Database, after: string, size: number): Promise<{ references: string[]; next: string | null }> {
  const { results } = await db.prepare('SELECT reference FROM announced WHERE reference > ?1 ORDER BY reference LIMIT ?2').bind(after, size + 1).all()
  const found = z.array(z.object({ reference: z.string() })).parse(results).map(({ reference }) => reference)
  const references = found.slice(0, size)
  return { references, next: found.length > size ? (references.at(-1) ?? null) : null }
}
