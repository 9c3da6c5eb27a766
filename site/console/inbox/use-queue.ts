/** The unit's list, a page at a time, under one filter. */
import { useEffect, useState } from 'preact/hooks'
import type { StaffReport } from '#contract/staff-report.ts'
import { listReports, type InboxRow } from '#contract/inbox.ts'
import { nextDue } from '#contract/rules/deadline.ts'
import { useConsole, type Filter } from '../context.ts'
import { useLatest } from '../use-latest.ts'

export interface Queue {
  readonly filter: Filter
  readonly rows: readonly InboxRow[] | null
  readonly unread: number
  readonly today: string
  readonly hasMore: boolean
  readonly problem: string
  readonly busy: boolean
  readonly choose: (filter: Filter) => void
  readonly more: () => void
  /** Brings one row up to date after a move; null takes it out of the list. */
  readonly update: (reference: string, report: StaffReport | null) => void
}

interface Loaded {
  readonly rows: readonly InboxRow[] | null
  readonly next: string | null
  readonly unread: number
  readonly today: string
}

export function useQueue(): Queue {
  const { session, place, explain } = useConsole()
  const [filter, setFilter] = useState(place.filter)
  const [loaded, setLoaded] = useState<Loaded>({ rows: null, next: null, unread: 0, today: '' })
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const ask = useLatest()

  async function load(wanted: Filter, after: string | null): Promise<void> {
    const isLatest = ask()
    setBusy(true)
    const answer = await session.tools.call(listReports, {}, after === null ? wanted : { ...wanted, after })
    if (!isLatest()) return
    setBusy(false)
    if (!answer.ok) return setProblem(explain(answer))
    setProblem('')
    const { reports, next, unread, today } = answer.value
    setLoaded((before) => ({ rows: after === null ? reports : [...(before.rows ?? []), ...reports], next, unread, today }))
  }

  useEffect(() => void load(place.filter, null), [session.me.name])

  return {
    filter, problem, busy, rows: loaded.rows, unread: loaded.unread, today: loaded.today, hasMore: loaded.next !== null,
    choose: (wanted) => {
      place.filter = wanted
      setFilter(wanted)
      setLoaded((before) => ({ ...before, rows: null, next: null }))
      void load(wanted, null)
    },
    more: () => void load(filter, loaded.next),
    update: (reference, report) => setLoaded((before) => updated(before, reference, report)),
  }
}

function updated(before: Loaded, reference: string, report: StaffReport | null): Loaded {
  const row = before.rows?.find((one) => one.reference === reference)
  if (row === undefined || before.rows === null) return before
  const unread = before.unread - (row.unread ? 1 : 0)
  if (report === null) return { ...before, unread, rows: before.rows.filter((one) => one !== row) }
  // Worked on with an earlier one, it is listed as that one stands.
  const { merge: { into } } = report
  const changed = { ...row, state: into?.state ?? report.state, lead: into === null ? report.lead : row.lead, dueDay: nextDue(report.deadlines)?.warnBy ?? null, unread: false }
  return { ...before, unread, rows: before.rows.map((one) => (one === row ? changed : one)) }
}
