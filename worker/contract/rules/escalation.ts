/** Taking a report to the county government after it was filed. Pure: the Worker decides by it, and the console grants by it. */
import { units } from '../county/units.ts'
import type { Part } from '../staff-report.ts'
import type { Route } from '../report.ts'
import type { EscalateReason } from '../states.ts'
import { GOVERNMENT } from './holding.ts'
import { isGrave } from './past.ts'
import { departmentConcerned } from './routing.ts'

export interface Escalatable {
  readonly route: Route
  readonly escalation: EscalateReason | null
}

/** The rules for a death or its concealment hold from the filing on, or from the escalation on. */
export const keptByGovernment = ({ route, escalation }: Escalatable): Pick<Route, 'escalated' | 'lead'> =>
  isGrave(escalation) ? { escalated: true, lead: GOVERNMENT } : route

/** Units that an escalation for this reason takes the report from: the nearer they are to a death, the more they may have helped to conceal it. */
function isBarred(unit: string, { reason, category, lead, alsoConcerned = [] }: Escalation): boolean {
  if (reason === 'unit-conflict') return unit === lead
  return isGrave(reason) && (unit === departmentConcerned(category) || alsoConcerned.includes(unit) || units.find(({ id }) => id === unit)?.kind === 'township')
}

/** Of the units that hold other reports of the group: those that this escalation keeps out of them too. */
export const barredToo = (holders: readonly string[], escalation: Escalation): string[] => [...new Set(holders)].filter((unit) => unit !== 'desk' && unit !== GOVERNMENT && isBarred(unit, escalation))

/** The departments that these reports concern. */
export const concernedBy = (group: readonly { readonly category: string | null }[]): string[] =>
  [...new Set(group.flatMap(({ category }) => departmentConcerned(category) ?? []))].sort()

export interface Escalation {
  readonly reason: EscalateReason
  readonly category: string | null
  readonly lead: string | null
  /** Departments that the reports merged with it concern. */
  readonly alsoConcerned?: readonly string[]
}

/** The parts that it changes: the government leads; who led before helps, unless the reason keeps it out. */
export function partsEscalated(parts: readonly Part[], escalation: Escalation): Part[] {
  const others = parts.filter(({ unit, standing }) => unit !== 'desk' && unit !== GOVERNMENT && standing !== 'ended')
  return [
    ...others.filter(({ unit }) => isBarred(unit, escalation)).map((part): Part => ({ ...part, standing: 'ended' })),
    ...others.filter(({ unit, part }) => part === 'lead' && !isBarred(unit, escalation)).map((part): Part => ({ ...part, part: 'assist' })),
    { unit: GOVERNMENT, part: 'lead', standing: 'holding' },
  ]
}
