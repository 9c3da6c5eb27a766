/** Second opinions: declining an extension, taking a report to the county government, naming who reviews, deciding the review. */
import type { JSX } from 'preact'
import { reasons } from '#contract/county/reasons.ts'
import { MAX_BODY_CHARACTERS } from '#contract/limits.ts'
import { GOVERNMENT, mustStay } from '#contract/rules/holding.ts'
import { partsEscalated } from '#contract/rules/escalation.ts'
import { isUnderReview, whyNotEscalate } from '#contract/rules/moves.ts'
import { findingOf, pastOf, whyNotReviewer } from '#contract/rules/past.ts'
import { Result, type DeclineReason, type EscalateReason, type ReviewDecision } from '#contract/states.ts'
import type * as z from 'zod/mini'
import { useConsole } from '../context.ts'
import { Pick, Select, Words } from '../fields.tsx'
import { reasonOptions, unitGroups } from '../moves/choices.ts'
import { ClueReminder } from '../moves/ClueReminder.tsx'
import { Stuck } from '../holding/FileGiving.tsx'
import { MoveForm, useMoveDraft, type FormProps } from '../moves/MoveForm.tsx'
import { standingOf } from '../report/standing.ts'
import { stateName, unitName, unitNames } from '../words.ts'
import { decideReview, decline, escalate, escalatedAnew, nameReview, reviewingAnew } from './act.ts'

export function DeclineForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const [{ reason }, change] = useMoveDraft('decline', props.unsealed, { reason: null as z.infer<typeof DeclineReason> | null })
  return (
    <MoveForm move="decline" {...props} missing={reason === null ? '先选不批的理由。' : null} act={() => decline(session, props.unsealed, reason ?? 'can-finish')}>
      <Pick label="理由" hint="举报人看到的是下面那句" options={reasonOptions(reasons.decline)} value={reason} onChange={(value) => change({ reason: value })} />
    </MoveForm>
  )
}

export function EscalateForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const { parts, category, lead, state, merge } = unsealed.report
  const standing = standingOf(unsealed.report)
  const [{ reason }, change] = useMoveDraft('escalate', unsealed, { reason: null as EscalateReason | null })
  const options = reasonOptions(reasons.escalate).filter(({ value }) => (value !== 'indeterminate' || state === 'indeterminate') && whyNotEscalate(value, standing) === null)
  const leaving = reason === null ? [] : partsEscalated(parts, { reason, category, lead, alsoConcerned: merge.concerned }).filter(({ unit, standing }) => standing === 'ended' && unsealed.holding.includes(unit))
  return (
    <MoveForm move="escalate" button={`交${unitName(GOVERNMENT)}牵头`} {...props} missing={reason === null ? '先选理由。' : null} act={() => escalate(session, unsealed, reason ?? 'several-units')}>
      <Pick label="理由" hint="举报人看到的是下面那句" options={options} value={reason} onChange={(value) => change({ reason: value })} />
      {isUnderReview(standing) && <p class="notice">举报人正要求复查。交县政府从头核查，就是对这次复查的答复。</p>}
      {leaving.length > 0 && <p class="notice">{unitNames(leaving.map(({ unit }) => unit))}马上退出{merge.with.length > 0 && '，并案的几件也一并收回'}，打不开以后写的。</p>}
      <Stuck unsealed={unsealed} units={escalatedAnew(unsealed)} />
    </MoveForm>
  )
}

export function NameReviewForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const { lead, timeline, merge } = unsealed.report
  const [{ unit }, change] = useMoveDraft('name-review', unsealed, { unit: '' })
  const past = pastOf(timeline, merge.judged)
  const fit = unitGroups(unsealed).map(({ name, options }) => ({ name, options: options.filter(({ value }) => whyNotReviewer(value, { lead, ...past }) === null) }))
  return (
    <MoveForm move="name-review" button={unit === '' ? '指定复查单位' : `交给${unitName(unit)}复查`} {...props} missing={unit === '' ? '先选由谁复查。' : null} act={() => nameReview(session, unsealed, unit)}>
      <Select label="由谁复查" hint="选受理台的，由没写过结论的审批人来办。" none="选一个单位" groups={fit} value={unit} onChange={(value) => change({ unit: value })} />
      <Stuck unsealed={unsealed} units={reviewingAnew(unsealed, unit)} />
      <ClueReminder unsealed={unsealed} />
    </MoveForm>
  )
}

interface Draft {
  readonly decision: ReviewDecision | null
  readonly result: z.infer<typeof Result> | null
  readonly text: string
}

export function DecideReviewForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const [{ decision, result, text }, change] = useMoveDraft<Draft>('decide-review', unsealed, { decision: null, result: null, text: '' })
  const old = findingOf(unsealed.report.timeline)?.result
  const results = Result.options.filter((value) => value !== old).map((value) => ({ value, label: stateName(value) }))
  const missing = missingOf({ decision, result, text })
  return (
    <MoveForm move="decide-review" button="送出复查决定" {...props} missing={missing} act={() => decideReview(session, unsealed, { decision: decision ?? 'upheld', result, text: text.trim() })}>
      {old !== undefined && <p>原来的结论：<strong>{stateName(old)}</strong></p>}
      <Pick label="复查下来" options={reasonOptions(reasons.review)} value={decision} onChange={(value) => change({ decision: value })} />
      {decision === 'changed' && <Pick label="新的结论" options={results} value={result} onChange={(value) => change({ result: value })} />}
      {decision === 'reinvestigate' && <p class="notice">由{unitName(unsealed.report.reviewBy ?? 'desk')}牵头重新核查，{leavingWords(props)}期限从今天重新算。</p>}
      <Words label="理由和依据" hint="举报人会读到这段话。不写能认出他的话，也不写是怎么找到的。" value={text} onInput={(value) => change({ text: value })} max={MAX_BODY_CHARACTERS} rows={6} />
    </MoveForm>
  )
}

/** Who led gives way to who looks anew; the government stays. */
function leavingWords({ unsealed: { report: { lead, route, reviewBy } } }: FormProps): string {
  return lead === null || lead === reviewBy || mustStay(route, lead) ? '' : `${unitName(lead)}退出，`
}

function missingOf({ decision, result, text }: Draft): string | null {
  if (decision === null) return '先选复查下来怎么定。'
  if (decision === 'changed' && result === null) return '选一个新的结论。'
  if (text.trim() === '') return '写几句理由和依据。举报人会读到。'
  return [...text].length > MAX_BODY_CHARACTERS ? '太长了，删短一些。' : null
}
