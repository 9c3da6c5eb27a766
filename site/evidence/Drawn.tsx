import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { bitmapOf, within } from './bitmap.ts'
import type { Bytes } from './clean/bytes.ts'
import type { Kind } from './clean/kind.ts'
import { inTurn } from './in-turn.ts'

interface Props {
  /** A cleaned file of this page, or what was opened here. */
  readonly bytes: Blob | Bytes
  readonly kind: Kind
  readonly label: string
  /** Pixels of its longer side, at most. */
  readonly longest: number
  readonly class?: string
  readonly onDrawn?: () => void
  readonly onBroken: () => void
}

/** A picture drawn on a canvas, one at a time on the whole page. As an image element it would come to the disk: see bitmap.ts. */
export function Drawn({ bytes, kind, label, longest, onDrawn, onBroken, ...rest }: Props): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const shown = canvas.current
    let alive = true
    const drawing = inTurn(async () => {
      if (!alive || shown === null) return
      const picture = await bitmapOf(bytes, kind, longest)
      try {
        if (alive) draw(shown, picture, longest)
      } finally {
        picture.close()
      }
    })
    drawing.then(() => alive && onDrawn?.(), () => alive && onBroken())
    return () => {
      alive = false
      if (shown !== null) shown.width = 0
    }
  }, [bytes])
  return <canvas ref={canvas} role="img" aria-label={label} {...rest} />
}

function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, longest: number): void {
  Object.assign(canvas, within(picture, longest))
  const context = canvas.getContext('2d')
  if (context === null) throw new TypeError('no canvas')
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
}
