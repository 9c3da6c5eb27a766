/** The supervisor's board: its counts, and one list a page at a time. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { countBoard, listBoard, type BoardCount, type BoardRow } from '#contract/board.ts'
import type { DeadlineKind } from '#contract/report.ts'
import { useConsole } from '../context.ts'
import { useLatest } from '../use-latest.ts'

/** What is looked at: by unit or by clock, not by both. */
export interface Look {
  readonly due: 'overdue' | 'soon'
  readonly owes?: string
  readonly clock?: DeadlineKind
}

export interface Board {
  readonly look: Look
  readonly counts: readonly BoardCount[] | null
  readonly rows: readonly BoardRow[] | null
  readonly today: string
  readonly hasMore: boolean
  readonly busy: boolean
  readonly problem: string
  readonly choose: (look: Look) => void
  /** The next page; resolves to whether there is another. */
  readonly more: () => Promise<boolean>
}

interface Loaded {
  readonly rows: readonly BoardRow[] | null
  readonly next: string | null
  readonly today: string
}

export function useBoard(): Board {
  const { session, explain } = useConsole()
  const [look, setLook] = useState<Look>({ due: 'overdue' })
  const [counts, setCounts] = useState<readonly BoardCount[] | null>(null)
  const loaded = useRef<Loaded>({ rows: null, next: null, today: '' })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const ask = useLatest()

  async function load(wanted: Look, after: string | null): Promise<boolean> {
    const isLatest = ask()
    setBusy(true)
    const answer = await session.tools.call(listBoard, {}, { ...wanted, ...(after !== null && { after }) })
    if (!isLatest()) return false
    setBusy(false)
    setProblem(answer.ok ? '' : explain(answer))
    if (!answer.ok) return false
    const { reports, next, today } = answer.value
    loaded.current = { rows: after === null ? reports : [...(loaded.current.rows ?? []), ...reports], next, today }
    return next !== null
  }
  async function count(): Promise<void> {
    const answer = await session.tools.call(countBoard, {}, {})
    if (answer.ok) setCounts(answer.value.counts)
    else setProblem(explain(answer))
  }
  useEffect(() => {
    void count()
    void load(look, null)
  }, [session.me.name])

  const choose = (wanted: Look) => {
    setLook(wanted)
    loaded.current = { ...loaded.current, rows: null, next: null }
    void load(wanted, null)
  }
  const { rows, next, today } = loaded.current
  return { look, counts, rows, today, hasMore: next !== null, busy, problem, choose, more: () => load(look, loaded.current.next) }
}
