/** Second opinions from a terminal. */
import { DeclineReason, EscalateReason, Result, ReviewDecision } from '#contract/states.ts'
import { decideReview, decline, escalate, nameReview } from '../console/review/act.ts'
import { merge, relayAll, unmerge } from '../console/merge/act.ts'
import { suggest, type Suggestion } from '../console/merge/suggest.ts'
import { choice, moving, read, required, textOf, type Verb } from './moving.ts'
import { need } from './need.ts'

/** The result of this report, told to the reporters of all that are worked on with it. */
const relay: Verb = async (session, words) => ({ told: need(await relayAll(session, await read(session, words))) })

/** Earlier reports that may be of the same matter. */
const duplicates: Verb = async (session, words) => {
  const found: Suggestion[] = []
  const opened = await suggest(session, await read(session, words), (one) => found.push(one), () => false)
  return { opened, found: found.toSorted((a, b) => b.points - a.points) }
}

export const REVIEW_VERBS = [
  ['duplicates', duplicates],
  ['merge', moving((session, report, words) => merge(session, report, words.need('into')))],
  ['unmerge', moving((session, report) => unmerge(session, report))],
  ['relay', relay],
  ['decline-extension', moving((session, report, words) => decline(session, report, choice(DeclineReason, words.one('reason') ?? 'can-finish', 'reason')))],
  ['escalate', moving((session, report, words) => escalate(session, report, choice(EscalateReason, words.need('reason'), 'reason')))],
  ['name-review', moving((session, report, words) => nameReview(session, report, words.need('unit')))],
  ['decide-review', moving((session, report, words) => decideReview(session, report, {
    decision: choice(ReviewDecision, words.need('decision'), 'decision'),
    result: words.one('result') === undefined ? null : choice(Result, words.one('result'), 'result'),
    text: required(textOf(words)),
  }))],
] as const
