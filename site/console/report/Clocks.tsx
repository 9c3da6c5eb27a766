import type { JSX } from 'preact'
import type { Deadline } from '#contract/report.ts'
import { daysBetween, sayDay } from '#contract/rules/day.ts'
import { yearsWithoutCalendar } from '#contract/rules/deadline.ts'
import { fill } from '#contract/rules/fill.ts'
import { messages } from '#contract/county/messages.ts'
import { deadlineName, sayDue } from '../words.ts'

interface Props {
  readonly deadlines: readonly Deadline[]
  readonly today: string
}

/** Each running clock as a bar from the day it began to its last day, with today on it; the words beside it say the same. */
export function Clocks({ deadlines, today }: Props): JSX.Element | null {
  const running = deadlines.filter((deadline) => !deadline.met)
  if (running.length === 0) return null
  const unknown = yearsWithoutCalendar(running)
  return (
    <section aria-label="时限">
      <ul class="plain clocks">
        {running.map((deadline) => {
          const { words, tone } = sayDue(deadline.warnBy, today)
          return (
            <li key={deadline.kind} class={tone}>
              <span>{deadlineName(deadline.kind)}</span>
              <svg class="bar-line" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="whole" x="0" y="3" width="100" height="4" />
                <rect class="gone" x="0" y="1" width={partGone(deadline, today)} height="8" />
              </svg>
              <span class={`due ${tone}`}>{tone === 'over' && <span class="flag">超期</span>}{words}<span class="quiet">　最晚{sayDay(deadline.due, today)}</span></span>
            </li>
          )
        })}
      </ul>
      {unknown.length > 0 && <p class="notice warn small calendar">{fill(messages.calendar.missing, { years: unknown.join('、') })}</p>}
    </section>
  )
}

/** Percent of the span that has gone; a whole bar once it is over. */
function partGone({ from, due }: Deadline, today: string): number {
  const whole = Math.max(1, daysBetween(from, due))
  return Math.round(Math.min(1, Math.max(0.02, daysBetween(from, today) / whole)) * 100)
}
