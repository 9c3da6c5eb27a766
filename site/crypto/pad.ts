/** Padding to steps, so that a sealed size tells the step and nothing finer. */
import { SealingFailure } from './failure.ts'

const KIB = 1024
/** Content starts high: a short tip and a long one of the usual kind look alike. */
export const CONTENT_STEPS: readonly number[] = [8 * KIB, 16 * KIB, 32 * KIB]
export const STEPS: readonly number[] = [1 * KIB, 2 * KIB, 4 * KIB, ...CONTENT_STEPS]
const LENGTH_BYTES = 4

/** Length (4 bytes, big-endian), the bytes, zeros up to the first step that holds them. */
export function pad(bytes: Uint8Array, steps: readonly number[]): Uint8Array {
  const size = steps.find((step) => step >= bytes.length + LENGTH_BYTES)
  if (size === undefined) throw new SealingFailure('too-long')
  const padded = new Uint8Array(size)
  new DataView(padded.buffer).setUint32(0, bytes.length)
  padded.set(bytes, LENGTH_BYTES)
  return padded
}

/** The bytes again. Anything but zeros after them is refused: nothing may hide there. */
export function unpad(padded: Uint8Array): Uint8Array {
  if (padded.length < LENGTH_BYTES) throw new SealingFailure('unopenable')
  const end = LENGTH_BYTES + new DataView(padded.buffer, padded.byteOffset).getUint32(0)
  if (end > padded.length || padded.subarray(end).some((byte) => byte !== 0)) throw new SealingFailure('unopenable')
  return padded.subarray(LENGTH_BYTES, end)
}
