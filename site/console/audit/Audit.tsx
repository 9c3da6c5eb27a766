import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { SignedMark } from '../award/SignedMark.tsx'
import { useConsole } from '../context.ts'
import { Line } from '../fields.tsx'
import { sayEvent } from '../report/history-words.ts'
import { readReference, verifyHistory, type Verdict } from './verify.ts'
import { VerdictNotice } from './VerdictNotice.tsx'

/** For the auditor: whether a report's history holds, without a word of the report. */
export function Audit(): JSX.Element {
  const { session, explain } = useConsole()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [busy, setBusy] = useState(false)

  async function check(): Promise<void> {
    const reference = readReference(text)
    setVerdict(null)
    setProblem('')
    if (reference === null) return setProblem('公开编号是8位数字，前4位、后4位。')
    setBusy(true)
    const outcome = await verifyHistory(session.tools, reference).finally(() => setBusy(false))
    if (outcome.ok) setVerdict(outcome.value)
    else setProblem(explain(outcome))
  }

  return (
    <section class="sheet stack">
      <h2>核对流转记录</h2>
      <p>每一条记录都带着前一条的指纹。在这里从头算一遍，哪条被改过、抽掉、插进来，都对不上。你看不到举报的内容。</p>
      <form noValidate class="line-form" onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void check()
      }}>
        <Line label="公开编号" value={text} onInput={setText} inputMode="numeric" autoComplete="off" maxLength={20} class="short" />
        <button type="submit" class="button act" aria-disabled={busy}>{busy ? '正在核对…' : '核对'}</button>
      </form>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
      <div role="status">{verdict !== null && <Finding verdict={verdict} />}</div>
    </section>
  )
}

/** The first broken link, by its number and what it says. */
function nameOf(brokenAt: number, events: Verdict['events'], people: Verdict['people']): string {
  const event = events[brokenAt - 1]
  return event === undefined ? `第${brokenAt}条不见了。` : `第${brokenAt}条“${sayEvent(event, people, null)}”接不上前一条。`
}

function Finding({ verdict: { reference, events, people, brokenAt, signed } }: { verdict: Verdict }): JSX.Element {
  const doubtful = [...signed].flatMap(([seq, one]) => (one === 'good' ? [] : [seq]))
  return (
    <>
      <VerdictNotice good={brokenAt === null} says={brokenAt === null ? `${reference} 的记录完整，${events.length}条一环扣一环，没有改动。` : `${reference} 的${nameOf(brokenAt, events, people)}从这一条起不能当真。`} />
      {doubtful.length > 0 && <VerdictNotice good={false} says={`第${doubtful.join('、')}条定奖励的没有对得上的签名，不是批的单位签的。`} />}
      <ol class="events numbered">
        {events.map((event) => (
          <li key={event.seq} class={brokenAt !== null && event.seq >= brokenAt ? 'bad' : undefined}><span class="quiet">{event.day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}</span><span>{sayEvent(event, people, null)}<SignedMark signed={signed.get(event.seq)} /></span></li>
        ))}
      </ol>
    </>
  )
}
