/** Contesting a result (复查): when a reporter may. Pure: the page offers by it, and the Worker decides by it. Who may look again: past.ts. */
import { deadlines as countyRules } from '../county/deadlines.ts'
import type { Kind } from '../report.ts'
import type { State } from '../states.ts'
import { WITH_RESULT } from './clearance.ts'
import { due } from './deadline.ts'

export interface Contestable {
  readonly kind: Kind
  readonly state: State
  readonly foundDay: string | null
  readonly endedDay: string | null
  readonly reviewDay: string | null
}

export type WhyNoReview = 'no-result' | 'asked-before' | 'review-over'

const hasResult = ({ kind, state, foundDay }: Contestable): boolean => kind === 'report' && foundDay !== null && WITH_RESULT.includes(state)

/** The last day to contest; null where there is nothing to contest, or it was contested before. Closing tells the result once more, so the days count from there. */
export function reviewUntil(report: Contestable): string | null {
  const rule = countyRules.find((one) => one.kind === 'review')
  const told = report.endedDay ?? report.foundDay
  if (rule === undefined || told === null || !hasResult(report) || report.reviewDay !== null) return null
  return due(told, rule).due
}

/** Null when the reporter may contest the result today. Once is once, whatever came of it. */
export function whyNoReview(report: Contestable, today: string): WhyNoReview | null {
  if (report.reviewDay !== null) return 'asked-before'
  const until = reviewUntil(report)
  if (until === null) return 'no-result'
  return today > until ? 'review-over' : null
}
