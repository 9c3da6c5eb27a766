/** A member's passphrase (口令): 80 random bits in Crockford base32, xxxx-xxxx-xxxx-xxxx. Generated, never chosen. */
import { base32crockford } from '@scure/base'
import { randomBytes } from './derive.ts'

const BYTES = 10

export const makePassphrase = (): string => passphraseOf(randomBytes(BYTES))

/** The passphrase that ten bytes spell. */
export function passphraseOf(bytes: Uint8Array): string {
  return (base32crockford.encode(bytes).toLowerCase().match(/.{4}/g) ?? []).join('-')
}

/**
 * The 16 characters without separators, lower case, as they are stretched; null when it is no passphrase. Any case, separators and
 * full-width letters will do, and as in Crockford's alphabet o is read as 0, i and l as 1.
 */
export function readPassphrase(text: string): string | null {
  const characters = text.normalize('NFKC').toLowerCase().replace(/[\s\p{Z}\p{P}\p{C}]/gu, '')
  const read = characters.replaceAll('o', '0').replace(/[il]/g, '1')
  return /^[0-9a-hjkmnp-tv-z]{16}$/.test(read) ? read : null
}

/** Whether both spell the same passphrase, however they are typed. */
export const samePassphrase = (one: string, other: string): boolean => readPassphrase(one) !== null && readPassphrase(one) === readPassphrase(other)
