/** GIF89a without loss: pictures, their timing and the loop count; comments, XMP and other extensions stay behind. */
import { big, join, latin, piece, text, type Bytes } from './bytes.ts'
import { CleanFailure } from './failure.ts'

const colours = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)

export function cleanGif(bytes: Bytes): Bytes {
  let at = 13 + colours(big(bytes, 10, 1))
  const kept: Bytes[] = [piece(bytes, 0, at)]
  // Some old ones leave out the last byte.
  while (at < bytes.length && bytes[at] !== 0x3b) {
    const [from, mark] = [at, big(bytes, at, 1)]
    if (mark === 0x2c) at = endOfBlocks(bytes, at + 10 + colours(big(bytes, at + 9, 1)) + 1)
    else if (mark === 0x21) at = endOfBlocks(bytes, at + 2)
    else throw new CleanFailure('damaged')
    if (mark === 0x2c || bytes[from + 1] === 0xf9 || isLoop(bytes, from)) kept.push(piece(bytes, from, at))
  }
  return join([...kept, latin('\x3b')])
}

const isLoop = (bytes: Bytes, at: number) => bytes[at + 1] === 0xff && text(bytes, at + 3, 11) === 'NETSCAPE2.0' && bytes[at + 14] === 3 && bytes[at + 18] === 0

function endOfBlocks(bytes: Bytes, from: number): number {
  let at = from
  for (let size = big(bytes, at, 1); size !== 0; size = big(bytes, at, 1)) at += size + 1
  return at + 1
}
