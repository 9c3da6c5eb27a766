/** One matter is rewarded once, and the reward goes to the first position. */
import * as z from 'zod/mini'
import { AwardStanding } from '#contract/award.ts'
import { isVerified, resultOf } from '#contract/rules/award.ts'
import { firstOf } from '#contract/rules/merge.ts'
import { isUnderReview } from '#contract/rules/moves.ts'
import { isOverturned, pastOf, type Judged, type Step } from '#contract/rules/past.ts'
import { whyNoReview } from '#contract/rules/review.ts'
import { Kind } from '#contract/report.ts'
import { AwardDeclineReason, State } from '#contract/states.ts'
import type { MergeStep } from '../report/kin.ts'

type Placed = { readonly position: number }
/** As much of a whole report as it takes. */
interface Grouped {
  readonly report: Placed
  readonly group: { readonly main: Placed | null; readonly merged: readonly Placed[] }
  readonly events: readonly Pick<MergeStep, 'detail'>[]
}

/** The reports of one matter, this one among them. */
const groupOf = ({ report, group: { main, merged } }: Grouped): readonly Placed[] => [report, ...(main === null ? [] : [main]), ...merged]

const isTold = (events: readonly Pick<MergeStep, 'detail'>[]): boolean => events.some(({ detail }) => detail.finder !== undefined)

/** Whether nobody in its group came before it. To whom an earlier report's result was told on, their own is not the first, though they were parted since. */
export const isFirst = (whole: Grouped): boolean => firstOf(groupOf(whole))?.position === whole.report.position && !isTold(whole.events)

/** Whether its result is one that a review of another report of its matter overturned. */
export const isOverturnedIn = ({ events, group: { kin } }: { readonly events: readonly Step[]; readonly group: { readonly kin: Judged } }): boolean => isOverturned(pastOf(events, kin))

const awardsRead = z.array(z.object({ standing: AwardStanding, reason: z.nullable(AwardDeclineReason) }))
const BesideRow = z.pipe(
  z.object({
    id: z.string(), position: z.int(), kind: Kind, state: State, wants_reward: z.int(), found_day: z.nullable(z.string()), ended_day: z.nullable(z.string()),
    review_day: z.nullable(z.string()), reviewed_day: z.nullable(z.string()), awards: z.pipe(z.string(), z.transform((text) => awardsRead.parse(JSON.parse(text)))),
  }),
  z.transform(({ wants_reward, found_day, ended_day, review_day, reviewed_day, ...row }) =>
    ({ ...row, wantsReward: wants_reward === 1, foundDay: found_day, endedDay: ended_day, reviewDay: review_day, reviewedDay: reviewed_day })),
)

/** Another report that was ever worked on as one with this. Counted by history: a parting takes away whose result it was, not what was rewarded. */
export type Beside = z.output<typeof BesideRow> & Pick<Parameters<typeof isVerified>[0], 'result'> & { readonly told: boolean }

/** `rows`: of all but this one (store.ts); `steps`: their histories. */
export function besideOf(rows: readonly unknown[], steps: readonly MergeStep[]): Beside[] {
  return z.array(BesideRow).parse(rows).map((row) => {
    const own = steps.filter(({ report }) => report === row.id)
    return { ...row, result: resultOf(own).result, told: isTold(own) }
  })
}

/** Whether one of them has a reward, from its proposal on. What nobody fetched in time was none. */
export const isRewarded = (beside: readonly Pick<Beside, 'awards'>[]): boolean =>
  beside.some(({ awards }) => awards.some(({ standing }) => standing !== 'declined' && standing !== 'withdrawn' && standing !== 'lapsed'))

/** Whether one that came before has not been decided about: merged and parted again before a result, it must not lose its place to a later one. */
export const isEarlierOpen = (position: number, beside: readonly Beside[], today: string): boolean =>
  beside.some((one) => one.position < position && mayYetBeRewarded(one, today))

const ENDED: readonly State[] = ['refused', 'referred', 'closed']

/** That a result fell is no decision about the reward; nor is a closing while a review may still change the result. */
export function mayYetBeRewarded(one: Beside, today: string): boolean {
  if (one.kind !== 'report' || !one.wantsReward || one.told) return false
  if (!one.awards.every(({ standing, reason }) => standing === 'withdrawn' || reason === 'result-changed')) return false
  return !ENDED.includes(one.state) || isVerified(one) || isUnderReview(one) || whyNoReview(one, today) === null
}
