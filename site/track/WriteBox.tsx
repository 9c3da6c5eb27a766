import { messages } from '#contract/county/messages.ts'
import { track } from '#contract/county/track.ts'
import { MAX_MESSAGE_CHARACTERS } from '#contract/limits.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import { ClueNotice } from '../report/ClueNotice.tsx'
import { sayFailure } from '../report/failure.ts'
import { TextField } from '../ui/Field.tsx'
import { useWarning } from '../ui/warning.ts'
import { sayMessageProblem, writingTo } from './words.ts'
import { writer, type OpenReport, type WriteAnswer } from './track.ts'

const words = track.message

interface Props {
  readonly report: OpenReport
  readonly onFresh: (report: OpenReport) => void
}

/** A message to whoever holds the report. Trying again after a lost answer sends the same sealed bytes. */
export function WriteBox(props: Props): JSX.Element {
  const { text, setText, error, said, working, send } = useWriting(props)
  return (
    <form class="write" onSubmit={(event) => void send(event)} noValidate>
      <TextField
        id="message" rows={5} label={writingTo(props.report.tracked).label} hint={fill(words.hint ?? '', { max: MAX_MESSAGE_CHARACTERS })} error={error}
        value={text} onInput={setText} max={MAX_MESSAGE_CHARACTERS}
      />
      <ClueNotice text={text} title={words.clues} />
      <div class="actions"><button type="submit" class="button act" aria-disabled={working}>{words.send}</button></div>
      <p role="status">{said}</p>
    </form>
  )
}

function useWriting({ report, onFresh }: Props) {
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const [said, setSaid] = useState('')
  const [working, setWorking] = useState(false)
  const write = useRef(writer({ call }))
  useWarning(text !== '')

  const send = async (event: Event) => {
    event.preventDefault()
    if (working) return
    const problem = sayMessageProblem(text)
    setError(problem)
    if (problem !== undefined) return document.getElementById('message')?.focus()
    setWorking(true)
    setSaid(words.sending)
    const answer = await write.current(report, text).catch(() => null)
    setWorking(false)
    if (answer?.ok !== true) return setSaid(sayNotWritten(answer))
    setText('')
    setSaid(writingTo(answer.value.tracked).sent)
    onFresh(answer.value)
  }
  return { text, setText, error, said, working, send }
}

export function sayNotWritten(answer: Exclude<WriteAnswer, { ok: true }> | null): string {
  if (answer === null) return messages.network['not-sent']
  if (answer.code === 'sealing' && answer.reason === 'unvouched') return messages.sealed.unvouched
  return answer.code === 'sealing' ? messages.network['not-sealed'] : sayFailure(answer, 'not-sent')
}
