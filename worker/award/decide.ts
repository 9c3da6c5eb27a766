/** What deciding about a reward changes. Pure. */
import { rewardRules } from '#contract/county/reward-rules.ts'
import { paying } from '#contract/county/paying.ts'
import { deadlines } from '#contract/county/deadlines.ts'
import { isVerified, livingAward, mostOf, needsTwo, whyNotAward, type AwardMove, type AwardMover, type AwardSeen, type AwardWhyNot } from '#contract/rules/award.ts'
import { approvalOf } from '#contract/rules/award-decision.ts'
import { addDays } from '#contract/rules/day.ts'
import { due } from '#contract/rules/deadline.ts'
import { schemeOf } from '#contract/rules/reward.ts'
import type { EventDetail } from '#contract/event.ts'
import type { Grant, NewBody } from '#contract/sealed.ts'
import type { AwardDeclineChoice, AwardDeclineReason, EventKind } from '#contract/states.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { refuseGrants, type HolderRefusal } from '../report/holders.ts'
import { shownAward, withNewCode, type AwardRecord, type LedgerEntry, type NewAward } from './record.ts'
import { dropTransfers, type TransferChange, type TransferRecord } from './transfer-record.ts'

export type AwardRefusal = AwardWhyNot | HolderRefusal | 'unknown-scheme' | 'unknown-line' | 'beyond-most' | 'nothing' | 'other-amount' | 'wrong-compartment' | 'stale'

/** What a member wants to do, as the contract gave it. */
export type AwardInput = { readonly seq: number } & (
  | { readonly move: 'propose'; readonly fen: number; readonly scheme: string; readonly line: string; readonly unwished?: boolean; readonly body: NewBody; readonly grants: readonly Grant[] }
  | { readonly move: 'approve'; readonly fen: number; readonly signature: string }
  | { readonly move: 'decline'; readonly reason: AwardDeclineChoice; readonly signature: string }
  | { readonly move: 'extend'; readonly reason: string; readonly signature: string }
  | { readonly move: 'withdraw' }
)

export interface AwardSituation {
  readonly seq: number
  readonly seen: Omit<AwardSeen, 'awards'>
  readonly awards: readonly AwardRecord[]
  /** Compartments that words went into before. */
  readonly taken: readonly string[]
  readonly who: AwardMover & { readonly unit: string }
  readonly today: string
  readonly newId: string
}

/** What the command writes in one batch, beside the event. */
export interface AwardChange {
  readonly kind: EventKind
  readonly reason: string | null
  /** A new one, or one as it stands from now on. */
  readonly award: { readonly made: NewAward } | { readonly kept: AwardRecord }
  readonly body: NewBody | null
  readonly grants: readonly Grant[]
  readonly ledger: LedgerEntry | null
  /** Of a decision: what it was about, signed. */
  readonly signed?: NonNullable<EventDetail['signed']>
  /** What it changes of claims by transfer. */
  readonly transfers?: readonly TransferChange[]
}

export type AwardDecision = Result<AwardChange, AwardRefusal>
const NOTHING = { reason: null, body: null, grants: [], ledger: null }

export function decideAward(now: AwardSituation, input: AwardInput): AwardDecision {
  // Before the number: by which are stale, a unit with the copy would count the steps that it is not shown.
  if (!now.who.holds) return refuse('holders-only')
  if (input.seq !== now.seq) return refuse('stale')
  const seen = { ...now.seen, awards: now.awards.map(shownAward) }
  const closed = whyNotAward(input.move satisfies AwardMove, seen, now.who, input.move === 'propose' && input.unwished === true)
  if (closed !== null) return refuse(closed)
  if (input.move === 'propose') return decidePropose(now, input)
  const living = livingAward(seen.awards)
  const award = now.awards.find(({ id }) => id === living?.id)
  if (input.move === 'decline') return ok(decideDecline(now, input.reason, award))
  if (award === undefined) return refuse('nothing-proposed')
  if (input.move === 'withdraw') return ok({ ...NOTHING, kind: 'award-withdrawn', award: { kept: { ...award, standing: 'withdrawn' } } })
  return input.move === 'approve' ? decideApprove(now, input.fen, award) : ok(decideExtend(input.reason, award))
}

type Proposed = Extract<AwardInput, { move: 'propose' }>

/** The server cannot know what the amount was reckoned from: it holds it against the most that the county's own scheme ever gives. */
function decidePropose(now: AwardSituation, { fen, scheme, line, body, grants }: Proposed): AwardDecision {
  const own = schemeOf(rewardRules)
  if (own === undefined || scheme !== own.id) return refuse('unknown-scheme')
  if (!paying.funding.some(({ id }) => id === line)) return refuse('unknown-line')
  if (fen === 0) return refuse('nothing')
  if (fen > mostOf(own)) return refuse('beyond-most')
  if (body.n !== 1 || now.taken.includes(body.compartment)) return refuse('wrong-compartment')
  const refused = refuseGrants(grants, { required: [...new Set(['desk', now.who.unit])], allowed: [] })
  if (refused !== null) return refuse(refused)
  const made = { ...blank(now), standing: 'proposed' as const, fen, scheme, line, reason: null, proposedBy: now.who.name, proposedUnit: now.who.unit, needsTwo: needsTwo(fen, paying), compartment: body.compartment }
  return ok({ ...NOTHING, kind: 'award-proposed', award: { made }, body, grants })
}

const blank = ({ awards, today, newId }: AwardSituation) => ({ id: newId, n: awards.length + 1, day: today })

