import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { bitmapOf } from './bitmap.ts'
import type { Bytes } from './clean/bytes.ts'

interface Props {
  /** A cleaned file of this page, or what was opened here. */
  readonly bytes: Blob | Bytes
  readonly type?: string
  readonly label: string
  /** Pixels of its longer side, at most. */
  readonly longest: number
  readonly class?: string
  readonly onBroken?: () => void
}

/** A picture drawn on a canvas. As an image element it would come to the disk: see bitmap.ts. */
export function Drawn({ bytes, type = '', label, longest, onBroken, ...rest }: Props): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const shown = canvas.current
    let alive = true
    const opening = bytes instanceof Blob ? createImageBitmap(bytes) : bitmapOf(bytes, type)
    opening.then((picture) => {
      if (alive && shown !== null) draw(shown, picture, longest)
      picture.close()
    }, () => alive && onBroken?.())
    return () => {
      alive = false
      if (shown !== null) shown.width = 0
    }
  }, [bytes])
  return <canvas ref={canvas} role="img" aria-label={label} {...rest} />
}

function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, longest: number): void {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  if (context === null) return
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
}
