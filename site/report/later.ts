/** What the page needs only once somebody begins to write: preview, sealing, sending and the code page. Loaded whole on first touch. */
import '../styles/later.css'

export { CheckStep } from './CheckStep.tsx'
export { CodePage } from './CodePage.tsx'
export { Outside } from './Outside.tsx'
export { SendStep } from './SendStep.tsx'
