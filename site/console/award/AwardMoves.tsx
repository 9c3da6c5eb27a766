import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import type { AwardMove } from '#contract/rules/award.ts'
import { useConsole } from '../context.ts'
import { Deeds, type AfterDeed } from '../moves/Deeds.tsx'
import type { DeedFormProps } from '../moves/MoveForm.tsx'
import type { UnsealedReport } from '../report/unseal.ts'
import { ApproveForm, DeclineForm, ExtendForm, WithdrawForm } from './decide-forms.tsx'
import { awardDeeds, awardDone, awardMoveText, concernsAward, sayWhyNot } from './deeds.ts'
import { ProposeForm } from './ProposeForm.tsx'

const FORMS: Record<AwardMove, (props: DeedFormProps) => JSX.Element> = { propose: ProposeForm, approve: ApproveForm, decline: DeclineForm, extend: ExtendForm, withdraw: WithdrawForm }

/** What can be done about the reward, below what can be done about the report. */
export function AwardMoves({ unsealed, ...after }: AfterDeed & { readonly unsealed: UnsealedReport }): JSX.Element | null {
  const { session } = useConsole()
  const pane = useRef<HTMLElement>(null)
  if (!concernsAward(session, unsealed)) return null
  const deeds = awardDeeds(session, unsealed).map(({ move, why }) => ({ name: move, label: awardMoveText(move).label, stands: move === 'approve', shut: why === null ? null : sayWhyNot(why) }))
  return (
    <section class="award-moves" aria-labelledby="award-moves-title" ref={pane}>
      <h3 id="award-moves-title" tabIndex={-1}>奖励能做什么</h3>
      <Deeds {...after} unsealed={unsealed} deeds={deeds} forms={FORMS} done={awardDone} pane={pane} mark="data-award" shutTitle="奖励不能做的，为什么" />
    </section>
  )
}
