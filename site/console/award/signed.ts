/** Whether decisions about rewards are what members signed. No DOM, and nothing of the server's is believed but the history's own digests. */
import type { Award } from '#contract/award.ts'
import { profile } from '#contract/county/profile.ts'
import type { HistoryEntry } from '#contract/event.ts'
import { decisionOf, decisionStatement } from '#contract/rules/award-decision.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { verify } from '../../crypto/sign.ts'

/** `missing`: the history names a decision and no signature · `wrong`: it is another's, or over something else. */
export type Signed = 'good' | 'missing' | 'wrong'

/** Of one event; null for what is no decision. `follows`: the digest of the event before. `keysOf`: what a unit may have signed with. */
export function signedOf(reference: string, follows: string | null, { kind, unit, member, detail }: Omit<HistoryEntry, 'digest' | 'seq' | 'day'>, keysOf: (unit: string) => readonly string[]): Signed | null {
  const decision = decisionOf(kind)
  // A reward that ends because its result was changed is a consequence, not somebody's decision about it; no money goes by it.
  if (decision === null || detail.reason === 'result-changed') return null
  if (detail.signed === undefined) return 'missing'
  if (unit === null || member === null || follows === null) return 'wrong'
  const { signature, ...about } = detail.signed
  const statement = decisionStatement(profile.id, { reference, follows, decision, unit, member, ...about, reason: detail.reason ?? null })
  return keysOf(unit).some((key) => verify(key, statement, signature)) ? 'good' : 'wrong'
}

/** A history's decisions by the number of their event. What precedes the first event is the filing's digest. */
export function signedIn(reference: string, filingDigest: string, events: readonly (Omit<HistoryEntry, 'digest'> & { readonly digest: string | null })[], keysOf: (unit: string) => readonly string[]): ReadonlyMap<number, Signed> {
  return new Map(events.flatMap((event, at) => {
    const signed = signedOf(reference, at === 0 ? filingDigest : (events[at - 1]?.digest ?? null), event, keysOf)
    return signed === null ? [] : [[event.seq, signed] as const]
  }))
}

/** What a reader is told of it, after the event. */
export const SIGNED_WORDS: Record<Signed, string> = { good: '签名核对过', missing: '没有签名，不能当真', wrong: '签名不对，不能当真' }

const DECIDED: readonly Award['standing'][] = ['waiting', 'claimed', 'confirming', 'transferring', 'paid', 'lapsed']

/**
 * Whether an award that was approved has its approvals signed: by as many members as the history names for it, of whom none proposed it, over
 * this amount and scheme. Null for one that nobody has approved yet, or that was declined or taken back.
 */
export function isApprovalSigned(award: Award, { reference, filingDigest, timeline }: Pick<StaffReport, 'reference' | 'filingDigest' | 'timeline'>, keysOf: (unit: string) => readonly string[]): boolean | null {
  if (!DECIDED.includes(award.standing)) return null
  const signed = signedIn(reference, filingDigest, timeline, keysOf)
  const good = timeline.filter(({ seq, kind, detail: { signed: about } }) =>
    decisionOf(kind) === 'approve' && signed.get(seq) === 'good' && about?.award === award.id && about.fen === award.fen && about.scheme === award.scheme)
  const members = new Set(good.map(({ member }) => member))
  return [award.approvedBy, ...(award.needsTwo ? [award.secondBy] : [])].every((name) => name !== award.proposedBy && members.has(name))
}
