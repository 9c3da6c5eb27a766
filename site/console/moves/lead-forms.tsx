/** The lead's moves; the extension that it asks for and an approver grants; 销号, the desk's, which ends what the lead ordered and inspected. */
import type { JSX } from 'preact'
import { reasons } from '#contract/county/reasons.ts'
import { MAX_BODY_CHARACTERS, MAX_MESSAGE_CHARACTERS } from '#contract/limits.ts'
import { sayDay } from '#contract/rules/day.ts'
import { returnBy } from '#contract/rules/deadline.ts'
import { ExtendReason, Result, type ReturnReason } from '#contract/states.ts'
import type * as z from 'zod/mini'
import { useConsole } from '../context.ts'
import { Pick, Words } from '../fields.tsx'
import { begin, clear, extend, find, giveBack, inspect, rectify } from '../report/act.ts'
import { stateName } from '../words.ts'
import { reasonOptions } from './choices.ts'
import { MoveForm, useMoveDraft, type FormProps } from './MoveForm.tsx'

const tooLong = (text: string): string | null => ([...text].length > MAX_BODY_CHARACTERS ? '太长了，删短一些。' : null)

export function BeginForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  return <MoveForm move="begin" {...props} act={() => begin(session, props.unsealed)} />
}

const CLEARANCE = { rectify, inspect, clear }

/** Ordered, looked at, off the list: the deed, and words for the reporter if one has any. */
const clearanceForm = (move: keyof typeof CLEARANCE) => (props: FormProps): JSX.Element => {
  const { session } = useConsole()
  const { unsealed } = props
  const [{ text }, change] = useMoveDraft(move, unsealed, { text: '' })
  return (
    <MoveForm move={move} {...props} missing={[...text].length > MAX_MESSAGE_CHARACTERS ? '太长了，删短一些。' : null} act={() => CLEARANCE[move](session, unsealed, text.trim())}>
      <Words label="跟举报人说几句（可以不写）" value={text} onInput={(value) => change({ text: value })} max={MAX_MESSAGE_CHARACTERS} rows={3} />
    </MoveForm>
  )
}
export const RectifyForm = clearanceForm('rectify')
export const InspectForm = clearanceForm('inspect')
export const ClearForm = clearanceForm('clear')

export function ReturnForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const [{ reason, text }, change] = useMoveDraft('return', unsealed, { reason: null as z.infer<typeof ReturnReason> | null, text: '' })
  const last = returnBy(unsealed.report)
  return (
    <MoveForm move="return" button="退回受理台" {...props} missing={reason === null ? '先选退回的理由。' : tooLong(text)} act={() => giveBack(session, unsealed, reason ?? 'not-our-duty', text.trim())}>
      {last !== null && <p class="quiet">{sayDay(last, unsealed.report.today)}以前可以退。</p>}
      <Pick label="理由" hint="举报人看到的是下面那句" options={reasonOptions(reasons.return)} value={reason} onChange={(value) => change({ reason: value })} />
      <Words label="说明（可以不写，写进内部记录）" value={text} onInput={(value) => change({ text: value })} max={MAX_BODY_CHARACTERS} rows={3} />
    </MoveForm>
  )
}

const RESULTS = Result.options.map((value) => ({ value, label: stateName(value) }))

export function FindForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const [{ result, text }, change] = useMoveDraft('find', unsealed, { result: null as z.infer<typeof Result> | null, text: '' })
  const missing = result === null ? '先选结论。' : text.trim() === '' ? '写几句查到了什么、凭什么。举报人会读到。' : tooLong(text)
  return (
    <MoveForm move="find" button="记下结论" {...props} missing={missing} act={() => find(session, unsealed, result ?? 'indeterminate', text.trim())}>
      <Pick label="结论" options={RESULTS} value={result} onChange={(value) => change({ result: value })} />
      <Words label="查到了什么，怎么处理" hint="举报人会读到这段话。不写能认出他的话，也不写是怎么找到的。" value={text} onInput={(value) => change({ text: value })} max={MAX_BODY_CHARACTERS} rows={7} />
    </MoveForm>
  )
}

export function ExtendForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const [{ reason }, change] = useMoveDraft('extend', unsealed, { reason: null as z.infer<typeof ExtendReason> | null })
  const { report } = unsealed
  if (report.extension === 'requested') {
    const asked = ExtendReason.safeParse(report.timeline.findLast((event) => event.kind === 'extension-requested')?.detail.reason)
    const why = asked.success ? asked.data : 'complex'
    return (
      <MoveForm move="extend" button="批准延期30天" {...props} act={() => extend(session, unsealed, why)}>
        <p>{report.people[report.extensionBy ?? ''] ?? '牵头单位'}申请，理由：<strong>{reasons.extend[why].name}</strong>。只能延一次。</p>
      </MoveForm>
    )
  }
  return (
    <MoveForm move="extend" button="申请延期30天" {...props} missing={reason === null ? '先选延期的理由。' : null} act={() => extend(session, unsealed, reason ?? 'complex')}>
      <Pick label="理由" options={reasonOptions(reasons.extend)} value={reason} onChange={(value) => change({ reason: value })} />
    </MoveForm>
  )
}
