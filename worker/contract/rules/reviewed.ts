/** Which words of a dialogue are the answer to a contested result. Both sides ask: a review's result must not be read as the one that was contested. */
import type { TimelineEntry } from '../event.ts'
import { digestOf } from './digest.ts'

/** Whether these sealed bytes came with the decision of a review, as the history says by their digest. */
export async function isOfReview(timeline: readonly Pick<TimelineEntry, 'kind' | 'detail'>[], sealed: string): Promise<boolean> {
  const decided = timeline.filter(({ kind }) => kind === 'review-decided').flatMap(({ detail }) => detail.bodies ?? [])
  return decided.length > 0 && decided.includes(await digestOf('sealed', [sealed]))
}
