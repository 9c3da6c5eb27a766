import { contest } from '#contract/county/contest.ts'
import type { JSX } from 'preact'
import type { Seen } from './use-contest.ts'

const nameOf = (unit: string): string => contest.units.find(({ id }) => id === unit)?.name ?? ''

/** The units' places, as the Worker counts them now. */
export function Ranking({ seen, unreached, onAgain }: { readonly seen: Seen | null; readonly unreached: boolean; readonly onAgain: () => void }): JSX.Element {
  const placed = seen?.standings.filter(({ rank }) => rank !== null) ?? []
  const waiting = seen?.standings.filter(({ rank }) => rank === null) ?? []
  return (
    <section class="contest-ranking no-print" aria-labelledby="ranking">
      <h2 id="ranking">各单位排名</h2>
      {seen === null && <p role="status">{unreached ? '排名没有取到。' : '正在取排名……'}</p>}
      {unreached && <button type="button" class="button small" onClick={onAgain}>再取一次</button>}
      {placed.length > 0 && (
        <table class="rows">
          <thead><tr><th scope="col">名次</th><th scope="col">单位</th><th scope="col">平均分</th><th scope="col">答过的人</th><th scope="col">算几个人</th></tr></thead>
          <tbody>
            {placed.map(({ unit, rank, average, entrants, needed }) => (
              <tr key={unit}>
                <td data-label="名次">{rank}</td><th scope="row">{nameOf(unit)}</th><td data-label="平均分">{average}</td>
                <td data-label="答过的人">{entrants}人</td><td data-label="算几个人">{needed}人{entrants < needed && `，缺${needed - entrants}人`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {seen !== null && placed.length === 0 && <p>还没有人答完。第一个交卷的，会让自己的单位排在最前面。</p>}
      {waiting.length > 0 && placed.length > 0 && <p class="small quiet">还没有人答的单位：{waiting.map(({ unit }) => nameOf(unit)).join('、')}</p>}
    </section>
  )
}
