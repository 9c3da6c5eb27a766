/** Covering places of a picture by hand: what is drawn, and the picture that comes out. */

/** How a place is covered. A mosaic can be undone in part: letters and faces are guessed from it. */
export type Manner = 'solid' | 'mosaic'

/** A square over the picture; its middle and its side as fractions of the picture's width and height, and width. */
export interface Spot {
  readonly x: number
  readonly y: number
  readonly side: number
  readonly manner: Manner
}

/** Longer sides are made shorter, so that a phone with little memory can hold picture and copy. */
const LONGEST = 4096
/** Blocks across one spot of mosaic. */
const BLOCKS = 4

/** Which way up it is, is in the drawn picture already. Throws where the browser cannot read it. */
export async function openPicture(bytes: Blob): Promise<ImageBitmap> {
  const whole = await createImageBitmap(bytes)
  const scale = LONGEST / Math.max(whole.width, whole.height)
  if (scale >= 1) return whole
  const smaller = await createImageBitmap(whole, { resizeWidth: Math.round(whole.width * scale), resizeHeight: Math.round(whole.height * scale), resizeQuality: 'high' })
  whole.close()
  return smaller
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** The picture with its covered spots, as big as the canvas is. */
export function draw(context: Context, picture: ImageBitmap, spots: readonly Spot[]): void {
  const { width, height } = context.canvas
  context.imageSmoothingEnabled = true
  context.drawImage(picture, 0, 0, width, height)
  for (const spot of spots) cover(context, spot)
}

function cover(context: Context, { x, y, side, manner }: Spot): void {
  const { width, height } = context.canvas
  const [left, top, size] = [Math.floor(x * width - (side * width) / 2), Math.floor(y * height - (side * width) / 2), Math.ceil(side * width)]
  if (manner === 'solid') {
    context.fillStyle = '#000'
    return context.fillRect(left, top, size, size)
  }
  const blocks = new OffscreenCanvas(BLOCKS, BLOCKS)
  blocks.getContext('2d')?.drawImage(context.canvas, left, top, size, size, 0, 0, BLOCKS, BLOCKS)
  context.imageSmoothingEnabled = false
  context.drawImage(blocks, left, top, size, size)
}

/** The covered picture, coded anew from its pixels: nothing of what lay under a solid spot is in it. PNG stays PNG; everything else becomes JPEG. */
export async function save(picture: ImageBitmap, spots: readonly Spot[], kind: string): Promise<File> {
  const canvas = new OffscreenCanvas(picture.width, picture.height)
  const context = canvas.getContext('2d')
  if (context === null) throw new TypeError('no canvas')
  draw(context, picture, spots)
  const bytes = await canvas.convertToBlob(kind === 'png' ? { type: 'image/png' } : { type: 'image/jpeg', quality: 0.9 })
  return new File([bytes], kind === 'png' ? 'a.png' : 'a.jpg')
}
