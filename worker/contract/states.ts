import * as z from 'zod/mini'
import type { Kind } from './report.ts'

/** A report's states (design.md §3), and `answered`, which only a question comes to. */
export const STATES = [
  'received', 'answered', 'accepted', 'refused', 'referred', 'assigned', 'investigating',
  'substantiated', 'partly', 'unfounded', 'indeterminate',
  'rectifying', 'inspected', 'cleared', 'closed',
] as const
export const State = z.enum(STATES)
export type State = z.infer<typeof State>

/** The states of a question (咨询). */
export const QUESTION_STATES = ['received', 'answered', 'refused', 'referred', 'closed'] as const satisfies readonly State[]

/** 核查结论 */
export const Result = z.enum(['substantiated', 'partly', 'unfounded', 'indeterminate'])
export type Result = z.infer<typeof Result>

export const EVENT_KINDS = [
  'received', 'opened', 'accepted', 'refused', 'referred', 'assigned', 'handed-on', 'returned', 'begun',
  'replied', 'wrote', 'noted', 'found', 'extension-requested', 'extended', 'rectification-ordered', 'inspected', 'cleared', 'closed', 'published',
  'redacted', 'taken-out', 'renewed',
  'extension-declined', 'escalated', 'review-asked', 'review-named', 'review-decided',
  'merged', 'joined', 'unmerged', 'left', 'relayed',
  'exported',
  'identity-asked', 'identity-consented', 'identity-declined', 'identity-opened',
  'contact-asked', 'contact-made', 'contact-declined',
  'reset-asked', 'reset-declined', 'code-reset', 'custody-lapsed',
  'letter-numbered',
  'award-proposed', 'award-withdrawn', 'award-agreed', 'award-approved', 'award-declined', 'award-extended', 'award-reminded', 'award-lapsed',
  'award-claimed', 'voucher-expired', 'award-confirmed', 'award-paid', 'reversal-asked', 'reversal-refused', 'award-reversed',
  'evidence-opened', 'evidence-saved',
  'transfer-asked', 'transfer-corrected', 'payee-confirmed', 'payee-declined', 'transfer-returned', 'payout-forgotten',
] as const
/** 流转记录: what happened, in the past tense. `wrote` is the reporter, `replied` a unit. */
export const EventKind = z.enum(EVENT_KINDS)
export type EventKind = z.infer<typeof EventKind>

/** 不予受理的理由 and the other coded reasons; their sentences stand in content/form/reasons.yaml. */
export const RefuseReason = z.enum(['already-filed', 'no-clear-facts', 'not-a-report', 'decided-elsewhere', 'file-a-report'])
export const ReturnReason = z.enum(['not-our-duty', 'other-unit-leads', 'conflict-of-interest'])
export const ExtendReason = z.enum(['complex', 'needs-testing', 'wide-area', 'waiting-for-others'])
/** Why a report is taken from a unit that holds it. */
export const TakeOutReason = z.enum(['conflict-of-interest', 'no-longer-needed', 'leak-suspected'])
/** Why a custodian wants to see who reported. */
export const LookReason = z.enum(['contact-wanted', 'reward-in-person', 'reset-code', 'transfer-payee', 'court-order'])
export type LookReason = z.infer<typeof LookReason>
/** Why a file is saved as it was brought, and not cleaned. */
export const SaveReason = z.enum(['for-court', 'for-expert', 'for-police'])
export type SaveReason = z.infer<typeof SaveReason>
/** What was asked of the custodian (实名保管), in the words of its history once it has lapsed. */
export const CustodyKind = z.enum(['look', 'contact', 'reset'])
export type CustodyKind = z.infer<typeof CustodyKind>
/** Why an approver declines an extension. */
export const DeclineReason = z.enum(['no-ground', 'can-finish', 'danger-waits'])
/** Why a report is taken to the county government. */
export const EscalateReason = z.enum(['death', 'concealment', 'indeterminate', 'unit-conflict', 'several-units'])
export type EscalateReason = z.infer<typeof EscalateReason>
/** What a review comes to: the result stands, another takes its place, or all is looked into anew. */
export const ReviewDecision = z.enum(['upheld', 'changed', 'reinvestigate'])
export type ReviewDecision = z.infer<typeof ReviewDecision>
/** Why an approver gives no reward: the exclusions of reward-rules.yaml, and what none of its figures covers. */
export const AwardDeclineChoice = z.enum(['later', 'known', 'duty', 'kin', 'filler', 'not-covered', 'unwished'])
export type AwardDeclineChoice = z.infer<typeof AwardDeclineChoice>
/** Why there is none. That the result it rested on fell is nobody's choice: the move that brings it down says so. */
export const AwardDeclineReason = z.enum([...AwardDeclineChoice.options, 'result-changed'])
export type AwardDeclineReason = z.infer<typeof AwardDeclineReason>
/** Why somebody gets longer to fetch it. */
export const AwardExtendReason = z.enum(['away', 'ill', 'asked', 'our-delay'])
/** Which of them go with what was found: rules/closing.ts. */
export const CloseReason = z.enum(['rectified', 'penalised', 'handed-to-court', 'unfounded', 'unclear', 'transferred', 'answered'])
export type CloseReason = z.infer<typeof CloseReason>

/** 转办函 and 不予受理告知书: the papers that the desk issues about a report. */
export const LetterKind = z.enum(['referral', 'refusal'])
export type LetterKind = z.infer<typeof LetterKind>

/** For which of these reasons a report is refused, and for which a question. */
export const REFUSALS_OF = {
  report: ['already-filed', 'no-clear-facts', 'not-a-report', 'decided-elsewhere'],
  question: ['file-a-report', 'already-filed', 'decided-elsewhere'],
} as const satisfies Record<Kind, readonly z.infer<typeof RefuseReason>[]>
