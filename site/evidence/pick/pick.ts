/** Files of a report from choosing to sending, in one piece: pages fetch it when somebody wants to add one. */
import { evidenceWords } from '#contract/county/evidence.ts'
import sheet from '../../styles/files.css?url'
import { dressed } from '../../ui/dressed.ts'
import { makeCleaner } from './cleaner.ts'
import { Files } from './Files.tsx'
import type { Had } from './picked.ts'
import { PickedFiles } from './picked-files.ts'
import { forget } from './send-picked.ts'
import { sayUnsent, sendShown } from './Sending.tsx'

const make = (had?: Had): PickedFiles => new PickedFiles(makeCleaner(), had)

/** Settles when what it shows looks as it should, or cannot now: called again, it asks again. */
export const dressing = (): Promise<boolean> => dressed(sheet)

export const pick = { Files, sayUnsent, sendShown, forget, make, hint: evidenceWords.pick.hint }
