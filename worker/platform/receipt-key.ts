import { toBase64Url } from '#contract/bytes.ts'
import type { Secrets } from './secrets.ts'

const parse = (secrets: Secrets) => JSON.parse(secrets.RECEIPT_KEY) as { kty: string; crv: string; x: string; d: string }

/** Ed25519 (RFC 8032) is deterministic: the same receipt signed twice is the same receipt. */
export async function signReceipt(secrets: Secrets, statement: Uint8Array<ArrayBuffer>): Promise<string> {
  const { kty, crv, x, d } = parse(secrets)
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, d }, 'Ed25519', false, ['sign'])
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('Ed25519', key, statement)))
}

/** The public half, base64url. */
export const receiptPublicKey = (secrets: Secrets): string => parse(secrets).x
