import { messages } from '#contract/county/messages.ts'
import { profile } from '#contract/county/profile.ts'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { todayIn } from '../ui/today.ts'
import { CodeEntry, type CodeError } from './CodeEntry.tsx'
import type { Later } from './later.ts'
import type { OpenReport } from './track.ts'

let loading: Promise<Later> | undefined
/** What opens a report, loaded once somebody begins to type. A load that failed is tried again. */
function loadLater(): Promise<Later> {
  loading ??= import('./later.ts').then((module) => module.later).catch((fault: unknown) => {
    loading = undefined
    throw fault
  })
  return loading
}

/** The page one comes back to. The code and all that it opens live in this component's memory; putting it away forgets both. */
export function TrackPage(): JSX.Element {
  const [ready, setReady] = useState(false)
  const [working, setWorking] = useState(false)
  const [left, setLeft] = useState(false)
  const [error, setError] = useState<CodeError | null>(null)
  const [later, setLater] = useState<Later | null>(null)
  const [report, setReport] = useState<OpenReport | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const arrived = useRef(false)
  useEffect(() => setReady(true), [])
  useEffect(() => {
    if (!arrived.current) return
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [report === null])

  const touch = () => {
    if (later === null) void loadLater().then(setLater, () => undefined)
  }
  const open = async (code: string) => {
    setWorking(true)
    setLeft(false)
    try {
      const tools = await loadLater()
      setLater(tools)
      const answer = await tools.trackReport(code, { call: tools.call })
      arrived.current = true
      if (answer.ok) setReport(answer.value)
      setError(answer.ok ? null : tools.sayTrackFailure(answer, code))
    } catch {
      setError({ sentence: messages.network['not-sent'], group: null })
    }
    setWorking(false)
  }
  const leave = () => {
    setReport(null)
    setLeft(true)
  }
  return (
    <div onPointerDown={touch} onKeyDown={touch} onFocusCapture={touch}>
      {report === null || later === null ? (
        <CodeEntry disabled={!ready} working={working} left={left} error={error} onOpen={(code) => void open(code)} heading={heading} />
      ) : (
        <later.ReportView report={report} today={todayIn(profile.timezone)} onFresh={setReport} onLeave={leave} heading={heading} />
      )}
    </div>
  )
}
