/**
 * What a named reporter seals to be paid by transfer: the payee for the custodian, payee, bank and account for the cashier. Straight to the
 * holder's key, for nobody is ever granted it; signed inside, and naming no report: the window must not learn which one it is.
 */
import * as z from 'zod/mini'
import { toBase64Url, utf8 } from '#contract/bytes.ts'
import { deriveBytes } from '../crypto/derive.ts'
import { openJson, parseJson, sealJson } from '../crypto/envelope.ts'
import { SealingFailure } from '../crypto/failure.ts'
import { openWithAny, type Identities } from '../crypto/past.ts'
import { sign, verify, verifyKeyOf } from '../crypto/sign.ts'

const PURPOSE = 'anshao/v1/payout'
const text = z.string()

/** `salt` goes into the mark, `key` is what the payout is signed with; see contract/rules/transfer.ts. */
export const PayeeWords = z.object({ name: text, salt: text, key: text })
export type PayeeWords = z.infer<typeof PayeeWords>
export const PayoutWords = z.object({ name: text, salt: text, bank: text, account: text })
export type PayoutWords = z.infer<typeof PayoutWords>

/** Where it belongs: the transfer's random id, and whom it is for. */
export interface PayoutPlace {
  readonly transfer: string
  readonly holder: 'custodian' | 'cashier'
}

export interface PayoutSecrets {
  /** Ed25519 seed that signs the payout. Its public half leads to no report: the code's own would. */
  readonly seed: Uint8Array<ArrayBuffer>
  readonly key: string
  /** 256 bits, base64url. */
  readonly salt: string
}

/** Made of the code's signing seed for this award, so that a returned account can be corrected with the same ones from any device. */
export async function payoutSecrets(signSeed: Uint8Array<ArrayBuffer>, award: string): Promise<PayoutSecrets> {
  const [seed, salt] = await Promise.all(['payout-key', 'payee-salt'].map((purpose) => deriveBytes(signSeed, `anshao/v1/${purpose}/${award}`))) as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>]
  return { seed, key: verifyKeyOf(seed), salt: toBase64Url(salt) }
}

const Envelope = z.object({ signed: text, signature: text })
const Statement = z.object({ purpose: z.literal(PURPOSE), transfer: text, holder: text, words: z.unknown() })
const signedBytes = (signed: string) => utf8(`${PURPOSE}\n${signed}`)

/** Base64url; padded as every sealed text. */
export function sealPayout(recipient: string, { transfer, holder }: PayoutPlace, words: PayeeWords | PayoutWords, signSeed: Uint8Array): Promise<string> {
  const signed = JSON.stringify({ purpose: PURPOSE, transfer, holder, words })
  return sealJson(recipient, { signed, signature: sign(signSeed, signedBytes(signed)) })
}

export interface OpenedPayout<Words> {
  readonly words: Words
  readonly signature: 'good' | 'wrong'
}

/** Throws `misplaced` for what belongs to another transfer or holder, `unopenable` for everything else that is not what it must be. */
export async function openPayout<Schema extends z.ZodMiniType>(identities: Identities, sealed: string, place: PayoutPlace, schema: Schema, verifyKey: string): Promise<OpenedPayout<z.infer<Schema>>> {
  const { signed, signature } = await openWithAny(identities, (identity) => openJson(identity, sealed, Envelope))
  const { transfer, holder, words } = parseJson(signed, Statement)
  if (transfer !== place.transfer || holder !== place.holder) throw new SealingFailure('misplaced')
  const parsed = schema.safeParse(words)
  if (!parsed.success) throw new SealingFailure('unopenable')
  return { words: parsed.data, signature: verify(verifyKey, signedBytes(signed), signature) ? 'good' : 'wrong' }
}
