/** An authenticator in software: real keys (ES256), real CBOR, real flags and counters, and knobs to make it behave badly. */
import { toBase64Url, utf8 } from '#contract/bytes.ts'
import type { Assertion } from '#contract/passkey.ts'
import type { Authenticator } from '../../site/console/access/authenticator.ts'
import { SITE } from './api.ts'

type Bytes = Uint8Array<ArrayBuffer>
interface Item { readonly id: string; readonly user: string; readonly keys: CryptoKeyPair; readonly secret: Bytes }

export interface Habits {
  origin: string
  rpId: string
  /** Whether the person was verified: finger, face or PIN. */
  verified: boolean
  /** Added at each use; 0 for an authenticator that does not count. */
  step: number
  prf: boolean
  crossOrigin: boolean
}

export class SoftwareAuthenticator implements Authenticator {
  readonly items: Item[] = []
  readonly habits: Habits = { origin: SITE, rpId: new URL(SITE).hostname, verified: true, step: 1, prf: true, crossOrigin: false }
  counter = 0
  /** The last thing it signed, for whoever wants to send it again. */
  last: Assertion | null = null

  constructor(habits: Partial<Habits> = {}) {
    Object.assign(this.habits, habits)
  }

  readonly make: Authenticator['make'] = async ({ challenge, user, existing }) => {
    if (existing.some(({ id }) => this.items.some((item) => item.id === id))) return 'there-already'
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
    if (!('privateKey' in keys)) throw new Error('no pair of keys')
    const item: Item = { id: toBase64Url(random(32)), user: user.id, keys, secret: random(32) }
    this.items.push(item)
    const authData = join(await this.head(0x40), new Uint8Array(16), uint16(32), fromId(item.id), await coseKey(keys.publicKey))
    const attestationObject = toBase64Url(cbor(new Map<Key, Value>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]])))
    const response = { clientDataJSON: toBase64Url(this.client('webauthn.create', challenge)), attestationObject, transports: ['internal'] }
    return { response: { id: item.id, rawId: item.id, type: 'public-key', response }, prf: await this.prf(item) }
  }

  readonly use: Authenticator['use'] = async (challenge) => {
    const item = this.items.at(-1)
    if (item === undefined) return 'cancelled'
    this.counter += this.habits.step
    const [authData, clientData] = [await this.head(0), this.client('webauthn.get', challenge)]
    const signed = join(authData, new Uint8Array(await crypto.subtle.digest('SHA-256', clientData)))
    const raw = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, item.keys.privateKey, signed))
    const response = { clientDataJSON: toBase64Url(clientData), authenticatorData: toBase64Url(authData), signature: toBase64Url(der(raw)) }
    this.last = { id: item.id, rawId: item.id, type: 'public-key', response }
    return { response: this.last, prf: await this.prf(item) }
  }

  private async head(flags: number): Promise<Bytes> {
    const rp = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(this.habits.rpId)))
    const counter = new Uint8Array(4)
    new DataView(counter.buffer).setUint32(0, this.counter)
    return join(rp, Uint8Array.of(0x01 | (this.habits.verified ? 0x04 : 0) | flags), counter)
  }

  private client(type: string, challenge: string): Bytes {
    return utf8(JSON.stringify({ type, challenge, origin: this.habits.origin, crossOrigin: this.habits.crossOrigin }))
  }

  private async prf({ secret }: Item): Promise<Bytes | null> {
    return this.habits.prf ? new Uint8Array(await crypto.subtle.digest('SHA-256', join(secret, utf8('WebAuthn PRF')))) : null
  }
}

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))
const fromId = (id: string): Bytes => Uint8Array.from(atob(id.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
const uint16 = (value: number): Bytes => Uint8Array.of(value >> 8, value & 0xff)
const join = (...parts: readonly Uint8Array[]): Bytes => Uint8Array.from(parts.flatMap((part) => [...part]))

/** COSE_Key of a P-256 public key (RFC 9053 §7.1.1): EC2, ES256. */
async function coseKey(key: CryptoKey): Promise<Bytes> {
  const exported = await crypto.subtle.exportKey('raw', key)
  if (!(exported instanceof ArrayBuffer)) throw new Error('no raw key')
  const raw = new Uint8Array(exported)
  return cbor(new Map<Key, Value>([[1, 2], [3, -7], [-1, 1], [-2, raw.slice(1, 33)], [-3, raw.slice(33)]]))
}

type Key = string | number
type Value = string | number | Bytes | Map<Key, Value>

/** CBOR (RFC 8949) of what a credential is made of. */
function cbor(value: Value): Bytes {
  if (typeof value === 'number') return value >= 0 ? typed(0, value) : typed(1, -1 - value)
  if (typeof value === 'string') return join(typed(3, utf8(value).length), utf8(value))
  if (value instanceof Uint8Array) return join(typed(2, value.length), value)
  return join(typed(5, value.size), ...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)]))
}
const typed = (major: number, length: number): Bytes =>
  length < 24 ? Uint8Array.of((major << 5) | length) : length < 256 ? Uint8Array.of((major << 5) | 24, length) : join(Uint8Array.of((major << 5) | 25), uint16(length))

/** An ECDSA signature as WebAuthn wants it: ASN.1 DER of the two halves. */
function der(raw: Bytes): Bytes {
  const integer = (half: Bytes) => {
    const bare = half.slice(half.findIndex((byte) => byte !== 0))
    const whole = (bare[0] ?? 0) >= 0x80 ? join(Uint8Array.of(0), bare) : bare
    return join(Uint8Array.of(0x02, whole.length), whole)
  }
  const both = join(integer(raw.slice(0, 32)), integer(raw.slice(32)))
  return join(Uint8Array.of(0x30, both.length), both)
}
