/** The desk's own moves: accept, refuse, refer, close. */
import type { JSX } from 'preact'
import { MAX_MESSAGE_CHARACTERS } from '#contract/limits.ts'
import type { CloseReason, RefuseReason } from '#contract/states.ts'
import type * as z from 'zod/mini'
import { useConsole } from '../context.ts'
import { Pick, Words } from '../fields.tsx'
import { Stuck } from '../holding/FileGiving.tsx'
import { refusal } from '../outcome.ts'
import { accept, acceptedAnew, close, doubtOf, refer, refuse } from '../report/act.ts'
import { authorName, closingReasons, destinationName, refusalReasons, sayRefusal, unitName, unitNames } from '../words.ts'
import { destinationOptions, reasonOptions } from './choices.ts'
import { MoveForm, useMoveDraft, type FormProps } from './MoveForm.tsx'

const tooLong = (text: string): string | null => ([...text].length > MAX_MESSAGE_CHARACTERS ? '写给对方的话太长了，删短一些。' : null)

export function AcceptForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const { lead, assists, copies } = unsealed.report.route
  const others = [...assists, ...copies]
  const doubt = doubtOf(unsealed)
  return (
    <MoveForm move="accept" button={lead === null || lead === 'desk' ? '受理，受理台自己办' : `受理，交给${unitName(lead)}`} {...props}
      missing={doubt === null ? null : sayRefusal(refusal(doubt))} act={() => accept(session, unsealed)}>
      <p>{lead === null || lead === 'desk' ? '受理台自己牵头。' : `${unitName(lead)}牵头。`}{others.length > 0 && `${unitNames(others)}先不给，要给再用“转配合单位”。`}</p>
      <Stuck unsealed={unsealed} units={acceptedAnew(unsealed)} />
    </MoveForm>
  )
}

export function RefuseForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const [draft, change] = useMoveDraft('refuse', unsealed, { reason: null as z.infer<typeof RefuseReason> | null, destination: '', text: '' })
  const { reason, destination, text } = draft
  return (
    <MoveForm move="refuse" {...props} missing={reason === null ? '先选一个理由。' : tooLong(text)}
      act={() => refuse(session, unsealed, { reason: reason ?? 'not-a-report', ...(destination === '' ? {} : { destination }), text: text.trim() })}>
      <Pick label="理由" hint={`${authorName('reporter', unsealed.report.kind)}看到的是下面那句`} options={reasonOptions(refusalReasons(unsealed.report.kind))} value={reason} onChange={(value) => change({ reason: value })} />
      <Pick label="该去哪里" options={[{ value: '', label: '不用告知去处' }, ...destinationOptions(unsealed)]} value={destination} onChange={(value) => change({ destination: value })} />
      <Words label="再说几句（可以不写）" value={text} onInput={(value) => change({ text: value })} max={MAX_MESSAGE_CHARACTERS} rows={3} />
    </MoveForm>
  )
}

export function ReferForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const [{ destination, text }, change] = useMoveDraft('refer', unsealed, { destination: null as string | null, text: '' })
  return (
    <MoveForm move="refer" {...props} button={destination === null ? '转出去' : `转 ${destinationName(destination)}`} missing={destination === null ? '先选转给哪里。' : tooLong(text)}
      act={() => refer(session, unsealed, destination ?? '', text.trim())}>
      <Pick label="转给哪里" options={destinationOptions(unsealed)} value={destination} onChange={(value) => change({ destination: value })} />
      <Words label={`跟${authorName('reporter', unsealed.report.kind)}说几句（可以不写）`} value={text} onInput={(value) => change({ text: value })} max={MAX_MESSAGE_CHARACTERS} rows={3} />
    </MoveForm>
  )
}

export function CloseForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const { kind, state } = unsealed.report
  const asked = kind === 'question'
  const [{ reason: kept, text }, change] = useMoveDraft<{ reason: CloseReason | null; text: string }>('close', unsealed, { reason: asked ? 'answered' : null, text: '' })
  const options = reasonOptions(closingReasons(kind, state))
  // Chosen before the result changed, it may be none of them any more.
  const reason = options.find(({ value }) => value === kept)?.value ?? null
  return (
    <MoveForm move="close" {...props} missing={reason === null ? '先选办结的理由。' : tooLong(text)} act={() => close(session, unsealed, reason ?? 'rectified', text.trim())}>
      {!asked && <Pick label="理由" hint={`${authorName('reporter', unsealed.report.kind)}看到的是下面那句`} options={options} value={reason} onChange={(value) => change({ reason: value })} />}
      <Words label={`跟${authorName('reporter', unsealed.report.kind)}说几句（可以不写）`} value={text} onInput={(value) => change({ text: value })} max={MAX_MESSAGE_CHARACTERS} rows={3} />
    </MoveForm>
  )
}
