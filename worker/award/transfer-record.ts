import * as z from 'zod/mini'
import { PayeeDeclineReason, ReversalReason, TransferReturnReason, TransferStanding } from '#contract/way.ts'

const text = z.nullable(z.string())

/** A row of `transfer`, as the Worker thinks of it: a claim by transfer, without anything that was sealed for it. */
export const TransferRecord = z.pipe(
  z.object({
    id: z.string(), report_id: z.string(), award_id: z.string(), n: z.int(), standing: TransferStanding, mark: z.string(), verify_key: z.string(), keyring: z.int(), after_n: z.int(), day: z.string(),
    claim: z.string(), confirmed_by: text, confirmed_day: text, signature: text, reason: z.nullable(z.union([PayeeDeclineReason, TransferReturnReason, ReversalReason])), paid_day: text,
  }),
  z.transform((row) => ({
    id: row.id, report: row.report_id, award: row.award_id, n: row.n, standing: row.standing, mark: row.mark, key: row.verify_key, keyring: row.keyring, after: row.after_n, day: row.day,
    claim: row.claim, confirmedBy: row.confirmed_by, confirmedDay: row.confirmed_day, signature: row.signature, reason: row.reason, paidDay: row.paid_day,
  })),
)
export type TransferRecord = z.output<typeof TransferRecord>

export const TRANSFER_COLUMNS = 't.id, t.report_id, t.award_id, t.n, t.standing, t.mark, t.verify_key, t.keyring, t.after_n, t.day, t.claim, t.confirmed_by, t.confirmed_day, t.signature, t.reason, t.paid_day'

/** What was sealed for a transfer, by whom it is for. */
export type Payouts = Partial<Record<'custodian' | 'cashier', string>>

/** What a step changes of a transfer, in the batch of its event. */
export interface TransferChange {
  /** As it stands from now on. */
  readonly transfer: TransferRecord
  readonly isNew: boolean
  /** Whose sealed part is deleted; before anything is put in its place. */
  readonly forgets: readonly (keyof Payouts)[]
  readonly seals: Payouts
}

export const BOTH = ['custodian', 'cashier'] as const

/** What becomes of claims by transfer that come to nothing by what happens elsewhere: those that nobody has confirmed, or confirmed ones too. All that was sealed for them goes. */
export const dropTransfers = (transfers: readonly TransferRecord[], living: readonly TransferRecord['standing'][] = ['asked']): TransferChange[] =>
  transfers.filter(({ standing }) => living.includes(standing)).map((transfer) => ({ transfer: { ...transfer, standing: 'dropped', reason: null }, isNew: false, forgets: BOTH, seals: {} }))
