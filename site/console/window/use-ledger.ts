import { useEffect, useState } from 'preact/hooks'
import { listLedger, reconcileLedger, type Balance, type LedgerRow, type Sums } from '#contract/voucher.ts'
import { useConsole } from '../context.ts'
import { useLatest } from '../use-latest.ts'

/** A year, or one day of it. */
export interface Span {
  readonly year: string
  readonly day?: string
}

export interface Ledger {
  /** Null while they are on their way. */
  readonly rows: readonly LedgerRow[] | null
  readonly balances: readonly Balance[]
  readonly people: Readonly<Record<string, string>>
  readonly next: string | null
  readonly today: string
}
const NOTHING: Ledger = { rows: null, balances: [], people: {}, next: null, today: '' }

/** The ledger of a span, newest first, a page at a time. `fresh`: changes when something was booked from this page. */
export function useLedger(span: Span, fresh: number): Ledger & { readonly problem: string; readonly load: (after?: string) => Promise<void> } {
  const { session, explain } = useConsole()
  const [loaded, setLoaded] = useState(NOTHING)
  const [problem, setProblem] = useState('')
  const ask = useLatest()
  async function load(after?: string): Promise<void> {
    const isLatest = ask()
    const answer = await session.tools.call(listLedger, {}, { ...span, ...(after !== undefined && { after }) })
    if (!isLatest()) return
    setProblem(answer.ok ? '' : explain(answer))
    if (!answer.ok) return
    const page = answer.value
    setLoaded((before) => (after === undefined ? page : { ...page, rows: [...(before.rows ?? []), ...page.rows], people: { ...before.people, ...page.people } }))
  }
  useEffect(() => void load(), [span.year, span.day, fresh, session.me.name])
  return { ...loaded, problem, load }
}

export interface Checked {
  readonly ledger: Sums
  readonly awards: Sums
  readonly holds: boolean
}

/** The year's reconciliation; null until it came. */
export function useReconciliation(year: string, fresh: number): Checked | null {
  const { session } = useConsole()
  const [checked, setChecked] = useState<Checked | null>(null)
  useEffect(() => void session.tools.call(reconcileLedger, {}, { year }).then((answer) => setChecked(answer.ok ? answer.value : null)), [year, fresh, session])
  return checked
}
