/** What the page needs only once somebody begins to write: preview, sealing, sending and the code page. Loaded whole on first touch. */
export { CheckStep } from './CheckStep.tsx'
export { CodePage } from './CodePage.tsx'
export { SendStep } from './SendStep.tsx'
