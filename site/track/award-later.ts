/** What the page needs only where there is a reward to tell of. */
import sheet from '../styles/award.css?url'
import { addSheet } from '../ui/sheet.ts'

export { AwardBox } from './AwardBox.tsx'

addSheet(sheet)
