/** Whether decisions about rewards are what members signed. No DOM, and nothing of the server's is believed but the history's own digests. */
import type { Award } from '#contract/award.ts'
import { profile } from '#contract/county/profile.ts'
import type { HistoryEntry } from '#contract/event.ts'
import { isVerified, resultOf } from '#contract/rules/award.ts'
import { answerOf, DECIDERS, decisionOf, decisionStatement, reversalStatement } from '#contract/rules/award-decision.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { verify } from '../../crypto/sign.ts'

/** `missing`: the history names a decision and no signature · `wrong`: it is another's, or over something else. */
export type Signed = 'good' | 'missing' | 'wrong'

type Event = Omit<HistoryEntry, 'digest'> & { readonly digest: string | null }
type KeysOf = (unit: string) => readonly string[]

/** Of the event at `at`; null for what is no decision. What precedes the first event is the filing's digest. */
function signedAt(reference: string, filingDigest: string, events: readonly Event[], at: number, keysOf: KeysOf): Signed | null {
  const [event, before] = [events[at], events.slice(0, at)]
  if (event !== undefined && answerOf(event.kind) !== null) return answerSigned(event, keysOf)
  const decision = event === undefined ? null : decisionOf(event.kind)
  if (event === undefined || decision === null || isConsequence(event, before)) return null
  const { unit, member, detail } = event
  const follows = at === 0 ? filingDigest : (before.at(-1)?.digest ?? null)
  if (detail.signed === undefined) return 'missing'
  if (unit === null || member === null || follows === null || !DECIDERS.includes(unit)) return 'wrong'
  const { signature, ...about } = detail.signed
  const statement = decisionStatement(profile.id, { reference, follows, decision, unit, member, ...about, reason: detail.reason ?? null })
  return keysOf(unit).some((key) => verify(key, statement, signature)) ? 'good' : 'wrong'
}

/**
 * What the server does of itself, and nobody signs: a reward that ends with its result, which the events before must show, and a term that the
 * night begins anew because the county could not pay. Neither brings anybody money.
 */
function isConsequence({ kind, unit, member, detail: { signed, reason } }: Event, before: readonly Event[]): boolean {
  if (signed !== undefined) return false
  if (kind === 'award-extended') return unit === null && member === null && reason === 'our-delay'
  const state = before.findLast(({ detail: { to } }) => to !== undefined)?.detail.to ?? 'received'
  return kind === 'award-declined' && reason === 'result-changed' && !isVerified({ state, result: resultOf(before).result })
}

/** Of an answer to a payment's being asked back. */
function answerSigned({ kind, unit, member, detail: { signed, reason = '' } }: Event, keysOf: KeysOf): Signed {
  if (signed === undefined) return 'missing'
  const [answer, { payment, fen, signature }] = [answerOf(kind), signed]
  if (answer === null || unit === null || member === null || payment === undefined || !DECIDERS.includes(unit)) return 'wrong'
  const statement = reversalStatement(profile.id, { payment, fen, answer, reason, unit, member })
  return keysOf(unit).some((key) => verify(key, statement, signature)) ? 'good' : 'wrong'
}

/** A history's decisions by the number of their event. `keysOf`: what a unit may have signed with. */
export function signedIn(reference: string, filingDigest: string, events: readonly Event[], keysOf: KeysOf): ReadonlyMap<number, Signed> {
  return new Map(events.flatMap(({ seq }, at) => {
    const signed = signedAt(reference, filingDigest, events, at, keysOf)
    return signed === null ? [] : [[seq, signed] as const]
  }))
}

/** What a reader is told of it, after the event. */
export const SIGNED_WORDS: Record<Signed, string> = { good: '签名核对过', missing: '没有签名，不能当真', wrong: '签名不对，不能当真' }

const DECIDED: readonly Award['standing'][] = ['waiting', 'claimed', 'confirming', 'transferring', 'paid', 'lapsed']

/** As much of an award as an approval is about. */
export type Approved = Pick<Award, 'id' | 'fen' | 'scheme' | 'standing' | 'needsTwo' | 'proposedBy' | 'approvedBy' | 'secondBy'>

/**
 * Whether an award that was approved has its approvals signed: the last word over it is an approval over this amount and scheme, by two where the
 * county's threshold or the history asks for two, of whom none proposed it, and they are those that the books name. Null for one that nobody has
 * approved yet, or that was declined or taken back.
 */
export function isApprovalSigned(award: Approved, { reference, filingDigest, timeline }: Pick<StaffReport, 'reference' | 'filingDigest'> & { readonly timeline: readonly Event[] }, keysOf: KeysOf): boolean | null {
  if (!DECIDED.includes(award.standing)) return null
  const signed = signedIn(reference, filingDigest, timeline, keysOf)
  const good = timeline.filter(({ seq, detail: { signed: about } }) => signed.get(seq) === 'good' && about?.award === award.id && about.fen === award.fen && about.scheme === award.scheme)
  const said = good.map(({ kind, member }) => ({ decision: decisionOf(kind), member })).filter(({ decision }) => decision !== 'extend')
  const first = said.find(({ decision }) => decision === 'agree')?.member
  const last = said.at(-1)
  if (last?.decision !== 'approve') return false
  const named = first === undefined ? [award.approvedBy] : [award.approvedBy, award.secondBy]
  const spoke = first === undefined ? [last.member] : [first, last.member]
  return new Set([award.proposedBy, ...spoke]).size === spoke.length + 1 && named.every((name, at) => name === spoke[at]) && (first !== undefined || !award.needsTwo)
}
