import { createChallenge, verifySolution, type Payload } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import * as z from 'zod/mini'
import { toBase64Url } from '#contract/bytes.ts'
import { parseJson } from '../platform/json.ts'
import { secretFor, type Secrets } from '../platform/secrets.ts'
import type { Spent } from './store.ts'

const LIFE_SECONDS = 20 * 60

/** PBKDF2 iterations per try; a solver needs 256 tries on average (one byte of prefix). */
const BASE_COST = 500
const MAX_COST = 16_000

/** Cost by load: doubles at 20 solved within the hour, again at 40, 80 …; the same for everybody, and never past MAX_COST. `weight`: so many times a filing's. */
export const costAt = (recent: number, weight = 1): number => Math.min(MAX_COST, weight * BASE_COST * 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, recent) / 10))))

const signingSecret = async (secrets: Secrets) => toBase64Url(await secretFor(secrets, 'challenge'))

/** A challenge good for one purpose (`report`, `contest`, or `sign-in:<name>`) and 20 minutes. */
export async function makeAltcha(secrets: Secrets, purpose: string, cost: number, seconds: number): Promise<Record<string, unknown>> {
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost,
    keyLength: 32,
    keyPrefix: '00',
    deriveKey,
    expiresAt: seconds + LIFE_SECONDS,
    data: { purpose },
    hmacSignatureSecret: await signingSecret(secrets),
  })
  return JSON.parse(JSON.stringify(challenge)) as Record<string, unknown>
}

const Hex = z.string().check(z.regex(/^[0-9a-f]{2,128}$/))
const AltchaPayload = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal('PBKDF2/SHA-256'),
      nonce: Hex,
      salt: Hex,
      cost: z.int().check(z.minimum(1), z.maximum(MAX_COST)),
      keyLength: z.literal(32),
      keyPrefix: z.literal('00'),
      expiresAt: z.int(),
      data: z.object({ purpose: z.string() }),
    }),
    signature: Hex,
  }),
  solution: z.object({ counter: z.int(), derivedKey: Hex, time: z.optional(z.number()) }),
})

/** The spent row of a right answer to a challenge of ours for this purpose, that cost at least `cost`; null otherwise. */
export async function checkAltcha(secrets: Secrets, purpose: string, payload: string, cost = 1): Promise<Spent | null> {
  const parsed = AltchaPayload.safeParse(parseJson(decodeBase64(payload)))
  if (!parsed.success || parsed.data.challenge.parameters.data.purpose !== purpose) return null
  if (parsed.data.challenge.parameters.cost < cost) return null
  const { challenge, solution } = parsed.data as unknown as Payload
  const result = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret: await signingSecret(secrets) })
  if (!result.verified) return null
  const { nonce, expiresAt } = parsed.data.challenge.parameters
  return { id: nonce, hour: Math.floor(expiresAt / 3600) }
}

/** '' for what is no base64. `atob` takes it unpadded, and throws where the padding is not what it expects. */
function decodeBase64(text: string): string {
  const bare = text.replace(/=+$/, '')
  return /^[A-Za-z0-9+/]+$/.test(bare) && bare.length % 4 !== 1 ? atob(bare) : ''
}
