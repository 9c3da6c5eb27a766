import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { StaffReport } from '#contract/console.ts'
import { useConsole } from '../context.ts'
import { MovesPane } from '../moves/MovesPane.tsx'
import { ReportPane } from '../report/ReportPane.tsx'
import { useReport } from '../report/use-report.ts'
import { QueuePane } from './Queue.tsx'
import { useQueue } from './use-queue.ts'

/** Three panes: the list, the report, what can be done with it. On a phone the list gives way to the report. */
export function Desk(): JSX.Element {
  const { session, place, say } = useConsole()
  const [reference, setReference] = useState(place.reference)
  const queue = useQueue()
  const opened = useReport(reference, (report) => queue.update(report.reference, report))
  const list = useRef<HTMLDivElement>(null)

  const choose = (wanted: string | null) => {
    place.reference = wanted
    setReference(wanted)
  }
  /** A history entry of its own, without a word about which report: the phone's back key leads to the list. */
  const enter = (wanted: string) => {
    if (reference === null) history.pushState({ inside: true }, '')
    choose(wanted)
  }
  const back = () => (history.state?.inside === true ? history.back() : choose(null))

  useEffect(() => {
    const follow = () => {
      choose(null)
      list.current?.querySelector<HTMLElement>('[aria-current=true], .row-button')?.focus()
    }
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])

  async function moved(report: StaffReport, words: string): Promise<void> {
    say(words)
    const stillOurs = report.parts.some((part) => part.unit === session.me.unit && part.standing === 'holding')
    queue.update(report.reference, stillOurs ? report : null)
    if (stillOurs) await opened.show(report)
    else back()
  }

  return (
    <div class={reference === null ? 'desk' : 'desk with-report'} ref={list}>
      <QueuePane queue={queue} chosen={reference} onChoose={enter} />
      <ReportPane opened={opened} chosen={reference !== null} onBack={back} />
      {opened.unsealed !== null && (
        <MovesPane key={opened.unsealed.report.reference} unsealed={opened.unsealed} onMoved={moved} onStale={opened.reload} />
      )}
    </div>
  )
}
