/**
 * A file cut into parts and sealed, part by part, to a recipient of its own. No DOM and no network: a worker thread runs it, and Node. At most one
 * part is in memory here, plain and sealed.
 */
import { toBase64Url } from '#contract/bytes.ts'
import { paddedBytes, PART_BYTES, sealedBytes, shapeOf, type Shape } from '#contract/rules/part-size.ts'
import { openPartWith, sealPartTo } from '../../crypto/age.ts'
import { SealingFailure } from '../../crypto/failure.ts'

/** Where a file's bytes come from: a Blob, or a file on a disk. */
export interface Source {
  readonly size: number
  /** The bytes from `start` up to `end`, all of them. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
}

/** What the manifest says of a part. Digests are SHA-256, base64url: `plain` of the bytes without padding, `digest` of the age file. */
export interface ManifestPart {
  readonly length: number
  readonly plain: string
  readonly digest: string
}

export interface SealedPartFile extends ManifestPart {
  readonly bytes: Uint8Array<ArrayBuffer>
}

export const blobSource = (blob: Blob): Source => ({
  size: blob.size,
  read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
})

/** The shape of a file of so many bytes; `too-long` beyond what a report may bring. */
export function shapeOrThrow(size: number): Shape {
  const shape = shapeOf(size)
  if (shape === null) throw new SealingFailure('too-long')
  return shape
}

/** Part `n` (from 1) of the file, sealed. */
export async function sealPart(source: Source, shape: Shape, n: number, recipient: string): Promise<SealedPartFile> {
  const start = (n - 1) * PART_BYTES
  const plain = await source.read(start, Math.min(start + PART_BYTES, source.size))
  const padded = paddedBytes(shape, n)
  const [bytes, plainDigest] = await Promise.all([sealPartTo(recipient, padTo(plain, padded), sealedBytes(padded)), sha256(plain)])
  return { bytes, length: plain.length, plain: plainDigest, digest: await sha256(bytes) }
}

/** The part's own bytes again, if it is the one that the manifest names; `unopenable` for any other. */
export async function openPart(sealed: Uint8Array<ArrayBuffer>, shape: Shape, n: number, identity: string, said: ManifestPart): Promise<Uint8Array<ArrayBuffer>> {
  if ((await sha256(sealed)) !== said.digest) throw new SealingFailure('unopenable')
  const padded = await openPartWith(identity, sealed, paddedBytes(shape, n))
  const plain = padded.subarray(0, said.length)
  if (plain.length !== said.length || (await sha256(plain)) !== said.plain) throw new SealingFailure('unopenable')
  return plain
}

function padTo(plain: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  if (plain.length === size) return plain
  const padded = new Uint8Array(size)
  padded.set(plain)
  return padded
}

export const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
