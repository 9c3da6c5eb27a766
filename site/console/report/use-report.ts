/** One report: fetched, opened, kept up to date. */
import { useLayoutEffect, useState } from 'preact/hooks'
import { openReport, readReport } from '#contract/console.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import type { Me } from '#contract/member.ts'
import { useConsole } from '../context.ts'
import { useLatest } from '../use-latest.ts'
import { renewed } from '../holding/act.ts'
import { unsealReport, type UnsealedReport } from './unseal.ts'

export interface OpenedReport {
  readonly unsealed: UnsealedReport | null
  readonly problem: string
  /** Shows what an answer brought. */
  readonly show: (report: StaffReport) => Promise<void>
  /** Fetches it again. */
  readonly reload: () => Promise<void>
}

/** Whoever approves or supervises looks without its counting as read: the work is still unseen by those who do it. */
const readsQuietly = ({ roles }: Me): boolean => !roles.some((role) => role === 'desk' || role === 'handler')

export function useReport(reference: string | null, onRead: (report: StaffReport) => void): OpenedReport {
  const { session, explain } = useConsole()
  const [unsealed, setUnsealed] = useState<UnsealedReport | null>(null)
  const [problem, setProblem] = useState('')
  const ask = useLatest()

  async function show(report: StaffReport): Promise<void> {
    const isLatest = ask()
    // Renewed before it is shown: a move pressed meanwhile would be about the report as it was.
    const opened = await renewed(session, await unsealReport(session, report))
    if (isLatest()) setUnsealed(opened)
  }

  async function fetchAs(operation: typeof openReport | typeof readReport, wanted: string): Promise<void> {
    const isLatest = ask()
    const answer = await session.tools.call(operation, { reference: wanted }, {})
    if (!isLatest()) return
    if (!answer.ok) return setProblem(explain(answer))
    setProblem('')
    onRead(answer.value)
    await show(answer.value)
  }

  const reload = async () => (reference === null ? undefined : await fetchAs(readsQuietly(session.me) ? readReport : openReport, reference))

  // Before it is painted: the report that was open is never seen, or pressed on, under another's reference.
  useLayoutEffect(() => {
    setUnsealed(null)
    setProblem('')
    void reload()
  }, [reference, session])

  return { unsealed, problem, show, reload }
}
