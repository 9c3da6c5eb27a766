/** 一笔奖励, as the server knows it: how much, how it stands, who decided. On what it rests is sealed (body kind `award`). */
import * as z from 'zod/mini'
import { Bytes32, Day, Id, MemberName, Reference, UnitId } from './ids.ts'
import { AwardDeclineReason } from './states.ts'
import { PayeeDeclineReason, ReversalReason, TransferReturnReason, TransferStanding } from './way.ts'

/** Money is integer fen, never negative. */
export const Fen = z.int().check(z.nonnegative(), z.maximum(10_000_000_000))
export const LineId = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,40}$/))

/**
 * `proposed`: waits for approval · `waiting`: decided, waits to be fetched · `claimed`: a voucher is out · `confirming`: claimed by transfer, the
 * custodian has to confirm the payee · `transferring`: confirmed, waits for the window · `paid` · `declined` · `withdrawn`: by
 * whoever proposed it · `lapsed`: nobody came in time.
 */
export const AwardStanding = z.enum(['proposed', 'waiting', 'claimed', 'confirming', 'transferring', 'paid', 'declined', 'withdrawn', 'lapsed'])
export type AwardStanding = z.infer<typeof AwardStanding>

/** Of one report at most one is alive: neither paid nor ended otherwise. `n` counts from 1 within the report. */
export const Award = z.strictObject({
  id: Id,
  n: z.int(),
  standing: AwardStanding,
  /** 0 where it was declined without a proposal. */
  fen: Fen,
  scheme: z.string(),
  line: z.string(),
  /** Of a declined one. */
  reason: z.nullable(AwardDeclineReason),
  /** Null where it was declined without a proposal. */
  proposedBy: z.nullable(MemberName),
  proposedUnit: z.nullable(UnitId),
  /** The first who agreed; the second where the amount takes two. */
  approvedBy: z.nullable(MemberName),
  secondBy: z.nullable(MemberName),
  needsTwo: z.boolean(),
  /** The compartment of the sealed proposal. */
  compartment: z.nullable(Id),
  day: Day,
  decidedDay: z.nullable(Day),
  /** The last day to claim it. */
  dueDay: z.nullable(Day),
  extended: z.boolean(),
  /** The number of the last voucher; see rules/claim.ts. */
  issue: z.int(),
  voucherUntil: z.nullable(Day),
})
export type Award = z.infer<typeof Award>

/** Of the last claim by transfer what its reporter is told. A returned one is corrected under the same id. */
const TransferNotice = z.strictObject({ transfer: Id, mark: Bytes32, standing: TransferStanding, reason: z.nullable(z.union([PayeeDeclineReason, TransferReturnReason, ReversalReason])) })

/** What its reporter is told. `issue`: the last one; claim with the next, or with this one to see its voucher again while `standing` is `claimed`. */
export const AwardNotice = z.strictObject({
  award: Id,
  standing: z.enum(['waiting', 'claimed', 'confirming', 'transferring', 'paid', 'declined', 'lapsed']),
  fen: Fen,
  reason: z.nullable(AwardDeclineReason),
  decidedDay: z.nullable(Day),
  dueDay: z.nullable(Day),
  /** Days until then; negative afterwards, null where there is none. */
  left: z.nullable(z.int()),
  extended: z.boolean(),
  issue: z.int(),
  /** The last day on which the voucher that is out is paid. */
  voucherUntil: z.nullable(Day),
  where: z.strictObject({ address: z.string(), hours: z.string() }),
  /** The public half of the code's signing key as it is stored: what claims are checked with. */
  key: Bytes32,
  /** Why no voucher can be had now; null when one can. */
  closed: z.nullable(z.enum(['not-waiting', 'too-late', 'anonymous-off', 'no-voucher', 'too-many'])),
  /** Whether it can be claimed by transfer now: by the county's policy, by a reporter who gave their name, in time. */
  transferable: z.boolean(),
  transfer: z.nullable(TransferNotice),
})
export type AwardNotice = z.infer<typeof AwardNotice>

/** A row of the list of awards. */
export const ListedAward = z.strictObject({ reference: Reference, ...Award.shape })
export type ListedAward = z.infer<typeof ListedAward>

/** 领奖凭证: 14 digits and two check digits (rules/voucher.ts), without separators. */
export const VoucherNumber = z.string().check(z.regex(/^\d{16}$/))
