/**
 * A picture out of bytes in memory, with nothing of it on a disk. Chromium may lay on its disk what is in a Blob, and does lay there, in a file without
 * a name, what an image element shows (ADR 0034): so neither has it, where the browser can decode without them.
 */
import type { Bytes } from './clean/bytes.ts'

/** The picture, upright. Rejects where the browser cannot draw it. */
export async function bitmapOf(bytes: Bytes, type: string): Promise<ImageBitmap> {
  // Firefox before 133 and Safari: what is in a Blob stays in memory there.
  if (!('ImageDecoder' in globalThis)) return createImageBitmap(new Blob([bytes]))
  const decoder = new ImageDecoder({ data: bytes, type, preferAnimation: false })
  try {
    const { image } = await decoder.decode()
    // Drawn, because `createImageBitmap` forgets of some frames which way up they are.
    const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight)
    canvas.getContext('2d')?.drawImage(image, 0, 0)
    image.close()
    return canvas.transferToImageBitmap()
  } finally {
    decoder.close()
  }
}
