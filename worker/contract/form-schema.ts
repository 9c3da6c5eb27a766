/**
 * The shapes of content/form: words on screen, by key. Keys are the contract's own words, so that a state, an event, a move
 * or a reason without its sentence does not compile. Sentences hold {names}, filled in by rules/fill.ts. A further language
 * is a file beside the Chinese one (status.en.yaml → county/status.en.ts), of the same shape.
 */
import * as z from 'zod/mini'
import { MEMBER_EVENT_KINDS } from './passkey.ts'
import { STATUS_BY_CODE, type ErrorCode } from './errors.ts'
import { DeadlineKind } from './report.ts'
import type { AwardMove, AwardWhyNot } from './rules/award.ts'
import { MOVES, type Move } from './rules/moves.ts'
import type { WhyNot } from './rules/standing.ts'
import {
  AwardDeclineReason, AwardExtendReason, CloseReason, CustodyKind, DeclineReason, EscalateReason, EventKind, ExtendReason, LookReason, RefuseReason, ReturnReason,
  ReviewDecision, SaveReason, State, TakeOutReason,
} from './states.ts'
import { PayeeDeclineReason, ReversalReason, TransferReturnReason } from './way.ts'

const text = z.string().check(z.minLength(1))
const keysOf = <K extends string>(table: Record<K, unknown>) => z.enum(Object.keys(table) as [K, ...K[]])

/** What the reporter reads of a state. `found`: of a result, how a sentence about who gave it goes on; `clock` names the deadline that fills {due}; `next` says what comes after. */
export const StatusText = z.strictObject({ name: text, found: z.optional(text), sentence: text, next: z.optional(text), clock: z.optional(DeadlineKind) })
export type StatusText = z.infer<typeof StatusText>
export const StatusWords = z.record(State, StatusText)
export type StatusWords = z.infer<typeof StatusWords>

/** An event in the timeline. Without `reporter` the reporter does not see it. */
export const EventText = z.strictObject({ reporter: z.optional(text), staff: text })
export type EventText = z.infer<typeof EventText>
export const EventWords = z.record(EventKind, EventText)
export type EventWords = z.infer<typeof EventWords>

/** `name` is what staff choose; `sentence` is what the reporter reads (of a return: what the desk reads). */
export const ReasonText = z.strictObject({ name: text, sentence: text })
export type ReasonText = z.infer<typeof ReasonText>
export const ReasonWords = z.strictObject({
  refuse: z.record(RefuseReason, ReasonText),
  return: z.record(ReturnReason, ReasonText),
  'take-out': z.record(TakeOutReason, ReasonText),
  extend: z.record(ExtendReason, ReasonText),
  decline: z.record(DeclineReason, ReasonText),
  escalate: z.record(EscalateReason, ReasonText),
  review: z.record(ReviewDecision, ReasonText),
  close: z.record(CloseReason, ReasonText),
  look: z.record(LookReason, ReasonText),
  save: z.record(SaveReason, ReasonText),
  lapse: z.record(CustodyKind, ReasonText),
  'award-decline': z.record(AwardDeclineReason, ReasonText),
  'award-extend': z.record(AwardExtendReason, ReasonText),
  reversal: z.record(ReversalReason, ReasonText),
  'payee-decline': z.record(PayeeDeclineReason, ReasonText),
  'transfer-return': z.record(TransferReturnReason, ReasonText),
})
export type ReasonWords = z.infer<typeof ReasonWords>

/** A button: its label, and what pressing it does. */
export const MoveText = z.strictObject({ label: text, does: text })
export type MoveText = z.infer<typeof MoveText>
const whyNot: Record<WhyNot, typeof text> = {
  'wrong-state': text, 'wrong-kind': text, 'desk-only': text, 'lead-only': text, 'holders-only': text, outside: text, 'too-late': text,
  'copy-only': text, 'lead-out': text, 'not-due': text, 'already-extended': text, 'own-request': text, 'already-requested': text, 'approver-only': text,
  'not-requested': text, 'already-escalated': text, 'no-review': text, 'review-open': text, 'reviewer-only': text, 'own-finding': text,
  'found-before': text, 'led-before': text, 'looked-into-anew': text, 'conflicted-unit': text, 'own-conflict': text, 'tell-first': text, 'own-reward': text,
  merged: text, 'not-merged': text, 'has-merged': text, 'nothing-to-tell': text, 'untold-merged': text, 'part-first': text,
  'desk-inspects': text, 'other-inspects': text, 'own-inspection': text,
}
const awardWhyNot: Record<AwardWhyNot, typeof text> = {
  question: text, 'holders-only': text, 'desk-or-lead': text, 'approver-only': text, 'desk-or-approver': text, 'own-proposal-only': text,
  'not-verified': text, 'not-first': text, rewarded: text, 'earlier-open': text, 'not-wished': text, living: text, settled: text, 'nothing-proposed': text, 'nothing-waits': text,
  'own-proposal': text, 'own-finding': text, 'own-decision': text, 'filed-it': text, 'kept-out': text, 'already-extended': text,
}
const awardMoves: Record<AwardMove, typeof MoveText> = { propose: MoveText, withdraw: MoveText, approve: MoveText, decline: MoveText, extend: MoveText }
export const MoveWords = z.strictObject({
  moves: z.record(keysOf<Move>(MOVES), MoveText),
  whyNot: z.strictObject(whyNot),
  award: z.strictObject({ moves: z.strictObject(awardMoves), whyNot: z.strictObject(awardWhyNot) }),
})
export type MoveWords = z.infer<typeof MoveWords>

/** What happened to a member’s ways in, as the auditor reads it. */
export const MemberWords = z.strictObject({ events: z.record(z.enum(MEMBER_EVENT_KINDS), text) })
export type MemberWords = z.infer<typeof MemberWords>

/** The sentences of a route's `why` (rules/routing.ts). */
export const ROUTE_REASONS = [
  'death', 'concealed', 'concealment-category', 'department-kept-out', 'nobody-copied',
  'outside', 'unassigned', 'ordinary', 'assists', 'copy',
  'lead-avoided', 'gov-avoided', 'assists-avoided', 'copy-avoided', 'desk-first', 'desk-and-gov-first', 'question',
] as const
export const RouteWords = z.record(z.enum(ROUTE_REASONS), text)
export type RouteWords = z.infer<typeof RouteWords>

/** What is said when something fails, when there is nothing, and while one waits. */
export const MessageWords = z.strictObject({
  errors: z.record(keysOf<ErrorCode>(STATUS_BY_CODE), text),
  network: z.strictObject({ offline: text, 'not-sent': text, 'not-opened': text, 'not-sealed': text, 'no-answer': text, slow: text }),
  session: z.strictObject({ idle: text, ended: text, 'not-signed-in': text, 'sign-in-failed': text }),
  pages: z.strictObject({ 'not-found': text, fault: text, 'no-script': text }),
  empty: z.strictObject({
    inbox: text, overdue: text, soon: text, unread: text, filtered: text, dialogue: text, notes: text, members: text, colleagues: text,
  }),
  sealed: z.strictObject({
    'cannot-open': text, 'wrong-signature': text, unsigned: text, signed: text, 'not-this-report': text, 'fields-differ': text, unvouched: text, demonstration: text,
  }),
  calendar: z.strictObject({ missing: text }),
})
export type MessageWords = z.infer<typeof MessageWords>
