import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { memberWords } from '#contract/county/member.ts'
import { sayDay } from '#contract/rules/day.ts'
import { fill } from '#contract/rules/fill.ts'
import { useConsole } from '../context.ts'
import { verifyMembers, type MemberHistories, type MemberHistory } from './member-history.ts'
import { VerdictNotice } from './VerdictNotice.tsx'

/** For the auditor: everything that happened to anybody's ways in, and whether it holds. */
export function MemberAudit(): JSX.Element {
  const { session, explain } = useConsole()
  const [all, setAll] = useState<MemberHistories | null>(null)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  async function check(): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem('')
    const outcome = await verifyMembers(session.tools).finally(() => setBusy(false))
    if (outcome.ok) setAll(outcome.value)
    else setProblem(explain(outcome))
  }
  return (
    <section class="sheet stack histories">
      <h2>核对登录方式的变动</h2>
      <p>谁给谁开通、谁交的单位钥匙、谁换了口令、验证器和通行密钥，一条一条记着，改不了也删不掉。</p>
      <p><button type="button" class="button act" aria-disabled={busy} onClick={() => void check()}>{busy ? '正在核对…' : '核对全部工作人员'}</button></p>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
      <div role="status">{all !== null && <Verdict all={all} />}</div>
    </section>
  )
}

function Verdict({ all: { histories, people } }: { readonly all: MemberHistories }): JSX.Element {
  const broken = histories.filter(({ brokenAt }) => brokenAt !== null)
  const events = histories.reduce((sum, history) => sum + history.events.length, 0)
  const called = (name: string) => people[name] ?? '已不在的工作人员'
  return (
    <>
      <VerdictNotice good={broken.length === 0} says={broken.length === 0 ? `${histories.length}位工作人员，${events}条记录，一环扣一环，没有改动。` : `${broken.map(({ member }) => called(member)).join('、')}的记录对不上。`} />
      {[...broken, ...histories.filter(({ brokenAt }) => brokenAt === null)].map((history) => <One key={history.member} history={history} called={called} />)}
    </>
  )
}

function One({ history: { member, events, brokenAt }, called }: { readonly history: MemberHistory; readonly called: (name: string) => string }): JSX.Element {
  return (
    <details open={brokenAt !== null}>
      <summary><strong>{called(member)}</strong><span class="quiet ref">{member}</span><span class="quiet">{brokenAt === null ? `${events.length}条` : `第${brokenAt}条接不上`}</span></summary>
      <ol class="events numbered">
        {events.map(({ seq, kind, by, day }) => (
          <li key={seq} class={brokenAt !== null && seq >= brokenAt ? 'bad' : undefined}>
            <span class="quiet">{sayDay(day, '')}</span>
            <span>{fill(memberWords.events[kind], { who: called(member), by: called(by) })}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}
