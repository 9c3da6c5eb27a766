import * as z from 'zod/mini'
import type { AuditedEvent, EventQuery } from '#contract/audit.ts'
import { Kind } from '#contract/report.ts'
import { readTogether } from '../platform/d1.ts'
import { EventRow } from '../report/store.ts'

const AuditedRow = z.intersection(z.object({ page_key: z.string(), reference: z.string(), report: Kind, display_name: z.nullable(z.string()) }), EventRow)

export interface EventPage {
  readonly events: AuditedEvent[]
  readonly people: Record<string, string>
  readonly next: string | null
}

/** One page, newest day first; beside each event one row of its report and one of its member. */
export async function listEvents(db: D1Database, query: EventQuery, size: number): Promise<EventPage> {
  const [rows] = await readTogether(db, [selectPage(db, query, size + 1)])
  const found = z.array(AuditedRow).parse(rows)
  const shown = found.slice(0, size)
  const people = shown.flatMap(({ member, display_name: name }) => (member === null || name === null ? [] : [[member, name] as const]))
  return {
    events: shown.map(({ seq, kind, unit, member, day, detail, digest, reference, report }) => ({ seq, kind, unit, member, day, detail, digest, reference, report })),
    people: Object.fromEntries(people),
    next: found.length > size ? (shown.at(-1)?.page_key ?? null) : null,
  }
}

/** Each condition has the index that begins with it; one report's history is short and read from its own end. */
function selectPage(db: D1Database, { kind, member, day, reference, after }: EventQuery, limit: number): D1PreparedStatement {
  const conditions = [
    ...(reference === undefined ? [] : [['e.report_id = (SELECT id FROM report WHERE reference = ?)', reference] as const]),
    ...(member === undefined ? [] : [['e.member = ?', member] as const]),
    ...(kind === undefined ? [] : [['e.kind = ?', kind] as const]),
    ...(day === undefined ? [] : [['e.page_key > ?', day] as const]),
    ['e.page_key < ?', after ?? (day === undefined ? '~' : `${day}~`)] as const,
  ]
  // CROSS JOIN keeps SQLite from beginning with the reports.
  return db
    .prepare(
      `SELECT e.page_key, e.seq, e.kind, e.unit, e.member, e.day, e.detail, e.digest, r.reference, r.kind AS report, m.display_name
       FROM event e ${reference === undefined ? `INDEXED BY ${indexFor(member, kind)}` : ''} CROSS JOIN report r ON r.id = e.report_id LEFT JOIN member m ON m.name = e.member
       WHERE ${conditions.map(([condition]) => condition).join(' AND ')} ORDER BY e.page_key DESC LIMIT ?`,
    )
    .bind(...conditions.map(([, value]) => value), limit)
}

const indexFor = (member: string | undefined, kind: string | undefined): string =>
  member === undefined ? (kind === undefined ? 'event_by_day' : 'event_by_kind') : kind === undefined ? 'event_by_member' : 'event_by_member_and_kind'
