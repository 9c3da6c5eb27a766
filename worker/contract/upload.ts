/** 上传: the sealed parts of one file on their way, before any report names them. Whoever began an upload proves it by its own key. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Bytes32, Id } from './ids.ts'
import { MAX_SMALL_BYTES } from './limits.ts'
import { SolvedChallenge } from './report.ts'
import { MAX_PARTS, PART_BYTES, PART_STEPS, sealedBytes } from './rules/part-size.ts'
import { Signature, VerifyKey } from './sealed.ts'

/** How many parts, and the padded size of the last; every other is of 8 MiB. */
export const Shape = z.strictObject({ parts: z.int().check(z.minimum(1), z.maximum(MAX_PARTS)), last: z.int().check(z.refine((step) => (PART_STEPS as readonly number[]).includes(step))) })

/** A part that the server has: `bytes` as stored. */
export const KeptPart = z.strictObject({ n: z.int(), bytes: z.int(), digest: Bytes32 })
export type KeptPart = z.infer<typeof KeptPart>

export const openUpload = endpoint({
  name: 'openUpload',
  summary: 'Begin the upload of one sealed file. `verify`: an Ed25519 key made for this upload alone. The same key again gets the same upload, before any challenge is looked at.',
  method: 'POST',
  path: '/api/uploads',
  access: 'anyone',
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ ...Shape.shape, verify: VerifyKey, challenge: SolvedChallenge }),
  ok: z.strictObject({ id: Id }),
})

export const putPart = endpoint({
  name: 'putPart',
  summary: 'One sealed part, an age file of its own. `digest`: the SHA-256 of the body; `signature`: the upload’s key over upload, number, size and digest. The same part again is answered the same.',
  method: 'PUT',
  path: '/api/uploads/:id/parts/:n',
  access: 'anyone',
  bytes: 'in',
  maxBytes: sealedBytes(PART_BYTES),
  input: z.strictObject({ digest: Bytes32, signature: Signature }),
  ok: KeptPart,
})

export const readUpload = endpoint({
  name: 'readUpload',
  summary: 'Which parts of an upload are there, for whoever began it.',
  method: 'POST',
  path: '/api/uploads/:id/state',
  access: 'anyone',
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ signature: Signature }),
  ok: z.strictObject({ ...Shape.shape, kept: z.array(KeptPart), complete: z.boolean() }),
})

export const completeUpload = endpoint({
  name: 'completeUpload',
  summary: 'Says that all parts are there, by their digest in order (rules/upload.ts). From then on none is taken, and a report can name the upload.',
  method: 'POST',
  path: '/api/uploads/:id/complete',
  access: 'anyone',
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ digest: Bytes32, signature: Signature }),
  ok: z.strictObject({ digest: Bytes32 }),
})
