/** What the page needs only where there is a reward to tell of. */
import sheet from '../styles/award.css?url'
import { dressed } from '../ui/dressed.ts'
import { AwardBox } from './AwardBox.tsx'

export const awardLater = { AwardBox }
export type AwardLater = typeof awardLater

export const dressing = dressed(sheet)
