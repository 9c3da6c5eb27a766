/** Moving and growing a picture by mouse, pen and fingers: drag, wheel with Ctrl, two fingers. */
import { useEffect, useRef } from 'preact/hooks'
import { moved, zoomed, type Sight, type Size } from './sight.ts'

type Change = (make: (now: Sight) => Sight) => void
interface Point {
  readonly x: number
  readonly y: number
}

export function usePointer(canvas: { readonly current: HTMLCanvasElement | null }, change: Change, picture: Size, room: Size): void {
  const latest = useRef({ change, room })
  latest.current = { change, room }
  useEffect(() => {
    const target = canvas.current
    if (target === null) return undefined
    const fingers = new Map<number, Point>()
    const fromMiddle = (at: Point) => middleOf(target, at)
    const down = (event: PointerEvent) => {
      target.setPointerCapture(event.pointerId)
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    }
    const move = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId)
      if (before === undefined) return
      const now = { x: event.clientX, y: event.clientY }
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
      fingers.set(event.pointerId, now)
      const grown = other === undefined ? 1 : distance(now, other) / Math.max(1, distance(before, other))
      const { change: apply, room: space } = latest.current
      apply((sight) => zoomed(moved(sight, { x: now.x - before.x, y: now.y - before.y }, picture, space), grown, fromMiddle(other ?? now)))
    }
    const up = (event: PointerEvent) => void fingers.delete(event.pointerId)
    const wheel = (event: WheelEvent) => {
      // Without Ctrl the wheel scrolls the page, as everywhere.
      if (!event.ctrlKey) return
      event.preventDefault()
      latest.current.change((sight) => zoomed(sight, event.deltaY < 0 ? 1.2 : 1 / 1.2, fromMiddle({ x: event.clientX, y: event.clientY })))
    }
    const ends = new AbortController()
    const heard = { signal: ends.signal }
    target.addEventListener('pointerdown', down, heard)
    target.addEventListener('pointermove', move, heard)
    for (const end of ['pointerup', 'pointercancel'] as const) target.addEventListener(end, up, heard)
    target.addEventListener('wheel', wheel, { ...heard, passive: false })
    return () => ends.abort()
  }, [picture])
}

function middleOf(target: Element, at: Point): Point {
  const box = target.getBoundingClientRect()
  return { x: at.x - box.left - box.width / 2, y: at.y - box.top - box.height / 2 }
}

const distance = (one: Point, two: Point): number => Math.hypot(one.x - two.x, one.y - two.y)
