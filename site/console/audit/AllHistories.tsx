import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useConsole } from '../context.ts'
import { sayFault, verifyAll, type Progress } from './verify-all.ts'
import { VerdictNotice } from './VerdictNotice.tsx'

/** Every history there is, followed in this browser: nothing of the verdict is the server's. */
export function AllHistories(): JSX.Element {
  const { session, explain } = useConsole()
  const [progress, setProgress] = useState<Progress | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const goesOn = useRef(true)
  useEffect(() => () => void (goesOn.current = false), [])

  async function verify(): Promise<void> {
    goesOn.current = true
    setBusy(true)
    setProblem('')
    setProgress(null)
    const outcome = await verifyAll(session.tools, setProgress, () => goesOn.current).finally(() => setBusy(false))
    if (outcome.ok) setProgress(outcome.value)
    else setProblem(explain(outcome))
  }
  return (
    <section class="sheet stack" aria-labelledby="all-title">
      <h2 id="all-title">核对全部</h2>
      <p>在你这台电脑上把每一件的流转记录、先后位次和公开链从头算一遍。件数多的时候要几分钟，可以随时停。</p>
      <p class="row">
        <button type="button" class="button act" aria-disabled={busy} onClick={() => busy || void verify()}>{busy ? '正在核对…' : '核对全部'}</button>
        {busy && <button type="button" class="button" onClick={() => (goesOn.current = false)}>停下</button>}
      </p>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
      <div role="status">{progress !== null && <Found progress={progress} busy={busy} />}</div>
    </section>
  )
}

function Found({ progress: { reports, events, linked, faults, done }, busy }: { readonly progress: Progress; readonly busy: boolean }): JSX.Element {
  const far = `核对了${reports}件、${events}条记录`
  if (busy) return <p>{far}{faults.length > 0 && `，有${faults.length}处对不上`}…</p>
  const good = faults.length === 0
  const waiting = reports - linked
  return (
    <VerdictNotice good={good} says={good ? `${far}，都对得上。` : `${far}，有${faults.length}处对不上：`}>
      {faults.length > 0 && <ul class="plain">{faults.map((fault) => <li key={sayFault(fault)}>{sayFault(fault)}</li>)}</ul>}
      {!done && <p>停在这里，后面的还没有核对。</p>}
      {done && good && <p>公开链里有{linked}件{waiting > 0 && `，还有${waiting}件等夜里编进去`}。</p>}
    </VerdictNotice>
  )
}
