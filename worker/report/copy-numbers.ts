/** By which numbers a unit with the redacted copy of a report knows the copies of files that it was given. Pure. */
import { APART, isFileCopy } from '#contract/rules/file-copy.ts'
import { hasCopyOnly } from '#contract/rules/holding.ts'
import type { WholeReport } from './store.ts'

type Known = Pick<WholeReport, 'events' | 'evidence' | 'holder' | 'parts'>

/**
 * One after the other, as the history says that they were given: a later one changes none of those before. Their own numbers say of which file each is,
 * and so how many there are at least. Null where the holder has the original, and knows them by these.
 */
function shownNumbers({ events, evidence, holder, parts }: Known): ReadonlyMap<number, number> | null {
  if (!hasCopyOnly(parts, holder)) return null
  const given = events.flatMap(({ detail }) => detail.copies?.[holder] ?? [])
  const order = new Set([...given, ...evidence.map(({ k }) => k).filter(isFileCopy)])
  return new Map([...order].map((k, at) => [k, APART + at + 1]))
}

/** Files with the numbers by which the holder knows them, in their order. */
export function asShown<F extends { readonly k: number }>(whole: Known, files: readonly F[]): F[] {
  const numbers = shownNumbers(whole)
  return numbers === null ? [...files] : files.map((file) => ({ ...file, k: numbers.get(file.k) ?? file.k })).toSorted((a, b) => a.k - b.k)
}

/** The file that the holder means by this number, of those that it was given. */
export function fileMeant<F extends { readonly k: number }>(whole: Known, given: readonly F[], asked: number): F | null {
  const numbers = shownNumbers(whole)
  return given.find(({ k }) => (numbers === null ? k : numbers.get(k)) === asked) ?? null
}
