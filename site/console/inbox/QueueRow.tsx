import type { JSX } from 'preact'
import type { InboxRow } from '#contract/inbox.ts'
import { Sign } from '../../ui/Sign.tsx'
import { question } from '#contract/county/question.ts'
import { categoryShort, sayDate, sayDue, stateName, unitName } from '../words.ts'

interface Props {
  readonly row: InboxRow
  readonly today: string
  /** The reader's own unit. */
  readonly unit: string | null
  readonly chosen: boolean
  readonly onChoose: () => void
}

/** One report in the list. What is overdue is said in words, with a sign, before it is said in colour. */
export function QueueRow({ row, today, unit, chosen, onChoose }: Props): JSX.Element {
  const due = row.dueDay === null ? null : sayDue(row.dueDay, today)
  return (
    <li>
      <button type="button" class={`row-button${row.unread ? ' unread' : ''}${due?.tone === 'over' ? ' over' : ''}`} aria-current={chosen ? 'true' : undefined} onClick={onChoose}>
        <span class="what">
          {row.unread && <span class="dot"><span class="sr-only">未读，</span></span>}
          {row.kind === 'question' && <span class="tag">{question.desk.kind}</span>}{row.category !== null && categoryShort(row.category)}{row.township !== null && <span class="where">{unitName(row.township)}</span>}
        </span>
        {due !== null && <span class={`due ${due.tone}`}>{due.tone === 'over' && <span class="flag">超期</span>}{due.words}</span>}
        <span class="sub">
          {row.urgent && <span class="urgent"><Sign shape="triangle" glyph="alert" size={18} />紧急</span>}
          <span>{stateName(row.state, row.kind)}</span>
          {row.contested && <strong>要求复查</strong>}
          {row.lead !== null && row.kind === 'report' && <span>{row.lead === unit ? '本单位' : unitName(row.lead)}牵头</span>}
        </span>
        <span class="sub">
          <span class="ref">{row.reference}</span>
          <span>{sayDate(row.day, today)}收到</span>
        </span>
      </button>
    </li>
  )
}
