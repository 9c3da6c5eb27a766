import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { listLateAwards, type LateAward } from '#contract/board.ts'
import { paying } from '#contract/county/paying.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { useConsole } from '../context.ts'
import { useLatest } from '../use-latest.ts'
import { sayDate, sayDue, unitName } from '../words.ts'

const WAITS: Record<LateAward['waits'], { readonly owes: string; readonly step: string }> = {
  payee: { owes: 'custodian', step: '核对转账的收款人' }, transfer: { owes: 'cashier', step: '转账、记账' }, second: { owes: 'cashier', step: '另一位兑付员来付' },
}

/** Rewards that somebody has claimed and waits for too long. Nothing is shown while there is none. */
export function LateAwards({ onOpen }: { readonly onOpen: (reference: string) => void }): JSX.Element | null {
  const { session, explain } = useConsole()
  const [{ awards, next, today }, setLoaded] = useState<{ awards: readonly LateAward[]; next: string | null; today: string }>({ awards: [], next: null, today: '' })
  const [problem, setProblem] = useState('')
  const ask = useLatest()
  async function load(after: string | null): Promise<void> {
    const isLatest = ask()
    const answer = await session.tools.call(listLateAwards, {}, after === null ? {} : { after })
    if (!isLatest()) return
    setProblem(answer.ok ? '' : explain(answer))
    if (answer.ok) setLoaded((before) => ({ ...answer.value, awards: [...(after === null ? [] : before.awards), ...answer.value.awards] }))
  }
  useEffect(() => void load(null), [session.me.name])
  if (problem !== '') return <p class="error" role="alert">{problem}</p>
  if (awards.length === 0) return null
  return (
    <section class="stack" aria-labelledby="late-awards-title">
      <h3 id="late-awards-title">超期没有付的奖励</h3>
      <p class="hint">举报人已经来领。付之前，每一步限{paying.payDays}个工作日，下面这些超期了。</p>
      <table class="rows due-list">
        <thead><tr><th scope="col">编号</th><th scope="col">该谁办</th><th scope="col">等着做什么</th><th scope="col">从哪天等起</th><th scope="col">最晚</th></tr></thead>
        <tbody>{awards.map(({ reference, waits, since, dueDay }) => (
          <tr key={reference}>
            <td data-label="编号"><button type="button" class="link ref" aria-label={`打开 ${reference}`} onClick={() => onOpen(reference)}>{reference}</button></td>
            <td data-label="该谁办">{unitName(WAITS[waits].owes)}</td>
            <td data-label="等着做什么">{WAITS[waits].step}</td>
            <td data-label="从哪天等起">{sayDate(since, today)}</td>
            <td data-label="最晚">{sayDate(dueDay, today)}，<span class="due over">{sayDue(dueDay, today).words}</span></td>
          </tr>
        ))}</tbody>
      </table>
      {next !== null && <button type="button" class="button more" onClick={() => void load(next)}>再看{PAGE_SIZE}件</button>}
    </section>
  )
}
