/** Voucher numbers and what is kept of them. */
import { fromBase64Url } from '#contract/bytes.ts'
import { voucherOf } from '#contract/rules/voucher.ts'
import { hmac, secretFor, type Secrets } from '../platform/secrets.ts'

const BELOW = 10n ** 14n

/**
 * The number of this issue: the same for the same claim, and for nobody who has not seen the claim. The reporter's signature goes into it,
 * which is not kept: so whoever has the database and the server's secrets cannot write out vouchers.
 */
export async function voucherNumber(secrets: Secrets, award: string, issue: number, signature: string): Promise<string> {
  const bytes = fromBase64Url(await hmac(await secretFor(secrets, 'voucher'), [award, String(issue), signature].join('\n')))
  // 128 bits over 10^14 numbers: some are likelier than others by 10^-24.
  const number = bytes.subarray(0, 16).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) % BELOW
  return voucherOf(String(number).padStart(14, '0'))
}

/** All that is kept of a number. */
export const voucherHash = async (secrets: Secrets, voucher: string): Promise<string> => hmac(await secretFor(secrets, 'voucher-hash'), voucher)
