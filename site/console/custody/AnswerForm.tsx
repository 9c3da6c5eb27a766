import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { MAX_MESSAGE_CHARACTERS } from '#contract/limits.ts'
import { useConsole } from '../context.ts'
import { useDraft } from '../drafts.ts'
import { Words } from '../fields.tsx'
import { answerContact, type OpenedCustody } from './act.ts'

interface Props {
  readonly opened: OpenedCustody
  readonly n: number
  readonly onAnswered: (opened: OpenedCustody) => void
}

/** What the reporter said, for the unit that asked. Never who they are. */
export function AnswerForm({ opened, n, onAnswered }: Props): JSX.Element {
  const { session, drafts, say, explain } = useConsole()
  const key = `${opened.view.report} contacted ${n}`
  const [{ text }, change] = useDraft(drafts, key, { text: '' })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')

  async function send(): Promise<void> {
    if (busy) return
    if (text.trim() === '') return setProblem('先写他说了什么。')
    setBusy(true)
    setProblem('')
    const outcome = await answerContact(session, opened, n, text).finally(() => setBusy(false))
    if (!outcome.ok) return setProblem(explain(outcome))
    drafts.forget(key)
    say('回话写好了，请你联系的单位看得到。')
    onAnswered(outcome.value)
  }

  return (
    <form noValidate onSubmit={(event) => {
      event.preventDefault()
      void send()
    }}>
      <Words label="联系过了，他说" hint="只写他的话。姓名、电话、住处，能认出他的，都不写。" value={text} onInput={(value) => change({ text: value })} max={MAX_MESSAGE_CHARACTERS} />
      <p class="error" role="alert">{problem}</p>
      <button type="submit" class="button act" aria-disabled={busy}>{busy ? '正在加密、送出…' : '写给请联系的单位'}</button>
    </form>
  )
}
