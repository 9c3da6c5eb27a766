/** A report's files as a member has them, redacted copies among them. No DOM: page and commands read the same. */
import { fileOfCopy, isFileCopy } from '#contract/rules/file-copy.ts'
import type { EvidenceWords } from '../../crypto/words.ts'
import { openFiles, type OpenedFile } from '../../evidence/read.ts'
import type { UnsealedReport } from '../report/unseal.ts'

/** `copyOf`: the number of the file that it is a redacted copy of. */
export interface HeldFile extends OpenedFile {
  readonly copyOf: number | null
}

/** Each file with its copies after it. A copy that the server gives the number of a file, or the other way about, is `misplaced`. */
export async function openHeldFiles(unsealed: UnsealedReport): Promise<HeldFile[]> {
  const opened = await openFiles(unsealed)
  const held = opened.map((file): HeldFile => ({ ...file, copyOf: isFileCopy(file.k) ? fileOfCopy(file.k) : null, problem: file.problem ?? (isNumberedAsSigned(unsealed, file) ? null : 'misplaced') }))
  return held.toSorted((a, b) => fileOfCopy(a.k) - fileOfCopy(b.k) || a.k - b.k)
}

/** Whether number and signed manifest say alike what is a copy, and of which file; whoever was not given that file cannot compare which. */
function isNumberedAsSigned({ report: { evidence = [] } }: Pick<UnsealedReport, 'report'>, { k, words }: { readonly k: number; readonly words: EvidenceWords | null }): boolean {
  if (words === null) return true
  if (!isFileCopy(k)) return words.copyOf === undefined
  const file = evidence.find((one) => one.k === fileOfCopy(k))
  return words.copyOf !== undefined && (file === undefined || file.compartment === words.copyOf)
}

/** The same of all of them, before any is handed on: a server could have the original go where a copy should. */
export const areNumberedAsSigned = (unsealed: Pick<UnsealedReport, 'report' | 'evidence'>): boolean =>
  (unsealed.report.evidence ?? []).every(({ k, compartment, n }) => isNumberedAsSigned(unsealed, { k, words: unsealed.evidence.find((one) => one.compartment === compartment && one.n === n)?.words ?? null }))
