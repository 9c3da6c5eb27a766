import { useEffect, useRef, useState } from 'preact/hooks'
import type { TransferReturnReason } from '#contract/way.ts'
import type { Payment } from '#contract/voucher.ts'
import { useConsole } from '../context.ts'
import type { Outcome } from '../outcome.ts'
import { listTransfers, payTransfer, returnTransfer, startPayingIn, type OpenedTransfer, type PayingIn, type TransferList } from './transfer-act.ts'

/** A list as far as it was fetched. */
interface Loaded {
  readonly transfers: readonly OpenedTransfer[]
  readonly next: string | null
}

interface TransferTable {
  /** Null while they are on their way. */
  readonly waiting: Loaded | null
  readonly paid: Loaded | null
  readonly today: string
  readonly busy: boolean
  readonly problem: string
  readonly more: (list: TransferList) => Promise<void>
  readonly pay: (opened: OpenedTransfer) => Promise<boolean>
  readonly giveBack: (opened: OpenedTransfer, reason: TransferReturnReason) => Promise<boolean>
}

interface Lists extends Pick<TransferTable, 'waiting' | 'paid' | 'today' | 'more'> {
  readonly load: () => Promise<unknown>
}

function useLists(onProblem: (problem: string) => void): Lists {
  const { session, explain } = useConsole()
  const [lists, setLists] = useState<Record<TransferList, Loaded | null>>({ waiting: null, paid: null })
  const [today, setToday] = useState('')
  const turns = useRef<Record<TransferList, number>>({ waiting: 0, paid: 0 })
  async function fetchList(list: TransferList, after?: string): Promise<void> {
    const mine = ++turns.current[list]
    const answer = await listTransfers(session, list, after)
    if (mine !== turns.current[list]) return
    if (!answer.ok) return onProblem(explain(answer))
    const { transfers, next } = answer.value
    setToday(answer.value.today)
    setLists((before) => ({ ...before, [list]: { transfers: [...(after === undefined ? [] : (before[list]?.transfers ?? [])), ...transfers], next } }))
  }
  const load = () => Promise.all([fetchList('waiting'), fetchList('paid')])
  useEffect(() => void load(), [session.me.name, session.unitKeys === null])
  return { ...lists, today, load, more: (list) => fetchList(list, lists[list]?.next ?? undefined) }
}

/** What waits to be transferred. The deed of each payment is kept until it is answered, so that a second press after a lost answer books once. */
export function useTransfers(onPaid: (payment: Payment) => void): TransferTable {
  const { session, say, explain } = useConsole()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const { load, ...lists } = useLists(setProblem)
  const deeds = useRef(new Map<string, PayingIn>())

  /** One at a time; whatever comes of it, the list is looked at again. */
  async function alone<T>(work: () => Promise<Outcome<T>>, done: (value: T) => void): Promise<boolean> {
    if (busy) return false
    setBusy(true)
    setProblem('')
    const answer = await work()
    if (!answer.ok) setProblem(explain(answer))
    await load().finally(() => setBusy(false))
    if (answer.ok) done(answer.value)
    return answer.ok
  }
  const pay = (opened: OpenedTransfer) => {
    const { transfer } = opened.view
    const { deed } = deeds.current.get(transfer) ?? startPayingIn(opened)
    deeds.current.set(transfer, { opened, deed })
    return alone(() => payTransfer(session, { opened, deed }), ({ payment }) => {
      deeds.current.delete(transfer)
      say(payment === null ? '确认了，请另一位兑付员来付。' : `记好了，付款单 ${payment.payment}。`)
      if (payment !== null) onPaid(payment)
    })
  }
  const giveBack = (opened: OpenedTransfer, reason: TransferReturnReason) =>
    alone(() => returnTransfer(session, opened.view.transfer, reason), () => say('退回去了，举报人会看到理由。'))
  return { ...lists, busy, problem, pay, giveBack }
}
