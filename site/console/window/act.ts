/** 兑付窗口: looking at a voucher, paying it, taking a wrong payment back; and the ledger. No DOM, and nothing of any report. */
import { readVoucherNumber } from '#contract/rules/voucher.ts'
import * as contract from '#contract/voucher.ts'
import { profile } from '#contract/county/profile.ts'
import { reversalStatement } from '#contract/rules/award-decision.ts'
import type { ReversalReason } from '#contract/way.ts'
import type { LedgerRow, VoucherView } from '#contract/voucher.ts'
import { makeId } from '../../crypto/compartment.ts'
import { sign } from '../../crypto/sign.ts'
import { refusal, type Outcome } from '../outcome.ts'
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

type AskedBack = Pick<LedgerRow, 'payment' | 'fen' | 'reversal'>

/** What is sent as an answer: signed over what this browser shows of the payment. Null without the unit's keys. */
export function signAnswer({ me, unitKeys }: StaffSession, { payment, fen, reversal }: AskedBack, agree: boolean): { agree: boolean; signature: string } | null {
  if (unitKeys === null) return null
  const about = { payment: payment ?? '', fen, answer: agree ? 'agree' : 'refuse', reason: reversal?.reason ?? '', unit: unitKeys.unit, member: me.name } as const
  return { agree, signature: sign(unitKeys.signSeed, reversalStatement(profile.id, about)) }
}

/** Agrees that a payment of the ledger's is taken back, or refuses. */
export function answerReversal(session: StaffSession, row: AskedBack, agree: boolean): Promise<Outcome<LedgerRow>> {
  const input = signAnswer(session, row, agree)
  return input === null ? Promise.resolve(refusal('no-unit-key')) : session.tools.call(contract.answerReversal, { payment: row.payment ?? '' }, input)
}

/** The same by the payment's number, for whoever has no ledger before them. Nothing is signed about a payment that nobody asked back; one that is taken back already stays so. */
export async function answerPayment(session: StaffSession, payment: string, agree: boolean): Promise<Outcome<LedgerRow>> {
  const ledger = await session.tools.call(contract.listLedger, {}, {})
  if (!ledger.ok) return ledger
  const row = ledger.value.asked.find((one) => one.payment === payment)
  if (row !== undefined) return answerReversal(session, row, agree)
  const done = ledger.value.rows.find((one) => one.payment === payment && one.kind === 'reversed')
  return agree && done !== undefined ? { ok: true, value: done } : refusal('reversal-missing')
}
