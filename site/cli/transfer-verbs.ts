/** 转账领奖 from a terminal: the custodian's word on a payee, and the window. The same functions as the console's. */
import { listPayees } from '#contract/custody.ts'
import { PayeeDeclineReason, TransferReturnReason } from '#contract/way.ts'
import type { StaffSession } from '../console/session.ts'
import * as custody from '../console/custody/act.ts'
import { confirmPayee, declinePayee } from '../console/custody/payee-act.ts'
import { allTransfers, payTransfer, returnTransfer, startPayingIn, type OpenedTransfer } from '../console/window/transfer-act.ts'
import type { Words } from './arguments.ts'
import { need } from './need.ts'
import { allPages } from './pages.ts'
import { fail } from './print.ts'

type Verb = (session: StaffSession, words: Words) => Promise<unknown>

const referenceOf = (words: Words) => words.rest[2] ?? fail('invalid', '要写明公开编号，例如 0123-4567。')

/** Claims by transfer that wait to be confirmed, every page. */
const payees: Verb = (session) => allPages((from) => session.tools.call(listPayees, {}, from), (page) => page.payees)

/** The look that was agreed to for it, spent; nothing of the identity is printed. */
async function lookForPayee(session: StaffSession, reference: string) {
  const { view } = need(await custody.read(session, reference))
  const look = view.requests.find(({ kind, reason, standing, askedBy }) => kind === 'look' && reason === 'transfer-payee' && standing === 'consented' && askedBy === session.me.name)
  if (look === undefined) return fail('not_found', '先用 ask-look --reason transfer-payee 申请，等第二个人同意。')
  const seen = need(await custody.look(session, reference, look.n))
  return seen.payee ?? fail('not_found', '没有等着核对的收款人。')
}

/** Confirms a payee whose name is the reporter's; where it differs nothing is said of it, and the console is where to judge. */
const confirm: Verb = async (session, words) => {
  const reference = referenceOf(words)
  const payee = await lookForPayee(session, reference)
  if (!payee.same) return fail('conflict', '收款人和留的姓名不一样，没有确认。要看着两个名字定，用工作台；要退回去，用 decline-payee。')
  const view = need(await confirmPayee(session, reference, payee))
  return { reference, transfer: payee.transfer, confirmed: true, waiting: view.payee !== null }
}

/** For what was looked at before: the name is not shown again. */
const decline: Verb = async (session, words) => {
  const reference = referenceOf(words)
  const reason = PayeeDeclineReason.safeParse(words.one('reason') ?? 'other-name')
  if (!reason.success) return fail('invalid', `--reason 要是其中之一：${PayeeDeclineReason.options.join(' ')}`)
  const { payee } = need(await custody.read(session, reference)).view
  if (payee === null) return fail('not_found', '没有等着核对的收款人。')
  need(await declinePayee(session, reference, payee, reason.data))
  return { reference, transfer: payee.transfer, confirmed: false, reason: reason.data }
}

const shown = ({ view: { transfer, standing, fen, line, day, first, payment }, words, doubt }: OpenedTransfer) =>
  ({ transfer, standing, fen, line, day, first, payment, payee: words?.name ?? null, bank: words?.bank ?? null, account: words?.account ?? null, doubt })

const transfers: Verb = async (session) => {
  const [waiting, paid] = [need(await allTransfers(session, 'waiting')), need(await allTransfers(session, 'paid'))]
  return { waiting: waiting.map(shown), paid: paid.map(shown) }
}

async function find(session: StaffSession, words: Words): Promise<OpenedTransfer> {
  const id = words.rest[2] ?? fail('invalid', '要写明是哪一笔：先用 transfers 看 transfer。')
  const waiting = need(await allTransfers(session, 'waiting'))
  return waiting.find(({ view }) => view.transfer === id) ?? fail('not_found', '没有这一笔等着的转账。先用 transfers 看。')
}

const pay: Verb = async (session, words) => {
  const paying = startPayingIn(await find(session, words))
  const first = await payTransfer(session, paying)
  // Asked again after a lost answer, the same act books nothing a second time.
  const { payment, standing, fen, transfer } = need(first.ok || !['network', 'garbled', 'fault'].includes(first.code) ? first : await payTransfer(session, paying))
  return { transfer, standing, fen, payment }
}

const giveBack: Verb = async (session, words) => {
  const reason = TransferReturnReason.safeParse(words.one('reason') ?? 'wrong-account')
  if (!reason.success) return fail('invalid', `--reason 要是其中之一：${TransferReturnReason.options.join(' ')}`)
  const { view: { transfer } } = await find(session, words)
  need(await returnTransfer(session, transfer, reason.data))
  return { transfer, returned: true, reason: reason.data }
}

export const TRANSFER_VERBS: readonly (readonly [string, Verb])[] = [
  ['payees', payees],
  ['confirm-payee', confirm],
  ['decline-payee', decline],
  ['transfers', transfers],
  ['pay-transfer', pay],
  ['return-transfer', giveBack],
]
