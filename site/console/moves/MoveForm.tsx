import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { StaffReport } from '#contract/staff-report.ts'
import type { MoveText } from '#contract/form-schema.ts'
import type { Move } from '#contract/rules/moves.ts'
import { useConsole } from '../context.ts'
import { useDraft } from '../drafts.ts'
import type { Outcome } from '../outcome.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { moveText } from '../words.ts'

/** What the form of every deed is given. */
export interface DeedFormProps {
  readonly unsealed: UnsealedReport
  /** Why the move is shut by now, when somebody else was quicker; what was typed stays. */
  readonly shut: string | null
  readonly onMoved: (report: StaffReport) => Promise<void>
  readonly onStale: () => Promise<void>
  readonly onCancel: () => void
}

/** What every move's form is given. */
export interface FormProps extends DeedFormProps {
  /** Puts this form away and opens another move's. */
  readonly onGo: (move: Move) => void
}

interface Inside {
  /** The words on the button, if they say more than the move's name. */
  readonly button?: string
  /** What is still missing, in a sentence; null when it can be sent. */
  readonly missing?: string | null
  readonly act: () => Promise<Outcome<StaffReport>>
  readonly children?: ComponentChildren
}

interface DeedProps extends DeedFormProps, Inside {
  readonly words: MoveText
  /** Under which its values are kept; see `draftKey`. */
  readonly draft: string
}

export const draftKey = (deed: string, unsealed: UnsealedReport): string => `${unsealed.report.report} ${deed}`

/** The values of a move's form, kept until it is sent. */
export function useMoveDraft<T extends object>(move: Move, unsealed: UnsealedReport, initial: T): [T, (change: Partial<T>) => void] {
  return useDraft(useConsole().drafts, draftKey(move, unsealed), initial)
}

export function MoveForm({ move, ...props }: FormProps & Inside & { readonly move: Move }): JSX.Element {
  return <DeedForm {...props} words={moveText(move, props.unsealed.report.kind)} draft={draftKey(move, props.unsealed)} />
}

/** A small form in place of its button: what it does, its fields, one way on and one way back. */
export function DeedForm(props: DeedProps): JSX.Element {
  const { words, shut, button, children, onCancel } = props
  const { busy, problem, submit } = useSubmit(props)
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  return (
    <form
      class="move-form" noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <h4 ref={heading} tabIndex={-1}>{words.label}</h4>
      <p class="hint">{words.does}</p>
      {children}
      <div role="alert">
        {problem !== '' && <p class="error">{problem}</p>}
        {shut !== null && <p class="error">现在这一步做不了：{shut}</p>}
      </div>
      <div class="row">
        <button type="submit" class="button act" aria-disabled={busy || shut !== null}>{busy ? '正在加密、送出…' : (button ?? words.label)}</button>
        <button type="button" class="link" onClick={onCancel}>先不做</button>
      </div>
    </form>
  )
}

/** Says that nothing typed is lost, unless that has been said. */
const keptWords = (words: string): string => (words.includes('还在') ? words : `${words}你填的还在这里。`)

/** Sends once at a time. Whatever happens but success, the fields stay as they are. */
function useSubmit({ draft, shut, missing = null, act, onMoved, onStale }: DeedProps) {
  const { drafts, explain } = useConsole()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')

  async function submit(): Promise<void> {
    if (busy || shut !== null) return
    if (missing !== null) return setProblem(missing)
    setBusy(true)
    setProblem('')
    // Busy until the page shows the report as it is now: a second press would be about the report as it was.
    await send().finally(() => setBusy(false))
  }

  async function send(): Promise<void> {
    const outcome = await act()
    if (outcome.ok) {
      drafts.forget(draft)
      return await onMoved(outcome.value)
    }
    if (outcome.code !== 'conflict') return setProblem(keptWords(explain(outcome)))
    setProblem('别人刚刚改过这件，已经换成最新的。你填的还在，看过再按一次。')
    await onStale()
  }
  return { busy, problem, submit }
}
