/** Claiming an award with the code: signed here, answered with a voucher. No DOM, and fetched by /track only where there is something to claim. */
import { profile } from '#contract/county/profile.ts'
import { claimStatement } from '#contract/rules/claim.ts'
import { claimAward } from '#contract/track.ts'
import type { Caller, Failure } from '../api/call.ts'
import { sign } from '../crypto/sign.ts'
import type { OpenReport } from './track.ts'

export type ClaimAnswer = { ok: true; value: { voucher: string; report: OpenReport } } | Failure | { ok: false; code: 'nothing-to-claim' }

/**
 * A voucher for the award that waits. The signature is the same each time (RFC 8032), so after a lost answer the same call gives the same
 * voucher. `renew`: another one in place of the one that is out, which is void from then on.
 */
export async function claim(report: OpenReport, { call, renew = false }: { readonly call: Caller; readonly renew?: boolean }): Promise<ClaimAnswer> {
  const { tracked, keys } = report
  const { award: notice, reference } = tracked
  if (notice === null) return { ok: false, code: 'nothing-to-claim' }
  const { award, fen } = notice
  const issue = notice.standing === 'claimed' && !renew ? notice.issue : notice.issue + 1
  const signature = sign(keys.signSeed, claimStatement(profile.id, { reference, award, fen, issue }))
  const answer = await call(claimAward, {}, { lookup: keys.lookup, award, fen, issue, signature })
  return answer.ok ? { ok: true, value: { voucher: answer.value.voucher, report: { ...report, tracked: answer.value.tracked } } } : answer
}
