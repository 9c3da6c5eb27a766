/** 转账: opening what was sealed to the window, paying it in, sending it back. No DOM, and nothing of any report. */
import { profile } from '#contract/county/profile.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { payeeMark, payeeStatement } from '#contract/rules/transfer.ts'
import * as contract from '#contract/transfer.ts'
import type { TransferView } from '#contract/transfer.ts'
import type { TransferReturnReason } from '#contract/way.ts'
import { makeId } from '../../crypto/compartment.ts'
import { SealingFailure } from '../../crypto/failure.ts'
import { identitiesFor } from '../../crypto/past.ts'
import { verify } from '../../crypto/sign.ts'
import { openPayout, PayoutWords } from '../../payout/sealed.ts'
import { refusal, type Outcome } from '../outcome.ts'
import type { StaffSession } from '../session.ts'

/** `shut`: it does not open · `unsigned`: not by the key of the claim · `unconfirmed`: not the payee that the custodian signed for. */
export type TransferDoubt = 'shut' | 'unsigned' | 'unconfirmed'

export interface OpenedTransfer {
  readonly view: TransferView
  readonly words: PayoutWords | null
  /** Null when everything holds; while it does not, nothing is paid. */
  readonly doubt: TransferDoubt | null
}

export type TransferList = 'waiting' | 'paid'

export interface TransferPage {
  readonly transfers: readonly OpenedTransfer[]
  /** Where the next page begins. */
  readonly next: string | null
  readonly today: string
}

/** A page of what waits for the window, or of what was paid lately, opened here. */
export async function listTransfers(session: StaffSession, list: TransferList, after?: string): Promise<Outcome<TransferPage>> {
  if (session.unitKeys === null) return refusal('no-unit-key')
  const answer = await session.tools.call(contract.listTransfers, {}, { list, ...(after !== undefined && { after }) })
  if (!answer.ok) return answer
  const { transfers, next, today } = answer.value
  return { ok: true, value: { transfers: await Promise.all(transfers.map((view) => openTransfer(session, view))), next, today } }
}

/** The same, every page; the first failure ends it. */
export async function allTransfers(session: StaffSession, list: TransferList): Promise<Outcome<readonly OpenedTransfer[]>> {
  const all: OpenedTransfer[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page: Outcome<TransferPage> = await listTransfers(session, list, after)
    if (!page.ok) return page
    all.push(...page.value.transfers)
    after = page.value.next
  }
  return { ok: true, value: all }
}

/** Nothing is believed that the custodian did not sign for: a server that slips in an account of its own does not know the payee's salt. */
export async function openTransfer({ unitKeys, tools }: StaffSession, view: TransferView): Promise<OpenedTransfer> {
  const shut: OpenedTransfer = { view, words: null, doubt: 'shut' }
  if (unitKeys === null || view.payout === null) return shut
  const { transfer, key, keyring, mark, signature: confirmed } = view
  try {
    const { words, signature } = await openPayout(identitiesFor(unitKeys, keyring), view.payout, { transfer, holder: 'cashier' }, PayoutWords, key)
    if (signature !== 'good') return { view, words, doubt: 'unsigned' }
    const isConfirmed = verifyKeysOf(tools.keyring, 'custodian').some((one) => verify(one, payeeStatement(profile.id, { transfer, mark, key }), confirmed))
    return { view, words, doubt: isConfirmed && (await payeeMark(transfer, words)) === mark ? null : 'unconfirmed' }
  } catch (fault) {
    if (!(fault instanceof SealingFailure)) throw fault
    return shut
  }
}

/** Kept until an answer came, as with a voucher: the same deed again books once. */
export interface PayingIn {
  readonly opened: OpenedTransfer
  readonly deed: string
}

export const startPayingIn = (opened: OpenedTransfer): PayingIn => ({ opened, deed: makeId() })

/** Books it as paid: after the bank has taken the order. */
export function payTransfer(session: StaffSession, { opened: { view, doubt }, deed }: PayingIn): Promise<Outcome<TransferView>> {
  if (doubt !== null) return Promise.resolve(refusal(`transfer-${doubt}`))
  return session.tools.call(contract.payTransfer, { transfer: view.transfer }, { deed })
}

export const returnTransfer = (session: StaffSession, transfer: string, reason: TransferReturnReason): Promise<Outcome<{ ok: true }>> =>
  session.tools.call(contract.returnTransfer, { transfer }, { reason })
