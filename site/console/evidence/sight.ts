/** How a picture is looked at: how big, which part, which way up. Pure; lengths in CSS pixels. */

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Sight {
  /** 1: all of the picture is in sight. */
  readonly zoom: number
  /** The picture's middle, from the middle of the window. */
  readonly x: number
  readonly y: number
  /** Quarters, clockwise. */
  readonly turn: number
}

export const WHOLE: Sight = { zoom: 1, x: 0, y: 0, turn: 0 }
const MOST = 40

export const turnedSize = ({ width, height }: Size, turn: number): Size => (turn % 2 === 0 ? { width, height } : { width: height, height: width })

/** Pixels of the window for one of the picture. A small picture is not blown up to fill the window. */
export function scaleOf(picture: Size, room: Size, { zoom, turn }: Sight): number {
  const { width, height } = turnedSize(picture, turn)
  return zoom * Math.min(1, room.width / width, room.height / height)
}

/** Bigger or smaller, with what lies at `at` (from the middle of the window) staying there. */
export function zoomed(sight: Sight, factor: number, at: { x: number; y: number } = { x: 0, y: 0 }): Sight {
  const zoom = Math.min(MOST, Math.max(1, sight.zoom * factor))
  const grown = zoom / sight.zoom
  return { ...sight, zoom, x: at.x + (sight.x - at.x) * grown, y: at.y + (sight.y - at.y) * grown }
}

export const turned = (sight: Sight, by: 1 | -1): Sight => ({ ...WHOLE, turn: (sight.turn + by + 4) % 4 })

/** Moved, but never so far that an edge of the picture leaves the edge of the window. */
export function moved(sight: Sight, by: { x: number; y: number }, picture: Size, room: Size): Sight {
  const scale = scaleOf(picture, room, sight)
  const { width, height } = turnedSize(picture, sight.turn)
  const within = (value: number, size: number, window: number) => {
    const most = Math.max(0, (size * scale - window) / 2)
    return Math.min(most, Math.max(-most, value))
  }
  return { ...sight, x: within(sight.x + by.x, width, room.width), y: within(sight.y + by.y, height, room.height) }
}

/** Draws what is in sight. `dots`: device pixels for one of CSS. */
export function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, sight: Sight, room: Size, dots: number): void {
  canvas.width = Math.round(room.width * dots)
  canvas.height = Math.round(room.height * dots)
  const context = canvas.getContext('2d')
  if (context === null) return
  const scale = scaleOf(picture, room, sight) * dots
  context.imageSmoothingEnabled = scale < 2
  context.imageSmoothingQuality = 'high'
  context.translate(canvas.width / 2 + sight.x * dots, canvas.height / 2 + sight.y * dots)
  context.rotate((sight.turn * Math.PI) / 2)
  context.scale(scale, scale)
  context.drawImage(picture, -picture.width / 2, -picture.height / 2)
}
