/**
 * A picture out of bytes in memory, with nothing of it on a disk. Chromium may lay on its disk what is in a Blob, and does lay there, in a file without
 * a name, what an image element shows (ADR 0034): so neither has it, where the browser can decode without them.
 */
import { bytesBits, type Bytes } from './clean/bytes.ts'
import type { Kind } from './clean/kind.ts'
import { typeOf } from './pick/kinds.ts'
import { sizeOf, type PictureSize } from './picture-size.ts'

/** The largest size of the same shape whose longer side is no longer than that; never larger than the picture itself. */
export function within({ width, height }: PictureSize, longest: number): PictureSize {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** The picture, upright. `longest`: pixels of its longer side that are enough; then as little as can be is decoded. Rejects where the browser cannot draw it. */
export async function bitmapOf(picture: Blob | Bytes, kind: Kind, longest = Infinity): Promise<ImageBitmap> {
  const type = typeOf(kind)
  const size = longest === Infinity ? null : await sizeOf(picture instanceof Blob ? picture : bytesBits(picture), kind).catch(() => null)
  // Firefox before 133 and Safari: what is in a Blob stays in memory there. And what came as a Blob is in one already.
  if (!('ImageDecoder' in globalThis)) return createImageBitmap(picture instanceof Blob ? picture : new Blob([picture]), resizing(size, longest))
  if (picture instanceof Blob && !(await ImageDecoder.isTypeSupported(type))) return createImageBitmap(picture, resizing(size, longest))
  const data = picture instanceof Blob ? await picture.arrayBuffer() : picture
  const decoder = new ImageDecoder({ data, type, preferAnimation: false, ...(kind === 'jpeg' && size !== null && eighths(size, longest)) })
  try {
    const { image } = await decoder.decode()
    return drawn(image, longest)
  } finally {
    decoder.close()
  }
}

/** Drawn, because `createImageBitmap` forgets of some frames which way up they are. */
function drawn(image: VideoFrame, longest: number): ImageBitmap {
  try {
    const { width, height } = within({ width: image.displayWidth, height: image.displayHeight }, longest)
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    if (context === null) throw new TypeError('no canvas')
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, 0, 0, width, height)
    return canvas.transferToImageBitmap()
  } finally {
    image.close()
  }
}

/** A JPEG is decoded in eighths of its size, before it is turned: Chromium takes the most of them that this area has room for. Other kinds come whole. */
function eighths({ width, height }: PictureSize, longest: number): Pick<ImageDecoderInit, 'desiredWidth' | 'desiredHeight'> {
  const share = Math.min(8, Math.ceil((8 * longest) / Math.max(width, height))) / 8
  return { desiredWidth: Math.ceil(width * share), desiredHeight: Math.ceil(height * share) }
}

/** The width alone, so that it keeps its shape whichever way up it is; not where that could make it larger than it is. */
function resizing(size: PictureSize | null, longest: number): ImageBitmapOptions {
  return size !== null && Math.min(size.width, size.height) > longest ? { resizeWidth: longest, resizeQuality: 'high' } : {}
}
