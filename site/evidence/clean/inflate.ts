/** Unpacking with an end to it: a few kilobytes can be made to unpack to gigabytes. */
import { Inflate, Unzlib } from 'fflate'
import { join, type Bytes } from './bytes.ts'
import { CleanFailure } from './failure.ts'

const STEP = 16 << 10

/** zlib's format, or bare DEFLATE. What breaks off early gives what there was; more than `most` bytes is refused as soon as it shows. */
export function inflate(packed: Bytes, most: number, bare = false): Bytes {
  const parts: Uint8Array[] = []
  let size = 0
  const onData = (part: Uint8Array) => {
    size += part.length
    if (size > most) throw new CleanFailure('too-much')
    parts.push(part)
  }
  const stream = bare ? new Inflate(onData) : new Unzlib(onData)
  try {
    for (let at = 0; at < packed.length; at += STEP) stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length)
  } catch (fault) {
    if (fault instanceof CleanFailure) throw fault
  }
  return join(parts)
}
