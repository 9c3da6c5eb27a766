/** A report's files as a member has them, redacted copies among them. No DOM: page and commands read the same. */
import type { EvidenceFile } from '#contract/evidence-file.ts'
import { APART, copiesGiven, fileOfCopy, isFileCopy } from '#contract/rules/file-copy.ts'
import type { EvidenceWords } from '../../crypto/words.ts'
import { openFiles, type OpenedFile } from '../../evidence/read.ts'
import type { UnsealedReport } from '../report/unseal.ts'

/** `copyOf`: the number of the file that it is a redacted copy of; null also for a unit with the redacted copy of the report, which is not told. A copy is called by its number. */
export interface HeldFile extends OpenedFile {
  readonly copyOf: number | null
}

/** What it is called; its number where its manifest does not open, or calls it nothing. */
export const nameOf = ({ k, words }: { readonly k: number; readonly words: Pick<EvidenceWords, 'name'> | null }): string => (words === null || words.name.trim() === '' ? `附件${k}` : words.name)

/** `.jpg`; empty where a name has no ending. */
export const endingOf = (name: string): string => /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0].toLowerCase() ?? ''

/** A unit with the redacted copy of the report counts what it was given, and is not told which file each is of. */
const nameOfCopy = (k: number, name: string, copyOnly: boolean): string => `${copyOnly ? `脱敏件${k - APART}` : `附件${fileOfCopy(k)}的脱敏件`}${endingOf(name)}`

/** Each file with its copies after it. A copy that the server gives the number of a file, or the other way about, is `misplaced`. */
export async function openHeldFiles(unsealed: UnsealedReport): Promise<HeldFile[]> {
  const opened = await openFiles(unsealed)
  const { copyOnly } = unsealed
  const held = opened.map((file): HeldFile => ({
    ...file, ...(isFileCopy(file.k) && file.words !== null && { words: { ...file.words, name: nameOfCopy(file.k, file.words.name, copyOnly) } }),
    copyOf: isFileCopy(file.k) && !copyOnly ? fileOfCopy(file.k) : null, problem: file.problem ?? (isNumberedAsSigned(unsealed, file) ? null : 'misplaced'),
  }))
  return held.toSorted((a, b) => fileOfCopy(a.k) - fileOfCopy(b.k) || a.k - b.k)
}

/** Whether number and signed manifest say alike what is a copy, and of which file; whoever was not given that file cannot compare which. A number says nothing of a manifest that does not open. */
function isNumberedAsSigned({ report: { evidence = [] } }: Pick<UnsealedReport, 'report'>, { k, words }: { readonly k: number; readonly words: EvidenceWords | null }): boolean {
  if (!isFileCopy(k)) return words?.copyOf === undefined
  const file = evidence.find((one) => one.k === fileOfCopy(k))
  return words?.copyOf !== undefined && (file === undefined || file.compartment === words.copyOf)
}

/** The numbers that a server may have exchanged, so that the original would go where a copy should: also of copies that do not open here, or that no unit signed. */
export function doubtfulFiles(unsealed: Pick<UnsealedReport, 'report' | 'evidence'>): number[] {
  const isSound = ({ k, compartment, n }: EvidenceFile): boolean => {
    const entry = unsealed.evidence.find((one) => one.compartment === compartment && one.n === n)
    return isNumberedAsSigned(unsealed, { k, words: entry?.words ?? null }) && (!isFileCopy(k) || entry?.signature === 'good')
  }
  return (unsealed.report.evidence ?? []).filter((file) => !isSound(file)).map(({ k }) => k)
}

/** Whether all that would go with these left out is what its number says: files, but to units with the redacted copy of the report alone, and of copies the newest. What is left out holds up nothing, whoever brought it. */
export function areNumberedAsSigned(unsealed: Pick<UnsealedReport, 'report' | 'evidence'>, without: readonly number[], copiesOnly: boolean): boolean {
  const numbers = (unsealed.report.evidence ?? []).map(({ k }) => k)
  const given = [...copiesGiven(numbers, without), ...numbers.filter((k) => !copiesOnly && !isFileCopy(k) && !without.includes(k))]
  return doubtfulFiles(unsealed).every((k) => !given.includes(k))
}
