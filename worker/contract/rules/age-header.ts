import { fromBase64Url } from '../bytes.ts'

const HEADER = /^age-encryption\.org\/v1\n-> mlkem768x25519 [A-Za-z0-9+/]{1494}\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/
const HEADER_BYTES = 1700

/** True for the first bytes of an age file with exactly one recipient, and that one hybrid post-quantum (stanza `mlkem768x25519`). */
export function isHybridAgeHeader(start: Uint8Array): boolean {
  return HEADER.test(new TextDecoder('latin1').decode(start.subarray(0, HEADER_BYTES)))
}

/** The same of a whole file in base64url. Reads the header only: the Worker has no way to look further. */
export function isHybridAgeFile(text: string): boolean {
  try {
    return isHybridAgeHeader(fromBase64Url(text.slice(0, Math.ceil(HEADER_BYTES / 3) * 4)))
  } catch {
    return false
  }
}
