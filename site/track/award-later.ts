/** What the page needs only where there is a reward to tell of. */
import sheet from '../styles/award.css?url'
import { dressed } from '../ui/dressed.ts'
import { AwardBox } from './AwardBox.tsx'

export const awardLater = { AwardBox }
export type AwardLater = typeof awardLater

/** Whether it looks as it should; asked for again each time until it does. */
export const dressing = (): Promise<boolean> => dressed(sheet)
