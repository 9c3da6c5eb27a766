/** How an award is paid, and why one way of it came to nothing. Apart from the words of every report, which a reporter's form carries too. */
import * as z from 'zod/mini'

/** Against a voucher at the window, or into the account of a reporter who gave their name. */
export const Way = z.enum(['voucher', 'transfer'])
export type Way = z.infer<typeof Way>

/** `asked`: waits for the custodian · `confirmed`: waits for the window · `returned`: the window sent it back · `dropped`: the reporter claimed otherwise. */
export const TransferStanding = z.enum(['asked', 'confirmed', 'declined', 'returned', 'dropped', 'paid', 'reversed'])
export type TransferStanding = z.infer<typeof TransferStanding>

/** Why a payment is taken back. */
export const ReversalReason = z.enum(['wrong-amount', 'wrong-person', 'not-handed-over', 'came-back', 'account-shut', 'owner-differs', 'bank-unclear'])
export type ReversalReason = z.infer<typeof ReversalReason>
/** Those that fit a payment, by the way it went: a bank sends back what was transferred, a hand what was handed over. */
export const REVERSALS_BY_WAY: Readonly<Record<Way, readonly ReversalReason[]>> = {
  voucher: ['wrong-amount', 'wrong-person', 'not-handed-over'],
  transfer: ['came-back', 'account-shut', 'owner-differs', 'bank-unclear', 'wrong-amount', 'wrong-person'],
}

/** Why the custodian does not confirm a payee. */
export const PayeeDeclineReason = z.enum(['other-name', 'unreadable'])
export type PayeeDeclineReason = z.infer<typeof PayeeDeclineReason>
/** Why the window sends a transfer back. */
export const TransferReturnReason = z.enum(['wrong-account', 'wrong-bank', 'unreadable'])
export type TransferReturnReason = z.infer<typeof TransferReturnReason>
