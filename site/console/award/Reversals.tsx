import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { reasons } from '#contract/county/reasons.ts'
import { sayYuan } from '#contract/rules/money.ts'
import { listLedger, type LedgerRow } from '#contract/voucher.ts'
import { useConsole } from '../context.ts'
import { answerReversal } from '../window/act.ts'
import { sayDate } from '../words.ts'

interface Asked {
  readonly rows: readonly LedgerRow[]
  readonly people: Readonly<Record<string, string>>
  readonly today: string
}

/** Payments that a cashier asks to take back. Nothing is shown while nobody asks. */
export function Reversals(): JSX.Element | null {
  const { session, say, explain } = useConsole()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [problem, setProblem] = useState('')
  async function load(): Promise<void> {
    const answer = await session.tools.call(listLedger, {}, {})
    if (answer.ok) setAsked({ rows: answer.value.asked, people: answer.value.people, today: answer.value.today })
    else setProblem(explain(answer))
  }
  useEffect(() => void load(), [session])

  async function answer(row: LedgerRow, agree: boolean): Promise<void> {
    setProblem('')
    const done = await answerReversal(session, row, agree)
    if (!done.ok) return setProblem(explain(done))
    say(agree ? '冲回了，钱回到了账上，举报人可以再领一次。' : '没有同意，这笔付款照旧。')
    await load()
  }
  if (problem === '' && (asked === null || asked.rows.length === 0)) return null
  return (
    <section class="sheet stack" aria-labelledby="reversals-title">
      <h2 id="reversals-title">等你同意冲正的付款</h2>
      <p class="hint">同意以后，钱回到账上，原来的凭证作废，举报人凭查询码再领一张。问清楚再按。</p>
      {problem !== '' && <p class="error" role="alert">{problem}</p>}
      <ul class="plain people">{asked?.rows.map((row) => <One key={row.n} row={row} asked={asked} onAnswer={(agree) => void answer(row, agree)} />)}</ul>
    </section>
  )
}

interface OneProps {
  readonly row: LedgerRow
  readonly asked: Asked
  readonly onAnswer: (agree: boolean) => void
}

function One({ row: { payment, fen, day, by, reversal }, asked: { people, today }, onAnswer }: OneProps): JSX.Element {
  const who = (name: string | null) => (name === null ? '' : (people[name] ?? '已离开的同事'))
  return (
    <li>
      <span><strong>{sayYuan(fen)}</strong>　付款单 {payment}，{sayDate(day, today)} {who(by)}付的</span>
      <span>{reversal !== null && `${who(reversal.by)}：${reasons.reversal[reversal.reason].name}`}</span>
      <span class="row">
        <button type="button" class="button act" aria-label={`同意冲正 ${payment}`} onClick={() => onAnswer(true)}>同意冲正</button>
        <button type="button" class="button" aria-label={`不同意 ${payment}`} onClick={() => onAnswer(false)}>不同意</button>
      </span>
    </li>
  )
}
