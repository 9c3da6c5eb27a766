/** Covering places of a picture by hand: what is drawn, and the picture that comes out. */

import { CleanFailure } from '../clean/failure.ts'
import type { Kind } from '../clean/kind.ts'
import { fitOf, MOST_ON_A_PHONE } from '../picture-size.ts'

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
/** Blocks of mosaic along the picture's longer side, at most: a plate that fills half of it is left no more than one for each character. */
const MOST_BLOCKS = 16
/** Blocks across one spot, where that is coarser. */
const BLOCKS = 3

/** Which way up it is, is in the drawn picture already. Null where it is too large to be drawn here; throws where the browser cannot read it. */
export async function openPicture(bytes: Blob, kind: Kind): Promise<ImageBitmap | null> {
  const fit = await fitOf(bytes, kind, MOST_ON_A_PHONE)
  if (fit === 'huge') return null
  if (fit === 'unread') throw new CleanFailure('damaged')
  const whole = await createImageBitmap(bytes)
  const scale = LONGEST / Math.max(whole.width, whole.height)
  if (scale >= 1) return whole
  const smaller = await createImageBitmap(whole, { resizeWidth: Math.round(whole.width * scale), resizeHeight: Math.round(whole.height * scale), resizeQuality: 'high' })
  whole.close()
  return smaller
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** The picture with its covered spots, as big as the canvas is. What is covered black stays so, whatever is drawn over it. */
export function draw(context: Context, picture: ImageBitmap, spots: readonly Spot[]): void {
  const { width, height } = context.canvas
  context.imageSmoothingEnabled = true
  context.drawImage(picture, 0, 0, width, height)
  const mosaic = spots.filter(({ manner }) => manner === 'mosaic')
  for (const size of new Set(mosaic.map(({ side }) => side))) pixelate(context, picture, size, mosaic.filter(({ side }) => side === size))
  context.fillStyle = '#000'
  for (const spot of spots.filter(({ manner }) => manner === 'solid')) context.fillRect(...placeOf(context, spot))
}

function placeOf({ canvas: { width, height } }: Context, { x, y, side }: Spot): [number, number, number, number] {
  const size = Math.ceil(side * width)
  return [Math.floor(x * width - size / 2), Math.floor(y * height - size / 2), size, size]
}

/**
 * Shows the blocks of one grid over the whole picture where the spots of one brush are: however close they lie, and in whatever order, nothing finer
 * than a block comes of it. Made of the picture, not of what is covered already: spots over spots would give away the halves of a block. All at once:
 * a stroke is many spots, and making a large picture small again for each of them would let the finger wait.
 */
function pixelate(context: Context, picture: ImageBitmap, side: number, spots: readonly Spot[]): void {
  const { width, height } = context.canvas
  const block = Math.max(Math.max(width, height) / MOST_BLOCKS, (side * width) / BLOCKS)
  const blocks = new OffscreenCanvas(Math.max(1, Math.floor(width / block)), Math.max(1, Math.floor(height / block)))
  const small = blocks.getContext('2d')
  if (small === null) throw new TypeError('no canvas')
  small.imageSmoothingQuality = 'high'
  small.drawImage(picture, 0, 0, blocks.width, blocks.height)
  context.save()
  context.beginPath()
  for (const spot of spots) context.rect(...placeOf(context, spot))
  context.clip()
  context.imageSmoothingEnabled = false
  context.drawImage(blocks, 0, 0, width, height)
  context.restore()
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
