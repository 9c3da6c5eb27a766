import { fromBase64Url } from '../bytes.ts'

const HEADER = /^age-encryption\.org\/v1\n-> mlkem768x25519 [A-Za-z0-9+/]{1494}\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/
const HEADER_BYTES = 1700

/**
 * True for an age file (base64url) with exactly one recipient, and that one hybrid post-quantum (stanza `mlkem768x25519`,
 * as age-encryption 0.3 writes it). Reads the header only: the Worker has no way to look further.
 */
export function isHybridAgeFile(text: string): boolean {
  try {
    const start = fromBase64Url(text.slice(0, Math.ceil(HEADER_BYTES / 3) * 4))
    return HEADER.test(new TextDecoder('latin1').decode(start))
  } catch {
    return false
  }
}
