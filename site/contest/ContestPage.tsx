import { contest } from '#contract/county/contest.ts'
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { EnterForm } from './EnterForm.tsx'
import { Paper } from './Paper.tsx'
import { Ranking } from './Ranking.tsx'
import { ResultView, type Topic } from './ResultView.tsx'
import { useContest } from './use-contest.ts'

/** The part of /contest that does something. The rules stand in the page itself, and step aside while somebody answers. */
export function ContestPage({ topics }: { readonly topics: readonly Topic[] }): JSX.Element {
  const [ready, setReady] = useState(false)
  const state = useContest()
  const { stage, seen, busy, trouble } = state
  useEffect(() => setReady(true), [])
  useLayoutEffect(() => {
    const rules = document.getElementById('contest-rules')
    if (rules !== null) rules.hidden = stage.at !== 'start'
  }, [stage.at])
  if (stage.at === 'paper') {
    return <Paper entry={stage.entry} kept={stage.answers} busy={busy} trouble={trouble} onChange={state.keep} onSend={(answers) => void state.send(answers)} />
  }
  const ranking = <Ranking seen={seen} unreached={state.unreached} onAgain={() => void state.look()} />
  if (stage.at === 'result') return <div><ResultView result={stage.result} pass={contest.pass} topics={topics} onBack={state.back} />{ranking}</div>
  return (
    <div>
      <Waiting state={state} />
      {seen?.phase === 'before' && <p class="notice">还没有到开始的日子。</p>}
      {seen?.phase === 'over' && <p class="notice">这一届已经结束，排名不再变。</p>}
      {(seen === null || seen.phase === 'open') && state.held === null && <EnterForm disabled={!ready} busy={busy} onBegin={(unit, nickname) => void state.begin(unit, nickname)} />}
      {trouble !== null && <div class="notice stop" role="alert"><p>{trouble}</p></div>}
      <p role="status">{busy && '正在出题，几秒钟……'}</p>
      {ranking}
    </div>
  )
}

/** An entry that a reload interrupted. Its time goes on meanwhile: the Worker's clock runs. */
function Waiting({ state: { held, busy, resume, forget } }: { readonly state: ReturnType<typeof useContest> }): JSX.Element | null {
  if (held === null) return null
  return (
    <div class="notice tell">
      <div>
        <p><strong>有一份没有交的卷子。</strong>时间还在走。</p>
        <div class="actions">
          <button type="button" class="button act" disabled={busy} onClick={() => void resume(held)}>接着答</button>
          <button type="button" class="button" disabled={busy} onClick={forget}>不要了，重新开始</button>
        </div>
      </div>
    </div>
  )
}
