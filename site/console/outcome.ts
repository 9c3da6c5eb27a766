/** What a deed of the console comes to: done, refused by the Worker, or not even sent because it could not be sealed as it must be. */
import type { Failure } from '../api/call.ts'
import type { AwardDoubt } from './award/open.ts'
import type { TransferDoubt } from './window/transfer-act.ts'
import { SealingFailure, type FailureCode } from '../crypto/failure.ts'

export type LocalCode =
  | FailureCode
  /** This session has no unit key (not granted yet, or locked). */
  | 'no-unit-key'
  /** The route that the sealed fields give has another lead than the server's. */
  | 'route-differs'
  | 'bad-passphrase'
  /** The challenge before a sign-in was not solved in time. */
  | 'unsolved'
  /** The passphrase is right for the server and does not open the member's own box. */
  | 'bad-box'
  /** No passkey was chosen or confirmed. */
  | 'passkey-cancelled'
  /** This device has a passkey of this member already. */
  | 'passkey-there'
  /** Nothing is proposed. */
  | 'award-missing'
  /** What a proposed reward rests on does not hold; see award/open.ts. */
  | `award-${AwardDoubt}`
  /** Nobody asks to take this payment back. */
  | 'reversal-missing'
  /** Not sixteen digits, or their check digits are wrong. */
  | 'voucher-mistyped'
  /** The payee of a transfer does not open, or is not what was claimed. */
  | 'payee-shut'
  /** What a transfer says does not hold; see window/transfer-act.ts. */
  | `transfer-${TransferDoubt}`

export type Refusal = Omit<Failure, 'code'> & { readonly code: Failure['code'] | LocalCode }
export type Outcome<T> = { ok: true; value: T } | Refusal

export const refusal = (code: LocalCode): Refusal => ({ ok: false, code, message: '', requestId: '' })

/** Runs work that seals or opens; a sealing failure becomes a refusal, anything else is a bug and stays one. */
export async function attempt<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SealingFailure) return refusal(error.code)
    throw error
  }
}
