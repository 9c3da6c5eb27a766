import * as z from 'zod/mini'
import { paying } from '#contract/county/paying.ts'
import { LedgerKind, type Balance, type LedgerRow } from '#contract/voucher.ts'
import type { AwardSums, LedgerSums } from '#contract/rules/reconcile.ts'
import { AwardStanding } from '#contract/award.ts'
import { ReversalReason, Way } from '#contract/way.ts'
import { readTogether } from '../platform/d1.ts'
import type { LedgerEntry } from './record.ts'

/** The next payment number of the year. */
const NEXT = `(SELECT substr(?1, 1, 4) || '-' || printf('%06d', 1 + coalesce((SELECT CAST(substr(payment, 6) AS INTEGER) FROM ledger
  WHERE kind = 'paid' AND payment > substr(?1, 1, 4) || '-' AND payment < substr(?1, 1, 4) || '.' ORDER BY payment DESC LIMIT 1), 0)))`

export function insertLedger(db: D1Database, entry: LedgerEntry): D1PreparedStatement {
  const payment = entry.kind === 'paid' ? NEXT : '?10'
  return db
    .prepare(
      `INSERT INTO ledger (day, kind, award_id, issue, fen, line, by_member, second_by, reason, payment, deed, way)
       VALUES (?1, ?2, ?3, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER), ?6, ?7, ?8, ?9, ${payment}, ?11, ?12)`,
    )
    .bind(entry.day, entry.kind, entry.award, entry.issue, entry.fen, entry.line, entry.by, entry.secondBy, entry.reason, entry.payment, entry.deed, entry.way)
}

/** Books what the county's file gives each line this year and the ledger does not know yet: a first sum, or the difference to a new one. */
export function allot(db: D1Database, day: string): D1PreparedStatement[] {
  return paying.funding.flatMap(({ id, sums }) => {
    const sum = sums.find(({ year }) => String(year) === day.slice(0, 4))
    if (sum === undefined) return []
    return [
      db
        .prepare(
          `INSERT INTO ledger (day, kind, fen, line) SELECT ?1, 'allotted', f.more, ?2 FROM
             (SELECT CAST(?3 AS INTEGER) - coalesce((SELECT allotted FROM fund WHERE line = ?2 AND year = substr(?1, 1, 4)), 0) AS more) f WHERE f.more <> 0`,
        )
        .bind(day, id, sum.yuan * 100),
    ]
  })
}

/** A line as it is called on paper. */
export const lineOf = (id: string) => ({ id, name: paying.funding.find((line) => line.id === id)?.name ?? '已取消的资金' })
const name = z.nullable(z.string())

const LedgerFound = z.pipe(
  z.object({
    n: z.int(), day: z.string(), kind: LedgerKind, fen: z.int(), line: z.string(), by_member: name, second_by: name, payment: name, way: z.nullable(Way), reason: z.nullable(ReversalReason),
    reversal: z.nullable(ReversalReason), reversal_by: name,
  }),
  z.transform((row): LedgerRow => ({
    n: row.n, day: row.day, kind: row.kind, fen: row.fen, line: lineOf(row.line), by: row.by_member, secondBy: row.second_by, payment: row.payment, way: row.way, reason: row.reason,
    reversal: row.reversal === null || row.reversal_by === null ? null : { reason: row.reversal, by: row.reversal_by },
  })),
)

/** A reversal that is asked for belongs to the last payment of its award: the one of the issue that stands. */
const COLUMNS = `l.n, l.day, l.kind, l.fen, l.line, l.by_member, l.second_by, l.payment, l.way, l.reason,
  CASE WHEN l.kind = 'paid' AND a.issue = l.issue THEN a.reversal END AS reversal, CASE WHEN l.kind = 'paid' AND a.issue = l.issue THEN a.reversal_by END AS reversal_by`
const FROM = 'FROM ledger l LEFT JOIN award a ON a.id = l.award_id'

