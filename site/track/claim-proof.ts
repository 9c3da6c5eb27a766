/** What a claim's signature says and whether it holds, for whoever wants to see for themselves. No DOM. */
import { profile } from '#contract/county/profile.ts'
import { claimStatement, ISSUES } from '#contract/rules/claim.ts'
import { sign, verify } from '../crypto/sign.ts'
import type { OpenReport } from './track.ts'

export interface ClaimProof {
  /** The bytes that were signed, as the lines that they are. */
  readonly statement: string
  /** Ed25519, base64url. */
  readonly signature: string
  readonly key: string
  readonly good: boolean
}

/** Of the voucher that is out; null where none is. An Ed25519 signature over the same bytes is always the same, so this is the one that was sent. */
export function proofOf({ tracked: { award: notice, reference }, keys }: OpenReport): ClaimProof | null {
  // The last issue was a voucher's: while one is out, and where one was paid.
  if (notice === null || notice.issue % ISSUES === 0 || !(notice.standing === 'claimed' || (notice.standing === 'paid' && notice.transfer?.standing !== 'paid'))) return null
  const { award, fen, issue } = notice
  const statement = claimStatement(profile.id, { reference, award, fen, issue })
  const signature = sign(keys.signSeed, statement)
  return { statement: new TextDecoder().decode(statement), signature, key: keys.verify, good: verify(keys.verify, statement, signature) }
}
