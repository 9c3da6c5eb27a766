import type { JSX } from 'preact'
import { messages } from '#contract/county/messages.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { Sign } from '../../ui/Sign.tsx'
import { useConsole, type Filter } from '../context.ts'
import { Filters } from './Filters.tsx'
import { QueueRow } from './QueueRow.tsx'
import type { Queue } from './use-queue.ts'

interface Props {
  readonly queue: Queue
  readonly chosen: string | null
  readonly onChoose: (reference: string) => void
}

export function QueuePane({ queue, chosen, onChoose }: Props): JSX.Element {
  const { unit } = useConsole().session.me
  const { rows, filter, unread, today, problem, busy } = queue
  return (
    <section class="queue" aria-labelledby="queue-title">
      <header>
        <h2 id="queue-title">收件</h2>
        <button type="button" class="link" onClick={() => queue.choose(filter)}>{busy ? '正在取…' : '刷新'}</button>
      </header>
      <Filters filter={filter} unread={unread} unit={unit} onChoose={queue.choose} />
      {problem !== '' && <p class="error" role="alert">{problem}</p>}
      {rows?.length === 0 && <p class="none"><Sign shape="square" glyph="check" size={40} />{emptyWords(filter)}</p>}
      <ol class="plain rows" aria-busy={busy}>
        {rows?.map((row) => (
          <QueueRow key={row.reference} row={row} today={today} unit={unit} chosen={row.reference === chosen} onChoose={() => onChoose(row.reference)} />
        ))}
      </ol>
      {queue.hasMore && <button type="button" class="button more" onClick={queue.more} aria-disabled={busy}>再看{PAGE_SIZE}件</button>}
    </section>
  )
}

function emptyWords({ due, unread, ...rest }: Filter): string {
  if (due !== undefined) return messages.empty[due]
  if (unread !== undefined) return messages.empty.unread
  return Object.keys(rest).length === 0 ? messages.empty.inbox : messages.empty.filtered
}