export interface LedgerQuery {
  readonly year: string
  readonly day?: string | undefined
  readonly after: number
  /** Whether decisions are shown too, or allotments and payments alone. */
  readonly decisions: boolean
  readonly size: number
}

const FundRow = z.object({ line: z.string(), year: z.string(), allotted: z.int(), paid: z.int() })

/** Whose money a row speaks of: a payment that is taken back goes to the year it was paid in, whatever day that is. */
const YEAR = "CASE l.kind WHEN 'reversed' THEN substr(l.payment, 1, 4) ELSE substr(l.day, 1, 4) END"

/** A page of the ledger, the year's balances, and the payments that wait for consent to be taken back; one round trip. What the county's file allots is booked first. */
export async function readLedger(db: D1Database, { year, day, after, decisions, size }: LedgerQuery, today: string): Promise<{ rows: LedgerRow[]; balances: Balance[]; asked: LedgerRow[]; next: string | null }> {
  const kinds = decisions ? '' : "AND l.kind IN ('allotted','paid','reversed')"
  const allotted = allot(db, today)
  const read = await readTogether(db, [
    ...allotted,
    db
      .prepare(`SELECT ${COLUMNS} ${FROM} WHERE l.n < CAST(?1 AS INTEGER) AND ${day === undefined ? `l.day >= ?2 AND ${YEAR} = ?2` : 'l.day = ?2'} ${kinds} ORDER BY l.n DESC LIMIT ?3`)
      .bind(after, day ?? year, size + 1),
    db.prepare('SELECT line, year, allotted, paid FROM fund WHERE year = ?1 ORDER BY line').bind(year),
    db.prepare(`SELECT ${COLUMNS} ${FROM} WHERE l.kind = 'paid' AND a.reversal IS NOT NULL AND a.issue = l.issue ORDER BY l.n`),
  ])
  const [found, funds, asked] = read.slice(allotted.length)
  const rows = z.array(LedgerFound).parse(found)
  const balances = z.array(FundRow).parse(funds).map(({ line, allotted, paid }) => ({ line: lineOf(line), year: Number(year), allotted, paid, left: allotted - paid }))
  return { rows: rows.slice(0, size), balances, asked: z.array(LedgerFound).parse(asked), next: rows.length > size ? String(rows[size - 1]?.n) : null }
}

/** The row of a payment, or of its being taken back, as it stands. */
export async function findLedger(db: D1Database, payment: string, kind: LedgerKind): Promise<LedgerRow | null> {
  const row = await db.prepare(`SELECT ${COLUMNS} ${FROM} WHERE l.kind = ?2 AND l.payment = ?1`).bind(payment, kind).first()
  return row === null ? null : LedgerFound.parse(row)
}

const KindSum = z.object({ kind: LedgerKind, fen: z.int() })
const StandingSum = z.object({ standing: AwardStanding, fen: z.int() })

/** Both sides of the reconciliation, of what was decided in a year or ever, in one round trip. */
export async function readSums(db: D1Database, year: string | undefined): Promise<{ ledger: LedgerSums; awards: AwardSums }> {
  const [kinds, standings] = await readTogether(db, [
    db.prepare("SELECT l.kind, sum(l.fen) AS fen FROM ledger l JOIN award a ON a.id = l.award_id WHERE a.decided_day LIKE ?1 || '%' GROUP BY l.kind").bind(year ?? ''),
    db.prepare("SELECT a.standing, sum(a.fen) AS fen FROM award a WHERE a.decided_day LIKE ?1 || '%' GROUP BY a.standing").bind(year ?? ''),
  ])
  return {
    ledger: Object.fromEntries(z.array(KindSum).parse(kinds).map(({ kind, fen }) => [kind, fen])),
    awards: Object.fromEntries(z.array(StandingSum).parse(standings).map(({ standing, fen }) => [standing, fen])),
  }
}
