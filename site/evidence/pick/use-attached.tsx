import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Lines } from '../send.ts'
import type { Had } from './picked.ts'
import type { PickedFiles } from './picked-files.ts'
import type { pick } from './pick.ts'
import type { SendingEnd } from './Sending.tsx'

interface Options {
  /** What there is of files already, so that the page tells how much room is left. */
  readonly had: Had
  /** Under the box where files are chosen. */
  readonly words: { readonly add: string; readonly added: string; readonly 'put-away': string; readonly waiting: string; readonly lost: string }
}

/** Files that go with a message: the button that opens their box, and their sending. What chooses, cleans and sends is fetched by that button. */
export function useAttached({ had, words }: Options) {
  const [tools, setTools] = useState<typeof pick | null>(null)
  const [said, setSaid] = useState('')
  const [progress, setProgress] = useState<JSX.Element | null>(null)
  const picked = useRef<PickedFiles | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const opened = useRef(false)

  const open = async () => {
    setSaid(words.waiting)
    const loaded = await import('./pick.ts').then(async ({ pick: tool, dressing }) => (await dressing(), tool), () => null)
    setSaid(loaded === null ? words.lost : '')
    if (loaded === null) return
    picked.current ??= loaded.make(had)
    opened.current = true
    setTools(loaded)
  }
  const clear = () => {
    picked.current = null
    setTools(null)
  }
  const putAway = () => {
    clear()
    requestAnimationFrame(() => button.current?.focus())
  }
  const box: ComponentChildren = tools === null || picked.current === null
    ? <><div class="actions"><button ref={button} type="button" class="button" onClick={() => void open()}>{words.add}</button></div><p role="status" class="hint">{said}</p></>
    : <Box tools={tools} picked={picked.current} opened={opened} label={words.added} away={words['put-away']} onAway={putAway} />

  /** Sends what was chosen; nothing happens where nothing was. */
  const send = async (lines: Omit<Lines, 'put'>): Promise<SendingEnd> => {
    const chosen = picked.current
    if (tools === null || chosen === null || chosen.taken.length === 0) return { ok: true, value: [] }
    return tools.sendShown(chosen, lines, setProgress)
  }
  /** After the message was refused for its files: they are sent anew next time. */
  const forget = () => picked.current !== null && tools?.forget(picked.current)
  return { box, progress, send, forget, clear, some: () => (picked.current?.taken.length ?? 0) > 0 }
}

interface BoxProps {
  readonly tools: typeof pick
  readonly picked: PickedFiles
  /** Whether the button has just been pressed. */
  readonly opened: { current: boolean }
  readonly label: string
  readonly away: string
  readonly onAway: () => void
}

/** Where files are chosen; it takes the focus that the button had. */
function Box({ tools, picked, opened, label, away, onAway }: BoxProps): JSX.Element {
  const heading = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    // It comes back after a sending that failed: then the focus is on the button that sends.
    if (opened.current) heading.current?.focus()
    opened.current = false
  }, [])
  return (
    <div class="stack attached" role="group" aria-label={label}>
      <p ref={heading} class="heading" tabIndex={-1}>{label}</p>
      <tools.Files picked={picked} />
      <div class="actions"><button type="button" class="button" onClick={onAway}>{away}</button></div>
    </div>
  )
}
