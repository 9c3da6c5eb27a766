/** A photograph as it comes out of its bytes, or why it does not. */
import { bitmapOf } from '../../evidence/bitmap.ts'
import { bytesOf, LARGEST } from '../../evidence/clean/bytes.ts'
import type { Kind } from '../../evidence/clean/kind.ts'
import { letGo } from '../../evidence/let-go.ts'
import { MOST_PIXELS, sizeIn } from '../../evidence/picture-size.ts'
import type { Parts } from './parts.ts'

const TOO_LARGE = '这张太大，这里显示不了。另存下来，用看图的软件打开。'

const SHUT: Partial<Record<Kind, string>> = {
  heif: '苹果手机的这种照片（HEIC），这个浏览器显示不了。另存下来，用看图的软件打开。',
  avif: '这种照片（AVIF），这个浏览器显示不了。另存下来，用看图的软件打开。',
}

/** The picture, or a sentence why there is none. What it says of its size is believed before it is drawn: a few bytes can ask for gigabytes. */
export async function pictureOf({ parts, kind }: { readonly parts: Parts; readonly kind: Kind }): Promise<ImageBitmap | string> {
  if (parts.size > LARGEST) return TOO_LARGE
  const bytes = await bytesOf(parts.bits)
  try {
    const { width, height } = sizeIn(bytes, kind)
    if (width * height > MOST_PIXELS) return TOO_LARGE
    return await bitmapOf(bytes, kind)
  } catch {
    return SHUT[kind] ?? '这张照片不完整，或者坏了，显示不了。'
  } finally {
    letGo(bytes)
  }
}
