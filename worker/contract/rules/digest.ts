import { toBase64Url, utf8 } from '../bytes.ts'

/**
 * SHA-256 over a purpose and fields, each preceded by its length in bytes (4, big-endian), so that no
 * two different lists give the same bytes. Base64url, 43 characters. Both sides compute it: the browser to check
 * its receipt, the Worker to sign it.
 */
export async function digestOf(purpose: string, fields: readonly (string | number | boolean)[]): Promise<string> {
  const parts = [`anshao/v1/${purpose}`, ...fields.map(String)].map(utf8)
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0))
  let at = 0
  for (const part of parts) {
    new DataView(joined.buffer).setUint32(at, part.length)
    joined.set(part, at + 4)
    at += 4 + part.length
  }
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', joined)))
}
