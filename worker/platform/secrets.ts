import { fromBase64Url, toBase64Url, utf8 } from '#contract/bytes.ts'

/** Secrets of one deployment: made at first start in an ignored file, or set with `wrangler secret put`. */
export interface Secrets {
  /** 32 random bytes, base64url: the root of the HMAC and AES keys below. */
  readonly SERVER_SECRET: string
  /** The Ed25519 key that signs receipts, as a private JWK. */
  readonly RECEIPT_KEY: string
  /** Set where policy.challenge is `turnstile`. */
  readonly TURNSTILE_SECRET?: string
  /** Where Turnstile's answer is asked; the tests point it to a stand-in on loopback. */
  readonly TURNSTILE_VERIFY_URL?: string
  /** Where units are told that something arrived: the county's own gateway, told the unit and nothing else. */
  readonly NOTICE_URL?: string
}

export type Purpose = 'challenge' | 'salt' | 'totp' | 'contest' | 'passkey' | 'voucher' | 'voucher-hash'

/** A key for one purpose, by HKDF-SHA-256 (RFC 5869) from the server's secret. 32 bytes. */
export async function secretFor(secrets: Secrets, purpose: Purpose): Promise<Uint8Array<ArrayBuffer>> {
  const root = await crypto.subtle.importKey('raw', fromBase64Url(secrets.SERVER_SECRET), 'HKDF', false, ['deriveBits'])
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(`anshao/v1/server/${purpose}`) }
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, root, 256))
}

/** HMAC-SHA-256, 32 bytes in base64url. */
export async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', imported, utf8(text))))
}

/** SHA-256 of 32 bytes in base64url: how keys that somebody presents are kept. */
export async function hashOf(bytes: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', fromBase64Url(bytes))))
}

async function aesKey(secrets: Secrets, purpose: Purpose): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', await secretFor(secrets, purpose), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** AES-256-GCM under the server's secret, bound to `about`; base64url of nonce and ciphertext. A copy of the database does not hold the key. */
export async function lock(secrets: Secrets, purpose: Purpose, about: string, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const key = await aesKey(secrets, purpose)
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(about) }, key, utf8(text)))
  return toBase64Url(Uint8Array.of(...iv, ...sealed))
}

export async function unlock(secrets: Secrets, purpose: Purpose, about: string, locked: string): Promise<string> {
  const bytes = fromBase64Url(locked)
  const key = await aesKey(secrets, purpose)
  const algorithm = { name: 'AES-GCM', iv: bytes.subarray(0, 12), additionalData: utf8(about) }
  return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, bytes.subarray(12)))
}
