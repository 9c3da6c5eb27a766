/** What a claim by transfer and the custodian's word on it say. Pure; the browsers and the Worker compute it alike. */
import { utf8 } from '../bytes.ts'
import type { CustodyRequest } from '../custody.ts'
import type { CustodyWhyNot, Keeper } from './custody.ts'
import { digestOf } from './digest.ts'

export interface TransferClaim {
  readonly reference: string
  readonly award: string
  readonly fen: number
  readonly issue: number
  readonly transfer: string
  readonly mark: string
  readonly key: string
  readonly keyring: number
  /** Sealed to the custodian; to the cashier. */
  readonly payee: string
  readonly payout: string
}

/** The digest of all that is sealed for a claim: what its event keeps once that is deleted. */
export const sealedClaim = ({ payee, payout }: Pick<TransferClaim, 'payee' | 'payout'>): Promise<string> =>
  digestOf('transfer', [payee, payout])

/** The exact bytes that the code's key signs; `sealed` is `sealedClaim`'s. Its purpose stands in it: neither a message nor a claim of a voucher is ever one. */
export const transferStatement = (county: string, { reference, award, fen, issue, transfer, mark, key, keyring }: TransferClaim, sealed: string): Uint8Array<ArrayBuffer> =>
  utf8(['anshao/v1/claim-transfer', county, reference, award, fen, issue, transfer, mark, key, keyring, sealed].join('\n'))

/** A payee's name as two hands may write it: width, spaces and the dots inside names do not count. */
export const plainName = (name: string): string => name.normalize('NFKC').replaceAll(/[\s·•・.．]/g, '').toLocaleLowerCase('zh')

/**
 * What the server has of a payee: a digest that custodian and cashier compute from what each of them opens. `salt` is 256 bits that they
 * alone are told, so nobody tries names against it; and so whoever does not know it can put no other payee or account in their place.
 */
export const payeeMark = (transfer: string, { salt, name }: { readonly salt: string; readonly name: string }): Promise<string> => digestOf('payee', [transfer, salt, plainName(name)])

/** What the custodian signs: this payee is the named reporter, and what `key` signs is theirs. The amount is decided elsewhere. */
export const payeeStatement = (county: string, { transfer, mark, key }: Pick<TransferClaim, 'transfer' | 'mark' | 'key'>): Uint8Array<ArrayBuffer> =>
  utf8(['anshao/v1/payee-confirmed', county, transfer, mark, key].join('\n'))

type Request = Pick<CustodyRequest, 'n' | 'kind' | 'reason' | 'askedBy' | 'standing'>

/** Whoever confirms has looked at the identity for it since it was claimed, with the second member's consent. `after`: the last request before it. */
export function whyNotConfirm(after: number, requests: readonly Request[], who: Keeper): CustodyWhyNot | null {
  if (who.unit !== 'custodian' || !who.roles.includes('custodian')) return 'custodian-only'
  const looked = requests.some(({ n, kind, reason, askedBy, standing }) => n > after && kind === 'look' && reason === 'transfer-payee' && standing === 'used' && askedBy === who.name)
  return looked ? null : 'not-looked'
}

const LEAST_DIGITS = 8
const MOST_DIGITS = 30

/** An account as it is sent: its digits; null where they cannot be one. Cards have 16 to 19 and a check digit (ISO/IEC 7812), which accounts of other kinds have not. */
export function readAccount(typed: string): string | null {
  const digits = typed.normalize('NFKC').replaceAll(/[\s-]/g, '')
  return new RegExp(`^\\d{${LEAST_DIGITS},${MOST_DIGITS}}$`).test(digits) ? digits : null
}

/** Whether the last digit is the one that a bank card with these digits would have (Luhn). False says nothing of an account that is no card. */
export function hasCardCheck(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
