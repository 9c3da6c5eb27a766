/** Reading and writing bytes. Every read beyond the end is a damaged file, told at once. */
import { CleanFailure } from './failure.ts'

export { join } from '#contract/bytes.ts'

export type Bytes = Uint8Array<ArrayBuffer>

export const UTF8 = new TextEncoder()

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** An unsigned number of 1, 2, 3, 4 or 8 bytes, big end first. */
export function big(bytes: Uint8Array, at: number, size: number): number {
  if (at < 0 || at + size > bytes.length) throw new CleanFailure('damaged')
  let value = 0
  for (let n = 0; n < size; n += 1) value = value * 256 + (bytes[at + n] ?? 0)
  return value
}

export function little(bytes: Uint8Array, at: number, size: 2 | 3 | 4): number {
  if (at < 0 || at + size > bytes.length) throw new CleanFailure('damaged')
  let value = 0
  for (let n = size - 1; n >= 0; n -= 1) value = value * 256 + (bytes[at + n] ?? 0)
  return value
}

/** A piece that must be there in full. */
export function piece(bytes: Bytes, from: number, to: number): Bytes {
  if (from < 0 || from > to || to > bytes.length) throw new CleanFailure('damaged')
  return bytes.subarray(from, to)
}

const RUN = 8192

/** A letter for each byte. `TextDecoder('latin1')` is Windows-1252, which has others for 0x80 to 0x9f. */
export function letters(bytes: Uint8Array): string {
  const runs: string[] = []
  for (let at = 0; at < bytes.length; at += RUN) runs.push(String.fromCharCode(...bytes.subarray(at, at + RUN)))
  return runs.join('')
}

export const text = (bytes: Uint8Array, at: number, size: number): string => letters(bytes.subarray(at, at + size))

export function numbers(size: 1 | 2 | 4, end: 'big' | 'little', ...values: number[]): Bytes {
  const bytes = new Uint8Array(size * values.length)
  const to = view(bytes)
  for (const [n, value] of values.entries()) {
    if (size === 1) to.setUint8(n, value)
    else if (size === 2) to.setUint16(n * 2, value, end === 'little')
    else to.setUint32(n * 4, value, end === 'little')
  }
  return bytes
}

export const latin = (words: string): Bytes => Uint8Array.from(words, (letter) => letter.charCodeAt(0))

/** Bytes to be had piece by piece: a Blob, or a sealed file whose parts are opened as they are asked for. */
export interface Bits {
  readonly size: number
  slice(start?: number, end?: number): Bits
  arrayBuffer(): Promise<ArrayBuffer>
}

/** Of bytes that are in memory already; no copy is made until they are asked for. */
export const bytesBits = (bytes: Bytes): Bits => ({
  size: bytes.length,
  slice: (start, end) => bytesBits(bytes.subarray(start, end)),
  arrayBuffer: () => Promise.resolve(bytes.slice().buffer),
})

/** Pictures and papers are taken into memory in one piece up to here; beyond it they are left as they are, which is said, and drawn on no page. */
export const LARGEST = 96 << 20

export const bytesOf = async (bits: Bits): Promise<Bytes> => new Uint8Array(await bits.arrayBuffer())

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** CRC-32 of PNG and zip (ISO 3309). `before` is that of what came before. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before >>> 0
  for (const byte of bytes) value = (CRC[(value ^ byte) & 255] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
