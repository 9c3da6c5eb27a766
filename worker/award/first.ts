/** One matter is rewarded once, and the reward goes to the first position. */
import { firstOf } from '#contract/rules/merge.ts'
import type { WholeReport } from '../report/store.ts'

/** The reports of one matter, this one among them. */
const groupOf = ({ report, group: { main, merged } }: WholeReport): readonly { readonly position: number }[] => [report, ...(main === null ? [] : [main]), ...merged]

/** Whether nobody in its group came before it. To whom an earlier report's result was told on, their own is not the first, though they were parted since. */
export const isFirst = (whole: WholeReport): boolean =>
  firstOf(groupOf(whole))?.position === whole.report.position && !whole.events.some(({ detail }) => detail.finder !== undefined)
