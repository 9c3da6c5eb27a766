/** Who may come to hold a report: pure, and the same for accepting, assigning and handing on. */
import { units } from '#contract/county/units.ts'
import type { Part } from '#contract/staff-report.ts'
import { originalsOf } from '#contract/rules/holding.ts'
import { concernedBy, keptByGovernment } from '#contract/rules/escalation.ts'
import type { Grant } from '#contract/sealed.ts'
import type { ReportRecord } from './record.ts'

export type HolderRefusal = 'unknown-unit' | 'avoided-unit' | 'concerned-unit' | 'already-holds' | 'missing-grant' | 'unwanted-grant'

/** Whether the rules for a death or its concealment hold for it. */
export const isKept = ({ route, standing: { escalation } }: ReportRecord): boolean => keptByGovernment({ route, escalation }).escalated

/** A report, and all that it is or was worked on with. */
export interface Group {
  readonly report: ReportRecord
  readonly others: readonly ReportRecord[]
  readonly concerned: readonly string[]
}

const WORKING_KINDS = ['government', 'department', 'township']

/**
 * Only units that work on reports; never one that a reporter of the group asks to keep out; and where one of the group is escalated, never a
 * department that it concerns nor a township (design.md §3). What bars a unit from one of them bars it from all. `concerned`: the departments
 * of reports that it was parted from; a death goes on counting.
 */
export function refuseUnits({ report, others, concerned: parted }: Group, wanted: readonly string[]): HolderRefusal | null {
  const group = [report, ...others]
  const concerned = [...parted, ...concernedBy(group.map(({ plain }) => plain))]
  const escalated = group.some(isKept)
  for (const id of wanted) {
    const unit = units.find((known) => known.id === id)
    if (unit === undefined || !WORKING_KINDS.includes(unit.kind)) return 'unknown-unit'
    if (group.some(({ plain: { avoid }, alsoAvoid }) => [...avoid, ...alsoAvoid].includes(id))) return 'avoided-unit'
    if (escalated && (concerned.includes(id) || unit.kind === 'township')) return 'concerned-unit'
  }
  return new Set(wanted).size === wanted.length ? null : 'unknown-unit'
}

/** What a unit is that comes to a report beside its lead: a township is told, a department helps. */
export const partBeside = (unit: string): 'assist' | 'copy' => (units.find(({ id }) => id === unit)?.kind === 'township' ? 'copy' : 'assist')

/** The units among `wanted` that do not hold the original. The desk always does. */
export const notHolding = (parts: readonly Part[], wanted: readonly string[]): string[] =>
  wanted.filter((unit) => unit !== 'desk' && !originalsOf(parts).includes(unit))

/** Every required holder has its grant, once; nobody else has one but those allowed. */
export function refuseGrants(grants: readonly Grant[], wanted: { required: readonly string[]; allowed: readonly string[] }): 'missing-grant' | 'unwanted-grant' | null {
  const holders = grants.map((grant) => grant.holder)
  if (wanted.required.some((unit) => !holders.includes(unit))) return 'missing-grant'
  const welcome = [...wanted.required, ...wanted.allowed]
  return holders.every((holder, at) => welcome.includes(holder) && holders.indexOf(holder) === at) ? null : 'unwanted-grant'
}
