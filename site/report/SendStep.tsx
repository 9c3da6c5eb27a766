import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { messages } from '#contract/county/messages.ts'
import { policy } from '#contract/county/policy.ts'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import { Sign } from '../ui/Sign.tsx'
import { sentenceOf } from './failure.ts'
import type { Underway } from './underway.ts'
import { useFiles } from './use-files.tsx'
import { filer, type Deliver, type FiledReport, type Stage } from './submit.ts'
import { askTurnstile } from './turnstile.ts'
import type { Question, Tip } from '../crypto/filing.ts'

/** How a member sends what somebody told: to an operation of its own, and said in other words. */
export interface Sending {
  readonly deliver: Deliver
  readonly hint: string
  readonly sealing: string
}

interface Props {
  /** What is to be sent, as it stands when the button is pressed; null while something is missing, which the form then says. */
  readonly words: () => Tip | Question | null
  readonly onFiled: (filed: FiledReport) => void
  /** Absent where there is nowhere to go back to. */
  readonly onBack?: () => void
  /** Kept by the form, so that going back to change a word and coming again still uses the same code and the same sealed bytes. */
  readonly file: Underway
  /** Absent where the reporter sends, who solves a challenge first. */
  readonly sending?: Sending | undefined
}

const STAGES = ['sealing', 'challenge', 'sending'] as const
const SLOW_MS = 15_000
const painted = () => new Promise<void>((resolve) => setTimeout(resolve, 30))

/** The one button that sends, what it is doing, and what to do when it did not work. */
export function SendStep(props: Props): JSX.Element {
  const turnstileBox = useRef<HTMLDivElement>(null)
  const status = useRef<HTMLDivElement>(null)
  const { stage, failure, slow, send, files } = useSending(props, turnstileBox)
  const press = () => {
    const words = props.words()
    if (words === null) return
    status.current?.focus()
    void send(words)
  }
  return (
    <div class="stack-l">
      {props.sending === undefined && <p class="hint">{formEnd.challenge[policy.challenge.kind]}</p>}
      <div ref={status} tabIndex={-1} role="status" aria-live="polite">
        {stage !== null && files === null && <Working stage={stage} slow={slow} sending={props.sending} />}
      </div>
      {files}
      {failure !== null && (
        <div class="notice stop" role="alert">
          <Sign shape="triangle" glyph="alert" size={44} />
          <p>{failure}</p>
        </div>
      )}
      <div ref={turnstileBox} />
      <div class="actions">
        <button type="button" class="button act" disabled={stage !== null} onClick={press}>{failure === null ? form.buttons.send : formEnd.sending.again}</button>
        {props.onBack !== undefined && <button type="button" class="button" disabled={stage !== null} onClick={props.onBack}>{form.buttons.back}</button>}
      </div>
    </div>
  )
}

function useSending({ onFiled, file, sending }: Props, turnstileBox: { current: HTMLDivElement | null }) {
  const [stage, setStage] = useState<Stage | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [slow, setSlow] = useState(false)
  const files = useFiles(file)
  /** The filer outlives this screen; it tells whichever is there now. */
  const show = useRef(setStage)
  show.current = setStage
  const onStep = async (next: Stage) => {
    show.current(next)
    await painted()
  }
  useEffect(() => {
    if (stage === null) return
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => clearTimeout(timer)
  }, [stage])

  const send = async (words: Tip | Question) => {
    setFailure(null)
    setSlow(false)
    setStage('sealing')
    const solve = (siteKey: string) => askTurnstile(turnstileBox.current ?? document.body, siteKey)
    try {
      const sent = await files.send(solve)
      if (!sent.ok) {
        setFailure(sent.sentence)
        return setStage(null)
      }
      file.current ??= filer({ call, onStep, ...(sending !== undefined && { deliver: sending.deliver }), askTurnstile: solve })
      const outcome = await file.current(words, sent.value)
      if (outcome.ok) return onFiled(outcome.value)
      setFailure(files.refused(outcome) ?? sentenceOf(outcome))
    } catch {
      // The keyring did not load, or something nobody foresaw: nothing was taken, and nothing typed is lost.
      setFailure(formEnd.sending.failed)
    }
    setStage(null)
  }
  return { stage, failure, slow, send, files: files.shown }
}

function Working({ stage, slow, sending }: { readonly stage: Stage; readonly slow: boolean; readonly sending: Sending | undefined }): JSX.Element {
  const stages: readonly Stage[] = sending === undefined ? STAGES : STAGES.filter((one) => one !== 'challenge')
  const said = { ...formEnd.sending, ...(sending !== undefined && { sealing: sending.sealing }) }
  const now = stages.indexOf(stage)
  return (
    <div class="working">
      <ol>
        {stages.map((one, index) => (
          <li key={one} class={index < now ? 'done' : index === now ? 'now' : undefined} aria-current={index === now ? 'step' : undefined}>
            <Sign shape={index < now ? 'square' : 'disc'} glyph={index < now ? 'check' : ({ sealing: 'lock', challenge: 'gear', sending: 'phone' } as const)[one]} size={32} />
            {said[one]}
          </li>
        ))}
      </ol>
      {slow && <p class="hint">{messages.network.slow}</p>}
    </div>
  )
}
