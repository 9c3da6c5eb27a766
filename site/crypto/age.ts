/** The age format, narrowed to what we use: one hybrid post-quantum recipient a file. The only importer of age-encryption. */
import { bech32 } from '@scure/base'
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption'
import { isHybridAgeHeader } from '#contract/rules/age-header.ts'
import { SealingFailure } from './failure.ts'

const IDENTITY = /^AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58}$/
const RECIPIENT = /^age1pq1[02-9ac-hj-np-z]{1900,2000}$/

/** A fresh identity, AGE-SECRET-KEY-PQ-1… */
export const makeIdentity = (): Promise<string> => generateHybridIdentity()

export const isIdentity = (text: string): boolean => IDENTITY.test(text)

/** The identity that a 32-byte seed gives: an identity is its seed in upper-case bech32. */
export function identityFromSeed(seed: Uint8Array): string {
  if (seed.length !== 32) throw new SealingFailure('bad-key')
  return bech32.encode('age-secret-key-pq-', bech32.toWords(seed)).toUpperCase()
}

/** The seed again, 32 bytes: an identity written short. */
export function seedOfIdentity(identity: string): Uint8Array {
  if (!isIdentity(identity)) throw new SealingFailure('bad-key')
  try {
    const { prefix, words } = bech32.decode(identity.toLowerCase() as `${string}1${string}`, false)
    return bech32.fromWords(prefix === 'age-secret-key-pq-' ? words : [])
  } catch {
    throw new SealingFailure('bad-key')
  }
}

export async function recipientOf(identity: string): Promise<string> {
  if (!isIdentity(identity)) throw new SealingFailure('bad-key')
  try {
    return await identityToRecipient(identity)
  } catch {
    throw new SealingFailure('bad-key')
  }
}

/** An age file that this one recipient can open. Refuses every other kind of recipient, classic X25519 above all. */
export async function sealTo(recipient: string, bytes: Uint8Array): Promise<Uint8Array> {
  if (!RECIPIENT.test(recipient)) throw new SealingFailure('bad-key')
  const encrypter = new Encrypter()
  try {
    encrypter.addRecipient(recipient)
  } catch {
    throw new SealingFailure('bad-key')
  }
  return await encrypter.encrypt(bytes)
}

/** Opens what `sealTo` made. A file with a second recipient is refused too: somebody else could have read it. */
export async function openWith(identity: string, file: Uint8Array): Promise<Uint8Array> {
  if (!isIdentity(identity) || !isHybridAgeHeader(file)) throw new SealingFailure('unopenable')
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    return await decrypter.decrypt(file)
  } catch {
    throw new SealingFailure('unopenable')
  }
}

/**
 * Parts of one file, each an age file of its own to the same recipient. As `sealTo`, without the copies that a whole file makes on its way
 * (a third faster for 8 MiB). `size`: bytes of the sealed part, which must come out so.
 */
export async function sealPartTo(recipient: string, bytes: Uint8Array, size: number): Promise<Uint8Array<ArrayBuffer>> {
  if (!RECIPIENT.test(recipient)) throw new SealingFailure('bad-key')
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return collect(await encrypter.encrypt(streamOf(bytes)), size)
}

/** Opens what `sealPartTo` made; `size`: bytes of the part as it was padded. */
export async function openPartWith(identity: string, file: Uint8Array, size: number): Promise<Uint8Array<ArrayBuffer>> {
  if (!isIdentity(identity) || !isHybridAgeHeader(file)) throw new SealingFailure('unopenable')
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  try {
    return await collect(await decrypter.decrypt(streamOf(file)), size)
  } catch {
    throw new SealingFailure('unopenable')
  }
}

/** In age's own chunks: of a whole part given at once, all that comes out would be kept beside it. */
function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.subarray(at, (at += CHUNK_BYTES)))
      else controller.close()
    },
  })
}
const CHUNK_BYTES = 65_536

async function collect(stream: ReadableStream<Uint8Array>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(size)
  const reader = stream.getReader()
  let at = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    if (at + value.length > size) throw new SealingFailure('unopenable')
    whole.set(value, at)
    at += value.length
  }
  if (at !== size) throw new SealingFailure('unopenable')
  return whole
}
