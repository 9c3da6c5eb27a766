/** Keys from secrets, by Web Crypto alone: PBKDF2, HKDF and SHA-256, which every WebView in use has. */
import { toBase64Url, utf8 } from '#contract/bytes.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** PBKDF2-HMAC-SHA-256 (RFC 8018), 32 bytes. */
export async function stretchSecret(secret: string, salt: Bytes, iterations: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', utf8(secret), 'PBKDF2', false, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256))
}

/** HKDF-SHA-256 (RFC 5869) with an empty salt; `info` names what the bytes are for. */
export async function deriveBytes(from: Bytes, info: string, length = 32): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', from, 'HKDF', false, ['deriveBits'])
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(info) }
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, length * 8))
}

/** SHA-256 of the bytes themselves, in base64url: what the server keeps of a lookup, authentication or enrolment key. */
export async function hashOf(bytes: Bytes): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))
