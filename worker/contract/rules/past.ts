/** What a report's history says of who must not judge it again. Pure, and without the county: the table of moves stands on it, and by that the check of the county's words. */
import type { EventDetail } from '../event.ts'
import type { EventKind, Result } from '../states.ts'
import { GOVERNMENT } from './holding.ts'

/** Who gave the result that stands, and which. */
export interface Finding {
  readonly unit: string | null
  readonly member: string | null
  readonly result: Result
}

/** As much of an event as these rules read. */
export interface Step {
  readonly kind: EventKind
  readonly unit: string | null
  readonly member: string | null
  readonly detail: Pick<EventDetail, 'result' | 'reason' | 'units' | 'finder'>
}

/** What a report's history says of who must not judge it again. */
export interface Past {
  /** Who gave the result that stands. */
  readonly finding: Finding | null
  /** Whose result is looked into anew; null again once there is a new one. Its unit is null where the law gives the matter to that very unit: then the person alone is kept out. */
  readonly contested: Finding | null
  /** Units that left it for a conflict of interest, or for a leak. */
  readonly conflicted: readonly string[]
}

/** The last event that brought a result. A merged report's was found in the earlier one, and told on. */
export function findingOf(events: readonly Omit<Step, 'kind'>[]): Finding | null {
  const last = events.findLast(({ detail }) => detail.result !== undefined)
  if (last?.detail.result === undefined) return null
  const { unit, member } = last.detail.finder ?? last
  return { unit, member, result: last.detail.result }
}

/** A death or its concealment: the county government’s to look into, from whichever step of a report on. */
export const isGrave = (reason: string | null | undefined): boolean => reason === 'death' || reason === 'concealment'

function contestedOf(events: readonly Step[]): Finding | null {
  const anew = events.findLastIndex((step, at) => looksAnew(step, events.slice(0, at)))
  if (anew < 0 || findingOf(events.slice(anew)) !== null) return null
  const was = findingOf(events.slice(0, anew))
  const isByLaw = was?.unit === GOVERNMENT && events.slice(anew).some(({ kind, detail }) => kind === 'escalated' && isGrave(detail.reason))
  return was !== null && isByLaw ? { ...was, unit: null } : was
}

/** A review that came to it; or a death, learned of while somebody still had to look again. */
const looksAnew = ({ kind, detail }: Step, before: readonly Step[]): boolean =>
  kind === 'review-decided' ? detail.reason === 'reinvestigate' : kind === 'escalated' && before.findLast((step) => ANSWERS.includes(step.kind))?.kind === 'review-asked'
const ANSWERS: readonly EventKind[] = ['review-asked', 'review-decided', 'escalated']

function leftForConflict({ kind, unit, detail: { reason, units = [] } }: Step): readonly string[] {
  if (kind === 'taken-out') return reason === 'conflict-of-interest' || reason === 'leak-suspected' ? units : []
  if (kind === 'escalated') return reason === 'unit-conflict' ? units : []
  return kind === 'returned' && reason === 'conflict-of-interest' && unit !== null ? [unit] : []
}

export const pastOf = (events: readonly Step[]): Past =>
  ({ finding: findingOf(events), contested: contestedOf(events), conflicted: [...new Set(events.flatMap(leftForConflict))] })

/** Another unit than the one that found it, the one that leads, and any that left it for a conflict; the desk always can, by another person. */
export function whyNotReviewer(unit: string, { lead, finding, conflicted }: { lead: string | null } & Pick<Past, 'finding' | 'conflicted'>): 'same-unit' | 'conflicted-unit' | null {
  if (unit === 'desk') return null
  if (unit === lead || unit === finding?.unit) return 'same-unit'
  return conflicted.includes(unit) ? 'conflicted-unit' : null
}

/** Whether a unit may lead while a result is looked into anew: not the one that gave it. Of the desk's, only the person is kept out. */
export const mayLead = (unit: string, contested: Finding | null): boolean => unit === 'desk' || unit !== contested?.unit

/** Whether a member may give the new result: not who gave the contested one, nor anybody of that unit. */
export const mayFind = ({ name, unit }: { name: string; unit: string | null }, contested: Finding | null): boolean =>
  contested === null || (name !== contested.member && mayLead(unit ?? 'desk', contested))
