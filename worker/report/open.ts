import type { StaffReport } from '#contract/staff-report.ts'
import type { HistoryEntry } from '#contract/event.ts'
import { eventDigest } from '#contract/rules/history.ts'
import { commit } from '../platform/d1.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import type { Member } from '../staff/store.ts'
import { updateRead } from './inbox.ts'
import { findHeld } from './move.ts'
import type { WholeReport } from './store.ts'
import { insertEvent, updateStanding } from './write.ts'
import { viewFor } from './view.ts'

const TRIES = 3

/** Marks a report read for the member's unit. The unit's first opening is an event, so that the reporter sees it was looked at. */
export async function open(db: D1Database, member: Member, reference: string, today: string): Promise<Result<StaffReport, 'not-found' | 'stale'>> {
  const { unit } = member
  if (unit === null) return refuse('not-found')
  const isKnown = (whole: WholeReport) => whole.events.some((event) => event.kind === 'opened' && event.unit === unit)
  const looked = await recordLook(db, () => findHeld(db, reference, unit), () => ({ kind: 'opened', detail: {} }), member, today, {
    isKnown, also: (whole) => [updateRead(db, unit, whole.report.position)],
  })
  return looked.ok ? ok(viewFor(looked.value, today)) : refuse(looked.refusal)
}

interface Look<Found> {
  /** Whether this look needs no event any more. */
  readonly isKnown?: (found: Found) => boolean
  /** What is written with it. */
  readonly also?: (found: Found) => D1PreparedStatement[]
}

/** An event that changes nothing but the history: the report as it stands after it. Tried anew when somebody else was quicker. */
export async function recordLook<Found extends WholeReport>(
  db: D1Database, find: () => Promise<Found | null>, what: (found: Found) => Pick<HistoryEntry, 'kind' | 'detail'>, member: Member, today: string, { isKnown = () => false, also = () => [] }: Look<Found> = {},
): Promise<Result<WholeReport, 'not-found' | 'stale'>> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const whole = await find()
    if (whole === null) return refuse('not-found')
    if (isKnown(whole)) {
      for (const statement of also(whole)) await statement.run()
      return ok(whole)
    }
    const event = await lookEvent(whole, what(whole), member, today)
    const standing = { ...whole.report.standing, seq: event.seq, head: event.digest }
    const committed = await commit(db, [insertEvent(db, whole.report.id, event), updateStanding(db, whole.report.id, standing, whole.report.notes), ...also(whole)])
    if (committed.ok) return ok({ ...whole, report: { ...whole.report, standing }, events: [...whole.events, event], people: { ...whole.people, [member.name]: member.displayName } })
  }
  return refuse('stale')
}

/** The event that follows in a report's history, without a step from state to state. */
export async function lookEvent(whole: WholeReport, what: Pick<HistoryEntry, 'kind' | 'detail'>, member: Member, day: string): Promise<HistoryEntry> {
  const link = { seq: whole.report.standing.seq + 1, ...what, unit: member.unit, member: member.name, day }
  return { ...link, digest: await eventDigest(whole.report.id, whole.report.standing.head, link) }
}
