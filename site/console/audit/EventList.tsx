import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { listEvents, type AuditedEvent, type EventQuery } from '#contract/audit.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { sayDay } from '#contract/rules/day.ts'
import { useConsole } from '../context.ts'
import { useLatest } from '../use-latest.ts'
import { sayEvent } from '../report/history-words.ts'

interface Loaded {
  readonly events: readonly AuditedEvent[] | null
  readonly people: Readonly<Record<string, string>>
  readonly next: string | null
  readonly today: string
}

const NOTHING: Loaded = { events: null, people: {}, next: null, today: '' }

/** Events of all reports under these conditions, newest day first, a page at a time. */
export function EventList({ query }: { readonly query: EventQuery }): JSX.Element {
  const { session, explain } = useConsole()
  const [{ events, people, next, today }, setLoaded] = useState(NOTHING)
  const [problem, setProblem] = useState('')
  const ask = useLatest()

  async function load(after: string | null): Promise<void> {
    const isLatest = ask()
    const answer = await session.tools.call(listEvents, {}, { ...query, ...(after !== null && { after }) })
    if (!isLatest()) return
    if (!answer.ok) return setProblem(explain(answer))
    const page = answer.value
    setProblem('')
    setLoaded((before) => (after === null ? page : { ...page, events: [...(before.events ?? []), ...page.events], people: { ...before.people, ...page.people } }))
  }
  useEffect(() => {
    setLoaded(NOTHING)
    void load(null)
  }, [JSON.stringify(query), session.me.name])

  return (
    <>
      {problem !== '' && <p class="error" role="alert">{problem}</p>}
      <p class="sr-only" role="status">{events === null ? '正在取' : `列出${events.length}条`}</p>
      {events?.length === 0 && <p class="none">没有这样的记录。</p>}
      {events !== null && events.length > 0 && (
        <table class="rows audited">
          <thead><tr><th scope="col">哪天</th><th scope="col">编号</th><th scope="col">第几条</th><th scope="col">谁做了什么</th></tr></thead>
          <tbody>
            {events.map((event) => (
              <tr key={`${event.reference} ${event.seq}`}>
                <td data-label="哪天">{sayDay(event.day, today)}</td><td data-label="编号" class="ref">{event.reference}</td>
                <td data-label="第几条">第{event.seq}条</td><td>{sayEvent(event, people, session.me.name, event.report)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {next !== null && <button type="button" class="button more" onClick={() => void load(next)}>再看{PAGE_SIZE}条</button>}
    </>
  )
}
