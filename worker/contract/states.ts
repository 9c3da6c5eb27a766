import * as z from 'zod/mini'

/** A report's states (design.md §3). */
export const STATES = [
  'received', 'accepted', 'refused', 'referred', 'assigned', 'investigating',
  'substantiated', 'partly', 'unfounded', 'indeterminate',
  'rectifying', 'inspected', 'cleared', 'closed',
] as const
export const State = z.enum(STATES)
export type State = z.infer<typeof State>

/** 核查结论 */
export const Result = z.enum(['substantiated', 'partly', 'unfounded', 'indeterminate'])
export type Result = z.infer<typeof Result>

export const EVENT_KINDS = [
  'received', 'opened', 'accepted', 'refused', 'referred', 'assigned', 'handed-on', 'returned', 'begun',
  'replied', 'wrote', 'noted', 'found', 'extension-requested', 'extended', 'closed',
] as const
/** 流转记录: what happened, in the past tense. `wrote` is the reporter, `replied` a unit. */
export const EventKind = z.enum(EVENT_KINDS)
export type EventKind = z.infer<typeof EventKind>

/** 不予受理的理由 and the other coded reasons; their sentences stand in content/form/reasons.yaml. */
export const RefuseReason = z.enum(['already-filed', 'no-clear-facts', 'not-a-report', 'decided-elsewhere'])
export const ReturnReason = z.enum(['not-our-duty', 'other-unit-leads', 'conflict-of-interest'])
export const ExtendReason = z.enum(['complex', 'needs-testing', 'wide-area', 'waiting-for-others'])
export const CloseReason = z.enum(['rectified', 'penalised', 'handed-to-court', 'unfounded', 'transferred'])
