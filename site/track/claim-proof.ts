/** What a claim's signature says and whether it holds, for whoever wants to see for themselves. No DOM, and no secret in what is copied. */
import * as z from 'zod/mini'
import { Fen } from '#contract/award.ts'
import { profile } from '#contract/county/profile.ts'
import { Id, Reference } from '#contract/ids.ts'
import { claimStatement, ISSUES } from '#contract/rules/claim.ts'
import { Signature, VerifyKey } from '#contract/sealed.ts'
import { sign, verify } from '../crypto/sign.ts'
import type { OpenReport } from './track.ts'

/** As it is copied at /track, and read at /keys and by `npm run verify`. `key`: the public half that the county has of this code, which the signature is checked with. */
export const ClaimProof = z.strictObject({
  purpose: z.literal('anshao/v1/claim'), county: z.string(), reference: Reference, award: Id, fen: Fen, issue: z.int(), key: VerifyKey, signature: Signature,
})
export type ClaimProof = z.infer<typeof ClaimProof>

/** `elsewhere`: another county's. `altered`: what it says is not what this key signed. */
export type ClaimVerdict = 'signed' | 'altered' | 'elsewhere'

/** Of the voucher that is out, or was paid; null where none is. An Ed25519 signature over the same bytes is always the same, so this is the one that was sent. */
export function proofOf({ tracked: { award: notice, reference }, keys }: Pick<OpenReport, 'keys' | 'tracked'>): ClaimProof | null {
  // The last issue was a voucher's: while one is out, and where one was paid.
  if (notice === null || notice.issue % ISSUES === 0 || !(notice.standing === 'claimed' || (notice.standing === 'paid' && notice.transfer?.standing !== 'paid'))) return null
  const claim = { reference, award: notice.award, fen: notice.fen, issue: notice.issue }
  return { purpose: 'anshao/v1/claim', county: profile.id, ...claim, key: notice.key, signature: sign(keys.signSeed, claimStatement(profile.id, claim)) }
}

/** The proof in a text that somebody pasted or chose, or null. */
export function readClaimProof(text: string): ClaimProof | null {
  try {
    const parsed = ClaimProof.safeParse(JSON.parse(text.trim()))
    return parsed.success ? parsed.data : null
  } catch {
    return null // Not JSON: whoever asked says what it should be.
  }
}

/** Asks nobody: what is signed is reckoned again from what the proof says, by the key that it brings. Whether that is the county's key, /track shows. */
export function judgeClaim({ county, key, signature, ...claim }: ClaimProof): ClaimVerdict {
  if (county !== profile.id) return 'elsewhere'
  return verify(key, claimStatement(county, claim), signature) ? 'signed' : 'altered'
}
