/** A named report whose reward is claimed by transfer, confirmed and paid, with the browser's own modules. */
import { claimTransfer } from '#contract/transfer.ts'
import type { Tracked } from '#contract/track.ts'
import * as custody from '../../site/console/custody/act.ts'
import { confirmPayee, type SeenPayee } from '../../site/console/custody/payee-act.ts'
import { allTransfers, payTransfer, startPayingIn, type OpenedTransfer } from '../../site/console/window/transfer-act.ts'
import { transferClaimer, type Account } from '../../site/track/transfer.ts'
import type { OpenReport } from '../../site/track/track.ts'
import { callerOf, must, type Place } from './api.ts'
import { waiting, type Crew } from './award.ts'
import type { Worker } from './members.ts'
import { comeBack, type Told } from './story.ts'

export const IDENTITY = { name: '苗秋穗', phone: '13900007788' }
export const ACCOUNT: Account = { name: '苗秋穗', bank: '农村商业银行示范县河桥支行', account: '6228 4800 1234 5678 903' }
export const DIGITS = '6228480012345678903'

export const namedWaiting = (people: Crew): Promise<Told> => waiting(people, { identity: IDENTITY })

export const openOf = async (told: Told): Promise<OpenReport> => ({ keys: told.keys, tracked: await comeBack(told), messages: [], files: [], opens: {}, writable: {}, receiptGood: null })

/** The reporter claims as the page does. */
export async function asked(told: Told, account: Account = ACCOUNT, place?: Place): Promise<Tracked> {
  return must(await transferClaimer(callerOf(place))(await openOf(told), account)).tracked
}

/** What is sent by a claim that is sealed well; for tests that change it on its way. */
export async function claimBytes(told: Told, account: Account = ACCOUNT): Promise<Record<string, unknown>> {
  let sent: Record<string, unknown> = {}
  await transferClaimer(async (_operation, _params, input) => {
    sent = input as Record<string, unknown>
    return { ok: false, code: 'network', message: '', requestId: '' }
  })(await openOf(told), account)
  return sent
}
export const sendClaim = (input: Record<string, unknown>) => callerOf()(claimTransfer, {}, input as never)

export interface Keepers {
  readonly first: Worker
  readonly second: Worker
}

/** One custodian asks, the other agrees, the first looks. */
export async function lookedAt({ first, second }: Keepers, { reference }: Told): Promise<SeenPayee> {
  const view = must(await custody.askLook(first.session, reference, 'transfer-payee')).view
  const n = view.requests.at(-1)?.n ?? 0
  must(await custody.consent(second.session, reference, n))
  const { payee } = must(await custody.look(first.session, reference, n))
  if (payee === null) throw new Error('no payee')
  return payee
}

export async function confirmed(people: Crew & Keepers, told: Told, account: Account = ACCOUNT): Promise<OpenedTransfer> {
  const id = (await asked(told, account)).award?.transfer?.transfer
  must(await confirmPayee(people.first.session, told.reference, await lookedAt(people, told)))
  return atWindow(people.cashier, id)
}

/** The transfer of this id as the window has it open. */
export async function atWindow(cashier: Worker, id: string | undefined): Promise<OpenedTransfer> {
  const [open, paid] = [must(await allTransfers(cashier.session, 'waiting')), must(await allTransfers(cashier.session, 'paid'))]
  const found = [...open, ...paid].find(({ view }) => view.transfer === id)
  if (found === undefined) throw new Error('not at the window')
  return found
}

export const paidIn = async ({ session }: Worker, opened: OpenedTransfer) => must(await payTransfer(session, startPayingIn(opened)))
