import * as z from 'zod/mini'
import { EventRow, type History } from '#contract/audit.ts'
import { readTogether } from '../platform/d1.ts'

const PositionRow = z.object({
  position: z.int(), day: z.string(), digest: z.string(), report: z.string(), reference: z.nullable(z.string()), filed_digest: z.nullable(z.string()),
  filed_day: z.nullable(z.string()), seq: z.nullable(z.int()), head: z.nullable(z.string()),
})
const RawEvent = z.object({ report_id: z.string(), ...EventRow.shape })

/** A page of positions with their reports' events, as they are: what does not fit together is for the auditor's browser to find. */
export async function listHistories(db: D1Database, after: number, size: number): Promise<{ histories: History[]; next: number | null }> {
  const page = 'SELECT report_id FROM position WHERE n > ?1 ORDER BY n LIMIT ?2'
  const [positions, events] = await readTogether(db, [
    db
      .prepare(
        `SELECT p.n AS position, p.day, p.digest, p.report_id AS report, r.reference, r.digest AS filed_digest, r.day AS filed_day, r.seq, r.head
         FROM position p LEFT JOIN report r ON r.id = p.report_id WHERE p.n > ?1 ORDER BY p.n LIMIT ?2`,
      )
      .bind(after, size),
    db.prepare(`SELECT report_id, seq, kind, unit, member, day, detail, digest FROM event WHERE report_id IN (${page}) ORDER BY report_id, seq`).bind(after, size),
  ])
  const found = z.array(PositionRow).parse(positions)
  const raw = z.array(RawEvent).parse(events)
  const eventsOf = (report: string) => raw.filter((event) => event.report_id === report).map(({ seq, kind, unit, member, day, detail, digest }) => ({ seq, kind, unit, member, day, detail, digest }))
  const histories = found.map((row) => ({ ...historyOf(row), events: eventsOf(row.report) }))
  return { histories, next: found.length === size ? (found.at(-1)?.position ?? null) : null }
}

function historyOf({ position, day, digest, report, reference, filed_digest: filed, filed_day: filedDay, seq, head }: z.infer<typeof PositionRow>): Omit<History, 'events'> {
  const whole = reference !== null && filed !== null && filedDay !== null && seq !== null && head !== null
  return { position, day, digest, report, filed: whole ? { reference, digest: filed, day: filedDay, seq, head } : null }
}
