/** A report's files as far as handing it on goes: their names, their redacted copies, and who was not given which. No DOM. */
import { copiesGiven, fileOfCopy, isFileCopy, newestCopies } from '#contract/rules/file-copy.ts'
import { hasCopyOnly, lackedBy, originalsOf } from '#contract/rules/holding.ts'
import { nameOf } from '../evidence/held.ts'
import { cannotGive } from '../report/holders.ts'
import type { UnsealedReport } from '../report/unseal.ts'

/** Its number, and what its sealed manifest calls it, with the number where others are called the same; the number alone where that does not open, or is empty. */
export interface NamedFile {
  readonly k: number
  readonly name: string
  /** Whether this unit has the file itself, and not only a copy. */
  readonly isHere: boolean
  /** The number of its newest copy. */
  readonly copy: number | null
}

export function filesOf({ report: { evidence = [] }, evidence: manifests }: UnsealedReport): NamedFile[] {
  const copies = newestCopies(evidence.map(({ k }) => k))
  const files = [...new Set(evidence.map(({ k }) => fileOfCopy(k)))].sort((a, b) => a - b).map((k) => {
    const file = evidence.find((one) => one.k === k)
    const words = file === undefined ? null : manifests.find((one) => one.compartment === file.compartment && one.n === file.n)?.words ?? null
    return { k, name: nameOf({ k, words }), isHere: file !== undefined, copy: copies.find((copy) => fileOfCopy(copy) === k) ?? null }
  })
  // Photographs are numbered anew in each message.
  const isShared = (name: string) => files.filter((file) => file.name === name).length > 1
  return files.map((file) => (isShared(file.name) ? { ...file, name: `${file.name}（附件${file.k}）` } : file))
}

/** What is chosen of a file: itself, its copy in its place, or neither. */
export type Giving = 'original' | 'copy' | 'none'

/** Whoever made a copy means it to go in the place of the file. */
export const usualGiving = ({ copy }: NamedFile): Giving => (copy === null ? 'original' : 'copy')

/** What was chosen otherwise than usual, by number. */
export type Chosen = Readonly<Record<number, Giving | undefined>>

/** What is chosen of the files: for all units, and once somebody says that they differ, for each. */
export interface FileChoice {
  readonly all: Chosen
  readonly apart: boolean
  readonly each: Readonly<Record<string, Chosen>>
}
export const AS_USUAL: FileChoice = { all: {}, apart: false, each: {} }

/** Files, to whom they go by this, and what is chosen of them: the same for what a form shows, says and sends. */
export interface GivingTo {
  readonly files: readonly NamedFile[]
  /** Who is given the report by this. */
  readonly units: readonly string[]
  /** Those of them that get the redacted copy of the report, and of files copies at most. */
  readonly redacted?: readonly string[]
  readonly choice: FileChoice
}

/** What holds of a choice for these units. One alone differs from nobody; what was chosen for each is kept for when there are more again. */
export const choiceFor = ({ choice, units }: Pick<GivingTo, 'choice' | 'units'>): FileChoice => ({ ...choice, apart: choice.apart && units.length > 1 })

/** What this unit is to get of a file; of no unit in particular, what all get that nothing else was said of. */
export const givingTo = ({ all, apart, each }: FileChoice, unit: string | null, file: NamedFile): Giving =>
  (apart && unit !== null ? each[unit]?.[file.k] : undefined) ?? all[file.k] ?? usualGiving(file)

/** What one choice changes. The files beside it stay as they were, and one that goes as usual goes as usual once a copy is made of it later. */
export function withGiving({ all, apart, each }: FileChoice, unit: string | null, file: NamedFile, giving: Giving): FileChoice {
  const chosen = (before: Chosen, usual: Giving): Chosen => ({ ...before, [file.k]: giving === usual ? undefined : giving })
  if (unit === null) return { all: chosen(all, usualGiving(file)), apart, each }
  return { all, apart, each: { ...each, [unit]: chosen(each[unit] ?? {}, all[file.k] ?? usualGiving(file)) } }
}

/** What units do not get where this is chosen, as `handOn` and `assign` take it. */
export const notGiven = (giving: GivingTo) => (unit: string): number[] =>
  leftOut(giving.files, (file) => givingTo(choiceFor(giving), unit, file), giving.redacted?.includes(unit) === true)

/** What is not handed on where this is chosen, by number. `copiesOnly`: to a unit with the redacted copy of the report. */
export function leftOut(files: readonly NamedFile[], givingOf: (file: NamedFile) => Giving, copiesOnly: boolean): number[] {
  const out = files.flatMap((file) => {
    const giving = givingOf(file)
    return giving === 'original' ? [] : [...(file.isHere ? [file.k] : []), ...(giving === 'none' && file.copy !== null ? [file.copy] : [])]
  })
  return copiesOnly ? out.filter(isFileCopy) : out
}

/** The files, by name, that will not go to `units`, who are given the original, whatever is chosen. */
export function stuckFiles(unsealed: UnsealedReport, units: readonly string[]): string[] {
  const stuck = units.length === 0 ? [] : cannotGive(unsealed)
  return filesOf(unsealed).filter(({ k }) => stuck.includes(k)).map(({ name }) => name)
}

/** What a unit was not given, by name where this unit has it itself; and of which files it was given a copy. With the redacted copy of the report it was given no file, and that needs no saying. */
export function givenOf(unsealed: UnsealedReport, unit: string): { readonly lacked: string[]; readonly copies: string[] } {
  const { report: { withheld = [], evidence = [], parts }, copyOnly } = unsealed
  if (copyOnly) return { lacked: [], copies: [] }
  const named = filesOf(unsealed)
  const called = (k: number) => named.find((file) => file.k === k)?.name ?? nameOf({ k, words: null })
  const without = lackedBy(withheld, unit)
  const isWhole = !hasCopyOnly(parts, unit)
  const lackedFiles = without.filter((k) => !isFileCopy(k))
  const copied = copiesGiven(evidence.map(({ k }) => k).filter((k) => !without.includes(k)), []).map(fileOfCopy).filter((k) => !isWhole || lackedFiles.includes(k))
  return { lacked: isWhole ? lackedFiles.filter((k) => !copied.includes(k)).map(called) : [], copies: copied.map(called) }
}

/** Units with the original that were not given every file. */
export const lackingUnits = ({ report: { parts, withheld } }: UnsealedReport): string[] => originalsOf(parts).filter((unit) => lackedBy(withheld ?? [], unit).length > 0)
