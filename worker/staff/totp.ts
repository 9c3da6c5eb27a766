import { Secret, TOTP } from 'otpauth'

const PERIOD = 30

/** The 30-second step a TOTP code (RFC 6238: SHA-1, 6 digits) belongs to, one step early or late allowed; null when it is of none. */
export function stepOf(secretBase32: string, code: string, seconds: number): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(secretBase32), algorithm: 'SHA1', digits: 6, period: PERIOD })
  const delta = totp.validate({ token: code, timestamp: seconds * 1000, window: 1 })
  return delta === null ? null : Math.floor(seconds / PERIOD) + delta
}
