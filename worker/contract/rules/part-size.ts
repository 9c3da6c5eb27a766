/** How a file is cut into parts, and what of its size the server learns: how many parts, and the step of the last. */
const KIB = 1024
const MIB = 1024 * KIB

/** Plain bytes of every part but the last. */
export const PART_BYTES = 8 * MIB
/** The last part is padded to one of these: a file's size tells its step and nothing finer. */
export const PART_STEPS = [64 * KIB, 128 * KIB, 256 * KIB, 512 * KIB, MIB, 2 * MIB, 4 * MIB, PART_BYTES] as const

export const MAX_FILES = 20
/** Of all files of a report together, before padding. The form tells the same number. */
export const MAX_EVIDENCE_BYTES = 500_000_000
export const MAX_PARTS = Math.ceil(MAX_EVIDENCE_BYTES / PART_BYTES)
/** What that may come to once each file's last part is padded, which at most doubles it. */
export const MAX_PADDED_BYTES = MAX_EVIDENCE_BYTES + MAX_FILES * (PART_BYTES / 2)

/** age: one hybrid header and nonce, and 16 bytes for each 64 KiB (c2sp.org/age). */
const HEADER_BYTES = 1643
const CHUNK_BYTES = 64 * KIB

/** A file's shape as the server is told it. `last`: the step of its last part. */
export interface Shape {
  readonly parts: number
  readonly last: number
}

/** An empty file is one part too. Null for a file that is too big. */
export function shapeOf(bytes: number): Shape | null {
  const parts = Math.max(1, Math.ceil(bytes / PART_BYTES))
  const rest = bytes - (parts - 1) * PART_BYTES
  const last = PART_STEPS.find((step) => step >= rest)
  return parts > MAX_PARTS || last === undefined ? null : { parts, last }
}

/** Bytes of part `n` (from 1) before it is sealed, padding included. */
export const paddedBytes = ({ parts, last }: Shape, n: number): number => (n === parts ? last : PART_BYTES)

/** Bytes of a sealed part. */
export const sealedBytes = (padded: number): number => HEADER_BYTES + padded + 16 * Math.ceil(padded / CHUNK_BYTES)

export const allPadded = ({ parts, last }: Shape): number => (parts - 1) * PART_BYTES + last
export const allSealed = ({ parts, last }: Shape): number => (parts - 1) * sealedBytes(PART_BYTES) + sealedBytes(last)
