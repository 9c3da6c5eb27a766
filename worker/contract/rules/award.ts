/** Who may decide what about a reward. Pure: the Worker, the buttons and the tests read it alike. */
import type { Award } from '../award.ts'
import type { EventDetail } from '../event.ts'
import type { Kind } from '../report.ts'
import type { Paying, RewardScheme } from '../reward.ts'
import type { Role } from '../roles.ts'
import type { Result, State } from '../states.ts'
import { mayClaim } from './proxy.ts'
import { departmentConcerned } from './routing.ts'

export type AwardMove = 'propose' | 'withdraw' | 'approve' | 'decline' | 'extend'

/** Why it is not open; its sentence stands in content/form/moves.yaml. */
export type AwardWhyNot =
  | 'question' | 'holders-only' | 'desk-or-lead' | 'approver-only' | 'desk-or-approver' | 'own-proposal-only'
  | 'not-verified' | 'not-first' | 'rewarded' | 'earlier-open' | 'not-wished' | 'living' | 'settled' | 'nothing-proposed' | 'nothing-waits'
  | 'own-proposal' | 'own-finding' | 'own-decision' | 'filed-it' | 'kept-out' | 'already-extended'

/** As much of a report as these rules need. */
export interface AwardSeen {
  readonly kind: Kind
  readonly state: State
  readonly lead: string | null
  readonly category: string | null
  readonly escalated: boolean
  readonly avoid: readonly string[]
  readonly wantsReward: boolean
  readonly filedBy: string | null
  /** The result that stands, and the member who gave it. */
  readonly result: Result | null
  readonly finder: string | null
  /** Whether a review of another report of the matter overturned it (rules/past.ts). */
  readonly overturned: boolean
  /** Whether nobody reported the same before; see worker/award/first.ts. */
  readonly first: boolean
  /** Whether another report of the same matter has a reward, from its proposal on, though the two be parted since; see worker/award/first.ts. */
  readonly rewarded: boolean
  /** Whether an earlier report of what was once the same matter may yet have the reward; see worker/award/first.ts. */
  readonly earlierOpen: boolean
  readonly awards: readonly Award[]
}

export interface AwardMover {
  readonly name: string
  readonly unit: string | null
  readonly roles: readonly Role[]
  /** Whether the unit holds the original now. */
  readonly holds: boolean
}

const VERIFIED: readonly State[] = ['substantiated', 'partly', 'rectifying', 'inspected', 'cleared', 'closed']
const LIVING: readonly Award['standing'][] = ['proposed', 'waiting', 'claimed', 'confirming', 'transferring']

/** The one that is proposed, waits or is claimed; undefined where none does. */
export const livingAward = <One extends Pick<Award, 'standing'>>(awards: readonly One[]): One | undefined => awards.find(({ standing }) => LIVING.includes(standing))

const isClaimed = (award: Award | undefined): boolean => award !== undefined && CLAIMED.includes(award.standing)
const CLAIMED: readonly Award['standing'][] = ['claimed', 'confirming', 'transferring']

/** The last result in a history and who gave it, whichever kind of event brought it. */
export function resultOf(events: readonly { readonly member: string | null; readonly detail: Pick<EventDetail, 'result' | 'finder'> }[]): Pick<AwardSeen, 'result' | 'finder'> {
  const last = events.findLast(({ detail }) => detail.result !== undefined)
  return { result: last?.detail.result ?? null, finder: (last?.detail.finder ?? last)?.member ?? null }
}

/** Null when this member may do it now. `unwished`: the proposer says that it is meant although the reporter wished for none. */
export function whyNotAward(move: AwardMove, seen: AwardSeen, who: AwardMover, unwished = false): AwardWhyNot | null {
  if (seen.kind === 'question') return 'question'
  if (!who.holds) return 'holders-only'
  switch (move) {
    case 'propose':
      return whyNotPropose(seen, who, unwished)
    case 'withdraw':
      return whyNotWithdraw(seen, who)
    case 'approve':
      return whyNotApprove(seen, who)
    case 'decline':
      return whyNotDecline(seen, who)
    case 'extend':
      return whyNotExtend(seen, who)
  }
}

const isDesk = ({ unit, roles }: AwardMover) => unit === 'desk' && roles.includes('desk')
const isLead = ({ lead }: AwardSeen, { unit, roles }: AwardMover) => unit !== null && unit === lead && roles.includes('handler')

function whyNotPropose(seen: AwardSeen, who: AwardMover, unwished: boolean): AwardWhyNot | null {
  if (!isDesk(who) && !isLead(seen, who)) return 'desk-or-lead'
  if (!mayClaim(seen, who.name)) return 'filed-it'
  if (!seen.first) return 'not-first'
  if (seen.rewarded) return 'rewarded'
  if (!isVerified(seen) || seen.overturned) return 'not-verified'
  if (seen.earlierOpen) return 'earlier-open'
  if (livingAward(seen.awards) !== undefined) return 'living'
  if (seen.awards.some(({ standing }) => standing === 'paid' || standing === 'lapsed')) return 'settled'
  return seen.wantsReward || unwished ? null : 'not-wished'
}

