import { track } from '#contract/county/track.ts'
import { MAX_MESSAGE_CHARACTERS } from '#contract/limits.ts'
import { sayDay } from '#contract/rules/day.ts'
import { fill } from '#contract/rules/fill.ts'
import { sayRecourses } from '#contract/rules/recourse.ts'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import { ClueNotice } from '../report/ClueNotice.tsx'
import { TextField } from '../ui/Field.tsx'
import { useWarning } from '../ui/warning.ts'
import type { OpenReport } from './track.ts'
import { reviewStanding, sayMessageProblem } from './words.ts'
import { sayNotWritten } from './WriteBox.tsx'
import { writer } from './track.ts'

const words = track.review

interface Props {
  readonly report: OpenReport
  readonly today: string
  readonly onFresh: (report: OpenReport) => void
}

/** 复查: while the result can be contested, and what came of it afterwards. Nothing where there is no result yet. */
export function ReviewBox(props: Props): JSX.Element | null {
  const { report: { tracked }, today } = props
  const standing = reviewStanding(tracked, today)
  const clock = tracked.deadlines.find(({ kind }) => kind === 'review')
  if (standing === 'none') return null
  return (
    <section aria-labelledby="review">
      <h2 id="review" tabIndex={-1}>{words.title}</h2>
      {standing === 'open' && <Asking {...props} />}
      {standing === 'asked' && <p class="notice">{fill(words.waiting, { due: sayDay(clock?.due ?? today, today) })}</p>}
      {standing === 'over' && (
        <>
          <p>{words.elsewhere}</p>
          <ul class="recourses">{sayRecourses().map((line) => <li key={line}>{line}</li>)}</ul>
        </>
      )}
    </section>
  )
}

function Asking({ report, today, onFresh }: Props): JSX.Element {
  const [open, setOpen] = useState(false)
  const { text, setText, error, said, working, send } = useAsking(report, onFresh)
  useLayoutEffect(() => {
    if (open) document.getElementById('contest')?.focus()
  }, [open])
  const cancel = () => {
    document.getElementById('review')?.focus()
    setOpen(false)
  }
  if (!open) {
    return (
      <>
        <p>{fill(words.intro, { due: sayDay(report.tracked.reviewUntil ?? today, today) })}</p>
        <div class="actions"><button type="button" class="button" onClick={() => setOpen(true)}>{words.open}</button></div>
      </>
    )
  }
  return (
    <form class="write" onSubmit={(event) => void send(event)} noValidate>
      <TextField id="contest" rows={5} label={words.label} hint={fill(words.hint ?? '', { max: MAX_MESSAGE_CHARACTERS })} error={error} value={text} onInput={setText} max={MAX_MESSAGE_CHARACTERS} />
      <ClueNotice text={text} title={track.message.clues} />
      <div class="actions">
        <button type="submit" class="button act" aria-disabled={working}>{words.send}</button>
        <button type="button" class="button" onClick={cancel}>{words.cancel}</button>
      </div>
      <p role="status">{said}</p>
    </form>
  )
}

function useAsking(report: OpenReport, onFresh: (report: OpenReport) => void) {
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const [said, setSaid] = useState('')
  const [working, setWorking] = useState(false)
  const write = useRef(writer({ call, contests: true }))
  useWarning(text !== '')

  const send = async (event: Event) => {
    event.preventDefault()
    if (working) return
    const problem = sayMessageProblem(text, words.errors)
    setError(problem)
    if (problem !== undefined) return document.getElementById('contest')?.focus()
    setWorking(true)
    setSaid(track.message.sending)
    const answer = await write.current(report, text).catch(() => null)
    setWorking(false)
    if (answer?.ok !== true) return setSaid(sayNotWritten(answer))
    setText('')
    // While the form is still there: with it the focus would go nowhere.
    document.getElementById('review')?.focus()
    onFresh(answer.value)
  }
  return { text, setText, error, said, working, send }
}
