import { useEffect, useRef, useState } from 'preact/hooks'
import type { TransferReturnReason } from '#contract/way.ts'
import type { Payment } from '#contract/voucher.ts'
import { useConsole } from '../context.ts'
import type { Outcome } from '../outcome.ts'
import { listTransfers, payTransfer, returnTransfer, startPayingIn, type OpenedTransfer, type PayingIn, type Transfers } from './transfer-act.ts'

interface TransferTable {
  /** Null while they are on their way. */
  readonly transfers: Transfers | null
  readonly busy: boolean
  readonly problem: string
  readonly pay: (opened: OpenedTransfer) => Promise<boolean>
  readonly giveBack: (opened: OpenedTransfer, reason: TransferReturnReason) => Promise<boolean>
}

/** What waits to be transferred. The deed of each payment is kept until it is answered, so that a second press after a lost answer books once. */
export function useTransfers(onPaid: (payment: Payment) => void): TransferTable {
  const { session, say, explain } = useConsole()
  const [transfers, setTransfers] = useState<Transfers | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const deeds = useRef(new Map<string, PayingIn>())

  const load = () => listTransfers(session).then((answer) => (answer.ok ? setTransfers(answer.value) : setProblem(explain(answer))))
  useEffect(() => void load(), [session.me.name, session.unitKeys === null])

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
  return { transfers, busy, problem, pay, giveBack }
}
