/** Deciding about a reward: one member proposes, another approves or declines; above the county's threshold two approve. */
import * as z from 'zod/mini'
import { AwardStanding, Fen, LineId, ListedAward } from './award.ts'
import { grants, move, REPORT, seq } from './console.ts'
import { People } from './staff-report.ts'
import { endpoint } from './endpoint.ts'
import { Bytes64, Day } from './ids.ts'
import { MAX_SMALL_BYTES, PAGE_SIZE } from './limits.ts'
import { NewBody } from './sealed.ts'
import { AwardDeclineChoice, AwardExtendReason } from './states.ts'

/** The unit's, over rules/award-decision.ts. */
const signature = Bytes64

export const proposeAward = endpoint({
  ...move,
  name: 'proposeAward',
  summary: 'The desk or the lead proposes a reward. The amount is open; what it is reckoned from is sealed in a compartment that the desk and the proposing unit are granted.',
  path: `${REPORT}/award`, access: ['desk', 'handler'],
  /** `unwished`: the reporter asked for none, and it is proposed all the same. */
  input: z.strictObject({ seq, fen: Fen, scheme: z.string().check(z.maxLength(41)), line: LineId, unwished: z.optional(z.literal(true)), body: NewBody, grants }),
})

export const withdrawAward = endpoint({
  ...move,
  name: 'withdrawAward',
  summary: 'Whoever proposed a reward takes the proposal back.',
  path: `${REPORT}/award/withdraw`, access: ['desk', 'handler'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ seq }),
})

export const approveAward = endpoint({
  ...move,
  name: 'approveAward',
  summary: 'An approver agrees to the proposed amount, which their browser has reckoned again. Above the threshold the second one’s word decides.',
  path: `${REPORT}/award/approve`, access: ['approver'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ seq, fen: Fen, signature }),
})

export const declineAward = endpoint({
  ...move,
  name: 'declineAward',
  summary: 'An approver declines a reward, for a coded reason that the reporter reads: one that is proposed, one that waits and was not claimed, or where none was proposed.',
  path: `${REPORT}/award/decline`, access: ['approver'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ seq, reason: AwardDeclineChoice, signature }),
})

export const extendAward = endpoint({
  ...move,
  name: 'extendAward',
  summary: 'Gives the reporter longer to fetch an award, once, for a coded reason.',
  path: `${REPORT}/award/extend`, access: ['desk', 'approver'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ seq, reason: AwardExtendReason, signature }),
})

export const listAwards = endpoint({
  name: 'listAwards',
  summary: `Awards of the county by how they stand, newest first, ${PAGE_SIZE} a page.`,
  method: 'GET',
  path: '/api/staff/awards',
  access: ['desk', 'approver', 'supervisor', 'auditor'],
  input: z.strictObject({ standing: z.optional(AwardStanding), after: z.optional(z.string().check(z.regex(/^\d{1,12}$/))) }),
  ok: z.strictObject({ awards: z.array(ListedAward), people: People, next: z.nullable(z.string()), today: Day }),
})
