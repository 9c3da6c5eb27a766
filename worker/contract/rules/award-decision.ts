/** What a member signs who decides about a reward, with the unit's key, so that a server cannot make a decision up. Only members use it. */
import { utf8 } from '../bytes.ts'
import { units } from '../county/units.ts'
import type { HistoryEntry } from '../event.ts'
import type { Paying } from '../reward.ts'
import { ROLES_BY_KIND } from '../roles.ts'
import { needsTwo } from './award.ts'

/** Events that are a decision, and what was decided. The first word of two is not the last: whoever signs says which, so that nobody makes one out of two. */
export const DECISIONS = { 'award-agreed': 'agree', 'award-approved': 'approve', 'award-declined': 'decline', 'award-extended': 'extend' } as const
export type Decision = (typeof DECISIONS)[keyof typeof DECISIONS]

export const decisionOf = (kind: HistoryEntry['kind']): Decision | null => (kind in DECISIONS ? DECISIONS[kind as keyof typeof DECISIONS] : null)

export interface AwardDecision {
  readonly reference: string
  /** The digest of the event before: what was signed follows on this history and no other. */
  readonly follows: string
  readonly decision: Decision
  readonly unit: string
  readonly member: string
  /** Null where it is declined without a proposal: then there is no amount and no scheme either. */
  readonly award: string | null
  readonly fen: number
  readonly scheme: string
  /** Coded; null of an approval. */
  readonly reason: string | null
}

/** The exact bytes. The member stands in them, but the key is the unit's: a colleague of the same unit could sign in their name. */
export const decisionStatement = (county: string, { reference, follows, decision, unit, member, award, fen, scheme, reason }: AwardDecision): Uint8Array<ArrayBuffer> =>
  utf8(['anshao/v1/award-decision', county, reference, follows, decision, unit, member, award ?? '', String(fen), scheme, reason ?? ''].join('\n'))

/** What a member's approval is: the first word of two, or the one that opens the term. By the county's threshold too, whatever the server says of it. */
export const approvalOf = ({ needsTwo: kept, fen, approvedBy }: { readonly needsTwo: boolean; readonly fen: number; readonly approvedBy: string | null }, paying: Pick<Paying, 'twoAbove'>): 'agree' | 'approve' =>
  (kept || needsTwo(fen, paying)) && approvedBy === null ? 'agree' : 'approve'

/** Units whose members decide about rewards (roles.ts). Another unit's key signs no decision. */
export const DECIDERS: readonly string[] = units.filter(({ kind }) => ROLES_BY_KIND[kind].some((role) => role === 'approver')).map(({ id }) => id)

/** Events that answer whether a payment is taken back. */
export const REVERSAL_ANSWERS = { 'award-reversed': 'agree', 'reversal-refused': 'refuse' } as const
export type ReversalAnswer = (typeof REVERSAL_ANSWERS)[keyof typeof REVERSAL_ANSWERS]

export const answerOf = (kind: HistoryEntry['kind']): ReversalAnswer | null => (kind in REVERSAL_ANSWERS ? REVERSAL_ANSWERS[kind as keyof typeof REVERSAL_ANSWERS] : null)

export interface ReversalDecision {
  readonly payment: string
  readonly fen: number
  readonly answer: ReversalAnswer
  /** Coded, as the cashier gave it. */
  readonly reason: string
  readonly unit: string
  readonly member: string
}

/** Whoever answers sees no report: it is the payment's number that is signed, which is given once. */
export const reversalStatement = (county: string, { payment, fen, answer, reason, unit, member }: ReversalDecision): Uint8Array<ArrayBuffer> =>
  utf8(['anshao/v1/reversal', county, payment, String(fen), answer, reason, unit, member].join('\n'))