/** Verified in whole or in part, and not thrown open again since: what a reward rests on, from its proposal to its payment. */
export const isVerified = ({ state, result }: Pick<AwardSeen, 'state' | 'result'>): boolean => VERIFIED.includes(state) && (result === 'substantiated' || result === 'partly')

function whyNotWithdraw({ awards }: AwardSeen, { name }: AwardMover): AwardWhyNot | null {
  const award = livingAward(awards)
  if (award?.standing !== 'proposed') return 'nothing-proposed'
  return award.proposedBy === name ? null : 'own-proposal-only'
}

/** Four eyes, none of them the finding's: a reward is worth a bribe, and a finding is what it hangs on. */
function whyNotApprove(seen: AwardSeen, who: AwardMover): AwardWhyNot | null {
  const barred = whyNoVoice(livingAward(seen.awards), who)
  if (barred !== null) return barred
  if (!seen.first) return 'not-first'
  if (seen.rewarded) return 'rewarded'
  if (!isVerified(seen) || seen.overturned) return 'not-verified'
  return seen.earlierOpen ? 'earlier-open' : whyNotJudge(seen, who)
}

type Proposal = Pick<Award, 'standing' | 'proposedBy' | 'approvedBy'>

function whyNoVoice(award: Proposal | undefined, { name, roles }: Omit<AwardMover, 'holds'>): AwardWhyNot | null {
  if (!roles.includes('approver')) return 'approver-only'
  if (award?.standing !== 'proposed') return 'nothing-proposed'
  if (award.proposedBy === name) return 'own-proposal'
  return award.approvedBy === name ? 'own-decision' : null
}

/** Whether a proposal waits for this member's word; where another came first or the result fell, to say no. */
export const awaitsVoice = (award: Proposal, seen: Judged, who: Omit<AwardMover, 'holds'>): boolean => whyNoVoice(award, who) === null && whyNotJudge(seen, who) === null

/** Whether this member may agree that a payment is taken back: they neither asked for it nor paid. */
export const mayAnswerReversal = ({ askedBy, by, secondBy }: { readonly askedBy: string | null; readonly by: string; readonly secondBy: string | null }, name: string): boolean =>
  ![askedBy, by, secondBy].includes(name)

type Judged = Pick<AwardSeen, 'finder' | 'filedBy' | 'escalated' | 'category' | 'avoid'>

/**
 * Nobody decides on what they found themselves, filed for somebody, or belong to. Approvers sit at the desk and nowhere else (roles.ts), which
 * nobody can wish away: `kept-out` fires once a county lets a department or the government approve.
 */
function whyNotJudge(seen: Judged, who: Omit<AwardMover, 'holds'>): AwardWhyNot | null {
  if (seen.finder === who.name) return 'own-finding'
  if (!mayClaim(seen, who.name)) return 'filed-it'
  const concerned = seen.escalated ? departmentConcerned(seen.category) : null
  return who.unit !== null && (seen.avoid.includes(who.unit) || who.unit === concerned) ? 'kept-out' : null
}

/** What was decided is taken back by somebody else than decided it; what is claimed is the reporter's, as long as its result stands. */
function whyNotDecline(seen: AwardSeen, who: AwardMover): AwardWhyNot | null {
  const award = livingAward(seen.awards)
  if (!who.roles.includes('approver')) return 'approver-only'
  // Whoever came later is told so, whatever becomes of the matter.
  if (award === undefined && seen.first && !seen.rewarded && !isVerified(seen)) return 'not-verified'
  if (award === undefined && seen.awards.some(({ standing }) => standing !== 'withdrawn')) return 'settled'
  if (isClaimed(award) && !seen.overturned) return 'living'
  if (award?.proposedBy === who.name) return 'own-proposal'
  if (award !== undefined && award.standing !== 'proposed' && [award.approvedBy, award.secondBy].includes(who.name)) return 'own-decision'
  return whyNotJudge(seen, who)
}

function whyNotExtend({ awards }: AwardSeen, who: AwardMover): AwardWhyNot | null {
  const award = livingAward(awards)
  if (!isDesk(who) && !who.roles.includes('approver')) return 'desk-or-approver'
  if (award === undefined || (award.standing !== 'waiting' && !isClaimed(award))) return 'nothing-waits'
  return award.extended ? 'already-extended' : null
}

/** The most that a scheme ever gives, in fen: what the server can hold an amount against without knowing what it was reckoned from. */
export function mostOf({ fine, concealment, ordinary, insider }: RewardScheme): number {
  return 100 * Math.max(fine.most, concealment.most, ordinary?.most ?? ordinary?.least ?? 0, insider?.most ?? 0)
}

/** Whether one cashier confirms this amount and another pays it. */
export const takesTwoCashiers = (fen: number, { twoCashiersAbove }: Pick<Paying, 'twoCashiersAbove'>): boolean => twoCashiersAbove !== undefined && fen > twoCashiersAbove * 100

export const needsTwo = (fen: number, { twoAbove }: Pick<Paying, 'twoAbove'>): boolean => fen > twoAbove * 100
