import { messages } from '#contract/county/messages.ts'
import { profile } from '#contract/county/profile.ts'
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { todayIn } from '../ui/today.ts'
import { CodeEntry, type CodeError } from './CodeEntry.tsx'
import type { Later } from './later.ts'
import type { OpenReport } from './track.ts'

let loading: Promise<Later> | undefined
/** What opens a report, loaded once somebody begins to type. A load that failed, or came without its looks, is tried again. */
function loadLater(): Promise<Later> {
  loading ??= import('./later.ts').then(async ({ dressing, later }) => {
    if (!(await dressing())) loading = undefined
    return later
  }).catch((fault: unknown) => {
    loading = undefined
    throw fault
  })
  return loading
}

/** The page one comes back to. The code and all that it opens live in this component's memory; putting it away forgets both. */
export function TrackPage(): JSX.Element {
  const [ready, setReady] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const { later, report, show, entry, touch, open, leave } = useReport(heading)
  useEffect(() => setReady(true), [])
  return (
    <div onPointerDown={touch} onKeyDown={touch} onFocusCapture={touch}>
      {report === null || later === null ? (
        <CodeEntry disabled={!ready} {...entry} onOpen={(code) => void open(code)} heading={heading} />
      ) : (
        <later.ReportView report={report} today={todayIn(profile.timezone)} onFresh={(fresh) => void show(fresh, later)} onLeave={leave} heading={heading} />
      )}
    </div>
  )
}

const AT_REST = { working: false, left: false, error: null }

function useReport(heading: { current: HTMLHeadingElement | null }) {
  const [later, setLater] = useState<Later | null>(null)
  const [report, setReport] = useState<OpenReport | null>(null)
  const [entry, setEntry] = useState<{ working: boolean; left: boolean; error: CodeError | null }>(AT_REST)
  const arrived = useRef(false)
  const turns = useRef(0)
  useLayoutEffect(() => {
    if (!arrived.current) return
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [report === null])

  /** Once all that it shows is there; at once where it is already. Nothing comes up any more after it was put away meanwhile. */
  const show = async (fresh: OpenReport, tools: Later) => {
    const turn = (turns.current += 1)
    if (!tools.isReady(fresh)) await tools.prepare(fresh)
    if (turn === turns.current) setReport(fresh)
  }
  const open = async (code: string) => {
    setEntry({ ...AT_REST, working: true })
    try {
      const tools = await loadLater()
      setLater(tools)
      const answer = await tools.trackReport(code, { call: tools.call })
      arrived.current = true
      if (answer.ok) await show(answer.value, tools)
      setEntry({ ...AT_REST, error: answer.ok ? null : tools.sayTrackFailure(answer, code) })
    } catch {
      setEntry({ ...AT_REST, error: { sentence: messages.network['not-opened'], group: null } })
    }
  }
  const touch = () => {
    if (later === null) void loadLater().then(setLater, () => undefined)
  }
  const leave = () => {
    turns.current += 1
    setReport(null)
    setEntry({ ...AT_REST, left: true })
  }
  return { later, report, show, entry, touch, open, leave }
}
