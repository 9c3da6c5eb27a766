/** One filing under way: what outlives the screens of its form. */
import type { FileToSeal, Question, Tip } from '../crypto/filing.ts'
import type { PickedFiles } from '../evidence/pick/picked-files.ts'
import type { FilingOutcome } from './submit.ts'

export type Filer = (words: Tip | Question, files?: readonly FileToSeal[]) => Promise<FilingOutcome>

/** A change of words after a failed try goes under the same code, and files are still chosen. */
export interface Underway {
  current: Filer | null
  picked?: PickedFiles
}
