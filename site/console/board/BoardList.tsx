import type { JSX } from 'preact'
import type { BoardRow } from '#contract/board.ts'
import { question } from '#contract/county/question.ts'
import { categoryShort, deadlineName, sayDate, sayDue, stateName, unitName } from '../words.ts'

interface Props {
  readonly rows: readonly BoardRow[]
  readonly today: string
  readonly onOpen: (reference: string) => void
}

/** Soonest first. No field of it is about whoever reported. */
export function BoardList({ rows, today, onOpen }: Props): JSX.Element {
  return (
    <table class="rows due-list">
      <thead><tr><th scope="col">编号</th><th scope="col">什么事</th><th scope="col">该谁办</th><th scope="col">哪一个时限</th><th scope="col">最晚</th><th scope="col">现在</th></tr></thead>
      <tbody>{rows.map((row) => <One key={row.reference} row={row} today={today} onOpen={onOpen} />)}</tbody>
    </table>
  )
}

function One({ row, today, onOpen }: { readonly row: BoardRow; readonly today: string; readonly onOpen: Props['onOpen'] }): JSX.Element {
  const { reference, kind, category, township, owes, clock, dueDay, state } = row
  const due = sayDue(dueDay, today)
  return (
    <tr>
      <td data-label="编号"><button type="button" class="link ref" aria-label={`打开 ${reference}`} onClick={() => onOpen(reference)}>{reference}</button></td>
      <td data-label="什么事">{kind === 'question' && `${question.desk.kind}　`}{category !== null && categoryShort(category)}{township !== null && <span class="quiet">　{unitName(township)}</span>}</td>
      <td data-label="该谁办">{unitName(owes)}</td>
      <td data-label="哪一个时限">{deadlineName(clock)}</td>
      <td data-label="最晚">{sayDate(dueDay, today)}，<span class={`due ${due.tone}`}>{due.words}</span></td>
      <td data-label="现在">{stateName(state, kind)}</td>
    </tr>
  )
}
