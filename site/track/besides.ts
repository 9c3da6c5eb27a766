/** What only some reports show: fetched, with how it looks, before such a report is shown. What came later would move what one is about to press. */
import type { FilesLater } from './files-later.ts'
import type { AwardLater } from './award-later.ts'
import type { OpenReport } from './track.ts'

let files: FilesLater | null = null
let award: AwardLater | null = null
/** Whether each looks as it should. */
const looks = { files: false, award: false }

/** What shows files and a reward, as far as it has come. */
export const besides = (): { readonly files: FilesLater | null; readonly award: AwardLater | null } => ({ files, award })

/** Whether any file came with it, or later, or is named by a message. */
export const hasFiles = ({ files: later, messages, tracked: { filedFiles } }: OpenReport): boolean =>
  later.length + filedFiles > 0 || messages.some((message) => message.files.length > 0)

/** Whether all that this report shows is there, dressed. */
export const isReady = (report: OpenReport): boolean => (looks.files || !hasFiles(report)) && (looks.award || report.tracked.award === null)

/** Never rejects: what did not come is said where it is missed, and asked for again with the next report. */
export async function prepare(report: OpenReport): Promise<void> {
  const bringFiles = async () => {
    const { filesLater, dressing } = await import('./files-later.ts')
    looks.files = await dressing()
    files = filesLater
  }
  const bringAward = async () => {
    const { awardLater, dressing } = await import('./award-later.ts')
    looks.award = await dressing()
    award = awardLater
  }
  await Promise.allSettled([hasFiles(report) && bringFiles(), report.tracked.award !== null && bringAward()])
}
