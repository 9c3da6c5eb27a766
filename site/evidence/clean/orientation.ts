/** Which way up a photograph is: the one tag of Exif that stays, since without it a picture taken upright lies on its side. */
import { big, little, text, type Bytes, latin, join, numbers } from './bytes.ts'

const ORIENTATION = 0x0112
const SHORT = 3

/** 1 to 8; 1 where a TIFF block (what follows `Exif\0\0`) says nothing that can be understood. */
export function orientationIn(tiff: Uint8Array): number {
  if (tiff.length < 8) return 1
  const end = text(tiff, 0, 2)
  if (end !== 'II' && end !== 'MM') return 1
  const read = (at: number, size: 2 | 4) => (at + size > tiff.length ? 0 : end === 'II' ? little(tiff, at, size) : big(tiff, at, size))
  const first = read(4, 4)
  const count = Math.min(read(first, 2), 200)
  for (let n = 0; n < count; n += 1) {
    const at = first + 2 + n * 12
    if (read(at, 2) !== ORIENTATION || read(at + 2, 2) !== SHORT) continue
    const value = read(at + 8, 2)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** A TIFF block that says this and nothing else. */
export const orientationBlock = (value: number): Bytes =>
  join([latin('II*\0'), numbers(4, 'little', 8), numbers(2, 'little', 1, ORIENTATION, SHORT), numbers(4, 'little', 1), numbers(2, 'little', value, 0), numbers(4, 'little', 0)])
