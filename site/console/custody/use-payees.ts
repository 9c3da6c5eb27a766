/** Claims by transfer that wait for the custodian, a page at a time. */
import { useEffect, useState } from 'preact/hooks'
import { listPayees, type WaitingPayee } from '#contract/custody.ts'
import { useConsole } from '../context.ts'
import { useLatest } from '../use-latest.ts'

export interface PayeeList {
  /** Null while they are on their way. */
  readonly payees: readonly WaitingPayee[] | null
  readonly today: string
  readonly problem: string
  readonly hasMore: boolean
  readonly load: () => Promise<void>
  readonly more: () => Promise<void>
}

export function usePayees(): PayeeList {
  const { session, explain } = useConsole()
  const [{ payees, today, next }, setLoaded] = useState<{ payees: readonly WaitingPayee[] | null; today: string; next: string | null }>({ payees: null, today: '', next: null })
  const [problem, setProblem] = useState('')
  const ask = useLatest()
  async function fetchAfter(after: string | null): Promise<void> {
    const isLatest = ask()
    const answer = await session.tools.call(listPayees, {}, after === null ? {} : { after })
    if (!isLatest()) return
    setProblem(answer.ok ? '' : explain(answer))
    if (answer.ok) setLoaded((before) => (after === null ? answer.value : { ...answer.value, payees: [...(before.payees ?? []), ...answer.value.payees] }))
  }
  useEffect(() => void fetchAfter(null), [session.me.name])
  return { payees, today, problem, hasMore: next !== null, load: () => fetchAfter(null), more: () => fetchAfter(next) }
}
