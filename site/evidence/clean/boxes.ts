/** The boxes of ISO base media files (ISO/IEC 14496-12): MP4, QuickTime, HEIF and AVIF alike. */
import { big, join, latin, numbers, text, type Bytes } from './bytes.ts'
import { CleanFailure } from './failure.ts'

export interface Box {
  readonly type: string
  /** Without the header. */
  readonly content: Bytes
  /** Where the content begins, in what was given. */
  readonly at: number
}

const MOST = 100_000

/** A size of 0 reaches to the end; one beyond the end is damage. */
export function boxesIn(bytes: Bytes): Box[] {
  const boxes: Box[] = []
  for (let at = 0; at + 8 <= bytes.length; ) {
    if (boxes.length > MOST) throw new CleanFailure('too-much')
    const short = big(bytes, at, 4)
    const header = short === 1 ? 16 : 8
    const size = short === 1 ? big(bytes, at + 8, 8) : short === 0 ? bytes.length - at : short
    if (size < header || at + size > bytes.length) throw new CleanFailure('damaged')
    boxes.push({ type: text(bytes, at + 4, 4), content: bytes.subarray(at + header, at + size), at: at + header })
    at += size
  }
  return boxes
}

export const box = (type: string, ...content: readonly Bytes[]): Bytes => {
  const size = content.reduce((sum, part) => sum + part.length, 8)
  return join([numbers(4, 'big', size), latin(type), ...content])
}

/** A box with version and flags. */
export const fullBox = (type: string, version: number, flags: number, ...content: readonly Bytes[]): Bytes => box(type, numbers(4, 'big', version * 0x1000000 + flags), ...content)

export const boxOf = (boxes: readonly Box[], type: string): Box | undefined => boxes.find((one) => one.type === type)

export function needBox(boxes: readonly Box[], type: string): Box {
  const one = boxOf(boxes, type)
  if (one === undefined) throw new CleanFailure('damaged')
  return one
}
