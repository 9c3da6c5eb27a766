import { profile } from '#contract/county/profile.ts'
import { keyring } from '#contract/county/keyring.ts'
import { sealedClaim, transferStatement, type TransferClaim } from '#contract/rules/transfer.ts'
import type { EventKind } from '#contract/states.ts'
import type { Tracked } from '#contract/track.ts'
import { commit } from '../platform/d1.ts'
import { noticeTo, enqueue, type Notice } from '../platform/outbox.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { hashOf, type Secrets } from '../platform/secrets.ts'
import { isSignedBy } from '../platform/verify.ts'
import { findWhole, type WholeReport } from '../report/store.ts'
import { trackedOf } from '../track/commands.ts'
import type { AwardChange } from './decide.ts'
import { isOverturnedIn } from './first.ts'
import { closedTransfer, type AwardRecord } from './record.ts'
import { BOTH, dropTransfers, type TransferRecord } from './transfer-record.ts'
import { after, NOBODY, writeChange } from './write.ts'

export type TransferInput = Omit<TransferClaim, 'reference'> & { readonly lookup: string; readonly signature: string }
export type TransferRefusal = 'not-found' | 'wrong-signature' | 'not-waiting' | 'too-late' | 'transfer-off' | 'too-many' | 'old-keyring' | 'taken' | 'stale'

const TRIES = 4

/** A claim by transfer, for whoever has the code of a named report. The same claim again, after a lost answer say, changes nothing. */
export async function claimTransfer(db: D1Database, secrets: Secrets, input: TransferInput, today: string, staged: Notice[]): Promise<Result<Tracked, TransferRefusal>> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const whole = await findWhole(db, { lookupHash: await hashOf(input.lookup) }, 'reporter')
    if (whole === null) return refuse('not-found')
    const award = whole.awards.find(({ id }) => id === input.award)
    if (award === undefined || award.fen !== input.fen || isOverturnedIn(whole)) return refuse('not-waiting')
    const claim = await sealedClaim(input)
    const statement = transferStatement(profile.id, { ...input, reference: whole.report.reference }, claim)
    if (!(await isSignedBy([whole.report.verify], statement, input.signature))) return refuse('wrong-signature')
    if (whole.transfers.some((one) => one.id === input.transfer && one.claim === claim && (one.standing === 'asked' || one.standing === 'confirmed'))) return ok(await trackedOf(secrets, whole, today))
    const change = decideClaim(whole, award, input, claim, today)
    if (!change.ok) return change
    const { event, statements } = await writeChange(db, whole, change.value, NOBODY, today)
    const told = noticeTo('report.changed', [change.value.kind === 'transfer-corrected' ? 'cashier' : 'custodian'])
    const committed = await commit(db, [...statements, enqueue(db, told)])
    if (committed.ok) {
      staged.push(told)
      return ok(await trackedOf(secrets, after(whole, event, change.value), today))
    }
    if (committed.taken === 'transfer.id') return refuse('taken')
  }
  return refuse('stale')
}

/** Each is the next request to the custodian (custody/decide.ts): so many there were before the claim. */
const ASKS: readonly EventKind[] = ['identity-asked', 'contact-asked', 'reset-asked']

/** A new claim takes the place of whatever is out and not yet confirmed. */
function decideClaim({ report, transfers, events }: WholeReport, award: AwardRecord, input: TransferInput, claim: string, today: string): Result<AwardChange, TransferRefusal> {
  const closed = closedTransfer(award, report.named, today)
  if (closed !== null) return refuse(closed)
  const accepted = keyring.versions.some(({ version }) => version === input.keyring) && !keyring.revoked.includes(input.keyring)
  if (!accepted) return refuse('old-keyring')
  if (input.issue !== award.issue + 1) return refuse('stale')
  const { transfer: id, mark, key, payee, payout } = input
  const last = transfers.at(-1)
  const kept = { ...award, issue: input.issue, voucherHash: null, voucherUntil: null, firstCashier: null }
  const none = { reason: null, body: null, grants: [], ledger: null }
  if (last?.id === id) {
    if (last.award !== award.id || !isCorrection(last, input)) return refuse('taken')
    const transfer = { ...last, standing: 'confirmed' as const, keyring: input.keyring, claim, reason: null }
    const change = { transfer, isNew: false, forgets: BOTH, seals: { cashier: payout } }
    return ok({ ...none, kind: 'transfer-corrected', award: { kept: { ...kept, standing: 'transferring' } }, transfers: [change] })
  }
  const transfer: TransferRecord = {
    id, report: report.id, award: award.id, n: (last?.n ?? 0) + 1, standing: 'asked', mark, key, keyring: input.keyring, after: events.filter(({ kind }) => ASKS.includes(kind)).length, day: today,
    claim, confirmedBy: null, confirmedDay: null, signature: null, reason: null, paidDay: null,
  }
  const made = { transfer, isNew: true, forgets: [], seals: { custodian: payee, cashier: payout } }
  return ok({ ...none, kind: 'transfer-asked', award: { kept: { ...kept, standing: 'confirming' } }, transfers: [...dropTransfers(transfers), made] })
}

/** The window sent it back, and payee and key are those that the custodian has signed for: so what is new is the account alone. */
const isCorrection = ({ standing, mark, key }: TransferRecord, input: TransferInput): boolean => standing === 'returned' && mark === input.mark && key === input.key
