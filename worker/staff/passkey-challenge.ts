import { fromBase64Url, toBase64Url } from '#contract/bytes.ts'
import type { Spent } from '../challenge/store.ts'
import { randomBytes } from '../platform/random.ts'
import { hmac, secretFor, type Secrets } from '../platform/secrets.ts'

const LIFE_MINUTES = 5
const NONCE_BYTES = 16
const HEAD_BYTES = NONCE_BYTES + 4
const CHALLENGE = /^[A-Za-z0-9_-]{70}$/

/** What a challenge is good for: signing in, or adding a passkey of this member. */
export type PasskeyPurpose = 'sign-in' | `add:${string}`

/** A nonce, the minute it is void, and our MAC over both and the purpose: nothing is kept until it is spent. */
export function makePasskeyChallenge(secrets: Secrets, purpose: PasskeyPurpose, seconds: number): Promise<string> {
  const head = new Uint8Array(HEAD_BYTES)
  head.set(randomBytes(NONCE_BYTES))
  new DataView(head.buffer).setUint32(NONCE_BYTES, Math.floor(seconds / 60) + LIFE_MINUTES)
  return withMac(secrets, purpose, head)
}

/** The spent row of a challenge of ours for this purpose that still stands; null otherwise. */
export async function checkPasskeyChallenge(secrets: Secrets, purpose: PasskeyPurpose, challenge: string, seconds: number): Promise<Spent | null> {
  if (!CHALLENGE.test(challenge)) return null
  const head = fromBase64Url(challenge).slice(0, HEAD_BYTES)
  const minute = new DataView(head.buffer).getUint32(NONCE_BYTES)
  if ((await withMac(secrets, purpose, head)) !== challenge || Math.floor(seconds / 60) >= minute) return null
  return { id: toBase64Url(head.subarray(0, NONCE_BYTES)), hour: Math.floor(minute / 60) }
}

async function withMac(secrets: Secrets, purpose: PasskeyPurpose, head: Uint8Array): Promise<string> {
  const mac = await hmac(await secretFor(secrets, 'passkey'), `challenge\n${purpose}\n${toBase64Url(head)}`)
  return toBase64Url(Uint8Array.of(...head, ...fromBase64Url(mac)))
}

/** What an authenticator calls a member: steady, and without the server's secret nobody's name. */
export async function passkeyHandle(secrets: Secrets, member: string): Promise<string> {
  return hmac(await secretFor(secrets, 'passkey'), `handle\n${member}`)
}
