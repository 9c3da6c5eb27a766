import * as z from 'zod/mini'
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import { mayAnswerReversal } from '#contract/rules/award.ts'
import { reversalStatement } from '#contract/rules/award-decision.ts'
import { currentVerifyKeysOf } from '#contract/rules/keyring.ts'
import type { LedgerRow } from '#contract/voucher.ts'
import { REVERSALS_BY_WAY, Way, type ReversalReason } from '#contract/way.ts'
import { commit } from '../platform/d1.ts'
import { noticeTo, enqueue, type Notice } from '../platform/outbox.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { isSignedBy } from '../platform/verify.ts'
import { findWhole, type WholeReport } from '../report/store.ts'
import type { Member } from '../staff/store.ts'
import { collectUntil, entry, type AwardChange } from './decide.ts'
import { fallenStatements } from './fallen.ts'
import { findLedger } from './ledger-store.ts'
import { nextBlock, type AwardRecord, type LedgerEntry } from './record.ts'
import { BOTH } from './transfer-record.ts'
import { after, NOBODY, writeChange } from './write.ts'

export type ReversalRefusal = 'unknown' | 'reversed' | 'asked' | 'not-asked' | 'own-request' | 'other-way' | 'wrong-signature' | 'stale'

const TRIES = 4
const NOTHING = { body: null, grants: [], ledger: null }
const Paid = z.object({ award_id: z.string(), issue: z.int(), reference: z.string(), by_member: z.string(), second_by: z.nullable(z.string()), fen: z.int(), way: Way })
type Paid = z.infer<typeof Paid>

interface Found {
  readonly paid: Paid
  readonly whole: WholeReport
  readonly award: AwardRecord
}

async function find(db: D1Database, payment: string): Promise<Found | null> {
  const row = await db
    .prepare("SELECT l.award_id, l.issue, r.reference, l.by_member, l.second_by, l.fen, l.way FROM ledger l JOIN award a ON a.id = l.award_id JOIN report r ON r.id = a.report_id WHERE l.kind = 'paid' AND l.payment = ?1")
    .bind(payment)
    .first()
  if (row === null) return null
  const paid = Paid.parse(row)
  const whole = await findWhole(db, { reference: paid.reference }, '')
  const award = whole?.awards.find(({ id }) => id === paid.award_id)
  return whole === null || award === undefined ? null : { paid, whole, award }
}

type Decide = (found: Found) => AwardChange | 'done' | ReversalRefusal | Promise<AwardChange | ReversalRefusal>

/** Looks at a payment and changes what became of it. `done`: what is asked is so already, by whoever asks. */
async function change(db: D1Database, member: Member, payment: string, today: string, staged: Notice[], decide: Decide): Promise<ReversalRefusal | null> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const found = await find(db, payment)
    if (found === null) return 'unknown'
    const decided = await decide(found)
    if (decided === 'done') return null
    if (typeof decided === 'string') return decided
    const told = noticeTo('report.changed', ['desk'])
    const { event, statements } = await writeChange(db, found.whole, decided, member, today)
    const fallen = await fallenStatements(db, after(found.whole, event, decided), NOBODY, today)
    if ((await commit(db, [...statements, ...fallen, enqueue(db, told)])).ok) {
      staged.push(told)
      return null
    }
  }
  return 'stale'
}

/** Whether the award has gone on since: its payment was taken back. */
const isOver = ({ paid, award }: Found) => award.standing !== 'paid' || award.issue !== paid.issue

export async function askReversal(db: D1Database, member: Member, payment: string, reason: ReversalReason, today: string, staged: Notice[]): Promise<Result<LedgerRow, ReversalRefusal>> {
  const refused = await change(db, member, payment, today, staged, (found) => {
    const { award, paid } = found
    if (isOver(found)) return 'reversed'
    if (!REVERSALS_BY_WAY[paid.way].includes(reason)) return 'other-way'
    if (award.reversal !== null) return award.reversal === reason && award.reversalBy === member.name ? 'done' : 'asked'
    return { ...NOTHING, kind: 'reversal-asked', reason, award: { kept: { ...award, reversal: reason, reversalBy: member.name } } }
  })
  return refused === null ? rowOf(db, payment, 'paid') : refuse(refused)
}

/** Consent by somebody who neither asked nor paid, in their unit's hand. The money is in its line again; the award waits anew, and its old voucher is void. Where its result has fallen since, it ends there and then. */
export async function answerReversal(db: D1Database, member: Member, payment: string, { agree, signature }: { agree: boolean; signature: string }, today: string, staged: Notice[]): Promise<Result<LedgerRow, ReversalRefusal>> {
  const refused = await change(db, member, payment, today, staged, (found) => {
    const { award, paid } = found
    if (isOver(found)) return agree ? 'done' : 'reversed'
    if (award.reversal === null) return agree ? 'not-asked' : 'done'
    if (!mayAnswerReversal({ askedBy: award.reversalBy, by: paid.by_member, secondBy: paid.second_by }, member.name)) return 'own-request'
    return signedAnswer(found, member, payment, { agree, signature }, today)
  })
  return refused === null ? rowOf(db, payment, agree ? 'reversed' : 'paid') : refuse(refused)
}

/** What is answered, with the signature in its event; refused where it is not the unit's over this very payment. */
async function signedAnswer(found: Found, { name, unit }: Member, payment: string, { agree, signature }: { agree: boolean; signature: string }, today: string): Promise<AwardChange | ReversalRefusal> {
  const { award } = found
  const { fen, scheme, id, reversal: reason } = award
  const statement = reversalStatement(profile.id, { payment, fen, answer: agree ? 'agree' : 'refuse', reason: reason ?? '', unit: unit ?? '', member: name })
  if (unit === null || !(await isSignedBy(currentVerifyKeysOf(keyring, unit), statement, signature))) return 'wrong-signature'
  const signed = { award: id, fen, scheme, payment, signature }
  return agree ? { ...takenBack(found, name, payment, today), signed } : { ...NOTHING, kind: 'reversal-refused', reason, award: { kept: { ...award, reversal: null, reversalBy: null } }, signed }
}

function takenBack({ award, whole }: Found, by: string, payment: string, today: string): AwardChange {
  const ledger = { ...entry(award, 'reversed', today, award.reversalBy, by), reason: award.reversal, payment }
  const kept = {
    ...award, standing: 'waiting' as const, issue: nextBlock(award.issue), dueDay: collectUntil(today), extended: false, reminded: null, voucherHash: null, voucherUntil: null, firstCashier: null, reversal: null, reversalBy: null,
  }
  // Of a transfer the account goes with it: the reporter gives it anew.
  const transfers = whole.transfers.filter((one) => one.award === award.id && one.standing === 'paid').map((transfer) => ({ transfer: { ...transfer, standing: 'reversed' as const, reason: award.reversal }, isNew: false, forgets: BOTH, seals: {} }))
  return { ...NOTHING, kind: 'award-reversed', reason: award.reversal, award: { kept }, ledger, transfers }
}

async function rowOf(db: D1Database, payment: string, kind: LedgerEntry['kind']): Promise<Result<LedgerRow, ReversalRefusal>> {
  const row = await findLedger(db, payment, kind)
  return row === null ? refuse('unknown') : ok(row)
}
