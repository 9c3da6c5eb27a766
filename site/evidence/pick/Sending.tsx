import { evidenceWords } from '#contract/county/evidence.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks'
import sheet from '../../styles/files.css?url'
import { addSheet } from '../../ui/sheet.ts'
import type { FileToSeal } from '../../crypto/filing.ts'
import type { Lines } from '../send.ts'
import type { PickedFiles } from './picked-files.ts'
import { sendPicked, type PickedOutcome, type Progress } from './send-picked.ts'
import { millisecondsLeft, MOST_STEPS, type Steps } from './time-left.ts'

const words = evidenceWords.sending

interface Props {
  /** Null while something is still being cleaned. */
  readonly progress: Progress | null
  readonly onStop: () => void
}

/** How far the files are, how long it will still take, and a way to stop. */
export function Sending({ progress, onStop }: Props): JSX.Element {
  useLayoutEffect(() => void addSheet(sheet), [])
  const [, draw] = useReducer((n: number) => n + 1, 0)
  useEffect(() => {
    const over = new AbortController()
    for (const event of ['online', 'offline']) addEventListener(event, () => draw(undefined), { signal: over.signal })
    return () => over.abort()
  }, [])
  const left = useTimeLeft(progress)
  return (
    <div class="stack">
      {progress === null ? <p>{words.cleaning}</p> : <Standing progress={progress} left={left} />}
      {!navigator.onLine && <p class="notice warn">{words.offline}</p>}
      <p class="hint">{words.hold}</p>
      <button type="button" class="button" onClick={onStop}>{words.stop}</button>
    </div>
  )
}

function Standing({ progress: { file, files, sent, all }, left }: { readonly progress: Progress; readonly left: string }): JSX.Element {
  const percent = all === 0 ? 100 : Math.floor((sent / all) * 100)
  return (
    <>
      <p><strong>{fill(words.file, { n: file, files })}</strong></p>
      <div class="sent-so-far" aria-hidden="true"><span style={{ width: `${percent}%` }} /></div>
      <p>{fill(words.percent, { percent })} {left}</p>
    </>
  )
}

/** From the speed lately; nothing before there is one. */
function useTimeLeft(progress: Progress | null): string {
  const steps = useRef<Steps>([])
  if (progress === null) return ''
  const { sent, all } = progress
  if (sent !== steps.current.at(-1)?.sent) steps.current = [...steps.current, { at: performance.now(), sent }].slice(-MOST_STEPS)
  const left = millisecondsLeft(steps.current, all)
  if (left === null) return ''
  return left < 60_000 ? words.soon : fill(words.minutes, { minutes: Math.ceil(left / 60_000) })
}

/** What came of it: the files as a report or a message names them, or the sentence why there are none. */
export type SendingEnd = { readonly ok: true; readonly value: readonly FileToSeal[] } | { readonly ok: false; readonly sentence: string; /** Of the sending (PickedOutcome); none where it did not begin. */ readonly code?: string }

/** Sends what was chosen, unless something painted over is neither kept nor left. `show`: told what to show meanwhile, and null in the end. */
export async function sendShown(picked: PickedFiles, lines: Omit<Lines, 'put'>, show: (progress: JSX.Element | null) => void): Promise<SendingEnd> {
  const [unkept] = picked.unkept()
  if (unkept !== undefined) return { ok: false, sentence: unkept.sentence }
  const stop = new AbortController()
  const tell = (progress: Progress | null) => show(<Sending progress={progress} onStop={() => stop.abort()} />)
  tell(null)
  const sent = await sendPicked(picked, { ...lines, signal: stop.signal, onProgress: tell })
  show(null)
  return sent.ok ? sent : { ok: false, sentence: sayUnsent(sent), code: sent.code }
}

/** Why the files did not go, and what becomes of the rest. */
export function sayUnsent(outcome: Exclude<PickedOutcome, { ok: true }>): string {
  if (outcome.code === 'unread') return fill(words.unreadable, { name: 'name' in outcome ? outcome.name : '' })
  return BY_CODE[outcome.code] ?? words.failed
}

const BY_CODE: Readonly<Record<string, string>> = {
  cancelled: words.stopped, network: words.lost, garbled: words.lost, fault: words.trouble, unavailable: words.trouble, too_many: words.full, not_found: words.stale, conflict: words.stale,
}
