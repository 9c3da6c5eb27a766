/** A photograph: whole at first, then as near as one wants, by pointer and by keys. It lies in memory as a bitmap and on the canvas, nowhere else. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Kind } from '../../evidence/clean/kind.ts'
import { pictureOf } from './open-picture.ts'
import type { Parts } from './parts.ts'
import { draw, moved, turned, WHOLE, zoomed, type Sight, type Size } from './sight.ts'
import { usePointer } from './use-pointer.ts'

const STEP = 1.5
const STRIDE = 60

export interface ViewProps {
  readonly parts: Parts
  readonly kind: Kind
  readonly name: string
  /** `otherwise`: for what the file's own reader trips over. */
  readonly sayFault: (fault: unknown, otherwise?: string) => string
  /** A small picture for the sheet. */
  readonly onPicture: (from: CanvasImageSource, size: Size) => void
}

export function Picture(props: ViewProps): JSX.Element {
  const { kind, sayFault, onPicture } = props
  const [picture, setPicture] = useState<ImageBitmap | string | null>(null)
  useEffect(() => {
    let alive = true
    const opening = pictureOf(props).catch((fault: unknown) => sayFault(fault))
    void opening.then((made) => {
      if (!alive) return
      setPicture(made)
      if (typeof made !== 'string') onPicture(made, made)
    })
    return () => {
      alive = false
      void opening.then((made) => typeof made !== 'string' && made.close())
    }
  }, [])
  if (picture === null) return <p class="quiet" role="status">正在打开…</p>
  return typeof picture === 'string' ? <p class="notice" role="alert">{picture}</p> : <Stage picture={picture} note={kind === 'gif' ? '会动的图，这里只显示第一张画面。' : ''} name={props.name} />
}

function Stage({ picture, note, name }: { readonly picture: ImageBitmap; readonly note: string; readonly name: string }): JSX.Element {
  const [sight, setSight] = useState<Sight>(WHOLE)
  const canvas = useRef<HTMLCanvasElement>(null)
  const room = useRoom(canvas)
  const change = (make: (now: Sight) => Sight) => setSight((now) => moved(make(now), { x: 0, y: 0 }, picture, room))
  usePointer(canvas, change, picture, room)
  useEffect(() => {
    if (canvas.current !== null && room.width > 0) draw(canvas.current, picture, sight, room, devicePixelRatio)
  }, [picture, sight, room])
  const keys: Readonly<Record<string, (now: Sight) => Sight>> = {
    '+': (now) => zoomed(now, STEP), '=': (now) => zoomed(now, STEP), '-': (now) => zoomed(now, 1 / STEP), 0: ({ turn }) => ({ ...WHOLE, turn }),
    '[': (now) => turned(now, -1), ']': (now) => turned(now, 1),
    ArrowLeft: (now) => moved(now, { x: STRIDE, y: 0 }, picture, room), ArrowRight: (now) => moved(now, { x: -STRIDE, y: 0 }, picture, room),
    ArrowUp: (now) => moved(now, { x: 0, y: STRIDE }, picture, room), ArrowDown: (now) => moved(now, { x: 0, y: -STRIDE }, picture, room),
  }
  return (
    <>
      <div class={sight.zoom > 1 ? 'stage near' : 'stage'} tabIndex={0} role="group" aria-label={`照片，放大到${Math.round(sight.zoom * 100)}%，方向键移动`} onKeyDown={(event) => {
        const make = keys[event.key]
        if (make === undefined || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        change(make)
      }}>
        <canvas ref={canvas} role="img" aria-label={name} />
      </div>
      <div class="tools" role="group" aria-label="怎么看">
        <button type="button" class="button small" onClick={() => change((now) => zoomed(now, STEP))}>放大</button>
        <button type="button" class="button small" onClick={() => change((now) => zoomed(now, 1 / STEP))}>缩小</button>
        <button type="button" class="button small" onClick={() => change(({ turn }) => ({ ...WHOLE, turn }))}>看全图</button>
        <button type="button" class="button small" onClick={() => change((now) => turned(now, -1))}>左转</button>
        <button type="button" class="button small" onClick={() => change((now) => turned(now, 1))}>右转</button>
        <span class="quiet">{picture.width}×{picture.height}{note !== '' && `，${note}`}</span>
      </div>
    </>
  )
}

/** The room that the canvas has, as it changes. Its pixels go with it: nothing stays to be seen, or kept, after it. */
function useRoom(canvas: { readonly current: HTMLCanvasElement | null }): Size {
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const shown = canvas.current
    if (shown === null) return undefined
    const observer = new ResizeObserver(() => setRoom({ width: shown.clientWidth, height: shown.clientHeight }))
    observer.observe(shown)
    return () => {
      observer.disconnect()
      shown.width = 0
    }
  }, [])
  return room
}
