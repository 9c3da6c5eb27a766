import { evidenceWords } from '#contract/county/evidence.ts'
import { MAX_EVIDENCE_BYTES, MAX_FILES } from '#contract/rules/part-size.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import sheet from '../../styles/files.css?url'
import { addSheet } from '../../ui/sheet.ts'
import { Chosen } from './Chosen.tsx'
import { nameOf } from './names.ts'
import type { Item, Picked } from './picked.ts'
import { saySize } from '../say-size.ts'
import { usePicked } from './use-picked.ts'

const words = evidenceWords.pick

interface Props {
  /** What was chosen so far: `new Picked(makeCleaner())`, kept by whoever shows this for as long as the files are wanted. */
  readonly picked: Picked
}

/** Where files are chosen, each with what was taken out of it. Nothing leaves the page here; `sendPicked` sends. */
export function Files({ picked }: Props): JSX.Element {
  useLayoutEffect(() => void addSheet(sheet), [])
  const items = usePicked(picked)
  const [said, setSaid] = useState('')
  const first = useRef<HTMLInputElement>(null)
  const add = (files: readonly File[]) => {
    setSaid('')
    picked.add(files)
  }
  const remove = (item: Item) => {
    picked.remove(item.id)
    setSaid(fill(words.gone, { name: nameOf(item) }))
    // The button that was pressed is gone with its file.
    first.current?.focus()
  }
  return (
    <div class="files stack">
      <div class="ways-in">
        <Way label={words.choose} input={first} multiple onFiles={add} />
        <Way label={words.photo} accept="image/*" capture="environment" onFiles={add} />
        <Way label={words.film} accept="video/*" capture="environment" onFiles={add} />
        <Way label={words.sound} accept="audio/*" capture="user" onFiles={add} />
      </div>
      <p class="hint">{evidenceWords.seen}</p>
      <p role="status" class="hint">{said} {roomOf(picked, items)}</p>
      {items.length > 0 && (
        <ul class="plain chosen-files" aria-label={words.title}>
          {items.map((item) => <Chosen key={item.id} item={item} picked={picked} onRemove={() => remove(item)} />)}
        </ul>
      )}
      {items.length > 0 && <p class="hint">{words['only-here']}</p>}
    </div>
  )
}

function roomOf(picked: Picked, items: readonly Item[]): string {
  if (items.some(({ state }) => state === 'cleaning')) return words.cleaning
  if (picked.taken.length === 0) return fill(words.limits, { count: MAX_FILES, size: saySize(MAX_EVIDENCE_BYTES) })
  const { files, bytes } = picked.room
  return fill(words.room, { n: picked.taken.length, size: saySize(picked.bytes), count: files, room: saySize(bytes) })
}

interface WayProps {
  readonly label: string
  readonly onFiles: (files: readonly File[]) => void
  readonly multiple?: boolean
  readonly accept?: string
  /** Takes a picture or records at once, where the device can; shown on such devices alone. */
  readonly capture?: 'environment' | 'user'
  readonly input?: { current: HTMLInputElement | null }
}

/** A button that is a file input: no `name`, so that a form posted by accident would carry nothing. */
function Way({ label, onFiles, input, capture, ...rest }: WayProps): JSX.Element {
  const take = (field: HTMLInputElement) => {
    onFiles([...(field.files ?? [])])
    // The same file may be chosen again.
    field.value = ''
  }
  return (
    <label class={capture === undefined ? 'button' : 'button take'}>
      <input ref={input ?? null} type="file" class="sr-only" {...rest} {...(capture !== undefined && { capture })} onChange={(event) => take(event.currentTarget)} />
      {label}
    </label>
  )
}
