/** 兑付窗口: looking at a voucher, paying it, taking a wrong payment back; and the ledger. No DOM, and nothing of any report. */
import { readVoucherNumber } from '#contract/rules/voucher.ts'
import * as contract from '#contract/voucher.ts'
import type { LedgerRow, VoucherView } from '#contract/voucher.ts'
import { makeId } from '../../crypto/compartment.ts'
import { refusal, type Outcome } from '../outcome.ts'
import type { ReversalReason } from '#contract/states.ts'
import type { StaffSession } from '../session.ts'

/** `typed` with any separators. A number whose check digits are wrong is not sent, nor counted: it is a slip of the pen. */
export function lookAt(session: StaffSession, typed: string): Promise<Outcome<VoucherView>> {
  const voucher = readVoucherNumber(typed)
  return voucher === null ? Promise.resolve(refusal('voucher-mistyped')) : session.tools.call(contract.readVoucher, {}, { voucher })
}

/** What is kept until an answer came: the same deed again pays once, whatever became of the first answer. */
export interface Paying {
  readonly voucher: string
  readonly deed: string
}

/** One act of paying. Keep it, and call `pay` with it again after a lost answer; make a new one only for another voucher. */
export function startPaying(typed: string): Paying | null {
  const voucher = readVoucherNumber(typed)
  return voucher === null ? null : { voucher, deed: makeId() }
}

export const pay = (session: StaffSession, { voucher, deed }: Paying): Promise<Outcome<VoucherView>> =>
  session.tools.call(contract.redeemVoucher, {}, { voucher, deed })

export const askReversal = (session: StaffSession, payment: string, reason: ReversalReason): Promise<Outcome<LedgerRow>> =>
  session.tools.call(contract.askReversal, { payment }, { reason })

export const answerReversal = (session: StaffSession, payment: string, agree: boolean): Promise<Outcome<LedgerRow>> =>
  session.tools.call(contract.answerReversal, { payment }, { agree })
