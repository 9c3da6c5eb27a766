/** 兑付: what the window sees of an award, which is nothing of its report, not even the reference; and the money's ledger. */
import * as z from 'zod/mini'
import { Fen, VoucherNumber } from './award.ts'
import { People } from './staff-report.ts'
import { endpoint } from './endpoint.ts'
import { Bytes64, Day, Id, MemberName } from './ids.ts'
import { MAX_SMALL_BYTES, PAGE_SIZE } from './limits.ts'
import { ReversalReason, Way } from './way.ts'

/** 付款单号: the year and a running number. */
export const PaymentNumber = z.string().check(z.regex(/^\d{4}-\d{6}$/))
export const Line = z.strictObject({ id: z.string(), name: z.string() })

/** What was paid, and by which way, to print and to sign. */
export const Payment = z.strictObject({ payment: PaymentNumber, day: Day, fen: Fen, line: Line, way: Way, by: MemberName, secondBy: z.nullable(MemberName) })
export type Payment = z.infer<typeof Payment>

/** `second`: one cashier has confirmed it, another must. `paid`: with its payment. `poor`: the line has less left than it takes. */
export const VoucherView = z.strictObject({
  standing: z.enum(['payable', 'second', 'expired', 'paid', 'poor']),
  fen: Fen,
  line: Line,
  /** The last day on which it is paid. */
  until: Day,
  /** The cashier who confirmed first. */
  first: z.nullable(MemberName),
  payment: z.nullable(Payment),
})
export type VoucherView = z.infer<typeof VoucherView>

const post = { method: 'POST', maxBytes: MAX_SMALL_BYTES } as const

export const readVoucher = endpoint({
  ...post,
  name: 'readVoucher',
  summary: 'What a voucher is worth and whether it can be paid. Wrong numbers are counted by the hour.',
  path: '/api/staff/vouchers', access: ['cashier'],
  input: z.strictObject({ voucher: VoucherNumber }),
  ok: VoucherView,
})

export const redeemVoucher = endpoint({
  ...post,
  name: 'redeemVoucher',
  summary: 'Pays a voucher, once; or confirms it, where two cashiers pay. `deed` is a random id of this act: the same one again after a lost answer is answered as before, another finds it paid.',
  path: '/api/staff/vouchers/redeem', access: ['cashier'],
  input: z.strictObject({ voucher: VoucherNumber, deed: Id }),
  ok: VoucherView,
})

export const LedgerKind = z.enum(['allotted', 'decided', 'paid', 'reversed', 'lapsed', 'declined'])
export type LedgerKind = z.infer<typeof LedgerKind>

/** A row that is never changed. `reversal`: of a payment that a cashier asks to take back. */
export const LedgerRow = z.strictObject({
  n: z.int(),
  day: Day,
  kind: LedgerKind,
  /** Of an allotment it may be negative: the year's sum was cut. */
  fen: z.int(),
  line: Line,
  by: z.nullable(MemberName),
  secondBy: z.nullable(MemberName),
  payment: z.nullable(PaymentNumber),
  /** Of a payment. */
  way: z.nullable(Way),
  reason: z.nullable(ReversalReason),
  reversal: z.nullable(z.strictObject({ reason: ReversalReason, by: MemberName })),
})
export type LedgerRow = z.infer<typeof LedgerRow>

export const askReversal = endpoint({
  ...post,
  name: 'askReversal',
  summary: 'A cashier asks to take back a wrong payment. Nothing changes until somebody else agrees.',
  path: '/api/staff/payments/:payment/reverse', access: ['cashier'],
  input: z.strictObject({ reason: ReversalReason }),
  ok: LedgerRow,
})

export const answerReversal = endpoint({
  ...post,
  name: 'answerReversal',
  summary: 'Agrees that a payment is taken back, or refuses, signed with the unit’s key (rules/award-decision.ts): with consent the money is in the line again and the award waits to be claimed anew.',
  path: '/api/staff/payments/:payment/reversal', access: ['approver', 'supervisor'],
  input: z.strictObject({ agree: z.boolean(), signature: Bytes64 }),
  ok: LedgerRow,
})

/** Of a year and a line: what was allotted, what went out, what is left. */
export const Balance = z.strictObject({ line: Line, year: z.int(), allotted: z.int(), paid: z.int(), left: z.int() })
export type Balance = z.infer<typeof Balance>

const Year = z.string().check(z.regex(/^\d{4}$/))

export const listLedger = endpoint({
  name: 'listLedger',
  summary: `The ledger, newest first, ${PAGE_SIZE} a page, with the balances of the year, and payments that a cashier asks to take back. Cashiers see allotments and payments alone.`,
  method: 'GET',
  path: '/api/staff/ledger',
  access: ['cashier', 'approver', 'supervisor', 'auditor'],
  input: z.strictObject({ year: z.optional(Year), day: z.optional(Day), after: z.optional(z.string().check(z.regex(/^\d{1,12}$/))) }),
  ok: z.strictObject({ rows: z.array(LedgerRow), balances: z.array(Balance), asked: z.array(LedgerRow), people: People, next: z.nullable(z.string()), today: Day }),
})

/** In fen. decided = paid + waiting + lapsed + declined; `waiting` includes what is claimed and not paid yet. */
export const Sums = z.strictObject({ decided: z.int(), paid: z.int(), waiting: z.int(), lapsed: z.int(), declined: z.int() })
export type Sums = z.infer<typeof Sums>

export const reconcileLedger = endpoint({
  name: 'reconcileLedger',
  summary: 'What was decided, against what became of it: once from the ledger, once from the awards. With a year, of what was decided in it.',
  method: 'GET',
  path: '/api/staff/ledger/reconciliation',
  access: ['cashier', 'approver', 'supervisor', 'auditor'],
  input: z.strictObject({ year: z.optional(Year) }),
  ok: z.strictObject({ ledger: Sums, awards: Sums, holds: z.boolean(), today: Day }),
})
