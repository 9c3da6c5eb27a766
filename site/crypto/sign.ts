/** Ed25519 (RFC 8032) by @noble/curves: Web Crypto's is missing from the older WebViews people file from. */
import { ed25519 } from '@noble/curves/ed25519.js'
import { fromBase64Url, toBase64Url } from '#contract/bytes.ts'

const PURPOSE = /^anshao\/v1\/[a-z-]+\n/

/** The public key of a 32-byte seed, base64url. */
export const verifyKeyOf = (seed: Uint8Array): string => toBase64Url(ed25519.getPublicKey(seed))

/** Signs bytes whose first line names their purpose (`anshao/v1/body`, …), so that no signature can stand for another. Base64url. */
export function sign(seed: Uint8Array, statement: Uint8Array): string {
  if (!PURPOSE.test(new TextDecoder('latin1').decode(statement.subarray(0, 64)))) throw new TypeError('a signed statement must name its purpose')
  return toBase64Url(ed25519.sign(statement, seed))
}

/** False for a wrong signature and for anything that is not one. */
export function verify(key: string, statement: Uint8Array, signature: string): boolean {
  try {
    // zip215: false is RFC 8032 to the letter; ZIP 215 would also take keys of small order, for which one signature fits many statements.
    return ed25519.verify(fromBase64Url(signature), statement, fromBase64Url(key), { zip215: false })
  } catch {
    return false
  }
}
