/** 转账领奖: a named reporter claims by transfer, the custodian confirms the payee (custody.ts), the window pays. Nothing here names a report to the window. */
import * as z from 'zod/mini'
import { Fen } from './award.ts'
import { endpoint } from './endpoint.ts'
import { Bytes32, Day, Id, MemberName } from './ids.ts'
import { MAX_KEY_BYTES, MAX_SMALL_BYTES, PAGE_SIZE } from './limits.ts'
import { SealedBytes, Signature, VerifyKey } from './sealed.ts'
import { Tracked } from './track.ts'
import { Line, Payment } from './voucher.ts'
import { TransferReturnReason } from './way.ts'

export const claimTransfer = endpoint({
  name: 'claimTransfer',
  summary: 'The holder of the code of a named report claims the award by transfer: the payee is sealed to the custodian, payee, bank and account to the cashier. The same claim again changes nothing; a returned one is corrected under its id.',
  method: 'POST',
  path: '/api/track/transfer',
  access: 'code',
  maxBytes: MAX_KEY_BYTES,
  /** `mark`, `key`: see rules/transfer.ts. `keyring`: the version it is sealed to. */
  input: z.strictObject({
    lookup: Bytes32, award: Id, fen: Fen, issue: z.int().check(z.positive()), transfer: Id, mark: Bytes32, key: VerifyKey, keyring: z.int(),
    payee: SealedBytes, payout: SealedBytes, signature: Signature,
  }),
  ok: Tracked,
})

/** What the window has of a transfer. `second`: one cashier has paid it in, another confirms. `poor`: the line has less left. */
export const TransferView = z.strictObject({
  transfer: Id,
  standing: z.enum(['payable', 'second', 'poor', 'paid']),
  fen: Fen,
  line: Line,
  /** When the payee was confirmed. */
  day: Day,
  first: z.nullable(MemberName),
  payment: z.nullable(Payment),
  mark: Bytes32,
  key: VerifyKey,
  /** The custodian's, over transfer, mark and key. */
  signature: Signature,
  keyring: z.int(),
  /** Null once it has been deleted. */
  payout: z.nullable(z.string()),
})
export type TransferView = z.infer<typeof TransferView>

const TRANSFER = '/api/staff/transfers/:transfer'
const cashier = { method: 'POST', access: ['cashier'], maxBytes: MAX_SMALL_BYTES } as const

export const listTransfers = endpoint({
  name: 'listTransfers',
  summary: `Transfers whose payee is confirmed, the oldest first; or those paid whose account is not deleted yet, the newest first. ${PAGE_SIZE} a page.`,
  method: 'GET',
  path: '/api/staff/transfers',
  access: ['cashier'],
  input: z.strictObject({ list: z.enum(['waiting', 'paid']), after: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}_[A-Za-z0-9_-]{22}$|^\d{4}-\d{6}$/))) }),
  ok: z.strictObject({ transfers: z.array(TransferView), next: z.nullable(z.string()), today: Day }),
})

export const payTransfer = endpoint({
  ...cashier,
  name: 'payTransfer',
  summary: 'Books a transfer as paid, once; or confirms it, where two cashiers pay. `deed` is a random id of this act, as of a voucher.',
  path: `${TRANSFER}/pay`,
  input: z.strictObject({ deed: Id }),
  ok: TransferView,
})

export const returnTransfer = endpoint({
  ...cashier,
  name: 'returnTransfer',
  summary: 'Sends a transfer that cannot be made back to the reporter, for a coded reason, to be corrected.',
  path: `${TRANSFER}/return`,
  input: z.strictObject({ reason: TransferReturnReason }),
  ok: z.strictObject({ ok: z.literal(true) }),
})
