/** A report's files as far as handing it on goes: their names, and who was not given which. No DOM. */
import { lackedBy, originalsOf } from '#contract/rules/holding.ts'
import type { UnsealedReport } from '../report/unseal.ts'

/** Its number, and what its sealed manifest calls it; the number alone where that does not open. */
export interface NamedFile {
  readonly k: number
  readonly name: string
}

export const filesOf = ({ report, evidence }: UnsealedReport): NamedFile[] =>
  (report.evidence ?? []).map(({ k, compartment, n }) => ({ k, name: evidence.find((one) => one.compartment === compartment && one.n === n)?.words?.name ?? `附件${k}` }))

/** What a unit was not given, by name where this unit has it itself. */
export const lackedNames = (unsealed: UnsealedReport, unit: string): string[] =>
  lackedBy(unsealed.report.withheld ?? [], unit).map((k) => filesOf(unsealed).find((file) => file.k === k)?.name ?? `附件${k}`)

/** Units with the original that were not given every file. */
export const lackingUnits = ({ report: { parts, withheld = [] } }: UnsealedReport): string[] => originalsOf(parts).filter((unit) => lackedBy(withheld, unit).length > 0)
