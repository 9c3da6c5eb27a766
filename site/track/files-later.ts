/** How files are shown, fetched when a report has any. */
import sheet from '../styles/track-files.css?url'
import { dressed } from '../ui/dressed.ts'
import { Besides, FileList } from './FileList.tsx'

export const filesLater = { Besides, FileList }
export type FilesLater = typeof filesLater

/** Whether it looks as it should; asked for again each time until it does. */
export const dressing = (): Promise<boolean> => dressed(sheet)
