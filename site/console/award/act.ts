/** Deciding about a reward, sealed and sent. No DOM: the buttons and the commands call the same functions. */
import { profile } from '#contract/county/profile.ts'
import { paying } from '#contract/county/paying.ts'
import { rewardRules } from '#contract/county/reward-rules.ts'
import * as contract from '#contract/awarding.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import type { RewardQuery } from '#contract/reward.ts'
import { approvalOf, decisionStatement, type Decision } from '#contract/rules/award-decision.ts'
import { livingAward, resultOf, whyNotAward, type AwardMove, type AwardSeen, type AwardWhyNot } from '#contract/rules/award.ts'
import { originalsOf } from '#contract/rules/holding.ts'
import { isOverturned, pastOf } from '#contract/rules/past.ts'
import { reckonReward } from '#contract/rules/reward.ts'
import type { AwardDeclineChoice, AwardExtendReason } from '#contract/states.ts'
import type * as z from 'zod/mini'
import { sealBody } from '../../crypto/body.ts'
import { makeCompartment } from '../../crypto/compartment.ts'
import { sign } from '../../crypto/sign.ts'
import { attempt, refusal, type Outcome } from '../outcome.ts'
import { grantTo } from '../report/holders.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import type { StaffSession } from '../session.ts'
import { openAwards } from './open.ts'

type Moved = Promise<Outcome<StaffReport>>

/** What a proposal rests on, as the proposer gives it. */
export interface Proposal {
  /** The matter as it was verified; the county's own scheme is used, whatever it names. */
  readonly query: Omit<RewardQuery, 'scheme'>
  /** The finding in short. */
  readonly finding: string
  /** 处罚决定文号 */
  readonly document?: string
  /** Out of which line; the county's first if it is not said. */
  readonly line?: string
  /** The reporter wished for none, and it is meant all the same. */
  readonly unwished?: boolean
}

const whereTo = ({ report }: UnsealedReport) => ({ reference: report.reference })

/** A report as the rules of deciding see it. The sealed wishes count beside the plain ones. */
export function awardSeenOf({ report, avoid, content, sealedRoute }: UnsealedReport): AwardSeen {
  return {
    kind: report.kind, state: report.state, lead: report.lead, category: report.category, avoid, awards: report.awards, first: report.merge.into === null && !report.timeline.some(({ detail }) => detail.finder !== undefined),
    escalated: report.route.escalated || sealedRoute?.escalated === true, wantsReward: content?.words?.wantsReward ?? report.wantsReward,
    filedBy: report.filedBy?.member ?? null, rewarded: report.rewarded, earlierOpen: report.earlierOpen, ...resultOf(report.timeline), overturned: isOverturned(pastOf(report.timeline, report.merge.judged)),
  }
}

/** Every deed about a reward, with why it is not open to this member; null where it is. */
export function awardMovesNow({ me }: StaffSession, unsealed: UnsealedReport, unwished = false): Record<AwardMove, AwardWhyNot | null> {
  const who = { name: me.name, unit: me.unit, roles: me.roles, holds: me.unit !== null && originalsOf(unsealed.report.parts).includes(me.unit) }
  const why = (move: AwardMove) => whyNotAward(move, awardSeenOf(unsealed), who, unwished)
  return { propose: why('propose'), withdraw: why('withdraw'), approve: why('approve'), decline: why('decline'), extend: why('extend') }
}

/** Reckons, seals what it rests on for the desk and this unit, and proposes the amount. */
export function propose(session: StaffSession, unsealed: UnsealedReport, { query, finding, document, line, unwished }: Proposal): Moved {
  const keys = session.unitKeys
  if (keys === null) return Promise.resolve(refusal('no-unit-key'))
  if (unsealed.content?.words == null) return Promise.resolve(refusal('unopenable'))
  return attempt(async () => {
    const { report: { report, seq, today } } = unsealed
    const asked: RewardQuery = { ...query, scheme: rewardRules.scheme }
    const { fen, steps } = reckonReward(asked, rewardRules)
    const plain = { fen, scheme: rewardRules.scheme, line: line ?? paying.funding[0]?.id ?? '' }
    const { id, identity, recipient } = await makeCompartment()
    const body = { query: asked, ...plain, finding, ...(document !== undefined && { document }), steps: steps.map(({ words }) => words) }
    const sealed = await sealBody(recipient, { report, compartment: id, n: 1, author: keys.unit, kind: 'award', day: today, body }, keys.signSeed)
    const grants = await grantTo(session, unsealed, [...new Set(['desk', keys.unit])], { [id]: identity })
    const input = { seq, ...plain, ...(unwished === true && { unwished: true as const }), body: { compartment: id, n: 1, sealed }, grants }
    return await session.tools.call(contract.proposeAward, whereTo(unsealed), input)
  })
}

export const withdraw = (session: StaffSession, unsealed: UnsealedReport): Moved =>
  session.tools.call(contract.withdrawAward, whereTo(unsealed), { seq: unsealed.report.seq })

/** Agrees only to what this browser has opened, found signed, and reckoned to the same amount. */
export function approve(session: StaffSession, unsealed: UnsealedReport): Moved {
  const living = livingAward(unsealed.report.awards)
  const opened = openAwards(unsealed).find(({ award }) => award.id === living?.id)
  if (opened === undefined) return Promise.resolve(refusal('award-missing'))
  if (opened.doubt !== null) return Promise.resolve(refusal(`award-${opened.doubt}`))
  return signed(session, unsealed, approvalOf(opened.award, paying), null, (word) => session.tools.call(contract.approveAward, whereTo(unsealed), { ...word, fen: opened.award.fen }))
}

export const decline = (session: StaffSession, unsealed: UnsealedReport, reason: AwardDeclineChoice): Moved =>
  signed(session, unsealed, 'decline', reason, (word) => session.tools.call(contract.declineAward, whereTo(unsealed), { ...word, reason }))

export const extend = (session: StaffSession, unsealed: UnsealedReport, reason: z.infer<typeof AwardExtendReason>): Moved =>
  signed(session, unsealed, 'extend', reason, (word) => session.tools.call(contract.extendAward, whereTo(unsealed), { ...word, reason }))

/** Sends a decision with the unit's signature over what this browser saw: the history as far as it shows it, and the award. */
function signed({ me, unitKeys }: StaffSession, { report }: UnsealedReport, decision: Decision, reason: string | null, send: (word: { seq: number; signature: string }) => Moved): Moved {
  if (unitKeys === null) return Promise.resolve(refusal('no-unit-key'))
  const { id: award = null, fen = 0, scheme = '' } = livingAward(report.awards) ?? {}
  const follows = report.timeline.at(-1)?.digest ?? ''
  const statement = decisionStatement(profile.id, { reference: report.reference, follows, decision, unit: unitKeys.unit, member: me.name, award, fen, scheme, reason })
  return send({ seq: report.seq, signature: sign(unitKeys.signSeed, statement) })
}
