/** Letters of a report: which one there is to issue, its number, its words. No DOM: the page and the commands call the same functions. */
import type { Letter, StaffReport } from '#contract/staff-report.ts'
import { numberLetter as operation } from '#contract/letter.ts'
import { letterFor } from '#contract/rules/letter.ts'
import { RefuseReason, type LetterKind } from '#contract/states.ts'
import type { Outcome } from '../outcome.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import type { StaffSession } from '../session.ts'
import { referralLetter, refusalNotice, textsOf, type LetterHead, type ReferralLetter, type ReferralWords, type RefusalNotice } from './letter.ts'

/** Takes the letter's number, or the one that it has already. */
export const numberLetter = ({ tools }: StaffSession, { report: { reference } }: UnsealedReport, kind: LetterKind): Promise<Outcome<StaffReport>> =>
  tools.call(operation, { reference }, { kind })

export interface LetterNow {
  readonly kind: LetterKind
  /** Null until the desk has taken its number. */
  readonly numbered: Letter | null
  readonly mayNumber: boolean
}

/** The letter that goes with where this report stands. Null for none, and for whoever has a redacted copy or cannot issue one that has no number yet. */
export function letterNow({ report, copyOnly }: UnsealedReport, { me }: Pick<StaffSession, 'me'>): LetterNow | null {
  const kind = letterFor(report)
  if (kind === null || copyOnly || textsOf(kind) === undefined) return null
  const numbered = report.letters.find((letter) => letter.kind === kind) ?? null
  const mayNumber = me.roles.includes('desk')
  return numbered === null && !mayNumber ? null : { kind, numbered, mayNumber }
}

/** The referral, under its number once it has one, to where the history says that it went. */
export function referralOf({ timeline }: StaffReport, numbered: LetterHead, words: ReferralWords): ReferralLetter | null {
  const destination = timeline.findLast(({ kind }) => kind === 'referred')?.detail.destination
  return destination === undefined ? null : referralLetter(numbered, destination, words)
}

/** The notice, under its number once it has one, with the reason and the place to go that the history has. */
export function noticeOf({ timeline, reference, day }: StaffReport, numbered: LetterHead): RefusalNotice | null {
  const detail = timeline.findLast(({ kind }) => kind === 'refused')?.detail
  const reason = RefuseReason.safeParse(detail?.reason)
  return reason.success ? refusalNotice(numbered, { reference, day, reason: reason.data, destination: detail?.destination ?? null }) : null
}
