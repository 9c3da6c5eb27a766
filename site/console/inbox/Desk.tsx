import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { StaffReport } from '#contract/staff-report.ts'
import { useConsole } from '../context.ts'
import { MovesPane } from '../moves/MovesPane.tsx'
import { ReportPane } from '../report/ReportPane.tsx'
import { useReport } from '../report/use-report.ts'
import { QueuePane } from './Queue.tsx'
import { useQueue } from './use-queue.ts'

/** Three panes: the list, the report, what can be done with it. On a phone the list gives way to the report. */
export function Desk(): JSX.Element {
  const { session, say } = useConsole()
  const list = useRef<HTMLDivElement>(null)
  const { reference, enter, back } = useChosen(() => list.current?.querySelector<HTMLElement>('.row-button')?.focus())
  const queue = useQueue()
  const opened = useReport(reference, (report) => queue.update(report.reference, report))

  async function moved(report: StaffReport, words: string): Promise<void> {
    const stillOurs = report.parts.some((part) => part.unit === session.me.unit && part.standing === 'holding')
    if (stillOurs) await opened.show(report)
    else back()
    say(words)
    queue.update(report.reference, stillOurs ? report : null)
  }

  return (
    <div class={reference === null ? 'desk' : 'desk with-report'} ref={list}>
      <QueuePane queue={queue} chosen={reference} onChoose={(wanted) => (wanted === reference ? void opened.reload() : enter(wanted))} />
      <div class="work">
        <ReportPane opened={opened} chosen={reference !== null} onBack={back} />
        {opened.unsealed !== null && (
          <MovesPane key={opened.unsealed.report.reference} unsealed={opened.unsealed} onMoved={moved} onStale={opened.reload} />
        )}
      </div>
    </div>
  )
}

/**
 * Which report is open. The browser's history gets an entry of its own, without a word about which: the phone's back key leads to the
 * list, and nothing stands in the address.
 */
function useChosen(onList: () => void): { reference: string | null; enter: (wanted: string) => void; back: () => void } {
  const { place } = useConsole()
  const [reference, setReference] = useState(place.reference)
  const choose = (wanted: string | null) => {
    place.reference = wanted
    setReference(wanted)
  }
  useEffect(() => {
    const follow = () => choose(null)
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  const before = useRef(reference)
  // Once the list is drawn again: until then a phone does not show it, and what is not shown takes no focus.
  useLayoutEffect(() => {
    if (before.current !== null && reference === null) onList()
    before.current = reference
  }, [reference])
  return {
    reference,
    enter: (wanted) => {
      if (reference === null) history.pushState({ inside: true }, '')
      choose(wanted)
    },
    back: () => (history.state?.inside === true ? history.back() : choose(null)),
  }
}
