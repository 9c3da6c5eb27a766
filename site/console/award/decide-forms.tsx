/** Deciding on what was proposed: agree, decline, give longer, take back. */
import type { JSX } from 'preact'
import { paying } from '#contract/county/paying.ts'
import { reasons } from '#contract/county/reasons.ts'
import { livingAward } from '#contract/rules/award.ts'
import { approvalOf } from '#contract/rules/award-decision.ts'
import { sayYuan } from '#contract/rules/money.ts'
import type { AwardDeclineChoice, AwardExtendReason } from '#contract/states.ts'
import type * as z from 'zod/mini'
import { useConsole } from '../context.ts'
import { useDraft } from '../drafts.ts'
import { Pick } from '../fields.tsx'
import { reasonOptions } from '../moves/choices.ts'
import { DeedForm, draftKey, type DeedFormProps } from '../moves/MoveForm.tsx'
import { refusal } from '../outcome.ts'
import { sayRefusal } from '../words.ts'
import { approve, decline, extend, withdraw } from './act.ts'
import { awardMoveText } from './deeds.ts'
import { openAwards } from './open.ts'

/** What an approver may choose: that a result fell is told by the move that brings it down. */
const { 'result-changed': _fallen, ...DECLINE_CHOICES } = reasons['award-decline']

export function ApproveForm(props: DeedFormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const living = livingAward(unsealed.report.awards)
  const opened = openAwards(unsealed).find(({ award }) => award.id === living?.id)
  const doubt = opened?.doubt == null ? null : sayRefusal(refusal(`award-${opened.doubt}`))
  const first = living !== undefined && approvalOf(living, paying) === 'agree'
  const agreed = living?.approvedBy ?? null
  return (
    <DeedForm {...props} words={awardMoveText('approve')} draft={draftKey('award-approve', unsealed)} button={first ? '同意，再等一位' : '批准'} missing={doubt} act={() => approve(session, unsealed)}>
      {living !== undefined && (
        <dl class="facts sums">
          <div><dt>提的数</dt><dd>{sayYuan(living.fen)}</dd></div>
          <div><dt>重新算的</dt><dd>{opened?.reckoning == null ? '算不出来' : sayYuan(opened.reckoning.fen)}</dd></div>
        </dl>
      )}
      {doubt === null ? <p class="signature">✓ 两个数一样，依据是提的单位签的。</p> : <p class="notice stop small"><span>{doubt}</span></p>}
      {(first || agreed !== null) && <p>{agreed === null ? `超过${sayYuan(paying.twoAbove * 100)}的要两位批，你批了还差一位。` : `${unsealed.report.people[agreed] ?? '另一位'}同意了，你批了就定。`}</p>}
    </DeedForm>
  )
}

export function DeclineForm(props: DeedFormProps): JSX.Element {
  const { session, drafts } = useConsole()
  const key = draftKey('award-decline', props.unsealed)
  const [{ reason }, change] = useDraft(drafts, key, { reason: null as AwardDeclineChoice | null })
  return (
    <DeedForm {...props} words={awardMoveText('decline')} draft={key} missing={reason === null ? '先选理由。' : null} act={() => decline(session, props.unsealed, reason ?? 'not-covered')}>
      <Pick label="理由" hint="举报人看到的是下面那句" options={reasonOptions(DECLINE_CHOICES)} value={reason} onChange={(value) => change({ reason: value })} />
    </DeedForm>
  )
}

export function ExtendForm(props: DeedFormProps): JSX.Element {
  const { session, drafts } = useConsole()
  const key = draftKey('award-extend', props.unsealed)
  const [{ reason }, change] = useDraft(drafts, key, { reason: null as z.infer<typeof AwardExtendReason> | null })
  return (
    <DeedForm {...props} words={awardMoveText('extend')} draft={key} missing={reason === null ? '先选理由。' : null} act={() => extend(session, props.unsealed, reason ?? 'asked')}>
      <Pick label="理由" hint="举报人看到的是下面那句" options={reasonOptions(reasons['award-extend'])} value={reason} onChange={(value) => change({ reason: value })} />
    </DeedForm>
  )
}

export function WithdrawForm(props: DeedFormProps): JSX.Element {
  const { session } = useConsole()
  return <DeedForm {...props} words={awardMoveText('withdraw')} draft={draftKey('award-withdraw', props.unsealed)} act={() => withdraw(session, props.unsealed)} />
}
