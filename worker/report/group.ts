/** What working on two reports as one writes, and what of it is known to the decisions. */
import type { HistoryEntry } from '#contract/event.ts'
import { eventDigest } from '#contract/rules/history.ts'
import type { Deadline } from '#contract/report.ts'
import { nextDue } from '#contract/rules/deadline.ts'
import { findingOf, pastOf } from '#contract/rules/past.ts'
import { alsoAvoided, untoldResult } from '#contract/rules/merge.ts'
import type { Change, Situation } from './change.ts'
import { followInbox } from './inbox.ts'
import type { ReportRecord } from './record.ts'
import { deadlinesOfReport } from './view.ts'
import type { WholeReport } from './store.ts'
import { insertEvent, updateAlsoAvoid, updateMerge, updateStanding } from './write.ts'

/** The other reports of its group, who holds any of them, and what all of the matter says of who must not judge it. */
export const othersOf = ({ events, group: { all, heldBy, kin } }: WholeReport): Pick<Situation, 'others' | 'othersHeldBy' | 'past' | 'concerned'> =>
  ({ others: all, othersHeldBy: heldBy, past: pastOf(events, kin), concerned: kin.concerned })

export const mergeOf = ({ report, events, group: { main, mainEvents, merged } }: WholeReport): Pick<Situation, 'merge' | 'untold' | 'mainFinding'> => {
  const untold = main === null ? null : untoldResult(mainEvents, report)
  return {
    untold,
    mainFinding: findingOf(mainEvents),
    merge: { merged: main !== null, leads: merged.length > 0, untold: untold !== null, untoldOthers: merged.some((one) => untoldResult(events, one) !== null) },
  }
}

/** What a merge changes besides the report's own rows: its columns, the earlier report's history, and what each of the group keeps out. */
export async function mergeStatements(db: D1Database, whole: WholeReport, { merge, otherEvent }: Change, other: WholeReport | null, member: { name: string; unit: string | null }, day: string): Promise<D1PreparedStatement[]> {
  if (merge === undefined) return []
  const own = updateMerge(db, whole.report.id, merge)
  if (otherEvent === undefined || other === null) return [own]
  const event = await joinedEvent(other.report, whole.report.id, otherEvent, member, day)
  const { report } = other
  const standing = { ...report.standing, seq: event.seq, head: event.digest }
  const others = other.group.merged.filter(({ id }) => id !== whole.report.id)
  const group = [report, ...others, ...(merge.into === null ? [] : [whole.report])]
  const avoided = alsoAvoided(group.map(({ id, plain: { avoid } }) => ({ id, avoid })))
  return [
    own, insertEvent(db, report.id, event), updateStanding(db, report.id, standing, report.notes),
    ...[...avoided].map(([id, avoid]) => updateAlsoAvoid(db, id, avoid)),
    ...(merge.into === null ? [updateAlsoAvoid(db, whole.report.id, [])] : []),
  ]
}

async function joinedEvent(main: ReportRecord, other: string, kind: 'joined' | 'left', member: { name: string; unit: string | null }, day: string): Promise<HistoryEntry> {
  const link = { seq: main.standing.seq + 1, kind, unit: member.unit, member: member.name, day, detail: { other } }
  return { ...link, digest: await eventDigest(main.id, main.standing.head, link) }
}

/** What a merged report owes by itself: an answer to its reporter who contests. */
const reviewDue = (report: ReportRecord): Deadline | null => nextDue(deadlinesOfReport(report).filter(({ kind }) => kind === 'review'))

/** A merged report is listed as the main one stands: this one's rows after the main one's, or those of all that go with it. */
export function followStatements(db: D1Database, whole: WholeReport, standing: ReportRecord['standing'], main: ReportRecord | null): D1PreparedStatement[] {
  if (main !== null) return [followInbox(db, whole.report.id, main.standing, reviewDue({ ...whole.report, standing }))]
  return whole.group.merged.map((one) => followInbox(db, one.id, standing, reviewDue(one)))
}
