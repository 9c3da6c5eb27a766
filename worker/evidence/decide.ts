/** What makes an upload, and a part of it, acceptable: pure. */
import { allPadded, MAX_FILES, MAX_PADDED_BYTES, paddedBytes, sealedBytes, type Shape } from '#contract/rules/part-size.ts'
import type { Evidence } from '#contract/report.ts'
import type { SealedPart } from '#contract/rules/upload.ts'
import type { Grant } from '#contract/sealed.ts'
import { refuseGrants } from '../report/holders.ts'

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

export type AttachRefusal = 'unknown-upload' | 'foreign-upload' | 'used-upload' | 'incomplete-upload' | 'other-parts' | TooMuch

/** Of what there is too much: of a report's files at its filing, of what its reporter adds, of what units send, of redacted copies of one file. */
export type TooMuch = 'too-much' | 'too-much-added' | 'too-much-sent' | 'too-many-copies'

/** What a report has of files before. */
export interface Had {
  readonly files: number
  readonly bytes: number
  /** What it is when there is too much. */
  readonly over: TooMuch
}

export type LaterRefusal = 'missing-grant' | 'unwanted-grant' | 'wrong-compartment'

/** Null when files that come with a message are granted to the reporter and to exactly those who hold the original, each in a compartment where nothing lies yet. */
export function refuseLater(
  { evidence = [], grants = [] }: { evidence?: readonly Evidence[] | undefined; grants?: readonly Grant[] | undefined }, holders: readonly string[], isTaken: (compartment: string) => boolean,
): LaterRefusal | null {
  const compartments = evidence.map(({ compartment }) => compartment)
  if (new Set(compartments).size !== compartments.length || compartments.some(isTaken)) return 'wrong-compartment'
  return refuseGrants(grants, { required: evidence.length === 0 ? [] : ['reporter', ...holders], allowed: [] })
}

/** Null when the report may have these files. `proven`: whether each came with a proof by its upload's key. */
export function decideAttaching(evidence: readonly Evidence[], uploads: ReadonlyMap<string, Upload>, proven: readonly boolean[], had: Had): AttachRefusal | null {
  if (new Set(evidence.map(({ upload }) => upload)).size !== evidence.length) return 'used-upload'
  for (const [at, { upload: id, digest }] of evidence.entries()) {
    const upload = uploads.get(id)
    if (upload === undefined || upload.doomed) return 'unknown-upload'
    if (proven[at] !== true) return 'foreign-upload'
    if (upload.hour === null) return 'used-upload'
    if (upload.digest === null) return 'incomplete-upload'
    if (upload.digest !== digest) return 'other-parts'
  }
  const bytes = evidence.reduce((sum, { upload }) => sum + (uploads.has(upload) ? allPadded(uploads.get(upload) as Shape) : 0), had.bytes)
  return had.files + evidence.length > MAX_FILES || bytes > MAX_PADDED_BYTES ? had.over : null
}
