/** The custodian's word on the payee of a transfer. */
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import type { CustodyView } from '#contract/custody.ts'
import type { CustodyWhyNot } from '#contract/rules/custody.ts'
import { currentVerifyKeysOf } from '#contract/rules/keyring.ts'
import { payeeStatement, whyNotConfirm } from '#contract/rules/transfer.ts'
import type { PayeeDeclineReason } from '#contract/way.ts'
import { read } from '../custody/commands.ts'
import { findCustody, type CustodyReport } from '../custody/store.ts'
import { commit } from '../platform/d1.ts'
import { noticeTo, enqueue, type Notice } from '../platform/outbox.ts'
import { refuse, type Result } from '../platform/result.ts'
import { isSignedBy } from '../platform/verify.ts'
import { findWhole } from '../report/store.ts'
import type { Member } from '../staff/store.ts'
import { waitsAgain, type AwardChange } from './decide.ts'
import type { AwardRecord } from './record.ts'
import { BOTH, type TransferRecord } from './transfer-record.ts'
import { writeChange } from './write.ts'

/** `signature`: the payee is the reporter. Otherwise why not. */
export type PayeeWord = { readonly transfer: string } & ({ readonly signature: string } | { readonly reason: PayeeDeclineReason })
export type PayeeRefusal = CustodyWhyNot | 'not-found' | 'wrong-signature' | 'done' | 'stale'

const TRIES = 4

/** Read, decide, commit, and what the custodian sees after it. The same word again changes nothing. */
export async function answerPayee(db: D1Database, member: Member, reference: string, word: PayeeWord, today: string, staged: Notice[]): Promise<Result<CustodyView, PayeeRefusal>> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const custody = await findCustody(db, reference)
    const whole = await findWhole(db, { reference }, '')
    const transfer = whole?.transfers.find(({ id }) => id === word.transfer)
    const award = whole?.awards.find(({ id }) => id === transfer?.award)
    if (custody === null || whole === null || transfer === undefined || award === undefined) return refuse('not-found')
    if (isDone(transfer, word, member)) return read(db, reference, today)
    const closed = await whyNot(custody, transfer, award, word, member)
    if (closed !== null) return refuse(closed)
    const change = 'signature' in word ? confirmed(transfer, award, word.signature, member, today) : declined(transfer, award, word.reason, today)
    const { statements } = await writeChange(db, whole, change, member, today)
    const told = noticeTo('report.changed', 'signature' in word ? ['cashier'] : ['desk'])
    if ((await commit(db, [...statements, enqueue(db, told)])).ok) {
      staged.push(told)
      return read(db, reference, today)
    }
  }
  return refuse('stale')
}

const isDone = (transfer: TransferRecord, word: PayeeWord, { name }: Member): boolean =>
  'signature' in word ? transfer.confirmedBy === name && transfer.signature === word.signature : transfer.standing === 'declined' && transfer.reason === word.reason

async function whyNot({ requests }: CustodyReport, transfer: TransferRecord, award: AwardRecord, word: PayeeWord, member: Member): Promise<PayeeRefusal | null> {
  if (transfer.standing !== 'asked' || award.standing !== 'confirming') return 'done'
  const why = whyNotConfirm(transfer.after, requests, member)
  if (why !== null) return why
  const isSigned = !('signature' in word) || (await isSignedBy(currentVerifyKeysOf(keyring, 'custodian'), payeeStatement(profile.id, { ...transfer, transfer: transfer.id }), word.signature))
  return isSigned ? null : 'wrong-signature'
}

const NOTHING = { reason: null, body: null, grants: [], ledger: null }

function confirmed(transfer: TransferRecord, award: AwardRecord, signature: string, { name }: Member, today: string): AwardChange {
  const now = { ...transfer, standing: 'confirmed' as const, confirmedBy: name, confirmedDay: today, signature }
  return { ...NOTHING, kind: 'payee-confirmed', award: { kept: { ...award, standing: 'transferring' } }, transfers: [{ transfer: now, isNew: false, forgets: ['custodian'], seals: {} }] }
}

function declined(transfer: TransferRecord, award: AwardRecord, reason: PayeeDeclineReason, today: string): AwardChange {
  const now = { ...transfer, standing: 'declined' as const, reason }
  return { ...NOTHING, kind: 'payee-declined', reason, award: { kept: waitsAgain(award, today) }, transfers: [{ transfer: now, isNew: false, forgets: BOTH, seals: {} }] }
}
