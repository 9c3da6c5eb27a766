import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { moveWords } from '#contract/county/moves.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import type { Me } from '#contract/member.ts'
import { useConsole } from '../context.ts'
import { movesNow, usualNext } from '../report/standing.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { moveText, unitName } from '../words.ts'
import { AwardMoves } from '../award/AwardMoves.tsx'
import { hasAwardDeed } from '../award/deeds.ts'
import { Deeds, type AfterDeed } from './Deeds.tsx'
import { FORMS } from './forms.ts'
import { doneWords } from './say.ts'

/** The right pane: every move there is, the usual next one first; and below it what can be done about the reward. */
export function MovesPane({ unsealed, ...after }: AfterDeed & { readonly unsealed: UnsealedReport }): JSX.Element {
  const { session } = useConsole()
  const pane = useRef<HTMLElement>(null)
  const { report, copyOnly } = unsealed
  const now = movesNow(report, session.me)
  const next = usualNext(now, report)
  const moves = now.toSorted((a, b) => Number(b.move === next) - Number(a.move === next))
    .map(({ move, why }) => ({ name: move, label: moveText(move, report.kind).label, stands: move === next, shut: why === null ? null : moveWords.whyNot[why] }))
  return (
    <aside class="moves" aria-labelledby="moves-title" ref={pane}>
      <h3 id="moves-title" tabIndex={-1}>现在能做什么</h3>
      {moves.every(({ shut }) => shut !== null) && !hasAwardDeed(session, unsealed) && <p class="none">{copyOnly ? moveWords.whyNot['copy-only'] : idleWords(session.me, report)}</p>}
      <Deeds {...after} unsealed={unsealed} deeds={moves} forms={FORMS} done={doneWords} pane={pane} mark="data-move" shutTitle={copyOnly ? null : '现在不能做的，为什么'} />
      <AwardMoves unsealed={unsealed} {...after} />
    </aside>
  )
}

/** What is said to somebody who can do nothing with the report now. */
function idleWords({ roles }: Me, { lead }: StaffReport): string {
  if (roles.some((role) => role !== 'supervisor')) return '这件现在不用你做什么。'
  return `督办只看不办。要催，找${lead === null ? '受理台' : unitName(lead)}。`
}
