import { messages } from '#contract/county/messages.ts'
import { trackFiles } from '#contract/county/track-files.ts'
import { track } from '#contract/county/track.ts'
import { MAX_MESSAGE_CHARACTERS } from '#contract/limits.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import { useAttached } from '../evidence/pick/use-attached.tsx'
import { ClueNotice } from '../report/ClueNotice.tsx'
import { sayFailure } from '../report/failure.ts'
import { askTurnstile } from '../report/turnstile.ts'
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
  const { text, setText, error, said, working, send, attached, challenge } = useWriting(props)
  return (
    <form class="write" onSubmit={(event) => void send(event)} noValidate>
      <TextField
        id="message" rows={5} label={writingTo(props.report.tracked).label} hint={fill(words.hint ?? '', { max: MAX_MESSAGE_CHARACTERS })} error={error}
        value={text} onInput={setText} max={MAX_MESSAGE_CHARACTERS}
      />
      <ClueNotice text={text} title={words.clues} />
      {/* In a box of its own: what comes and goes must not move the button that has the focus. */}
      <div class="with-files">{attached.progress ?? attached.box}</div>
      <div ref={challenge} />
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
  const challenge = useRef<HTMLDivElement>(null)
  const attached = useAttached({ had: hadOf(report), words: trackFiles })
  useWarning(text !== '' || attached.some())

  const send = async (event: Event) => {
    event.preventDefault()
    if (working) return
    const problem = text.trim() === '' && attached.some() ? undefined : sayMessageProblem(text)
    setError(problem)
    if (problem !== undefined) return document.getElementById('message')?.focus()
    setWorking(true)
    setSaid(words.sending)
    const files = await attached.send({ call, askTurnstile: (key) => askTurnstile(challenge.current ?? document.body, key) })
    const answer = files.ok ? await write.current(report, text.trim() === '' ? '' : text, files.value).catch(() => null) : null
    setWorking(false)
    if (!files.ok) return setSaid(files.sentence)
    if (answer?.ok !== true) {
      if (answer?.code === 'conflict') attached.forget()
      return setSaid(sayNotWritten(answer))
    }
    setText('')
    attached.clear()
    setSaid(writingTo(answer.value.tracked).sent)
    onFresh(answer.value)
  }
  return { text, setText, error, said, working, send, attached, challenge }
}

/** As far as the code tells: of those that came with the filing, how many. The server counts all. */
function hadOf({ files, tracked: { filedFiles } }: OpenReport) {
  const own = files.filter(({ author }) => author === 'reporter')
  return { files: filedFiles + own.length, bytes: own.reduce((sum, { words: said }) => sum + (said?.size ?? 0), 0) }
}

export function sayNotWritten(answer: Exclude<WriteAnswer, { ok: true }> | null): string {
  if (answer === null) return messages.network['not-sent']
  if (answer.code === 'sealing' && answer.reason === 'unvouched') return messages.sealed.unvouched
  return answer.code === 'sealing' ? messages.network['not-sealed'] : sayFailure(answer, 'not-sent')
}
