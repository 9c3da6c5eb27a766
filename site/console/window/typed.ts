/** A voucher's number while it is typed: in groups, and what is wrong with it already. No DOM. */
import { readVoucherNumber } from '#contract/rules/voucher.ts'

const DIGITS = 16

/** Digits alone, however they came: wide ones, with separators, from a hand scanner with a line's end. */
const digitsOf = (text: string): string => text.replace(/[\uff10-\uff19]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/\D/g, '')

/** 1234-5678-9012-34 while it is typed. Nothing is cut off: too many digits are told. */
export const groupsOf = (text: string): string => digitsOf(text).replace(/(\d{4})(?=\d)/g, '$1-')

/** A slip of the pen, told before anything is asked of the server; empty while there is nothing to say. */
export function saySlip(text: string): string {
  const { length } = digitsOf(text)
  if (length === 0) return ''
  if (length < DIGITS) return `还差${DIGITS - length}位。`
  if (length > DIGITS) return `多了${length - DIGITS}位，一共16位。`
  return readVoucherNumber(text) === null ? '这个号不对，多半输错了一位，对着凭证再看一遍。' : '号对得上，按“看这张凭证”。'
}
