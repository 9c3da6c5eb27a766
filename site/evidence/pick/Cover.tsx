import { evidenceWords } from '#contract/county/evidence.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX, RefObject } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Radios } from '../../ui/Choice.tsx'
import { Group } from '../../ui/Field.tsx'
import { draw, openPicture, save, type Manner, type Spot } from './covering.ts'
import { boardOf } from './names.ts'
import type { Item, Picked } from './picked.ts'
import { saySize } from '../say-size.ts'
import type { UncoveredWords } from './told.ts'

const words = evidenceWords.cover

interface Props {
  readonly name: string
  readonly item: Item
  readonly picked: Picked
  readonly onLeave: () => void
  /** Why it cannot be covered, and what to do: as a reporter reads it, where nothing else is given. */
  readonly says?: UncoveredWords
}

/** Widest picture that is drawn while one covers; what is saved has the picture's own size. */
const WIDEST = 960
/** Smaller pictures are drawn larger: there must be something to press on. */
const NARROWEST = 320
const [SMALLEST, BIGGEST, STEP] = [0.02, 0.4, 1.35]

/** Covers faces and plates in one picture, by pointer or by keys. */
export function Cover({ name, item, picked, onLeave, says = words }: Props): JSX.Element {
  const { picture, failed, setFailed } = usePicture(item, says)
  const board = useRef<HTMLCanvasElement>(null)
  const brush = useBrush()
  const [saving, setSaving] = useState(false)
  const { at, spots, strokes } = brush
  useLayoutEffect(() => paint(board, picture, brush), [picture, brush.at, spots, brush.side])
  useLayoutEffect(() => picked.brush(item.id, strokes > 0 && failed === ''), [strokes, failed])
  useLayoutEffect(() => () => picked.brush(item.id, false), [])
  // Once it has its size: all of it comes into sight.
  useLayoutEffect(() => board.current?.focus(), [picture])
  const done = async () => {
    if (picture === null || item.cleaned === null) return
    setSaving(true)
    const cleaned = await save(picture, spots, item.cleaned.kind).then(picked.clean).catch(() => null)
    setSaving(false)
    // Whoever covered a face must not go on with the picture as it was and believe it covered.
    if (cleaned === null || 'failed' in cleaned) return setFailed(says.failed)
    if (picked.cover(item.id, cleaned, strokes) === 'no-room') return setFailed(fill(says['no-room'], { size: saySize(cleaned.bytes.size) }))
    onLeave()
  }
  return (
    <section class="cover stack" aria-label={fill(words.title, { name })}>
      <h2>{fill(words.title, { name })}</h2>
      {failed !== '' ? <p role="alert">{failed}</p> : (
        <>
          <p class="hint">{words.hint}</p>
          <canvas ref={board} id={boardOf(item)} tabIndex={0} role="application" aria-label={words.board} onKeyDown={brush.onKey} onPointerDown={brush.onPointer} onPointerMove={brush.onPointer} />
          <p role="status" class="hint">{saving ? words.working : fill(words.at, { x: percent(at.x), y: percent(at.y), n: strokes })}</p>
          <Tools brush={brush} />
        </>
      )}
      <div class="actions">
        {failed === '' && <button type="button" class="button act" disabled={saving || spots.length === 0} onClick={() => void done()}>{words.done}</button>}
        <button type="button" class="button" disabled={saving} onClick={onLeave}>{words.leave}</button>
      </div>
    </section>
  )
}

const percent = (part: number) => Math.round(part * 100)

function Tools({ brush: { manner, setManner, resize, undo, spots } }: { readonly brush: Brush }): JSX.Element {
  return (
    <>
      <div class="row">
        <button type="button" class="button small" onClick={() => resize(STEP)}>{words.bigger}</button>
        <button type="button" class="button small" onClick={() => resize(1 / STEP)}>{words.smaller}</button>
        <button type="button" class="button small" aria-disabled={spots.length === 0} onClick={undo}>{words.undo}</button>
      </div>
      <Group id="manner" role="radiogroup" label={words.how}>
        <Radios two options={[{ value: 'solid', ...words.solid }, { value: 'mosaic', ...words.mosaic }]} value={manner} onChange={setManner} />
      </Group>
    </>
  )
}

