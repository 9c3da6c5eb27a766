import { toBase64Url } from '#contract/bytes.ts'

export const randomBytes = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length))

/** 128 random bits, base64url. */
export const randomId = (): string => toBase64Url(randomBytes(16))

/** A whole number from 0 to `below` − 1, each as likely as the others: what would favour the low ones is drawn again. */
export function randomBelow(below: number): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1))
  return drawn < Math.floor(2 ** 32 / below) * below ? drawn % below : randomBelow(below)
}

/** A reference, 0000-0000 to 9999-9999: a name to say aloud, not a secret; the bias of 2³² mod 10⁸ does not matter here. */
export function randomReference(): string {
  const number = new DataView(randomBytes(4).buffer).getUint32(0) % 100_000_000
  const digits = String(number).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4)}`
}
