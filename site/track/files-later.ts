/** How files are shown, fetched when a report has any. */
import sheet from '../styles/track-files.css?url'
import { dressed } from '../ui/dressed.ts'
import { Besides, FileList } from './FileList.tsx'

export const filesLater = { Besides, FileList }
export type FilesLater = typeof filesLater

export const dressing = dressed(sheet)
