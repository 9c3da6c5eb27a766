/**
 * Wrong vouchers, counted by the hour: of each cashier, and of the whole window. No address is looked at. Beyond a cashier's own limit none of
 * theirs is answered, so none of them is a guess: to the window's count each cashier adds no more than that limit, and nobody closes it alone.
 */
import * as z from 'zod/mini'
import { AWARD_COLUMNS, AwardRecord } from './record.ts'
import { commit } from '../platform/d1.ts'

const Found = z.pipe(z.looseObject({ reference: z.string() }), z.transform((row) => ({ award: AwardRecord.parse(row), reference: row.reference })))
const Counts = z.object({ own: z.nullable(z.int()), all: z.nullable(z.int()) })

export interface LookedUp {
  readonly found: { readonly award: AwardRecord; readonly reference: string } | null
  /** Wrong numbers of this hour, this one included if it is one; in `all` of each cashier at most what is answered. */
  readonly own: number
  readonly all: number
  readonly also: unknown[][]
}

/**
 * The award whose voucher hashes to this. A hash that is nobody's is counted in the very batch that looks for it, so that a thousand
 * guesses at once are a thousand counts. `each`: a cashier's own limit. `also`: further statements, whose rows come back with it.
 */
export async function lookUp(db: D1Database, hash: string, member: string, hour: number, each: number, also: D1PreparedStatement[] = []): Promise<LookedUp> {
  const committed = await commit(db, [
    db.prepare(`SELECT ${AWARD_COLUMNS}, r.reference FROM award a JOIN report r ON r.id = a.report_id WHERE a.voucher_hash = ?1`).bind(hash),
    db
      .prepare(
        `INSERT INTO voucher_miss (member, hour, count) SELECT ?2, CAST(?3 AS INTEGER), 1 WHERE NOT EXISTS (SELECT 1 FROM award WHERE voucher_hash = ?1)
         ON CONFLICT (member, hour) DO UPDATE SET count = count + 1`,
      )
      .bind(hash, member, hour),
    db.prepare('SELECT sum(CASE WHEN member = ?1 THEN count END) AS own, sum(min(count, CAST(?3 AS INTEGER))) AS "all" FROM voucher_miss WHERE hour = CAST(?2 AS INTEGER)').bind(member, hour, each),
    ...also,
  ])
  if (!committed.ok) throw new Error('a look-up that writes no key found one taken')
  const [rows, , counts, ...rest] = committed.results
  const [{ own, all } = { own: 0, all: 0 }] = z.array(Counts).parse(counts)
  return { found: z.array(Found).parse(rows)[0] ?? null, own: own ?? 0, all: all ?? 0, also: rest }
}

/** Counts of hours before this one. */
export const deleteMisses = (db: D1Database, before: number): D1PreparedStatement => db.prepare('DELETE FROM voucher_miss WHERE hour < CAST(?1 AS INTEGER)').bind(before)
