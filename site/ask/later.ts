/** What the page needs only once somebody begins to write: sealing, sending and the code page, all of them a report's. */
import '../styles/later.css'
import { ClueNotice } from '../report/ClueNotice.tsx'
import { CodePage } from '../report/CodePage.tsx'
import { languageOf } from '../report/language.ts'
import { SendStep } from '../report/SendStep.tsx'

export const later = { ClueNotice, CodePage, SendStep, languageOf }
