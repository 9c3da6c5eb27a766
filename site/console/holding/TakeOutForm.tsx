/** Taking the report from a unit; and the new key, where the browser could not make it by itself. */
import type { JSX } from 'preact'
import { reasons } from '#contract/county/reasons.ts'
import { keptByGovernment } from '#contract/rules/escalation.ts'
import { mustStay } from '#contract/rules/holding.ts'
import type { TakeOutReason } from '#contract/states.ts'
import type * as z from 'zod/mini'
import { useConsole } from '../context.ts'
import { Pick } from '../fields.tsx'
import { reasonOptions } from '../moves/choices.ts'
import { MoveForm, useMoveDraft, type FormProps } from '../moves/MoveForm.tsx'
import { unitName } from '../words.ts'
import { renew, takeOut } from './act.ts'

interface Draft {
  readonly unit: string
  readonly reason: z.infer<typeof TakeOutReason> | null
}

export function TakeOutForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { report } = props.unsealed
  const [{ unit, reason }, change] = useMoveDraft<Draft>('take-out', props.unsealed, { unit: '', reason: null })
  const holding = report.parts.filter((part) => part.standing === 'holding' && !mustStay(keptByGovernment(report), part.unit))
  const missing = holding.length === 0 ? '没有可以收回的单位。' : unit === '' ? '先选从哪个单位收回。' : reason === null ? '先选理由。' : null
  return (
    <MoveForm move="take-out" button={unit === '' ? '收回' : `从${unitName(unit)}收回`} {...props} missing={missing} act={() => takeOut(session, props.unsealed, unit, reason ?? 'no-longer-needed')}>
      {holding.length === 0
        ? <p>现在只有受理台{keptByGovernment(report).escalated && '和县政府'}拿着，没有可以收回的。</p>
        : <Pick label="从哪个单位收回" options={holding.map((part) => ({ value: part.unit, label: unitName(part.unit), hint: part.copy === 'redacted' ? '手里是脱敏件' : '手里是原件' }))} value={unit === '' ? null : unit} onChange={(value) => change({ unit: value })} />}
      <Pick label="理由" hint="举报人看到的是下面那句" options={reasonOptions(reasons['take-out'])} value={reason} onChange={(value) => change({ reason: value })} />
      <p class="hint">它看过的，没有办法让它忘掉；收回的是以后的。</p>
    </MoveForm>
  )
}

export function RenewForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  return <MoveForm move="renew" {...props} act={() => renew(session, props.unsealed)} />
}