function usePicture({ cleaned }: Item, says: UncoveredWords) {
  const [picture, setPicture] = useState<ImageBitmap | null>(null)
  const [failed, setFailed] = useState('')
  useEffect(() => {
    if (cleaned === null) return undefined
    const opening = openPicture(cleaned.bytes, cleaned.kind)
    opening.then((made) => (made === null ? setFailed(says['too-large']) : setPicture(made)), () => setFailed(says.failed))
    // Also one that comes when nobody looks any more.
    return () => void opening.then((made) => made?.close(), () => undefined)
  }, [])
  return { picture, failed, setFailed }
}

type Brush = ReturnType<typeof useBrush>

/** Where the brush is, how big, and what it has covered. */
function useBrush() {
  const [at, setAt] = useState({ x: 0.5, y: 0.5 })
  const [side, setSide] = useState(0.1)
  const [manner, setManner] = useState<Manner>('solid')
  /** What one press covers, from where it goes down to where it is let go, is one place: counted, and undone, as one. */
  const [strokes, setStrokes] = useState<readonly (readonly Spot[])[]>([])
  const spots = useMemo(() => strokes.flat(), [strokes])
  const cover = (place: { x: number; y: number }, goesOn = false) => {
    const spot = { ...place, side, manner }
    setStrokes((before) => (goesOn && before.length > 0 ? [...before.slice(0, -1), [...(before.at(-1) ?? []), spot]] : [...before, [spot]]))
  }
  const move = (x: number, y: number) => setAt((now) => ({ x: within(now.x + x), y: within(now.y + y) }))
  const resize = (by: number) => setSide((now) => Math.min(BIGGEST, Math.max(SMALLEST, now * by)))
  const undo = () => setStrokes((before) => before.slice(0, -1))
  const KEYS: Readonly<Record<string, () => void>> = {
    'ArrowLeft': () => move(-side / 2, 0), 'ArrowRight': () => move(side / 2, 0), 'ArrowUp': () => move(0, -side / 2), 'ArrowDown': () => move(0, side / 2),
    ' ': () => cover(at), '+': () => resize(STEP), '=': () => resize(STEP), '-': () => resize(1 / STEP), 'Backspace': undo,
  }
  const onKey = (event: KeyboardEvent) => {
    const act = KEYS[event.key]
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act()
  }
  const onPointer = (event: PointerEvent) => {
    const canvas = event.currentTarget as HTMLCanvasElement
    const { left, top, width, height } = canvas.getBoundingClientRect()
    const place = { x: within((event.clientX - left) / width), y: within((event.clientY - top) / height) }
    setAt(place)
    if (event.buttons === 0) return
    if (event.type === 'pointerdown') canvas.setPointerCapture(event.pointerId)
    const last = spots.at(-1)
    // A stroke is spots close by one another, not one for each pixel that the finger moves.
    if (event.type === 'pointerdown' || last === undefined || Math.hypot(last.x - place.x, last.y - place.y) > side / 3) cover(place, event.type !== 'pointerdown')
  }
  return { at, side, manner, setManner, spots, strokes: strokes.length, resize, undo, onKey, onPointer }
}

const within = (part: number) => Math.min(1, Math.max(0, part))

/** The picture, what is covered, and the brush over it: white and black, to be seen on anything. */
function paint(board: RefObject<HTMLCanvasElement>, picture: ImageBitmap | null, { at, side, spots }: Pick<Brush, 'at' | 'side' | 'spots'>): void {
  const canvas = board.current
  const context = canvas?.getContext('2d')
  if (picture === null || !canvas || !context) return
  const scale = Math.min(WIDEST / picture.width, Math.max(1, NARROWEST / picture.width))
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)]
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  draw(context, picture, spots)
  const size = side * width
  for (const [color, line] of [['#000', 5], ['#fff', 2]] as const) {
    context.strokeStyle = color
    context.lineWidth = Math.max(1, (line * width) / 480)
    context.strokeRect(at.x * width - size / 2, at.y * height - size / 2, size, size)
  }
}
