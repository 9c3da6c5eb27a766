import type { StaffReport } from '#contract/console.ts'
import type { HistoryEntry } from '#contract/event.ts'
import { eventDigest } from '#contract/rules/history.ts'
import { commit } from '../platform/d1.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import type { Member } from '../staff/store.ts'
import { updateRead } from './inbox.ts'
import { findHeld } from './move.ts'
import { insertEvent, updateStanding, type WholeReport } from './store.ts'
import { viewFor } from './view.ts'

const TRIES = 3

/** Marks a report read for the member's unit. The unit's first opening is an event, so that the reporter sees it was looked at. */
export async function open(db: D1Database, member: Member, reference: string, today: string): Promise<Result<StaffReport, 'not-found' | 'stale'>> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const whole = await findHeld(db, reference, member.unit)
    if (whole === null || member.unit === null) return refuse('not-found')
    const read = updateRead(db, member.unit, whole.report.position)
    if (whole.events.some((event) => event.kind === 'opened' && event.unit === member.unit)) {
      await read.run()
      return ok(viewFor(whole, today))
    }
    const event = await openedEvent(whole, member, today)
    const standing = { ...whole.report.standing, seq: event.seq, head: event.digest }
    const committed = await commit(db, [
      insertEvent(db, whole.report.id, event),
      updateStanding(db, whole.report.id, standing, whole.report.notes),
      read,
    ])
    if (committed.ok) return ok(viewFor({ ...whole, report: { ...whole.report, standing }, events: [...whole.events, event], people: { ...whole.people, [member.name]: member.displayName } }, today))
  }
  return refuse('stale')
}

async function openedEvent(whole: WholeReport, member: Member, day: string): Promise<HistoryEntry> {
  const link = { seq: whole.report.standing.seq + 1, kind: 'opened' as const, unit: member.unit, member: member.name, day, detail: {} }
  return { ...link, digest: await eventDigest(whole.report.id, whole.report.standing.head, link) }
}
