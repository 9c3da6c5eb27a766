import { useRef, useState } from 'preact/hooks'
import { readVoucherNumber } from '#contract/rules/voucher.ts'
import type { Payment, VoucherView } from '#contract/voucher.ts'
import { useConsole } from '../context.ts'
import { lookAt, pay as payVoucher, startPaying, type Paying } from './act.ts'

export interface SeenVoucher {
  readonly voucher: string
  readonly view: VoucherView
  /** It was paid here, just now. */
  readonly fresh: boolean
}

interface VoucherTable {
  readonly seen: SeenVoucher | null
  readonly problem: string
  readonly busy: boolean
  readonly look: (typed: string) => Promise<void>
  readonly pay: () => Promise<void>
  readonly clear: () => void
}

/** One voucher on the table. The deed of paying it is kept until it is answered, so that a second press after a lost answer pays once. */
export function useVoucher(onPaid: (payment: Payment) => void): VoucherTable {
  const { session, say, explain } = useConsole()
  const [seen, setSeen] = useState<SeenVoucher | null>(null)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const deed = useRef<Paying | null>(null)

  async function alone(work: () => Promise<void>): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem('')
    await work().finally(() => setBusy(false))
  }
  const look = (typed: string) => alone(async () => {
    const answer = await lookAt(session, typed)
    deed.current = answer.ok ? startPaying(typed) : null
    setSeen(answer.ok ? { voucher: readVoucherNumber(typed) ?? '', view: answer.value, fresh: false } : null)
    if (!answer.ok) setProblem(explain(answer))
  })
  const pay = () => alone(async () => {
    if (deed.current === null || seen === null) return
    const answer = await payVoucher(session, deed.current)
    if (!answer.ok) return setProblem(explain(answer))
    const { payment } = answer.value
    setSeen({ ...seen, view: answer.value, fresh: answer.value.payment !== null })
    say(payment === null ? '确认了，请另一位兑付员来付。' : `付了，付款单 ${payment.payment}。`)
    if (payment !== null) onPaid(payment)
  })
  const clear = () => {
    setSeen(null)
    setProblem('')
  }
  return { seen, problem, busy, look, pay, clear }
}

