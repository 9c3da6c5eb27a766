import type { JSX } from 'preact'
import { profile } from '#contract/county/profile.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { sayDay } from '#contract/rules/day.ts'
import { Sign } from '../../ui/Sign.tsx'
import { useConsole } from '../context.ts'
import { deadlineName, unitName } from '../words.ts'
import { BoardList } from './BoardList.tsx'
import { LateAwards } from './LateAwards.tsx'
import { BoardCounts } from './BoardCounts.tsx'
import { useBoard, type Board as BoardState, type Look } from './use-board.ts'

/** At most this many rows go to paper: more is no list that anybody reads. */
const ON_PAPER = 500

/** For the supervisor: what is overdue in the whole county, whoever owes it, and what soon will be. */
export function Board(): JSX.Element {
  const { place } = useConsole()
  const board = useBoard()
  const { look, rows, today, problem } = board
  const open = (reference: string) => {
    place.reference = reference
    location.hash = '#inbox'
  }
  return (
    <section class="sheet stack board" aria-labelledby="board-title">
      <header class="board-head">
        <h2 id="board-title">督办</h2>
        <button type="button" class="button" onClick={() => void printAll(board)}>打印这张表</button>
      </header>
      {today !== '' && <p class="print-only">{profile.name}，{sayDay(today, today)}，{titleOf(look)}</p>}
      {problem !== '' && <p class="error" role="alert">{problem}</p>}
      <BoardCounts counts={board.counts} look={look} onChoose={board.choose} />
      <Choices board={board} />
      <h3>{titleOf(look)}</h3>
      <p class="sr-only" role="status">{rows === null ? '正在取' : `${titleOf(look)}，列出${rows.length}件`}</p>
      {rows?.length === 0 && <p class="none good"><Sign shape="square" glyph="check" size={40} />{look.due === 'overdue' ? '没有超期的件。' : '7天内没有到期的件。'}</p>}
      {rows !== null && rows.length > 0 && <BoardList rows={rows} today={today} onOpen={open} />}
      {board.hasMore && <button type="button" class="button more" aria-disabled={board.busy} onClick={() => void board.more()}>再看{PAGE_SIZE}件</button>}
      <LateAwards onOpen={open} />
    </section>
  )
}

const titleOf = ({ due, owes, clock }: Look): string =>
  `${owes === undefined ? '全县' : unitName(owes)}${clock === undefined ? '' : `“${deadlineName(clock)}”`}${due === 'overdue' ? '已经超期的' : '7天内到期的'}`

function Choices({ board: { look, choose, counts } }: { readonly board: BoardState }): JSX.Element {
  const clocks = [...new Set((counts ?? []).map(({ clock }) => clock))]
  return (
    <div class="filters" role="group" aria-label="看哪些">
      <button type="button" class="chip" aria-pressed={look.due === 'overdue'} onClick={() => choose({ ...look, due: 'overdue' })}>已超期</button>
      <button type="button" class="chip" aria-pressed={look.due === 'soon'} onClick={() => choose({ ...look, due: 'soon' })}>7天内到期</button>
      <span class="gap" />
      <button type="button" class="chip" aria-pressed={look.owes === undefined && look.clock === undefined} onClick={() => choose({ due: look.due })}>全县</button>
      {clocks.map((clock) => <button key={clock} type="button" class="chip" aria-pressed={look.clock === clock} onClick={() => choose({ due: look.due, clock })}>{deadlineName(clock)}</button>)}
      {look.owes !== undefined && <button type="button" class="chip" aria-pressed={true} onClick={() => choose({ due: look.due })}>{unitName(look.owes)}</button>}
    </div>
  )
}

/** What is on paper is the whole list, not its first page. */
async function printAll({ more, hasMore }: BoardState): Promise<void> {
  let pages = ON_PAPER / PAGE_SIZE - 1
  for (let goesOn = hasMore; goesOn && pages > 0; pages -= 1) goesOn = await more()
  // After the last page has been drawn.
  requestAnimationFrame(() => setTimeout(() => print()))
}
