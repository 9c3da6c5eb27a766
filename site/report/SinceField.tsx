import { form } from '#contract/county/form.ts'
import { addDays, sayDay } from '#contract/rules/day.ts'
import type { JSX } from 'preact'
import { TextField } from '../ui/Field.tsx'
import { GUESSES, parseDay } from './since.ts'
import type { StepProps } from './steps.tsx'

const { since } = form.fields

/** The day it began, typed as people write days or tapped as a guess; what was understood is said back. */
export function SinceField({ draft, set, errorAt, today }: StepProps): JSX.Element {
  const day = parseDay(draft.since, today)
  return (
    <>
      <TextField
        id="since" short label={since.label} hint={since.hint} example={since.example} error={errorAt('since')}
        value={draft.since} onInput={(text) => set({ since: text })}
      />
      <p class="hint" role="status">{day !== null && sayDay(day, today)}</p>
      <div class="guesses">
        {GUESSES.map(([name, back]) => (
          <button key={name} type="button" class="button small" onClick={() => set({ since: addDays(today, -back) })}>{form.guesses[name]}</button>
        ))}
      </div>
    </>
  )
}
