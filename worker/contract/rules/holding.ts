/** Who holds the original of a report, before and after a change. Pure: the Worker decides by it, and the console grants by it. */
import type { Withheld } from '../evidence-file.ts'
import type { Part } from '../staff-report.ts'
import type { TimelineEntry } from '../event.ts'
import type { Route } from '../report.ts'

/** The county government's id among the units. */
export const GOVERNMENT = 'gov'

/** The numbers of the files that a unit was not given. */
export const lackedBy = (withheld: readonly Withheld[], unit: string): number[] => withheld.filter((one) => one.unit === unit).map(({ k }) => k)

const holdsOriginal = ({ standing, copy }: Part): boolean => standing === 'holding' && copy !== 'redacted'

/** The units that hold the original: they open content, dialogue and notes. */
export const originalsOf = (parts: readonly Part[]): string[] => parts.filter(holdsOriginal).map(({ unit }) => unit)

/** Whether a unit has the redacted copy and nothing else. */
export const hasCopyOnly = (parts: readonly Part[], unit: string | null): boolean =>
  parts.some((part) => part.unit === unit && part.standing === 'holding' && part.copy === 'redacted')

/**
 * What a unit with the redacted copy sees of the history: how the work goes, and its own looks. What was said, noted or renewed is withheld in every
 * report, and with it whatever comes up in named ones alone: that something is withheld tells nothing.
 */
export const isShownWithCopy = ({ kind, unit }: Pick<TimelineEntry, 'kind' | 'unit'>, holder: string): boolean =>
  isStepOfWork(kind) || (kind === 'opened' && unit === holder)

/** What every unit that holds the report is shown, and finds unread. */
export const isStepOfWork = (kind: TimelineEntry['kind']): boolean => STEPS_OF_WORK.has(kind)
const STEPS_OF_WORK: ReadonlySet<TimelineEntry['kind']> = new Set([
  'received', 'accepted', 'refused', 'referred', 'assigned', 'handed-on', 'returned', 'begun', 'found', 'extension-requested', 'extended', 'extension-declined', 'rectification-ordered', 'inspected', 'cleared', 'closed',
  'taken-out', 'escalated', 'review-asked', 'review-named', 'review-decided', 'merged', 'joined', 'unmerged', 'left',
])

/** The parts once some of them are changed. */
export const withParts = (parts: readonly Part[], changed: readonly Part[]): Part[] =>
  [...parts.filter(({ unit }) => !changed.some((part) => part.unit === unit)), ...changed]

/** Whether a unit that could open the dialogue can no more be let to: what is written next needs a key that it does not have. */
export function losesReader(before: readonly Part[], changed: readonly Part[]): boolean {
  const after = originalsOf(withParts(before, changed))
  return originalsOf(before).some((unit) => !after.includes(unit))
}

/** What went to the county government (安全生产法 art. 73) is never taken from it again: it stays on beside another lead. */
export const mustStay = (route: Pick<Route, 'escalated' | 'lead'>, unit: string): boolean => unit === 'desk' || (route.escalated && unit === route.lead)

export interface Assignment {
  readonly lead: string
  readonly assists: readonly string[]
  /** Who is granted the original with it. */
  readonly granted: readonly string[]
}

/** The parts that an assignment changes: who led or helped before and is named no more holds it no more. */
export function partsAssigned(parts: readonly Part[], route: Pick<Route, 'escalated' | 'lead'>, { lead, assists, granted }: Assignment): Part[] {
  const found = (unit: string) => parts.find((part) => part.unit === unit)
  const left = parts.filter(({ unit, part }) => ['lead', 'assist'].includes(part) && unit !== lead && !assists.includes(unit))
  const assisting = (unit: string): Part => {
    const now = found(unit)
    if (granted.includes(unit) || now?.standing !== 'holding') return { unit, part: 'assist', standing: granted.includes(unit) ? 'holding' : 'proposed' }
    return { unit, part: 'assist', standing: 'holding', ...(now.copy !== undefined && { copy: now.copy }) }
  }
  return [
    ...left.map((part): Part => (part.standing === 'holding' && mustStay(route, part.unit) ? { ...part, part: 'assist' } : { ...part, standing: 'ended' })),
    ...assists.map(assisting),
    ...(lead === 'desk' ? [] : [{ unit: lead, part: 'lead' as const, standing: 'holding' as const }]),
  ]
}
