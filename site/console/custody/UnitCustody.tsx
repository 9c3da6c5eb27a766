import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { StaffReport } from '#contract/staff-report.ts'
import { MAX_MESSAGE_CHARACTERS } from '#contract/limits.ts'
import { useConsole } from '../context.ts'
import { useDraft } from '../drafts.ts'
import { Words } from '../fields.tsx'
import type { UnsealedReport } from '../report/unseal.ts'
import { Errands } from './Errands.tsx'
import { askContact } from './unit-act.ts'

interface Props {
  readonly unsealed: UnsealedReport
  readonly onChanged: (report: StaffReport) => Promise<void>
}

/** Of a named report: the reporter is reached through the custodian. */
export function UnitCustody({ unsealed, onChanged }: Props): JSX.Element | null {
  const { session: { me } } = useConsole()
  const { report, errands, copyOnly } = unsealed
  const heading = useRef<HTMLHeadingElement>(null)
  if (!report.named || copyOnly) return null
  const mayAsk = (me.unit === 'desk' && me.roles.includes('desk')) || (me.unit === report.lead && me.roles.includes('handler'))
  const waits = errands.length > 0 && errands.at(-1)?.author !== 'custodian' && !isOver(report, me.unit)
  return (
    <section aria-labelledby="custody-title">
      <h3 id="custody-title" ref={heading} tabIndex={-1}>请身份保管员联系<small>姓名电话只有保管员看得到</small></h3>
      <Errands errands={errands} today={report.today} />
      {waits ? <p class="hint">等身份保管员联系。</p> : mayAsk && <AskContact unsealed={unsealed} onChanged={onChanged} onAsked={() => heading.current?.focus()} />}
    </section>
  )
}

/** Whether the last asking of this unit came to an end without an answer. */
function isOver({ timeline }: StaffReport, unit: string | null): boolean {
  const asked = timeline.findLastIndex(({ kind, unit: by }) => kind === 'contact-asked' && by === unit)
  return timeline.slice(asked + 1).some(({ kind, detail }) => kind === 'contact-declined' || (kind === 'custody-lapsed' && detail.reason === 'contact'))
}

/** `onAsked`: the form is about to go, and with it the focus. */
function AskContact({ unsealed, onChanged, onAsked }: Props & { readonly onAsked: () => void }): JSX.Element {
  const { session, drafts, say, explain } = useConsole()
  const key = `${unsealed.report.report} contact`
  const [{ text }, change] = useDraft(drafts, key, { text: '' })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')

  async function send(): Promise<void> {
    if (busy) return
    if (text.trim() === '') return setProblem('先写要问他什么。')
    setBusy(true)
    setProblem('')
    const outcome = await askContact(session, unsealed, text).finally(() => setBusy(false))
    if (!outcome.ok) return setProblem(explain(outcome))
    drafts.forget(key)
    say('请身份保管员去联系了。')
    onAsked()
    await onChanged(outcome.value)
  }

  return (
    <form noValidate onSubmit={(event) => {
      event.preventDefault()
      void send()
    }}>
      <Words label="要问他、告诉他什么" hint="在往来里问得到的，先在往来里问。举报人会看到请人联系过他。" value={text} onInput={(value) => change({ text: value })} max={MAX_MESSAGE_CHARACTERS} rows={3} />
      <p class="error" role="alert">{problem}</p>
      <button type="submit" class="button" aria-disabled={busy}>{busy ? '正在加密、送出…' : '请保管员联系'}</button>
    </form>
  )
}
