/**
 * Redacted copies of files (脱敏件), by number: those of file 2 are 102, then 202. So whatever names one says of which file it is, and a reporter's
 * own numbers have no gaps where copies are. A unit with the redacted copy of the report knows copies by other numbers, which say of no file
 * (../../report/copy-numbers.ts). Pure.
 */
import type { Withheld } from '../evidence-file.ts'
import type { Part } from '../staff-report.ts'
import { lackedBy, originalsOf } from './holding.ts'

/** Above all numbers of files that either side may bring (2 × MAX_FILES). */
export const APART = 100

export const isFileCopy = (k: number): boolean => k > APART

/** The file that a copy is of; a file's own number for itself. */
export const fileOfCopy = (k: number): number => k % APART

/** The number of the next copy of a file. */
export const nextCopy = (files: readonly number[], file: number): number => APART + Math.max(file, ...files.filter((k) => fileOfCopy(k) === file))

/** The copies that count: of each file the newest. */
export const newestCopies = (files: readonly number[]): number[] =>
  files.filter((k) => isFileCopy(k) && files.every((other) => fileOfCopy(other) !== fileOfCopy(k) || other <= k))

/**
 * What a unit with the original of the report is not given where these are left out. Without a file it gets the newest copy, unless that is left out
 * too; whoever is given the file is given its copies, which tell no more.
 */
export function keptBack(files: readonly number[], without: readonly number[]): number[] {
  const newest = newestCopies(files)
  return files.filter((k) => without.includes(fileOfCopy(k)) && (!isFileCopy(k) || without.includes(k) || !newest.includes(k)))
}

/** What a unit with the redacted copy of the report is given: the newest copies alone. */
export const copiesGiven = (files: readonly number[], without: readonly number[]): number[] => newestCopies(files).filter((k) => !without.includes(k))

/** The units that have this file: of a copy also those with the redacted copy of the report. */
export const holdersOfFile = (parts: readonly Part[], withheld: readonly Withheld[], k: number): string[] => {
  const units = isFileCopy(k) ? parts.filter(({ standing }) => standing === 'holding').map(({ unit }) => unit) : originalsOf(parts)
  return units.filter((unit) => !lackedBy(withheld, unit).includes(k))
}
