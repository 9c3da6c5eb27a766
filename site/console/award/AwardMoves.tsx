import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { StaffReport } from '#contract/staff-report.ts'
import type { AwardMove } from '#contract/rules/award.ts'
import { useConsole } from '../context.ts'
import { useFocusAfter } from '../moves/focus.ts'
import type { DeedFormProps } from '../moves/MoveForm.tsx'
import type { UnsealedReport } from '../report/unseal.ts'
import { ApproveForm, DeclineForm, ExtendForm, WithdrawForm } from './decide-forms.tsx'
import { awardDeeds, awardDone, awardMoveText, concernsAward, sayWhyNot, type AwardDeed } from './deeds.ts'
import { ProposeForm } from './ProposeForm.tsx'

const FORMS: Record<AwardMove, (props: DeedFormProps) => JSX.Element> = { propose: ProposeForm, approve: ApproveForm, decline: DeclineForm, extend: ExtendForm, withdraw: WithdrawForm }

interface Props {
  readonly unsealed: UnsealedReport
  readonly onMoved: (report: StaffReport, words: string) => Promise<void>
  readonly onStale: () => Promise<void>
}

/** What can be done about the reward, below what can be done about the report. Open deeds are buttons; shut ones give their reason. */
export function AwardMoves({ unsealed, onMoved, onStale }: Props): JSX.Element | null {
  const { session } = useConsole()
  const [active, setActive] = useState<AwardMove | null>(null)
  const pane = useRef<HTMLElement>(null)
  const focusNext = useFocusAfter(active, pane)
  if (!concernsAward(session, unsealed)) return null
  const deeds = awardDeeds(session, unsealed)
  const shut = deeds.filter(({ move, why }) => why !== null && move !== active)

  const cancel = (move: AwardMove) => {
    focusNext(`[data-award=${move}]`)
    setActive(null)
  }
  const moved = async (move: AwardMove, report: StaffReport) => {
    await onMoved(report, awardDone(move, report))
    focusNext('h3')
    setActive(null)
  }
  return (
    <section class="award-moves" aria-labelledby="award-moves-title" ref={pane}>
      <h3 id="award-moves-title" tabIndex={-1}>奖励能做什么</h3>
      <ul class="plain open-moves">
        {deeds.filter(({ move, why }) => why === null || move === active).map(({ move, why }) => {
          const Form = FORMS[move]
          return (
            <li key={move}>
              {move === active
                ? <Form unsealed={unsealed} shut={why === null ? null : sayWhyNot(why)} onMoved={(report) => moved(move, report)} onStale={onStale} onCancel={() => cancel(move)} />
                : <button type="button" class={move === 'approve' ? 'button act' : 'button'} data-award={move} onClick={() => setActive(move)}>{awardMoveText(move).label}</button>}
            </li>
          )
        })}
      </ul>
      {shut.length > 0 && <Shut deeds={shut} />}
    </section>
  )
}

const Shut = ({ deeds }: { readonly deeds: readonly AwardDeed[] }): JSX.Element => (
  <details>
    <summary>奖励不能做的，为什么（{deeds.length}）</summary>
    <dl class="shut-moves">
      {deeds.map(({ move, why }) => why !== null && <div key={move}><dt>{awardMoveText(move).label}</dt><dd>{sayWhyNot(why)}</dd></div>)}
    </dl>
  </details>
)