/** The last word opens the term in which it can be fetched; the first of two leaves it proposed. */
function decideApprove({ who, today }: AwardSituation, fen: number, award: AwardRecord): AwardDecision {
  if (fen !== award.fen) return refuse('other-amount')
  if (approvalOf(award, paying) === 'agree') return ok({ ...NOTHING, kind: 'award-agreed', award: { kept: { ...award, approvedBy: who.name } } })
  const by = award.approvedBy === null ? { approvedBy: who.name } : { secondBy: who.name }
  const kept = { ...award, ...by, standing: 'waiting' as const, decidedDay: today, dueDay: collectUntil(today), reminded: null }
  return ok({ ...NOTHING, kind: 'award-approved', award: { kept }, ledger: entry(kept, 'decided', today, kept.approvedBy, kept.secondBy) })
}

function decideDecline(now: AwardSituation, reason: AwardDeclineReason, award: AwardRecord | undefined): AwardChange {
  if (award !== undefined) return declined(award, reason, now.today, now.who.name)
  const made = { ...blank(now), standing: 'declined' as const, fen: 0, scheme: rewardRules.scheme, line: paying.funding[0]?.id ?? '', reason, proposedBy: null, proposedUnit: null, needsTwo: false, compartment: null }
  return { ...NOTHING, kind: 'award-declined', reason, award: { made } }
}

/** Before it was decided no money was spoken of; afterwards the ledger says that it went back. */
function declined(award: AwardRecord, reason: AwardDeclineReason, today: string, by: string | null): AwardChange {
  const kept = { ...award, standing: 'declined' as const, reason, voucherHash: null, voucherUntil: null, firstCashier: null }
  return { ...NOTHING, kind: 'award-declined', reason, award: { kept }, ledger: award.standing === 'proposed' ? null : entry(kept, 'declined', today, by, null) }
}

/** What a move makes of an award that is not paid yet: one whose result fell, or is looked into anew, ends with it. Null for nothing. */
export function decideFallen(awards: readonly AwardRecord[], transfers: readonly TransferRecord[], now: Parameters<typeof isVerified>[0], today: string, by: string | null): AwardChange | null {
  const living = livingAward(awards.map(shownAward))
  const award = awards.find(({ id }) => id === living?.id)
  return award === undefined || isVerified(now) ? null : { ...declined(award, 'result-changed', today, by), transfers: dropTransfers(transfers, ['asked', 'confirmed']) }
}

/** The awards that a new code in the place of a lost one changes: those that are decided and not paid. */
export const decideNewCode = (awards: readonly AwardRecord[], today: string): AwardRecord[] =>
  awards.filter(({ standing }) => standing === 'waiting' || standing === 'claimed' || standing === 'confirming').map((award) => withNewCode(award, addDays(today, paying.voucherDays)))

function decideExtend(reason: string, award: AwardRecord): AwardChange {
  const rule = collectRule()
  const more = due(award.dueDay ?? '', { days: rule.extension ?? rule.days, unit: rule.unit }).due
  return { ...NOTHING, kind: 'award-extended', reason, award: { kept: { ...award, dueDay: more, extended: true, reminded: null } } }
}

function collectRule() {
  const rule = deadlines.find(({ kind }) => kind === 'collect')
  if (rule === undefined) throw new Error('no term to collect in')
  return rule
}

/** The last day to claim what waits since this day. */
export const collectUntil = (day: string): string => due(day, collectRule()).due

/** An award that a claim came to nothing for, not by the reporter's fault: it waits again, for as long as a voucher is good at least. */
export function waitsAgain(award: AwardRecord, today: string): AwardRecord {
  const least = addDays(today, paying.voucherDays)
  return { ...award, standing: 'waiting', firstCashier: null, reminded: null, dueDay: award.dueDay === null || award.dueDay < least ? least : award.dueDay }
}

export const entry = ({ id, issue, fen, line }: AwardRecord, kind: LedgerEntry['kind'], day: string, by: string | null, secondBy: string | null): LedgerEntry =>
  ({ kind, day, award: id, issue, fen, line, by, secondBy, reason: null, payment: null, deed: null, way: null })

/**
 * What the day's cron makes of an award: a voucher that ran out, a term that did, a reminder; null for nothing. One at a time. `short`: the line
 * could not have paid it on its last day: whoever came then came in vain, so the term begins anew.
 */
export function decideCron(award: AwardRecord, left: number, short: boolean, today: string): AwardChange | null {
  // Its hash stays until another is issued, so that the window can say that it ran out.
  if (award.standing === 'claimed' && award.voucherUntil !== null && today > award.voucherUntil) {
    return { ...NOTHING, kind: 'voucher-expired', award: { kept: { ...award, standing: 'waiting', firstCashier: null } } }
  }
  if (award.standing !== 'waiting') return null
  if (left < 0 && short) return { ...NOTHING, kind: 'award-extended', reason: 'our-delay', award: { kept: { ...award, dueDay: collectUntil(today), reminded: null } } }
  if (left < 0) return { ...NOTHING, kind: 'award-lapsed', award: { kept: { ...award, standing: 'lapsed' } }, ledger: entry(award, 'lapsed', today, null, null) }
  // After days without a cron one reminder says what several would have: the nearest that is due.
  const nearest = Math.min(...paying.remindDays.filter((days) => left <= days))
  if (!Number.isFinite(nearest) || (award.reminded !== null && award.reminded <= nearest)) return null
  return { ...NOTHING, kind: 'award-reminded', award: { kept: { ...award, reminded: nearest } } }
}
