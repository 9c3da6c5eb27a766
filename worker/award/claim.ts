import { profile } from '#contract/county/profile.ts'
import { paying } from '#contract/county/paying.ts'
import { claimStatement } from '#contract/rules/claim.ts'
import { addDays } from '#contract/rules/day.ts'
import type { Tracked } from '#contract/track.ts'
import { commit } from '../platform/d1.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { hashOf, type Secrets } from '../platform/secrets.ts'
import { isSignedBy } from '../platform/verify.ts'
import { findWhole, type WholeReport } from '../report/store.ts'
import { trackedOf } from '../track/commands.ts'
import type { AwardChange } from './decide.ts'
import { isOverturnedIn } from './first.ts'
import { closedClaim, type AwardRecord } from './record.ts'
import { dropTransfers } from './transfer-record.ts'
import { voucherHash, voucherNumber } from './voucher.ts'
import { after, NOBODY, writeChange } from './write.ts'

export interface ClaimInput {
  readonly lookup: string
  readonly award: string
  readonly fen: number
  readonly issue: number
  readonly signature: string
}

export type ClaimRefusal = 'not-found' | 'wrong-signature' | 'not-waiting' | 'too-late' | 'anonymous-off' | 'no-voucher' | 'too-many' | 'stale'
export type Claimed = Result<{ voucher: string; tracked: Tracked }, ClaimRefusal>

const TRIES = 4

/** A voucher for whoever has the code. The same claim again, after a lost answer say, is answered with the same voucher and changes nothing. */
export async function claim(db: D1Database, secrets: Secrets, input: ClaimInput, today: string): Promise<Claimed> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const whole = await findWhole(db, { lookupHash: await hashOf(input.lookup) }, 'reporter')
    if (whole === null) return refuse('not-found')
    const award = whole.awards.find(({ id }) => id === input.award)
    if (award === undefined || award.fen !== input.fen) return refuse('not-waiting')
    if (isOverturnedIn(whole)) return refuse('not-waiting')
    const statement = claimStatement(profile.id, { ...input, reference: whole.report.reference })
    if (!(await isSignedBy([whole.report.verify], statement, input.signature))) return refuse('wrong-signature')
    const done = await issue(db, secrets, whole, award, input, today)
    if (done !== null) return done
  }
  return refuse('stale')
}

/** Null when somebody was quicker: then it is looked at anew. */
async function issue(db: D1Database, secrets: Secrets, whole: WholeReport, award: AwardRecord, input: ClaimInput, today: string): Promise<Claimed | null> {
  const voucher = await voucherNumber(secrets, award.id, input.issue, input.signature)
  const hash = await voucherHash(secrets, voucher)
  const isOut = award.standing === 'claimed' && award.issue === input.issue
  if (isOut) return award.voucherHash === hash ? ok({ voucher, tracked: await trackedOf(secrets, whole, today) }) : refuse('stale')
  const closed = closedClaim(award, whole.report.named, today)
  if (closed !== null) return refuse(closed)
  if (input.issue !== award.issue + 1) return refuse('stale')
  const kept = { ...award, standing: 'claimed' as const, issue: input.issue, voucherHash: hash, voucherUntil: addDays(today, paying.voucherDays), firstCashier: null }
  const change: AwardChange = { kind: 'award-claimed', reason: null, award: { kept }, body: null, grants: [], ledger: null, transfers: dropTransfers(whole.transfers) }
  const { event, statements } = await writeChange(db, whole, change, NOBODY, today)
  const committed = await commit(db, statements)
  return committed.ok ? ok({ voucher, tracked: await trackedOf(secrets, after(whole, event, change), today) }) : null
}
