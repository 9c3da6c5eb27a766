/** Reports of one matter worked on as one. Pure. */
import type { Award } from '../award.ts'
import type { EventDetail, HistoryEntry } from '../event.ts'
import { livingAward } from './award.ts'
import type { Clocked } from './deadline.ts'
import type { Contestable } from './review.ts'

/** The first of a merged group is who was first in the county's order: the reward, where there is one, goes by it. */
export const firstOf = <R extends { readonly position: number }>(group: readonly R[]): R | undefined => group.toSorted((a, b) => a.position - b.position)[0]

/** As much of a merged report as these rules need: how far the main one's history went when it joined, and the last result its reporter was told. */
export interface Joined {
  readonly mergedSeq: number | null
  readonly toldSeq: number | null
}

type Steps = readonly { readonly seq: number; readonly detail: Pick<EventDetail, 'result' | 'to'> }[]

/** The main report's last result that a merged one's reporter has not been told; null when there is none. */
export function untoldResult(main: Steps, { mergedSeq, toldSeq }: Joined): number | null {
  const last = main.findLast(({ detail }) => detail.result !== undefined)?.seq ?? 0
  return last > Math.max(mergedSeq ?? 0, toldSeq ?? 0) ? last : null
}

/**
 * What the main report's history adds to the merged one's: its steps from state to state since they were joined; before them the one that
 * it had come to then, as of the day of joining.
 */
export function stepsSince<E extends Steps[number] & { readonly day: string; readonly kind: string }>(main: readonly E[], { mergedSeq }: Joined, joined: string): E[] {
  const steps = main.filter(({ kind, detail }) => detail.to !== undefined && kind !== 'received')
  const stood = steps.findLast(({ seq }) => seq <= (mergedSeq ?? 0))
  return [...(stood === undefined ? [] : [{ ...stood, day: joined }]), ...steps.filter(({ seq }) => seq > (mergedSeq ?? 0))]
}

/** The main report's clocks as the merged one's reporter may know them: no day from before they were joined, and of contests their own alone. */
export function clocksSince(main: Clocked, own: Pick<Clocked, 'receivedDay' | 'reviewDay' | 'reviewedDay'>, joined: string): Clocked {
  const since = (day: string | null) => (day !== null && day < joined ? joined : day)
  const { receivedDay, reviewDay = null, reviewedDay = null } = own
  return { ...main, receivedDay, acceptedDay: since(main.acceptedDay), assignedDay: since(main.assignedDay), reviewDay, reviewedDay }
}

/** Of a merged report its reporter contests what they were told, while the main one stands by a result; the days count as for that one's reporter. */
export const contestable = (own: Contestable, main: Pick<Contestable, 'state' | 'endedDay'> | null): Contestable =>
  main === null ? own : { ...own, state: main.state, endedDay: main.endedDay }

/** A step of the main report as the merged one's reporter reads it: what was decided, and not that somebody had contested. Without words and names. */
export function toldOf(step: HistoryEntry): HistoryEntry {
  const detail = { ...step.detail, bodies: undefined, finder: undefined, signed: undefined }
  if (step.kind !== 'review-decided') return { ...step, detail }
  const { from, to, result, lead } = detail
  return result === undefined ? { ...step, kind: 'assigned', detail: { from, to, lead, assists: [] } } : { ...step, kind: 'found', detail: { from, to, result } }
}

/** A report whose reward is under way or paid stays by itself: merged, the earlier one would be rewarded for the same matter again. */
export const hasReward = (awards: readonly Pick<Award, 'standing'>[]): boolean => livingAward(awards) !== undefined || awards.some(({ standing }) => standing === 'paid')

/** What the others of a group keep out, for each of them. */
export const alsoAvoided = (group: readonly { readonly id: string; readonly avoid: readonly string[] }[]): ReadonlyMap<string, string[]> =>
  new Map(group.map(({ id }) => [id, [...new Set(group.filter((other) => other.id !== id).flatMap(({ avoid }) => avoid))].sort()]))
