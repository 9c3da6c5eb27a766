/** Which of the files go with a change that gives units the report: what each lacks afterwards, and what the history says of it. Pure. */
import type { EventDetail } from '#contract/event.ts'
import { copiesGiven, fileOfCopy, isFileCopy, keptBack } from '#contract/rules/file-copy.ts'
import { hasCopyOnly, lackedBy, originalsOf, withParts } from '#contract/rules/holding.ts'
import type { Part } from '#contract/staff-report.ts'
import type { Lack, MoveInput, Situation } from './change.ts'

/** Who is given the report: the original, or its redacted copy. */
export interface Receivers {
  readonly whole: readonly string[]
  readonly redacted?: readonly string[]
}

export interface Given {
  readonly lacks: readonly Lack[]
  /** For the history: what each with the original lacks, and which copies each got in the place of files. */
  readonly told: Pick<EventDetail, 'without' | 'copies'>
}

type Left = MoveInput['without']

/** The units that come to hold the original by this change of parts. */
export function newOriginals({ parts }: Situation, changed: readonly Part[]): string[] {
  const held = originalsOf(parts)
  return originalsOf(withParts(parts, changed)).filter((unit) => !held.includes(unit))
}

/** What is left out is of units that are given the report, and there is such a file; for a unit with the redacted copy of the report, only copies of files. */
export function refuseLeft({ files }: Situation, without: Left, { whole, redacted = [] }: Receivers): 'unknown-unit' | 'unknown-file' | null {
  const left = Object.entries(without ?? {})
  if (left.some(([unit]) => ![...whole, ...redacted].includes(unit))) return 'unknown-unit'
  const isFit = (unit: string) => (k: number) => files.includes(k) && (whole.includes(unit) || isFileCopy(k))
  return left.every(([unit, all]) => new Set(all).size === all.length && all.every(isFit(unit))) ? null : 'unknown-file'
}

/** Nobody gives what they lack themselves; of its copies the newest that they have. */
export function filesGiven(now: Situation, without: Left, { whole, redacted = [] }: Receivers): Given {
  const own = lackedBy(now.withheld, now.member.unit)
  const had = now.files.filter((k) => !own.includes(k))
  const leftOf = (unit: string) => without?.[unit] ?? []
  const givenTo = (unit: string) => {
    const kept = keptBack(had, [...leftOf(unit), ...own])
    return had.filter((k) => !kept.includes(k))
  }
  const lacks = [...whole.map((unit) => lackOf(now, unit, givenTo(unit))), ...redacted.map((unit) => lackOfCopies(now, unit, copiesGiven(had, leftOf(unit))))]
  return { lacks, told: toldOf(had, redacted, lacks) }
}

/** What a unit has it keeps. */
function lackOf({ parts, withheld, files }: Situation, unit: string, given: readonly number[]): Lack {
  const kept = files.filter((k) => !given.includes(k))
  return { unit, files: originalsOf(parts).includes(unit) ? kept.filter((k) => lackedBy(withheld, unit).includes(k)) : kept }
}

/** The same of a unit with the redacted copy of the report: of files there are only copies for it. */
function lackOfCopies({ parts, withheld, files }: Situation, unit: string, given: readonly number[]): Lack {
  const lacked = hasCopyOnly(parts, unit) ? lackedBy(withheld, unit) : files
  return { unit, files: files.filter((k) => isFileCopy(k) && !given.includes(k) && lacked.includes(k)) }
}

/** Whether a unit that holds the report lacks less of it than before. */
export const gains = ({ withheld }: Situation, lacks: readonly Lack[], unit: string): boolean =>
  (lacks.find((one) => one.unit === unit)?.files.length ?? 0) < lackedBy(withheld, unit).length

/** What one has already, or has to do without, says nothing of another. */
function toldOf(had: readonly number[], redacted: readonly string[], lacks: readonly Lack[]): Given['told'] {
  const told = (of: (lack: Lack) => number[]) => lacks.map((lack): [string, number[]] => [lack.unit, of(lack)]).filter(([, all]) => all.length > 0)
  const without = told((lack) => (redacted.includes(lack.unit) ? [] : [...lack.files]))
  const copies = told(({ unit, files: lacked }) => copiesGiven(had, lacked).filter((k) => redacted.includes(unit) || lacked.includes(fileOfCopy(k))))
  return { ...(without.length > 0 && { without: Object.fromEntries(without) }), ...(copies.length > 0 && { copies: Object.fromEntries(copies) }) }
}
