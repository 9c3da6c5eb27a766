import type { JSX } from 'preact'
import type { InboxRow } from '#contract/console.ts'
import { sayDay } from '#contract/rules/day.ts'
import { Sign } from '../../ui/Sign.tsx'
import { categoryShort, sayDue, stateName, unitName } from '../words.ts'

interface Props {
  readonly row: InboxRow
  readonly today: string
  readonly chosen: boolean
  readonly onChoose: () => void
}

/** One report in the list. What is overdue is said in words, with a sign, before it is said in colour. */
export function QueueRow({ row, today, chosen, onChoose }: Props): JSX.Element {
  const due = row.dueDay === null ? null : sayDue(row.dueDay, today)
  return (
    <li>
      <button type="button" class={`row-button${row.unread ? ' unread' : ''}${due?.tone === 'over' ? ' over' : ''}`} aria-current={chosen ? 'true' : undefined} onClick={onChoose}>
        <span class="what">
          {row.unread && <span class="dot"><span class="sr-only">未读，</span></span>}
          {categoryShort(row.category)}<span class="where">{unitName(row.township)}</span>
        </span>
        <span class="marks">
          {row.urgent && <span class="urgent"><Sign shape="triangle" glyph="alert" size={20} />紧急</span>}
          {due !== null && <span class={`due ${due.tone}`}>{due.tone === 'over' && <span class="flag">超期</span>}{due.words}</span>}
        </span>
        <span class="sub">
          <span>{stateName(row.state)}</span>
          {row.lead !== null && <span>{unitName(row.lead)}牵头</span>}
          <span>{sayDay(row.day, today)}</span>
          <span class="ref">{row.reference}</span>
        </span>
      </button>
    </li>
  )
}
