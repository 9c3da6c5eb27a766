import * as z from 'zod/mini'
import { isHybridAgeFile } from './rules/age-header.ts'
import { Bytes32, Bytes64, Id, UnitId } from './ids.ts'
import { MAX_GRANT_CHARACTERS, MAX_SEALED_CHARACTERS, MAX_UNIT_BOX_CHARACTERS } from './limits.ts'

/** Base64url in its one canonical form: the bits after the last byte are zero, so that the same bytes never come under two texts. */
const CANONICAL = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-][AQgw]|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048])?$/

/** An age file for exactly one hybrid (post-quantum) recipient, in base64url. What is in it the Worker cannot know. */
const ageFile = (max: number) => z.string().check(z.maxLength(max), z.regex(CANONICAL), z.refine(isHybridAgeFile))

export const SealedBytes = ageFile(MAX_SEALED_CHARACTERS)
export const SealedGrant = ageFile(MAX_GRANT_CHARACTERS)
/** A unit's keys, its past ones with them, sealed to one member. */
export const SealedUnitBox = ageFile(MAX_UNIT_BOX_CHARACTERS)

/** A hybrid recipient as age writes it: bech32, 1,216 bytes of key. X25519 recipients (`age1…`) do not fit. */
export const Recipient = z.string().check(z.regex(/^age1pq1[02-9ac-hj-np-z]{1900,2000}$/))

/** The member's, unit's or reporter's Ed25519 public key (RFC 8032). */
export const VerifyKey = Bytes32
export const Signature = Bytes64

/** A grant: who may open what. `reporter` is granted like a unit. */
export const Holder = z.union([z.literal('reporter'), UnitId])
export const Grant = z.strictObject({ holder: Holder, sealed: SealedGrant })
export type Grant = z.infer<typeof Grant>

/** What a sealed body is for. The same word stands signed inside it. */
export const BodyKind = z.enum(['content', 'identity', 'message', 'finding', 'note', 'redacted', 'errand', 'award', 'evidence'])
export type BodyKind = z.infer<typeof BodyKind>

/** A sealed body on its way in: the running number `n` counts from 1 within its compartment, and stands signed inside too. */
export const NewBody = z.strictObject({ compartment: Id, n: z.int().check(z.minimum(1), z.maximum(100_000)), sealed: SealedBytes })
export type NewBody = z.infer<typeof NewBody>

/** A sealed body as it is stored and read. `author` is what the server saw; the signature inside decides. */
export const StoredBody = z.strictObject({
  compartment: Id,
  n: z.int(),
  kind: BodyKind,
  author: Holder,
  day: z.string(),
  sealed: z.string(),
})
export type StoredBody = z.infer<typeof StoredBody>
