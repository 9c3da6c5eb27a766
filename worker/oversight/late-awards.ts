/** Awards that are claimed and that nobody goes on with: the clock of paying. */
import * as z from 'zod/mini'
import { LateAward } from '#contract/board.ts'
import { paying } from '#contract/county/paying.ts'
import type { Paying } from '#contract/reward.ts'
import { addDays } from '#contract/rules/day.ts'
import { due } from '#contract/rules/deadline.ts'
import { placeOf } from '../award/transfer-store.ts'

/** The last day by which it must go on that waits since this one. */
const dueOf = (since: string, { payDays }: Pick<Paying, 'payDays'>): string => due(since, { days: payDays, unit: 'working' }).due

/** The latest day since which something waits too long today. A holiday moves it back, never on. */
export function lateSince(today: string, policy: Pick<Paying, 'payDays'> = paying): string {
  let day = addDays(today, -policy.payDays)
  while (dueOf(day, policy) >= today) day = addDays(day, -1)
  return day
}

const LateRow = z.object({ id: z.string(), reference: z.string(), waits: z.string(), since: z.string() })

/** One page, the longest first, out of what is claimed and not paid; one round trip. */
export async function listLateAwards(db: D1Database, after: string | undefined, today: string, size: number): Promise<{ awards: LateAward[]; next: string | null }> {
  const { results } = await db
    .prepare(
      `SELECT w.id, r.reference, w.waits, w.since FROM (
         SELECT t.award_id AS id, t.report_id, 'payee' AS waits, t.day AS since FROM transfer t INDEXED BY transfer_asked WHERE t.standing = 'asked' AND t.day <= ?1
         UNION ALL SELECT t.award_id, t.report_id, 'transfer', t.confirmed_day FROM transfer t INDEXED BY transfer_confirmed WHERE t.standing = 'confirmed' AND t.confirmed_day <= ?1
         UNION ALL SELECT a.id, a.report_id, 'second', (SELECT max(e.day) FROM event e WHERE e.report_id = a.report_id AND e.kind = 'award-confirmed')
           FROM award a INDEXED BY award_confirmed WHERE a.standing = 'claimed' AND a.first_cashier IS NOT NULL
       ) w JOIN report r ON r.id = w.report_id WHERE w.since <= ?1 AND (w.since, w.id) > (?2, ?3) ORDER BY w.since, w.id LIMIT ?4`,
    )
    .bind(lateSince(today), ...placeOf(after), size + 1)
    .all()
  const found = z.array(LateRow).parse(results)
  const shown = found.slice(0, size)
  const last = shown.at(-1)
  const awards = shown.map(({ reference, waits, since }) => LateAward.parse({ reference, waits, since, dueDay: dueOf(since, paying) }))
  return { awards, next: found.length > size && last !== undefined ? `${last.since}_${last.id}` : null }
}
