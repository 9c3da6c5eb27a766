import * as z from 'zod/mini'
import { paying } from '#contract/county/paying.ts'
import type { Paying } from '#contract/reward.ts'
import { takesTwoCashiers } from '#contract/rules/award.ts'
import { mayClaim } from '#contract/rules/proxy.ts'
import { hasGoodCheck } from '#contract/rules/voucher.ts'
import type { Payment, VoucherView } from '#contract/voucher.ts'
import { Way } from '#contract/way.ts'
import type { Moment } from '../platform/clock.ts'
import { commit } from '../platform/d1.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import type { Secrets } from '../platform/secrets.ts'
import { findWhole } from '../report/store.ts'
import type { Member } from '../staff/store.ts'
import type { AwardChange } from './decide.ts'
import { entry } from './decide.ts'
import { isOverturnedIn } from './first.ts'
import { allot, lineOf } from './ledger-store.ts'
import { lookUp, type LookedUp } from './miss.ts'
import type { AwardRecord } from './record.ts'
import { voucherHash } from './voucher.ts'
import { writeChange } from './write.ts'

export type VoucherRefusal = 'mistyped' | 'unknown' | 'locked'
export type RedeemRefusal = VoucherRefusal | 'expired' | 'held' | 'paid' | 'poor' | 'filed-it' | 'stale'

export const PaidRow = z.object({ payment: z.string(), day: z.string(), fen: z.int(), line: z.string(), by_member: z.string(), second_by: z.nullable(z.string()), deed: z.string(), way: Way })
export type PaidRow = z.infer<typeof PaidRow>
const FundRow = z.object({ left: z.int() })

interface Seen {
  readonly award: AwardRecord
  readonly reference: string
  readonly paid: PaidRow | null
  /** What its line has left this year. */
  readonly left: number
}

export type Mode = Pick<Paying, 'twoCashiersAbove' | 'wrongVouchers'>

/** What stands behind a voucher. Once the hour's wrong numbers are too many nobody is told anything, of right ones neither. */
async function see(db: D1Database, secrets: Secrets, member: Member, voucher: string, { today, seconds }: Moment, mode: Mode): Promise<Result<Seen, VoucherRefusal>> {
  if (!hasGoodCheck(voucher)) return refuse('mistyped')
  const hash = await voucherHash(secrets, voucher)
  const looked = await lookUp(db, hash, member.name, Math.floor(seconds / 3600), mode.wrongVouchers.each, [
    ...allot(db, today),
    db.prepare(`SELECT l.payment, l.day, l.fen, l.line, l.by_member, l.second_by, l.deed, l.way FROM award a JOIN ledger l ON l.award_id = a.id AND l.kind = 'paid' AND l.issue = a.issue WHERE a.voucher_hash = ?1`).bind(hash),
    db.prepare('SELECT f.allotted - f.paid AS "left" FROM award a JOIN fund f ON f.line = a.line AND f.year = ?2 WHERE a.voucher_hash = ?1').bind(hash, today.slice(0, 4)),
  ])
  if (isLocked(looked, mode)) return refuse('locked')
  if (looked.found === null) return refuse('unknown')
  const [paid, fund] = looked.also.slice(-2)
  return ok({ ...looked.found, paid: z.array(PaidRow).parse(paid)[0] ?? null, left: z.array(FundRow).parse(fund)[0]?.left ?? 0 })
}

/** The wrong number that reaches the limit is still answered; whatever comes after it is not. */
const isLocked = ({ found, own, all }: LookedUp, { wrongVouchers: { each, all: most } }: Mode): boolean =>
  found === null ? own > each || all > most : own >= each || all >= most

export const paymentOf = ({ payment, day, fen, line, way, by_member: by, second_by: secondBy }: PaidRow): Payment => ({ payment, day, fen, line: lineOf(line), way, by, secondBy })

/** Nothing but what the window needs to pay. */
function viewOf({ award, paid, left }: Seen, today: string): VoucherView {
  const isGood = award.standing === 'claimed' && award.voucherUntil !== null && today <= award.voucherUntil
  const standing = award.standing === 'paid' ? 'paid' : !isGood ? 'expired' : left < award.fen ? 'poor' : award.firstCashier === null ? 'payable' : 'second'
  const shown = { standing, fen: award.fen, line: lineOf(award.line), until: award.voucherUntil ?? today } as const
  return { ...shown, first: standing === 'second' ? award.firstCashier : null, payment: standing === 'paid' && paid !== null ? paymentOf(paid) : null }
}

export async function read(db: D1Database, secrets: Secrets, member: Member, voucher: string, now: Moment, mode: Mode = paying): Promise<Result<VoucherView, VoucherRefusal>> {
  const seen = await see(db, secrets, member, voucher, now, mode)
  return seen.ok ? ok(viewOf(seen.value, now.today)) : seen
}

const TRIES = 5

/**
 * Pays a voucher once, whoever asks how often: the event, the award and the money are one batch. `deed` tells a cashier who asks again after
 * a lost answer from somebody who brings a paid voucher a second time.
 */
export async function redeem(
  db: D1Database, secrets: Secrets, member: Member, { voucher, deed }: { voucher: string; deed: string }, now: Moment, mode: Mode = paying,
): Promise<Result<VoucherView, RedeemRefusal>> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const seen = await see(db, secrets, member, voucher, now, mode)
    if (!seen.ok) return seen
    const view = viewOf(seen.value, now.today)
    if (view.standing === 'paid') return seen.value.paid?.deed === deed ? ok(view) : refuse('paid')
    if (view.standing === 'expired' || view.standing === 'poor') return refuse(view.standing)
    const { award } = seen.value
    if (takesTwoCashiers(award.fen, mode) && award.firstCashier === member.name) return ok(view)
    const whole = await findWhole(db, { reference: seen.value.reference }, '')
    if (whole === null) return refuse('unknown')
    if (!mayClaim(whole.report, member.name)) return refuse('filed-it')
    // A review of another report of the matter overturned what it rests on: the desk takes the award back, and until then nobody pays it.
    if (isOverturnedIn(whole)) return refuse('held')
    // The report as it is read here is newer than the voucher: its award decides, its event's number guards.
    const fresh = whole.awards.find(({ id }) => id === award.id)
    if (fresh?.voucherHash !== award.voucherHash || fresh.standing !== 'claimed' || fresh.firstCashier !== award.firstCashier) continue
    const { statements } = await writeChange(db, whole, decideRedeem(fresh, member.name, deed, now.today, mode), member, now.today)
    const committed = await commit(db, [...allot(db, now.today), ...statements])
    if (!committed.ok && committed.taken === 'fund_overdrawn') return refuse('poor')
    if (committed.ok) return read(db, secrets, member, voucher, now, mode)
  }
  return refuse('stale')
}

/** Where two cashiers pay, the first word is only a confirmation. */
export function decideRedeem(award: AwardRecord, cashier: string, deed: string, today: string, mode: Pick<Mode, 'twoCashiersAbove'>, way: Way = 'voucher'): AwardChange {
  const none = { reason: null, body: null, grants: [] }
  if (takesTwoCashiers(award.fen, mode) && award.firstCashier === null) return { ...none, kind: 'award-confirmed', award: { kept: { ...award, firstCashier: cashier } }, ledger: null }
  const [by, secondBy] = award.firstCashier === null ? [cashier, null] : [award.firstCashier, cashier]
  return { ...none, kind: 'award-paid', award: { kept: { ...award, standing: 'paid' } }, ledger: { ...entry(award, 'paid', today, by, secondBy), deed, way } }
}
