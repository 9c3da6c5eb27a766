import { keyring } from '#contract/county/keyring.ts'
import { paying } from '#contract/county/paying.ts'
import { profile } from '#contract/county/profile.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { livingAward, resultOf } from '#contract/rules/award.ts'
import { approvalOf, decisionStatement } from '#contract/rules/award-decision.ts'
import { originalsOf } from '#contract/rules/holding.ts'
import { currentVerifyKeysOf } from '#contract/rules/keyring.ts'
import { commit } from '../platform/d1.ts'
import { noticeTo, enqueue, type Notice } from '../platform/outbox.ts'
import { randomId } from '../platform/random.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { isSignedBy } from '../platform/verify.ts'
import { findHeld } from '../report/move.ts'
import { findWhole, type WholeReport } from '../report/store.ts'
import { viewFor } from '../report/view.ts'
import type { Member } from '../staff/store.ts'
import { decideAward, type AwardChange, type AwardInput, type AwardRefusal, type AwardSituation } from './decide.ts'
import { isEarlierOpen, isFirst, isOverturnedIn, isRewarded } from './first.ts'
import { dropTransfers } from './transfer-record.ts'
import { writeChange } from './write.ts'

export type DecideRefusal = AwardRefusal | 'not-found' | 'moved-body' | 'wrong-signature'

/** A member's word on a reward: read, decide, commit, read again. Of two at once the second is told to look again. */
export async function decide(
  db: D1Database, member: Member, reference: string, input: AwardInput, today: string, staged: Notice[],
): Promise<Result<StaffReport, DecideRefusal>> {
  const { unit } = member
  const whole = await findHeld(db, reference, unit)
  if (whole === null || unit === null) return refuse('not-found')
  const decision = decideAward(situationOf(whole, { ...member, unit }, today), input)
  if (!decision.ok) return decision
  const signed = await signedOf(whole, { ...member, unit }, input)
  if (signed === null) return refuse('wrong-signature')
  const dropped = input.move === 'decline' ? { transfers: dropTransfers(whole.transfers, ['asked', 'confirmed']) } : {}
  const { statements } = await writeChange(db, whole, { ...decision.value, ...signed, ...dropped }, member, today)
  const told = noticeTo('report.changed', ['desk'])
  const committed = await commit(db, [...statements, enqueue(db, told)])
  if (!committed.ok) return refuse(committed.taken === 'body.digest' ? 'moved-body' : 'stale')
  staged.push(told)
  const now = await findWhole(db, { reference }, unit)
  return now === null ? refuse('not-found') : ok(viewFor(now, today))
}

/** What a decision was about, with its signature; null where it is not the unit's. Nothing of a proposal, whose sealed body is signed inside, nor of taking one back. */
async function signedOf({ report, awards }: WholeReport, { name, unit }: Member & { unit: string }, input: AwardInput): Promise<Pick<AwardChange, 'signed'> | null> {
  if (input.move === 'propose' || input.move === 'withdraw') return {}
  const living = livingAward(awards)
  const { id: award = null, fen = 0, scheme = '' } = living ?? {}
  const { reference, standing: { head } } = report
  const reason = input.move === 'approve' ? null : input.reason
  const decision = input.move === 'approve' && living !== undefined ? approvalOf(living, paying) : input.move
  const statement = decisionStatement(profile.id, { reference, follows: head, decision, unit, member: name, award, fen, scheme, reason })
  if (!(await isSignedBy(currentVerifyKeysOf(keyring, unit), statement, input.signature))) return null
  return { signed: { award, fen, scheme, signature: input.signature } }
}

function situationOf(whole: WholeReport, { name, unit, roles }: Member & { unit: string }, today: string): AwardSituation {
  const { report: { plain, alsoAvoid, standing, route, wantsReward, filedBy, dialogue, notes, redacted }, events, awards, bodies, parts } = whole
  return {
    seq: standing.seq,
    seen: {
      kind: plain.kind, state: standing.state, lead: standing.lead, category: plain.category, escalated: route.escalated, avoid: [...plain.avoid, ...alsoAvoid], wantsReward, filedBy,
      first: isFirst(whole), rewarded: isRewarded(whole.beside), earlierOpen: isEarlierOpen(whole.report.position, whole.beside, today), overturned: isOverturnedIn(whole), ...resultOf(events),
    },
    awards,
    taken: [dialogue, notes, redacted, ...bodies.map(({ compartment }) => compartment)].filter((one) => one !== null),
    who: { name, unit, roles, holds: originalsOf(parts).includes(unit) },
    today,
    newId: randomId(),
  }
}
