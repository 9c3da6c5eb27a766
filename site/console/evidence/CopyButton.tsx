/** The way to a redacted copy of the file that is open, for whoever may hand the report on. What makes it is fetched when it is asked for. */
import type { ComponentType, JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { fileOfCopy, isFileCopy } from '#contract/rules/file-copy.ts'
import { whyNot } from '#contract/rules/moves.ts'
import { useConsole } from '../context.ts'
import { moverOf, standingOf } from '../report/standing.ts'
import type { CopyProps } from './CopyForm.tsx'

export function CopyButton(props: Omit<CopyProps, 'onEnd'>): JSX.Element | null {
  const { session } = useConsole()
  const [Form, setForm] = useState<ComponentType<CopyProps> | null>(null)
  const [problem, setProblem] = useState('')
  const opener = useRef<HTMLButtonElement>(null)
  const was = useRef(false)
  useLayoutEffect(() => {
    if (was.current && Form === null) opener.current?.focus()
    was.current = Form !== null
  }, [Form])
  const { report } = props.unsealed
  const { k, copyOf } = props.file
  if (copyOf !== null || whyNot('redact', standingOf(report), moverOf(session.me, report), report.today) !== null) return null
  if (Form !== null) return <Form {...props} onEnd={() => setForm(null)} />
  const isThere = report.evidence?.some((one) => isFileCopy(one.k) && fileOfCopy(one.k) === k) === true
  const open = () => {
    setProblem('')
    import('./CopyForm.tsx').then((part) => part.dressing().then(() => setForm(() => part.CopyForm)), () => setProblem('没有打开。连上网再按一次。'))
  }
  return (
    <div class="tools">
      <button ref={opener} type="button" class="button small" onClick={open}>{isThere ? '再做一份脱敏件…' : '做一份脱敏件…'}</button>
      <span role="alert">{problem !== '' && <span class="error">{problem}</span>}</span>
    </div>
  )
}
