import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { paying } from '#contract/county/paying.ts'
import { profile } from '#contract/county/profile.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import type { Payment } from '#contract/voucher.ts'
import { parseDay } from '../../report/since.ts'
import { Sign } from '../../ui/Sign.tsx'
import { todayIn } from '../../ui/today.ts'
import { LedgerFile } from '../award/LedgerFile.tsx'
import { Line } from '../fields.tsx'
import { LedgerTable } from './LedgerTable.tsx'
import { sayMoney, sayReconciliation } from './ledger-words.ts'
import { useLedger, useReconciliation, type Span } from './use-ledger.ts'

interface Props {
  /** Changes when something was booked from this page. */
  readonly fresh?: number
  /** At the window: shows the paper of a payment again. */
  readonly onSlip?: (payment: Payment) => void
}

/** The money's ledger of a year or a day, what each line has left, and whether the books hold. */
export function LedgerSection({ fresh = 0, onSlip }: Props): JSX.Element {
  const today = todayIn(profile.timezone)
  const [span, setSpan] = useState<Span>({ year: today.slice(0, 4) })
  const [booked, setBooked] = useState(0)
  const ledger = useLedger(span, fresh + booked)
  const checked = useReconciliation(span.year, fresh + booked)
  return (
    <section class="sheet stack" aria-labelledby="ledger-title">
      <h2 id="ledger-title">奖励资金的账</h2>
      <Choice span={span} today={today} onChoose={setSpan} />
      {ledger.problem !== '' && <p class="error" role="alert">{ledger.problem}</p>}
      {checked !== null && <p class={checked.holds ? 'notice small' : 'notice stop small'}><Sign shape={checked.holds ? 'square' : 'triangle'} glyph={checked.holds ? 'check' : 'alert'} size={28} /><span>{sayReconciliation(checked, span.year)}</span></p>}
      {ledger.balances.length > 0 && (
        <table class="rows balances">
          <caption class="sr-only">每笔资金还剩多少</caption>
          <thead><tr><th scope="col">资金</th><th scope="col" class="number">全年拨入</th><th scope="col" class="number">付出</th><th scope="col" class="number">还剩</th></tr></thead>
          <tbody>{ledger.balances.map(({ line, allotted, paid, left }) => (
            <tr key={line.id}><th scope="row">{line.name}</th><td data-label="全年拨入" class="number">{sayMoney(allotted)}</td><td data-label="付出" class="number">{sayMoney(paid)}</td><td data-label="还剩" class="number"><strong>{sayMoney(left)}</strong></td></tr>
          ))}</tbody>
        </table>
      )}
      <LedgerTable ledger={ledger} onSlip={onSlip} onAsked={() => setBooked(booked + 1)} />
      {ledger.next !== null && <button type="button" class="button more" onClick={() => void ledger.load(ledger.next ?? '')}>再看{PAGE_SIZE}笔</button>}
      <p class="row no-print"><LedgerFile year={span.year} /></p>
    </section>
  )
}

interface ChoiceProps {
  readonly span: Span
  readonly today: string
  readonly onChoose: (span: Span) => void
}

/** Years that the county's file gives money for, today, or a day that is written. */
function Choice({ span, today, onChoose }: ChoiceProps): JSX.Element {
  const [day, setDay] = useState('')
  const [problem, setProblem] = useState('')
  const years = [...new Set([today.slice(0, 4), ...paying.funding.flatMap(({ sums }) => sums.map(({ year }) => String(year)))])].filter((year) => year <= today.slice(0, 4)).toSorted()
  const find = () => {
    const when = parseDay(day, today)
    setProblem(when === null ? '没有看懂是哪一天。像“11月20日”“昨天”这样写。' : '')
    if (when !== null) onChoose({ year: when.slice(0, 4), day: when })
  }
  return (
    <>
      <div class="filters" role="group" aria-label="哪一段">
        {years.map((year) => <button key={year} type="button" class="chip" aria-pressed={span.day === undefined && span.year === year} onClick={() => onChoose({ year })}>{year}年全年</button>)}
        <button type="button" class="chip" aria-pressed={span.day === today} onClick={() => onChoose({ year: today.slice(0, 4), day: today })}>今天</button>
      </div>
      <form noValidate class="line-form" onSubmit={(event) => {
        event.preventDefault()
        find()
      }}>
        <Line label="看哪一天" value={day} onInput={setDay} autoComplete="off" maxLength={20} class="short" />
        <button type="submit" class="button">看</button>
      </form>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
    </>
  )
}
