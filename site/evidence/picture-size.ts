/** How large a picture says that it is, read without drawing it. */
import { big, bytesOf, LARGEST, little, text, type Bits, type Bytes } from './clean/bytes.ts'
import { boxesIn, needBox } from './clean/boxes.ts'
import { CleanFailure } from './clean/failure.ts'
import type { Kind } from './clean/kind.ts'

/** In pixels. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** More than this is drawn on no page. The largest telephones make some 100 million pixels. */
export const MOST_PIXELS = 128_000_000
/** On the pages of whoever reports: more than this, and a phone with little memory loses the page, and with it what was written. */
export const MOST_ON_A_PHONE = 64_000_000
/** What says how large a picture is stands within so many bytes, but for HEIC and AVIF. */
const HEAD = 4 << 20

/** Of as little of the picture as says it. Throws a CleanFailure where that cannot be read. */
export const sizeOf = async (file: Bits, kind: Kind): Promise<PictureSize> => sizeIn(await bytesOf(kind === 'heif' || kind === 'avif' ? file : file.slice(0, HEAD)), kind)

/** Whether a picture may be drawn. `unread`: it does not say how large it is in a way that is understood here; browsers forgive more, so it is not given to one. */
export type Fit = 'fits' | 'huge' | 'unread'

/** Before it is drawn: a few bytes can ask for gigabytes. `most`: pixels that this page draws. */
export async function fitOf(file: Bits, kind: Kind, most: number): Promise<Fit> {
  if (file.size > LARGEST) return 'huge'
  const size = await sizeOf(file, kind).catch(() => null)
  return size === null ? 'unread' : size.width * size.height > most ? 'huge' : 'fits'
}

/** `bytes`: the picture, or as much of its beginning as says it. Throws a CleanFailure where that cannot be read. */
export function sizeIn(bytes: Bytes, kind: Kind): PictureSize {
  switch (kind) {
    case 'png':
      return { width: big(bytes, 16, 4), height: big(bytes, 20, 4) }
    case 'gif':
      return inGif(bytes)
    case 'jpeg':
      return inJpeg(bytes)
    case 'webp':
      return inWebp(bytes)
    case 'heif':
    case 'avif':
      return inHeif(bytes)
    default:
      throw new CleanFailure('damaged')
  }
}

/** Of the screen or the first frame, whichever reaches further: browsers enlarge the one to the other. */
function inGif(bytes: Bytes): PictureSize {
  const screen = { width: little(bytes, 6, 2), height: little(bytes, 8, 2) }
  const colours = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)
  for (let at = 13 + colours(big(bytes, 10, 1)); ; ) {
    const mark = big(bytes, at, 1)
    if (mark === 0x2c) return { width: Math.max(screen.width, little(bytes, at + 1, 2) + little(bytes, at + 5, 2)), height: Math.max(screen.height, little(bytes, at + 3, 2) + little(bytes, at + 7, 2)) }
    if (mark !== 0x21) throw new CleanFailure('damaged')
    at += 2
    for (let size = big(bytes, at, 1); size !== 0; size = big(bytes, at, 1)) at += size + 1
    at += 1
  }
}

/** Of the first frame header (ITU-T T.81, B.2.2); DHT, JPG and DAC have numbers among theirs. */
function inJpeg(bytes: Bytes): PictureSize {
  for (let at = 2; ; ) {
    // Bytes that belong to nothing are passed over, as libjpeg does.
    while (at < bytes.length && (bytes[at] !== 0xff || bytes[at + 1] === 0xff)) at += 1
    const marker = big(bytes, at, 2)
    if (marker < 0xff00) throw new CleanFailure('damaged')
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)) return { width: big(bytes, at + 7, 2), height: big(bytes, at + 5, 2) }
    at += marker === 0xff01 || (marker >= 0xffd0 && marker <= 0xffd8) ? 2 : 2 + big(bytes, at + 2, 2)
  }
}

/** RFC 9649, of whichever chunk comes first. */
function inWebp(bytes: Bytes): PictureSize {
  const chunk = text(bytes, 12, 4)
  if (chunk === 'VP8X') return { width: 1 + little(bytes, 24, 3), height: 1 + little(bytes, 27, 3) }
  if (chunk === 'VP8 ') return { width: little(bytes, 26, 2) & 0x3fff, height: little(bytes, 28, 2) & 0x3fff }
  if (chunk !== 'VP8L') throw new CleanFailure('damaged')
  const packed = little(bytes, 21, 4)
  return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) }
}

/** Of the largest thing in it: a picture of tiles says the size of the whole as well. */
function inHeif(bytes: Bytes): PictureSize {
  const properties = boxesIn(needBox(boxesIn(needBox(boxesIn(needBox(boxesIn(bytes), 'meta').content.subarray(4)), 'iprp').content), 'ipco').content)
  const sizes = properties.filter(({ type }) => type === 'ispe').map(({ content }) => ({ width: big(content, 4, 4), height: big(content, 8, 4) }))
  const [first, ...more] = sizes
  if (first === undefined) throw new CleanFailure('damaged')
  return more.reduce((most, one) => (one.width * one.height > most.width * most.height ? one : most), first)
}
