import { formEnd } from '#contract/county/form-end.ts'
import { hotlines } from '#contract/county/hotlines.ts'
import { profile } from '#contract/county/profile.ts'
import { proxy } from '#contract/county/proxy.ts'
import { sayDay } from '#contract/rules/day.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { ReportForm } from '../../report/ReportForm.tsx'
import { Sign } from '../../ui/Sign.tsx'
import { todayIn } from '../../ui/today.ts'
import { ReadOut } from './ReadOut.tsx'
import { useIntake, type Left } from './use-intake.tsx'

const emergency = hotlines.filter(({ group }) => group === 'emergency').slice(0, 3)

/** 代录: the reporter's own form, filled in by a member; then the code is read out and gone. */
export function Intake(): JSX.Element {
  const { at, channel, member, wipe, again } = useIntake()
  const today = todayIn(profile.timezone)
  if (at === 'form') return <div class="sheet intake"><ReportForm numbers={emergency} builtOn={today} member={member} /></div>
  if (at.code !== null && channel !== null) return <ReadOut code={at.code} reference={at.reference} channel={channel} onDone={wipe} />
  return <Done left={at} today={today} onAgain={again} />
}

/** What is left to be seen once the code is gone. */
function Done({ left, today, onAgain }: { readonly left: Left; readonly today: string; readonly onAgain: () => void }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  const decision = left.deadlines.find(({ kind }) => kind === 'decision')
  return (
    <section class="sheet stack">
      <div class="head-sign">
        <Sign shape="square" glyph="check" size={44} />
        <h2 ref={heading} tabIndex={-1}>{proxy.done.title}</h2>
      </div>
      <p>{proxy.done.sentence}</p>
      {left.earlier && <p class="notice warn">{formEnd.sending.earlier}</p>}
      <p><strong>{formEnd.code.reference} <span class="ref">{left.reference}</span></strong></p>
      {decision !== undefined && <p>{fill(formEnd.code.deadlines, { due: sayDay(decision.due, today) })}</p>}
      <div class="row"><button type="button" class="button act" onClick={onAgain}>{proxy.done.another}</button></div>
    </section>
  )
}
