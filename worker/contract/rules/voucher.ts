/** Voucher numbers: 14 digits that nobody can guess and two check digits, so that a slip of the pen is told before anything is sent. */
const DIGITS = 14

/** ISO 7064 MOD 97-10: always 02–98. */
function checkDigits(digits: string): string {
  let remainder = 0
  for (const digit of `${digits}00`) remainder = (remainder * 10 + Number(digit)) % 97
  return String(98 - remainder).padStart(2, '0')
}

/** 14 digits and their check digits. */
export const voucherOf = (digits: string): string => digits + checkDigits(digits)

export const hasGoodCheck = (voucher: string): boolean => checkDigits(voucher.slice(0, DIGITS)) === voucher.slice(DIGITS)

/** 1234-5678-9012-3456, as it is shown and printed. */
export const formatVoucher = (voucher: string): string => (voucher.match(/.{1,4}/g) ?? []).join('-')

/** The 16 digits of what somebody typed, with whatever separators; null where they are not 16 or the check digits are wrong. */
export function readVoucherNumber(typed: string): string | null {
  const digits = typed.replace(/[\uff10-\uff19]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/[\s\p{P}]/gu, '')
  return /^\d{16}$/.test(digits) && hasGoodCheck(digits) ? digits : null
}
