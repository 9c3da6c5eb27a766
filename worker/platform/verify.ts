import { fromBase64Url } from '#contract/bytes.ts'

/** Whether an Ed25519 signature (RFC 8032) over `statement` is by one of these public keys, all base64url. */
export async function isSignedBy(keys: readonly string[], statement: Uint8Array<ArrayBuffer>, signature: string): Promise<boolean> {
  for (const text of keys) {
    const key = await crypto.subtle.importKey('raw', fromBase64Url(text), 'Ed25519', false, ['verify'])
    if (await crypto.subtle.verify('Ed25519', key, fromBase64Url(signature), statement)) return true
  }
  return false
}
