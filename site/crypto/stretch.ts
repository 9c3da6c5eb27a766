/** From the code to the reporter's keys (design.md §4). Stretched once, split by purpose: none of the three tells another. */
import { toBase64Url, utf8 } from '#contract/bytes.ts'
import { identityFromSeed, recipientOf } from './age.ts'
import { deriveBytes, hashOf, stretchSecret } from './derive.ts'
import { verifyKeyOf } from './sign.ts'

/** The hosted Worker's ceiling, which the path without scripts runs under. */
const ITERATIONS = 100_000

export interface ReporterKeys {
  /** Base64url of 32 bytes; sent by whoever comes back, never with the filing. */
  readonly lookup: string
  /** SHA-256 of the lookup key, base64url: what the server keeps. */
  readonly lookupHash: string
  /** The reporter's own age identity, AGE-SECRET-KEY-PQ-1… */
  readonly identity: string
  readonly recipient: string
  /** Ed25519 seed, 32 bytes. */
  readonly signSeed: Uint8Array<ArrayBuffer>
  /** Ed25519 public key, base64url. */
  readonly verify: string
}

/** `digits`: the 28 digits as `readCode` gives them. `county`: the profile's id, which salts every code of that county. */
export async function keysFromCode(digits: string, county: string): Promise<ReporterKeys> {
  const stretched = await stretchSecret(digits, utf8(`anshao/v1/${county}`), ITERATIONS)
  const [lookup, unlock, signSeed] = await Promise.all([
    deriveBytes(stretched, 'anshao/v1/lookup'),
    deriveBytes(stretched, 'anshao/v1/unlock'),
    deriveBytes(stretched, 'anshao/v1/sign'),
  ])
  const identity = identityFromSeed(unlock)
  return {
    lookup: toBase64Url(lookup),
    lookupHash: await hashOf(lookup),
    identity,
    recipient: await recipientOf(identity),
    signSeed,
    verify: verifyKeyOf(signSeed),
  }
}
