import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { moveWords } from '#contract/county/moves.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import type { Me } from '#contract/member.ts'
import type { Kind } from '#contract/report.ts'
import type { Move } from '#contract/rules/moves.ts'
import { useConsole } from '../context.ts'
import { movesNow, usualNext, type MoveNow } from '../report/standing.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { moveText, unitName } from '../words.ts'
import { AwardMoves } from '../award/AwardMoves.tsx'
import { hasAwardDeed } from '../award/deeds.ts'
import { useFocusAfter } from './focus.ts'
import { FORMS } from './forms.ts'
import { doneWords } from './say.ts'

interface Props {
  readonly unsealed: UnsealedReport
  /** Shows the report as the answer brought it, and says these words. */
  readonly onMoved: (report: StaffReport, words: string) => Promise<void>
  /** Fetches the report again after somebody else changed it. */
  readonly onStale: () => Promise<void>
}

/** The right pane: every move there is. Open ones are buttons; closed ones give their reason. */
export function MovesPane({ unsealed, onMoved, onStale }: Props): JSX.Element {
  const { session } = useConsole()
  const [active, setActive] = useState<Move | null>(null)
  const pane = useRef<HTMLElement>(null)
  const now = movesNow(unsealed.report, session.me)
  const next = usualNext(now, unsealed.report)
  const moves = now.toSorted((a, b) => Number(b.move === next) - Number(a.move === next))
  const focusNext = useFocusAfter(active, pane)

  const cancel = (move: Move) => {
    focusNext(`[data-move=${move}]`)
    setActive(null)
  }
  // The form stays until its outcome is shown: at no moment does one see, or press, what could be done before.
  const moved = async (move: Move, report: StaffReport) => {
    await onMoved(report, doneWords(move, report))
    focusNext('h3')
    setActive(null)
  }

  return (
    <aside class="moves" aria-labelledby="moves-title" ref={pane}>
      <h3 id="moves-title" tabIndex={-1}>现在能做什么</h3>
      {moves.every(({ why }) => why !== null) && !hasAwardDeed(session, unsealed) && <p class="none">{unsealed.copyOnly ? moveWords.whyNot['copy-only'] : idleWords(session.me, unsealed.report)}</p>}
      <ul class="plain open-moves">
        {moves.filter(({ move, why }) => why === null || move === active).map(({ move, why }) => {
          const Form = FORMS[move]
          return (
            <li key={move}>
              {move === active ? (
                <Form unsealed={unsealed} shut={why === null ? null : moveWords.whyNot[why]} onMoved={(report) => moved(move, report)} onStale={onStale} onCancel={() => cancel(move)} onGo={setActive} />
              ) : (
                <button type="button" class={move === next ? 'button act' : 'button'} data-move={move} onClick={() => setActive(move)}>{moveText(move, unsealed.report.kind).label}</button>
              )}
            </li>
          )
        })}
      </ul>
      {!unsealed.copyOnly && <ShutMoves moves={moves.filter(({ move, why }) => why !== null && move !== active)} kind={unsealed.report.kind} />}
      <AwardMoves unsealed={unsealed} onMoved={onMoved} onStale={onStale} />
    </aside>
  )
}

/** What is said to somebody who can do nothing with the report now. */
function idleWords({ roles }: Me, { lead }: StaffReport): string {
  if (roles.some((role) => role !== 'supervisor')) return '这件现在不用你做什么。'
  return `督办只看不办。要催，找${lead === null ? '受理台' : unitName(lead)}。`
}

function ShutMoves({ moves, kind }: { moves: readonly MoveNow[]; kind: Kind }): JSX.Element | null {
  if (moves.length === 0) return null
  return (
    <details>
      <summary>现在不能做的，为什么（{moves.length}）</summary>
      <dl class="shut-moves">
        {moves.map(({ move, why }) => why !== null && <div key={move}><dt>{moveText(move, kind).label}</dt><dd>{moveWords.whyNot[why]}</dd></div>)}
      </dl>
    </details>
  )
}
