/** Six-digit sign-in codes (RFC 6238: SHA-1, 30 s), as every authenticator app makes them. */
import { base32nopad } from '@scure/base'
import { Secret, TOTP } from 'otpauth/slim'
import { randomBytes } from './derive.ts'

const BYTES = 20

/** RFC 4648 base32 of 160 bits. */
export const makeTotpSecret = (): string => totpSecretOf(randomBytes(BYTES))

export const totpSecretOf = (bytes: Uint8Array): string => base32nopad.encode(bytes)

const totpOf = (secret: string, label = '', issuer = '') =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 })

/** The code at an instant (milliseconds since 1970). */
export const totpAt = (secret: string, at: number): string => totpOf(secret).generate({ timestamp: at })

/** otpauth://…, for the QR code that an authenticator app reads. */
export const totpAddress = (secret: string, member: string, site: string): string => totpOf(secret, member, site).toString()
