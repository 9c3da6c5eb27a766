/** What a report's history says of who must not judge it again. Pure, and without the county: the table of moves stands on it, and by that the check of the county's words. */
import type { EventDetail } from '../event.ts'
import type { Part } from '../staff-report.ts'
import type { EscalateReason, EventKind, Result } from '../states.ts'
import { GOVERNMENT } from './holding.ts'

/** Who gave a result. */
export interface Finder {
  readonly unit: string | null
  readonly member: string | null
}

/** Who gave the result that stands, and which. */
export interface Finding extends Finder {
  readonly result: Result
}

/** As much of an event as these rules read. */
export interface Step {
  readonly kind: EventKind
  readonly unit: string | null
  readonly member: string | null
  readonly detail: Pick<EventDetail, 'result' | 'reason' | 'units' | 'finder'>
}

/** Who has judged, and who must not: of one history, or of all of a matter. */
export interface Judged {
  /** Whoever gave a result, whether or not it stands. */
  readonly finders: readonly Finder[]
  /** Units that left for a conflict of interest, or for a leak. */
  readonly conflicted: readonly string[]
  /**
   * Whose results a review overturned, or sent to be looked into anew: they neither lead the matter nor find it again. A unit is null where the
   * law gives the matter to that very unit: then the person alone is kept out.
   */
  readonly contested: readonly Finder[]
}

/** What a report's history says of who must not judge it again, and what those say that are of one matter with it. */
export interface Past extends Judged {
  /** Who gave the result that stands. */
  readonly finding: Finding | null
  /** Who looked last at what was put right. */
  readonly inspectedBy: string | null
}

/** A merged report's result was found in the earlier one, and told on. */
const finderOf = ({ unit, member, detail }: Omit<Step, 'kind'>): Finder => detail.finder ?? { unit, member }

/** The last event that brought a result. */
export function findingOf(events: readonly Omit<Step, 'kind'>[]): Finding | null {
  const last = events.findLast(({ detail }) => detail.result !== undefined)
  return last?.detail.result === undefined ? null : { ...finderOf(last), result: last.detail.result }
}

const findersOf = (events: readonly Step[]): Finder[] => events.filter(({ detail }) => detail.result !== undefined).map(finderOf)

/** A death or its concealment: the county government’s to look into, from whichever step of a report on. */
export const isGrave = (reason: string | null | undefined): boolean => reason === 'death' || reason === 'concealment'

/** Why it is with the county government from now on: a death goes on counting, whatever it is taken there for next. */
export const graver = (before: EscalateReason | null, now: EscalateReason): EscalateReason => (before !== null && isGrave(before) ? before : now)

function contestedOf(events: readonly Step[]): Finder[] {
  const last = events.findLastIndex((step, at) => overturns(step, events.slice(0, at)))
  return byLaw(findersOf(events.slice(0, Math.max(last, 0))), events.slice(Math.max(last, 0)))
}

/** `since`: what happened after they gave their results. A death gives the matter to the county government, whose result it was or not. */
function byLaw(contested: readonly Finder[], since: readonly Step[]): Finder[] {
  const isGiven = since.some(({ kind, detail }) => kind === 'escalated' && isGrave(detail.reason))
  return contested.map((one) => (isGiven && one.unit === GOVERNMENT ? { ...one, unit: null } : one))
}

/** A review that did not uphold it; or a death, learned of while somebody still had to look again. */
const overturns = ({ kind, detail }: Step, before: readonly Step[]): boolean =>
  kind === 'review-decided' ? detail.reason !== 'upheld' : kind === 'escalated' && before.findLast((step) => ANSWERS.includes(step.kind))?.kind === 'review-asked'
const ANSWERS: readonly EventKind[] = ['review-asked', 'review-decided', 'escalated']

function leftForConflict({ kind, unit, detail: { reason, units = [] } }: Step): readonly string[] {
  if (kind === 'taken-out') return reason === 'conflict-of-interest' || reason === 'leak-suspected' ? units : []
  if (kind === 'escalated') return reason === 'unit-conflict' ? units : []
  return kind === 'returned' && reason === 'conflict-of-interest' && unit !== null ? [unit] : []
}

export const judgedOf = (events: readonly Step[]): Judged =>
  ({ finders: findersOf(events), conflicted: [...new Set(events.flatMap(leftForConflict))], contested: contestedOf(events) })

/** What several histories say together. */
export const judgedTogether = (all: readonly Judged[]): Judged => ({
  finders: all.flatMap(({ finders }) => finders), conflicted: [...new Set(all.flatMap(({ conflicted }) => conflicted))], contested: all.flatMap(({ contested }) => contested),
})

/** `others`: what the histories of the reports of one matter with it say. */
export function pastOf(events: readonly Step[], others: Judged = judgedTogether([])): Past {
  // Of another history only the days are known, not the order: what came after this one's own last result came after what was overturned there.
  const found = events.findLastIndex(({ detail }) => detail.result !== undefined)
  const contested = byLaw(others.contested, events.slice(found + 1))
  return { finding: findingOf(events), inspectedBy: events.findLast(({ kind }) => kind === 'inspected')?.member ?? null, ...judgedTogether([judgedOf(events), { ...others, contested }]) }
}

/** Of a report with no history yet. */
export const NO_PAST: Past = { finding: null, inspectedBy: null, ...judgedTogether([]) }

/** Another unit than any that gave a result on the matter, than the one that leads, and any that left it for a conflict; the desk always can, by another person. */
export function whyNotReviewer(unit: string, { lead, finders, conflicted }: { lead: string | null } & Pick<Judged, 'finders' | 'conflicted'>): 'same-unit' | 'conflicted-unit' | null {
  if (unit === 'desk') return null
  if (unit === lead || finders.some((one) => one.unit === unit)) return 'same-unit'
  return conflicted.includes(unit) ? 'conflicted-unit' : null
}

/** Null when a unit may lead: it gave no result that was overturned, and left none of the matter for a conflict. Of the desk's, only the person is kept out. */
export function whyNotLead(unit: string, { contested, conflicted }: Pick<Past, 'contested' | 'conflicted'>): 'led-before' | 'conflicted-unit' | null {
  if (unit === 'desk') return null
  if (contested.some((one) => one.unit === unit)) return 'led-before'
  return conflicted.includes(unit) ? 'conflicted-unit' : null
}

/** Whether a member may give the new result: not who gave an overturned one, nor anybody of that unit. */
export const mayFind = ({ name, unit }: { name: string; unit: string | null }, contested: readonly Finder[]): boolean =>
  !contested.some((one) => one.member === name || (unit !== 'desk' && one.unit === unit))

/** Units that the desk alone may give the report to: they held it and do no more, or left another of the matter for a conflict. */
export const goneFrom = (parts: readonly Part[], { conflicted }: Pick<Past, 'conflicted'>): string[] =>
  [...new Set([...parts.filter(({ standing }) => standing === 'ended').map(({ unit }) => unit), ...conflicted])]

/** Whether the result that stands here is one that a review of another report of the matter overturned: nothing is decided on it, and no reward rests on it. */
export const isOverturned = ({ finding, contested }: Pick<Past, 'finding' | 'contested'>): boolean =>
  finding !== null && !mayFind({ name: finding.member ?? '', unit: finding.unit }, contested)
