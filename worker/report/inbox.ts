import * as z from 'zod/mini'
import { InboxRow, type InboxQuery } from '#contract/inbox.ts'
import type { Deadline } from '#contract/report.ts'
import { isUnderReview } from '#contract/rules/moves.ts'
import { readTogether } from '../platform/d1.ts'
import type { ReportRecord, ReportStanding } from './record.ts'

/** How many days ahead a due day counts as soon. */
export const SOON_DAYS = 7

/** Puts a report into a unit's list, in the batch that lets the unit hold it. */
export function insertInbox(db: D1Database, unit: string, report: string, due: Deadline | null, urgent: boolean): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO inbox (unit, position, report_id, reference, kind, state, category, township, lead, due_day, clock, day, urgent, contested, unread)
       SELECT ?2, p.n, r.id, r.reference, r.kind, r.state, r.category, r.township, r.lead, ?3, ?5, r.day, CAST(?4 AS INTEGER), r.review_day IS NOT NULL AND r.reviewed_day IS NULL, 1
       FROM report r JOIN position p ON p.report_id = r.id WHERE r.id = ?1
       ON CONFLICT (unit, position) DO UPDATE SET unread = 1`,
    )
    .bind(report, unit, due?.warnBy ?? null, urgent ? 1 : 0, due?.kind ?? null)
}

/** For whom a step is something unread: nobody, everybody who holds the original, or whoever has the redacted copy too (rules/holding.ts, isShownWithCopy). */
export type Unread = 'nobody' | 'originals' | 'all'

/** Brings every unit's row up to date; whoever did not act themselves has something unread. */
export function updateInbox(db: D1Database, report: string, standing: ReportStanding, due: Deadline | null, actor: string | null, unread: Unread): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE inbox SET state = ?2, lead = ?3, due_day = ?4, clock = ?7, reviewer = ?8, contested = CAST(?9 AS INTEGER),
         unread = CASE WHEN unit = ?5 THEN 0 WHEN ?6 = 'nobody' THEN unread
           WHEN ?6 = 'originals' AND unit IN (SELECT p.unit FROM part p WHERE p.report_id = ?1 AND p.standing = 'holding' AND p.copy = 'redacted') THEN unread ELSE 1 END
       WHERE report_id = ?1`,
    )
    .bind(report, standing.state, standing.lead, due?.warnBy ?? null, actor, unread, due?.kind ?? null, standing.reviewedDay === null ? standing.reviewBy : null, isUnderReview(standing) ? 1 : 0)
}

/** A merged report stands in every list where the main one stands, and owes nothing itself but an answer to its reporter who contests. */
export function followInbox(db: D1Database, report: string, main: Pick<ReportStanding, 'state' | 'lead'>, due: Deadline | null): D1PreparedStatement {
  return db
    .prepare('UPDATE inbox SET state = ?2, lead = ?3, due_day = ?4, clock = ?5, reviewer = NULL WHERE report_id = ?1')
    .bind(report, main.state, main.lead, due?.warnBy ?? null, due?.kind ?? null)
}

export function updateRead(db: D1Database, unit: string, position: number): D1PreparedStatement {
  return db.prepare('UPDATE inbox SET unread = 0 WHERE unit = ?1 AND position = ?2 AND unread = 1').bind(unit, position)
}

export function deleteInbox(db: D1Database, unit: string, position: number): D1PreparedStatement {
  return db.prepare('DELETE FROM inbox WHERE unit = ?1 AND position = ?2').bind(unit, position)
}

const InboxRecord = z.pipe(
  z.object({
    reference: z.string(), position: z.int(), kind: z.string(), state: z.string(), category: z.nullable(z.string()), township: z.nullable(z.string()), lead: z.nullable(z.string()),
    due_day: z.nullable(z.string()), day: z.string(), urgent: z.int(), contested: z.int(), unread: z.int(),
  }),
  z.transform((row): InboxRow =>
    InboxRow.parse({
      reference: row.reference, position: row.position, kind: row.kind, state: row.state, category: row.category, township: row.township, lead: row.lead,
      dueDay: row.due_day, day: row.day, urgent: row.urgent === 1, contested: row.contested === 1, unread: row.unread === 1,
    })),
)

export interface Page {
  readonly reports: InboxRow[]
  readonly next: string | null
  readonly unread: number
}

/** One page of a unit's list and its count of unread rows, in one round trip; reads no row that it does not show, but one. */
export async function listInbox(db: D1Database, unit: string, query: InboxQuery, today: string, soonest: string, size: number): Promise<Page> {
  const [rows, counts] = await readTogether(db, [
    selectPage(db, unit, query, today, soonest, size + 1),
    db.prepare('SELECT unread FROM inbox_count WHERE unit = ?1').bind(unit),
  ])
  const found = z.array(InboxRecord).parse(rows)
  const reports = found.slice(0, size)
  const last = reports.at(-1)
  const next = found.length > size && last !== undefined ? (query.due === undefined ? String(last.position) : `${last.dueDay}_${last.position}`) : null
  return { reports, next, unread: z.array(z.object({ unread: z.int() })).parse(counts)[0]?.unread ?? 0 }
}

const COLUMNS = 'reference, position, kind, state, category, township, lead, due_day, day, urgent, contested, unread'
const NEVER = 9_999_999_999

function selectPage(db: D1Database, unit: string, query: InboxQuery, today: string, soonest: string, limit: number): D1PreparedStatement {
  if (query.due !== undefined) return selectDue(db, unit, query, today, soonest, limit)
  const before = query.after === undefined ? NEVER : Number(query.after.split('_').at(-1))
  const select = (index: string, condition: string, ...values: string[]) =>
    db
      .prepare(`SELECT ${COLUMNS} FROM inbox ${index} WHERE unit = ?1 AND position < CAST(?2 AS INTEGER) ${condition} ORDER BY position DESC LIMIT ?3`)
      .bind(unit, before, limit, ...values)
  if (query.kind !== undefined) return select('INDEXED BY inbox_by_kind', 'AND kind = ?4', query.kind)
  if (query.state !== undefined) return select('INDEXED BY inbox_by_state', 'AND state = ?4', query.state)
  if (query.lead !== undefined) return select('INDEXED BY inbox_by_lead', 'AND lead = ?4', query.lead)
  if (query.category !== undefined) return select('INDEXED BY inbox_by_category', 'AND category = ?4', query.category)
  if (query.unread !== undefined) return select('INDEXED BY inbox_unread', 'AND unread = 1')
  return select('', '')
}

/** Soonest first. Overdue ends before today; soon begins today and ends with `soonest`. By one column, so that SQLite seeks to the very row. */
function selectDue(db: D1Database, unit: string, query: InboxQuery, today: string, soonest: string, limit: number): D1PreparedStatement {
  const [from, to] = query.due === 'overdue' ? ['', today] : [today, soonest]
  const [day, position = ''] = query.after?.includes('_') ? query.after.split('_') : []
  const after = day === undefined ? from : `${day}_${position.padStart(12, '0')}`
  return db
    .prepare(`SELECT ${COLUMNS} FROM inbox INDEXED BY inbox_by_due WHERE unit = ?1 AND due_key > ?2 AND due_key < ?3 ORDER BY due_key LIMIT ?4`)
    .bind(unit, after > from ? after : from, to, limit)
}

/** Urgent on sight: somebody may be trapped, it is going on now, or somebody died. */
export const isUrgent = (report: Pick<ReportRecord, 'plain'>['plain']): boolean => report.flags.some((flag) => flag !== 'concealed')
