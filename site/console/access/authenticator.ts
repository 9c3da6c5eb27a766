/** What the console asks of whatever holds passkeys: the browser's own in a page, a written one in tests. No DOM. */
import type { Assertion, Attestation } from '#contract/passkey.ts'

/** `cancelled`: not chosen, not confirmed, or it took too long. `there-already`: this device has one of this member. */
export type AuthenticatorProblem = 'cancelled' | 'there-already'

export interface Made {
  readonly response: Attestation
  /** 32 bytes for ever the same from this passkey and nobody else; null where it gives none. */
  readonly prf: Uint8Array<ArrayBuffer> | null
}

export interface Asserted {
  readonly response: Assertion
  readonly prf: Uint8Array<ArrayBuffer> | null
}

export interface NewPasskey {
  readonly challenge: string
  /** The member, as the authenticator keeps and shows them. */
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string }
  readonly existing: readonly { readonly id: string; readonly transports: readonly string[] }[]
}

export interface Authenticator {
  readonly make: (wanted: NewPasskey) => Promise<Made | AuthenticatorProblem>
  readonly use: (challenge: string) => Promise<Asserted | AuthenticatorProblem>
}
