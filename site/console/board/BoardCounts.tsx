import type { JSX } from 'preact'
import type { BoardCount } from '#contract/board.ts'
import { unitName } from '../words.ts'
import type { Look } from './use-board.ts'

interface Props {
  readonly counts: readonly BoardCount[] | null
  readonly look: Look
  readonly onChoose: (look: Look) => void
}

interface UnitCount {
  readonly unit: string
  readonly overdue: number
  readonly soon: number
}

/** Units with most overdue first, then with most due soon. */
export function byUnit(counts: readonly BoardCount[]): UnitCount[] {
  const units = [...new Set(counts.map(({ owes }) => owes))]
  const sum = (unit: string, of: 'overdue' | 'soon') => counts.filter(({ owes }) => owes === unit).reduce((total, count) => total + count[of], 0)
  return units.map((unit) => ({ unit, overdue: sum(unit, 'overdue'), soon: sum(unit, 'soon') })).sort((a, b) => b.overdue - a.overdue || b.soon - a.soon)
}

/** A small table, each number a way into its list. */
export function BoardCounts({ counts, look, onChoose }: Props): JSX.Element | null {
  if (counts === null) return <p class="quiet">正在数…</p>
  if (counts.length === 0) return null
  const cell = (unit: string, due: Look['due'], n: number) => (
    <td class="number">
      {n === 0 ? <span class="quiet">0件</span> : (
        <button type="button" class={due === 'overdue' ? 'link over' : 'link'} aria-label={`${unitName(unit)}，${due === 'overdue' ? '已超期' : '7天内到期'}${n}件`} aria-pressed={look.owes === unit && look.due === due} onClick={() => onChoose({ due, owes: unit })}>{n}件</button>
      )}
    </td>
  )
  return (
    <table class="counts">
      <caption class="sr-only">各单位该办没办的件数</caption>
      <thead><tr><th scope="col">该谁办</th><th scope="col" class="number">已超期</th><th scope="col" class="number">7天内</th></tr></thead>
      <tbody>
        {byUnit(counts).map(({ unit, overdue, soon }) => (
          <tr key={unit}><th scope="row">{unitName(unit)}</th>{cell(unit, 'overdue', overdue)}{cell(unit, 'soon', soon)}</tr>
        ))}
      </tbody>
    </table>
  )
}
