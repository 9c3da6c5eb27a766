/** What the page needs only once somebody begins to write: files, preview, sealing, sending and the code page. Loaded whole on first touch. */
import sheet from '../styles/later.css?url'
import { addSheet } from '../ui/sheet.ts'
import { CheckStep } from './CheckStep.tsx'
import { CodePage } from './CodePage.tsx'
import { FilesStep } from './FilesStep.tsx'
import { loadPick } from './load-pick.ts'
import { Outside } from './Outside.tsx'
import type { Bodies } from './screen.ts'
import { SendScreen } from './SendScreen.tsx'

const BODIES: Bodies = { files: FilesStep, check: CheckStep, send: SendScreen }

export const later = { BODIES, CodePage, Outside }

addSheet(sheet)
// Whoever writes comes to the files: what chooses them is there by then, and moves nothing. What fails is asked for again on their screen.
void loadPick().catch(() => undefined)
