import * as z from 'zod/mini'
import { AwardStanding, type Award, type AwardNotice } from '#contract/award.ts'
import { paying } from '#contract/county/paying.ts'
import { policy } from '#contract/county/policy.ts'
import { ISSUES } from '#contract/rules/claim.ts'
import { daysBetween } from '#contract/rules/day.ts'
import type { LedgerKind } from '#contract/voucher.ts'
import { AwardDeclineReason } from '#contract/states.ts'
import { ReversalReason, type Way } from '#contract/way.ts'
import type { TransferRecord } from './transfer-record.ts'

const truth = z.pipe(z.int(), z.transform((value) => value === 1))
const name = z.nullable(z.string())

/** A row of `award`, as the Worker thinks of it. */
export const AwardRecord = z.pipe(
  z.object({
    place: z.int(), id: z.string(), report_id: z.string(), n: z.int(), standing: AwardStanding, fen: z.int(), scheme: z.string(), line: z.string(), reason: z.nullable(AwardDeclineReason),
    proposed_by: name, proposed_unit: name, approved_by: name, second_by: name, needs_two: truth, compartment: name,
    day: z.string(), decided_day: name, due_day: name, extended: truth, reminded: z.nullable(z.int()),
    issue: z.int(), voucher_hash: name, voucher_until: name, first_cashier: name, reversal: z.nullable(ReversalReason), reversal_by: name,
  }),
  z.transform((row) => ({
    place: row.place, id: row.id, report: row.report_id, n: row.n, standing: row.standing, fen: row.fen, scheme: row.scheme, line: row.line, reason: row.reason,
    proposedBy: row.proposed_by, proposedUnit: row.proposed_unit, approvedBy: row.approved_by, secondBy: row.second_by, needsTwo: row.needs_two, compartment: row.compartment,
    day: row.day, decidedDay: row.decided_day, dueDay: row.due_day, extended: row.extended, reminded: row.reminded,
    issue: row.issue, voucherHash: row.voucher_hash, voucherUntil: row.voucher_until, firstCashier: row.first_cashier, reversal: row.reversal, reversalBy: row.reversal_by,
  })),
)
export type AwardRecord = z.output<typeof AwardRecord>

/** What is told of one that is made. */
export type NewAward = Pick<AwardRecord, 'id' | 'n' | 'standing' | 'fen' | 'scheme' | 'line' | 'reason' | 'proposedBy' | 'proposedUnit' | 'needsTwo' | 'compartment' | 'day'>

/** A row of the ledger before it has its number. */
export interface LedgerEntry {
  readonly kind: LedgerKind
  readonly day: string
  readonly award: string
  readonly issue: number
  readonly fen: number
  readonly line: string
  readonly by: string | null
  readonly secondBy: string | null
  readonly reason: string | null
  /** Of a payment the next number is taken inside the batch; of a reversal it is the payment's. */
  readonly payment: string | null
  readonly deed: string | null
  /** Of a payment. */
  readonly way: Way | null
}

export const AWARD_COLUMNS = `a.place, a.id, a.report_id, a.n, a.standing, a.fen, a.scheme, a.line, a.reason, a.proposed_by, a.proposed_unit, a.approved_by, a.second_by, a.needs_two,
  a.compartment, a.day, a.decided_day, a.due_day, a.extended, a.reminded, a.issue, a.voucher_hash, a.voucher_until, a.first_cashier, a.reversal, a.reversal_by`

/** As the contract shows it to members. */
export function shownAward({ id, n, standing, fen, scheme, line, reason, proposedBy, proposedUnit, approvedBy, secondBy, needsTwo, compartment, day, decidedDay, dueDay, extended, issue, voucherUntil }: AwardRecord): Award {
  return { id, n, standing, fen, scheme, line, reason, proposedBy, proposedUnit, approvedBy, secondBy, needsTwo, compartment, day, decidedDay, dueDay, extended, issue, voucherUntil }
}

/** Why no voucher can be had now. Somebody who gave no name needs the county's policy for it. */
export function closedClaim(award: AwardRecord, named: boolean, today: string): AwardNotice['closed'] {
  if (!CLAIMABLE.includes(award.standing)) return 'not-waiting'
  if (!named && !policy.anonymousRewards.on) return 'anonymous-off'
  if (!paying.ways.includes('voucher')) return named ? 'no-voucher' : 'anonymous-off'
  return closedForAll(award, today)
}

/** Until the custodian has confirmed a payee, the reporter may claim anew, either way. */
const CLAIMABLE: readonly AwardRecord['standing'][] = ['waiting', 'claimed', 'confirming']

function closedForAll({ dueDay, issue }: AwardRecord, today: string): 'too-late' | 'too-many' | null {
  if (dueDay === null || today > dueDay) return 'too-late'
  return issue % ISSUES === ISSUES - 1 ? 'too-many' : null
}

/** Why it cannot be claimed by transfer now: the custodian can confirm only whoever gave a name. */
export function closedTransfer(award: AwardRecord, named: boolean, today: string): 'not-waiting' | 'transfer-off' | 'too-late' | 'too-many' | null {
  if (!CLAIMABLE.includes(award.standing)) return 'not-waiting'
  return named && paying.ways.includes('transfer') ? closedForAll(award, today) : 'transfer-off'
}

/** Of the last claim by transfer of an award. */
function transferNotice(award: AwardRecord, transfers: readonly TransferRecord[]): AwardNotice['transfer'] {
  const last = transfers.findLast((one) => one.award === award.id)
  return last === undefined ? null : { transfer: last.id, mark: last.mark, standing: last.standing, reason: last.reason }
}

/** Where the numbers begin that nobody has used up. */
export const nextBlock = (issue: number): number => (Math.floor(issue / ISSUES) + 1) * ISSUES

/**
 * An unpaid award once another code took a lost one's place: whatever voucher is out was the finder's and is void, and the owner has time to
 * come. `until`: the least that it lasts.
 */
export function withNewCode(award: AwardRecord, until: string): AwardRecord {
  const dueDay = award.dueDay !== null && award.dueDay > until ? award.dueDay : until
  return { ...award, standing: 'waiting', issue: nextBlock(award.issue), dueDay, reminded: null, voucherHash: null, voucherUntil: null, firstCashier: null }
}

/** What the reporter is told: the last that was decided, and nothing while it is only proposed. */
export function noticeOf(awards: readonly AwardRecord[], transfers: readonly TransferRecord[], { named, verify, overturned }: { readonly named: boolean; readonly verify: string; readonly overturned: boolean }, today: string): AwardNotice | null {
  const award = awards.findLast(({ standing }) => standing !== 'proposed' && standing !== 'withdrawn')
  if (award === undefined || award.standing === 'proposed' || award.standing === 'withdrawn') return null
  const { id, fen, reason, decidedDay, dueDay, extended, issue, voucherUntil } = award
  // Between a voucher's last day and the cron that says so the award waits all the same.
  const standing = award.standing === 'claimed' && (voucherUntil ?? '') < today ? 'waiting' : award.standing
  return {
    award: id, standing, fen, reason, decidedDay, dueDay, left: dueDay === null ? null : daysBetween(today, dueDay), extended, issue,
    voucherUntil: standing === 'claimed' ? voucherUntil : null, where: paying.window, key: verify, closed: overturned ? 'not-waiting' : closedClaim(award, named, today), transferable: !overturned && closedTransfer(award, named, today) === null,
    transfer: transferNotice(award, transfers),
  }
}
