import type { NewBody } from '#contract/sealed.ts'
import { originalsOf } from '#contract/rules/holding.ts'
import { contestable } from '#contract/rules/merge.ts'
import { whyNoReview, type Contestable, type WhyNoReview } from '#contract/rules/review.ts'
import type { Brought } from '../evidence/attach.ts'
import { refuseLater, type LaterRefusal } from '../evidence/decide.ts'
import type { WholeReport } from '../report/store.ts'

export type MessageRefusal = 'stale' | 'wrong-compartment' | 'too-many'
export type ReviewRefusal = MessageRefusal | WhyNoReview

/** A reporter may write at any time; so that nobody with one code fills the county's disk, at most this often. */
const MAX_REPORTER_MESSAGES = 200

/** Null when the message goes where dialogue goes now, with the next running number. */
export function decideMessage(whole: WholeReport, body: NewBody): MessageRefusal | null {
  if (body.compartment !== whole.report.dialogue) return 'wrong-compartment'
  if (whole.bodies.filter((stored) => stored.author === 'reporter' && stored.kind === 'message').length >= MAX_REPORTER_MESSAGES) return 'too-many'
  const last = Math.max(0, ...whole.bodies.filter((stored) => stored.compartment === body.compartment).map((stored) => stored.n))
  return body.n === last + 1 ? null : 'stale'
}

/** Null when the files that come with a message go to whoever holds the report today, and to nobody else. */
export const decideBrought = ({ report, parts, bodies }: WholeReport, brought: Brought): LaterRefusal | null =>
  refuseLater(brought, originalsOf(parts), (compartment) => [report.dialogue, report.notes, report.redacted].includes(compartment) || bodies.some((body) => body.compartment === compartment))

/** What its reporter would contest. */
export const contestedOf = ({ report: { plain: { kind }, standing }, group: { main } }: WholeReport): Contestable =>
  contestable({ kind, ...standing }, main === null ? null : main.standing)

/** Null when the reporter may contest the result today, and the words fit as any message's do. */
export function decideReviewAsked(whole: WholeReport, body: NewBody, today: string): ReviewRefusal | null {
  return whyNoReview(contestedOf(whole), today) ?? decideMessage(whole, body)
}
