/** 另存: asked first, said what it means, written down before a byte of it lies anywhere. */
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { reasons } from '#contract/county/reasons.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { SaveReason } from '#contract/states.ts'
import { leftOf } from '../../evidence/pick/told.ts'
import type { OpenedFile } from '../../evidence/read.ts'
import { useConsole, type ConsoleState } from '../context.ts'
import { Pick } from '../fields.tsx'
import { recordSaving } from './act.ts'
import { LEFT_IN_SAVED } from './copy-words.ts'
import { sayFault } from './faults.ts'
import { leave, pickPlace, saveAsBrought, saveCleaned, type SavePlace } from './save-file.ts'
import { partsOf } from './use-opened.ts'

interface Props {
  readonly reference: string
  readonly file: OpenedFile
  readonly name: string
  /** What was opened to be seen may go: saving opens every part anew. */
  readonly onBegin: () => void
  readonly onSaved: (report: StaffReport) => Promise<void>
}

type Choice = 'cleaned' | SaveReason
const CHOICES = [
  { value: 'cleaned' as const, label: '再清理一遍的', hint: '去掉照片、文件里附带的地点、设备和作者。平时用这一份。' },
  ...SaveReason.options.map((reason) => ({ value: reason, label: `原样：${reasons.save[reason].name}`, hint: '一个字节也不改，和校验值对得上。理由记在流转记录里。' })),
]

export function Save(props: Props): JSX.Element {
  const [isAsking, setAsking] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const was = useRef(false)
  useLayoutEffect(() => {
    if (was.current && !isAsking) opener.current?.focus()
    was.current = isAsking
  }, [isAsking])
  return isAsking ? <Asked {...props} onEnd={() => setAsking(false)} /> : <button ref={opener} type="button" class="button small" onClick={() => setAsking(true)}>另存…</button>
}

function Asked({ onEnd, ...props }: Props & { readonly onEnd: () => void }): JSX.Element {
  const state = useConsole()
  const [choice, setChoice] = useState<Choice>('cleaned')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  // A lock ends it as it ends what is shown; so does thinking better of it.
  const over = useRef(new AbortController())
  useLayoutEffect(() => {
    heading.current?.focus()
    return () => over.current.abort()
  }, [])

  async function press(): Promise<void> {
    setBusy(true)
    setProblem('')
    const wrong = await saveNow(state, props, choice, over.current.signal).finally(() => setBusy(false))
    if (wrong === null) onEnd()
    else setProblem(wrong)
  }
  return (
    <form class="stack ask-save" onSubmit={(event) => {
      event.preventDefault()
      if (!busy) void press()
    }}>
      <h5 ref={heading} tabIndex={-1}>另存到这台电脑</h5>
      <p class="notice warn small">存下来的那一份不再加密：谁用这台电脑，谁就能打开。用完删掉，不要发到微信、网盘里。谁存的、存的哪一份，会记在流转记录里。</p>
      <Pick label="存哪一份" options={CHOICES} value={choice} onChange={setChoice} />
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
      <div class="tools">
        <button type="submit" class="button small act" aria-disabled={busy}>{busy ? '正在存…' : '存'}</button>
        <button type="button" class="button small" onClick={onEnd}>不存了</button>
      </div>
    </form>
  )
}

/** What went wrong, or null where it is saved. `signal`: ends it; then nothing lies where it was to be saved, and nobody reads a sentence. */
async function saveNow(state: ConsoleState, { reference, file, name, onBegin, onSaved }: Props, choice: Choice, signal: AbortSignal): Promise<string | null> {
  const place = await pickPlace(name)
  if (place === null) return '没有存。'
  const recorded = await recordSaving(state.session, reference, file.k, choice === 'cleaned' ? null : choice)
  if (recorded.ok) await onSaved(recorded.value)
  onBegin()
  const wrong = recorded.ok ? await write(state, { reference, file, name }, choice, { place, signal }) : state.explain(recorded)
  if (wrong !== null) await leave(place)
  return wrong
}

interface Writing {
  readonly place: SavePlace
  readonly signal: AbortSignal
}

async function write(state: ConsoleState, { reference, file, name }: Pick<Props, 'reference' | 'file' | 'name'>, choice: Choice, { place, signal }: Writing): Promise<string | null> {
  if (signal.aborted) return ''
  const { parts, close } = partsOf(state, reference, file)
  signal.addEventListener('abort', close)
  try {
    const left = choice === 'cleaned' ? await saveCleaned(parts, name, place, signal) : await saveAsBrought(parts, name, place, signal).then(() => [])
    if (typeof left === 'string') return left
    state.say(`存到这台电脑上了。${leftOf({ left }, LEFT_IN_SAVED).join('')}`)
    return null
  } catch (fault) {
    return signal.aborted ? '' : `没有存：${sayFault(fault, '这台电脑写不进去。换个地方再存一次。')}`
  } finally {
    signal.removeEventListener('abort', close)
    close()
  }
}
