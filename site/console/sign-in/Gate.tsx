/** The frame of everything before the console: one column, one form, one button. */
import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Mark } from '../../ui/Sign.tsx'
import type { Outcome } from '../outcome.ts'
import { sayRefusal } from '../words.ts'

export interface Work {
  readonly busy: boolean
  readonly problem: string
  readonly fail: (words: string) => void
  /** Runs it once at a time; null when it was refused, and then `problem` says why. */
  readonly run: <T>(task: () => Promise<Outcome<T>>) => Promise<T | null>
}

export function useWork(): Work {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  return {
    busy,
    problem,
    fail: setProblem,
    run: async (task) => {
      setBusy(true)
      setProblem('')
      const outcome = await task().finally(() => setBusy(false))
      if (outcome.ok) return outcome.value
      setProblem(sayRefusal(outcome))
      return null
    },
  }
}

interface Props {
  readonly title: string
  readonly notice?: string
  readonly work: Work
  readonly button: string
  readonly busy: string
  readonly onSubmit: () => Promise<void>
  readonly children: ComponentChildren
  /** Another way, below the button. */
  readonly also?: ComponentChildren
  readonly foot?: ComponentChildren
}

export function Gate({ title, notice = '', work, button, busy, onSubmit, children, also, foot }: Props): JSX.Element {
  return (
    <main class="gate">
      <Mark size={48} />
      <h1>{title}</h1>
      {notice !== '' && <p class="notice tell" role="status">{notice}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!work.busy) void onSubmit()
        }}
        noValidate
      >
        {children}
        <p class="error" role="alert">{work.problem}</p>
        <button type="submit" class="button act" aria-disabled={work.busy}>{work.busy ? busy : button}</button>
      </form>
      {also}
      {foot}
    </main>
  )
}
