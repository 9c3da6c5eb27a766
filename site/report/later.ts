/** What the page needs only once somebody begins to write: preview, sealing, sending and the code page. Loaded whole on first touch. */
import sheet from '../styles/later.css?url'
import { addSheet } from '../ui/sheet.ts'
import { CheckStep } from './CheckStep.tsx'
import { CodePage } from './CodePage.tsx'
import { Outside } from './Outside.tsx'
import { SendStep } from './SendStep.tsx'
import { toTip } from './tip.ts'

export const later = { CheckStep, CodePage, Outside, SendStep, toTip }

addSheet(sheet)
