import { utf8 } from '../bytes.ts'

export interface MemberChange {
  readonly member: string
  /** The member's history as its author saw it: a signature is good for one place in it. */
  readonly seq: number
  readonly kind: 'passkey-added' | 'passkey-removed' | 'passphrase-changed' | 'totp-changed'
  /** What is changed to, each without a line break. */
  readonly what: readonly string[]
}

/** What a member signs to change a way in, with the key that only their opened identity gives: an open session alone changes none. */
export const memberChangeStatement = (county: string, { member, seq, kind, what }: MemberChange) =>
  utf8(['anshao/v1/member-change', county, member, String(seq), kind, ...what].join('\n'))
