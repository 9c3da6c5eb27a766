/** Second opinions from a terminal. */
import { DeclineReason, EscalateReason, Result, ReviewDecision } from '#contract/states.ts'
import { decideReview, decline, escalate, nameReview } from '../console/review/act.ts'
import { choice, moving, required, textOf } from './moving.ts'

export const REVIEW_VERBS = [
  ['decline', moving((session, report, words) => decline(session, report, choice(DeclineReason, words.one('reason') ?? 'can-finish', 'reason')))],
  ['escalate', moving((session, report, words) => escalate(session, report, choice(EscalateReason, words.need('reason'), 'reason')))],
  ['name-review', moving((session, report, words) => nameReview(session, report, words.need('unit')))],
  ['decide-review', moving((session, report, words) => decideReview(session, report, {
    decision: choice(ReviewDecision, words.need('decision'), 'decision'),
    result: words.one('result') === undefined ? null : choice(Result, words.one('result'), 'result'),
    text: required(textOf(words)),
  }))],
] as const
