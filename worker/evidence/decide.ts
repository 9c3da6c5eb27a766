/** What makes an upload, and a part of it, acceptable: pure. */
import { paddedBytes, sealedBytes, type Shape } from '#contract/rules/part-size.ts'
import type { SealedPart } from '#contract/rules/upload.ts'

/** An upload as the database has it. */
export interface Upload extends Shape {
  readonly id: string
  readonly verify: string
  /** Of its parts in order, once it is complete. */
  readonly digest: string | null
  /** Null once a report names it. */
  readonly hour: number | null
  readonly doomed: boolean
}

export interface UploadPart extends SealedPart {
  readonly n: number
  /** Its key in the store. */
  readonly object: string
}

export type PartRefusal = 'no-such-part' | 'closed' | 'wrong-size' | 'other-part'

/** `there`: this very part has been kept. Null when it is to be kept now. */
export function decidePart(upload: Upload, before: UploadPart | null, n: number, part: SealedPart): PartRefusal | 'there' | null {
  if (!Number.isInteger(n) || n < 1 || n > upload.parts) return 'no-such-part'
  if (before !== null) return before.digest === part.digest && before.bytes === part.bytes ? 'there' : 'other-part'
  if (upload.digest !== null || upload.doomed) return 'closed'
  return part.bytes === sealedBytes(paddedBytes(upload, n)) ? null : 'wrong-size'
}

export type CompleteRefusal = 'missing-part' | 'other-order' | 'closed'

/** `found`: the digest of the parts that are there, in order. */
export function decideComplete(upload: Upload, kept: readonly UploadPart[], found: string, said: string): CompleteRefusal | 'there' | null {
  if (upload.digest !== null) return upload.digest === said ? 'there' : 'other-order'
  if (upload.doomed) return 'closed'
  if (kept.length !== upload.parts) return 'missing-part'
  return found === said ? null : 'other-order'
}
