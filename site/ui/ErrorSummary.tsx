import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Problem } from './problem.ts'

interface Props {
  readonly title: string
  readonly sentence: string
  readonly problems: readonly Problem[]
  /** Counts the attempts: each one moves the focus here, and mending a field does not. */
  readonly tries: number
}

/** Everything that is wrong on this step, focused on arrival; each line leads to its field (after govuk-frontend). */
export function ErrorSummary({ title, sentence, problems, tries }: Props): JSX.Element | null {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => box.current?.focus(), [tries])
  if (problems.length === 0) return null
  return (
    <div class="summary" role="alert" tabIndex={-1} ref={box} aria-labelledby="summary-title">
      <h2 id="summary-title">{title}</h2>
      <p>{sentence}</p>
      <ul class="plain">
        {problems.map((problem) => (
          <li key={problem.field}>
            <a href={`#${problem.field}`} onClick={(event) => goTo(event, problem.field)}>{problem.sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Moves the focus without touching the address: nothing of the form ever stands in a URL, not even a field's name. */
function goTo(event: Event, field: string): void {
  event.preventDefault()
  const target = document.getElementById(field)
  target?.focus({ preventScroll: true })
  target?.closest('.field, .cover, fieldset')?.scrollIntoView({ block: 'start' })
}
