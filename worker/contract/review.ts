/** Second opinions: an extension declined, a report taken to the county government, a contested result looked at again. */
import * as z from 'zod/mini'
import { grants, move, REPORT, seq } from './console.ts'
import { endpoint } from './endpoint.ts'
import { Without } from './evidence-file.ts'
import { Id, UnitId } from './ids.ts'
import { MAX_SMALL_BYTES } from './limits.ts'
import { NewBody } from './sealed.ts'
import { DeclineReason, EscalateReason, Result, ReviewDecision } from './states.ts'

export const nameReview = endpoint({
  ...move,
  name: 'nameReview',
  summary: 'Names who looks at a contested result again: another unit than the one that found it, and none that left the report for a conflict; or the desk itself. Whoever does not hold the report is granted it. `without`: files that it could not be granted.',
  path: `${REPORT}/review`, access: ['desk'],
  input: z.strictObject({ seq, unit: UnitId, without: z.optional(Without), grants }),
})

export const decideReview = endpoint({
  ...move,
  name: 'decideReview',
  summary: 'What the review comes to, with words for the reporter. `result`: the new one, where it is changed.',
  path: `${REPORT}/review/decision`, access: ['handler', 'approver'],
  input: z.strictObject({ seq, decision: ReviewDecision, result: z.optional(Result), body: NewBody }),
})

export const escalateReport = endpoint({
  ...move,
  name: 'escalateReport',
  summary: 'The county government takes the lead. For a death or its concealment the department concerned and every township hold the report no more. `without`: files that the government could not be granted.',
  path: `${REPORT}/escalate`, access: ['desk'],
  input: z.strictObject({ seq, reason: EscalateReason, without: z.optional(Without), dialogue: z.optional(Id), grants }),
})

export const declineExtension = endpoint({
  ...move,
  name: 'declineExtension',
  summary: 'An approver declines the extension that another member asked for. The lead may ask again.',
  path: `${REPORT}/extend/decline`, access: ['approver'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ seq, reason: DeclineReason }),
})
