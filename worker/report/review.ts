/** Second opinions: taking a report to the county government, and looking again at a contested result. Pure. */
import type { Part } from '#contract/staff-report.ts'
import { barredToo, partsEscalated } from '#contract/rules/escalation.ts'
import { GOVERNMENT, losesReader, originalsOf, partsAssigned } from '#contract/rules/holding.ts'
import { isUnderReview } from '#contract/rules/moves.ts'
import { graver, isGrave, whyNotReviewer } from '#contract/rules/past.ts'
import type { EscalateReason, Result } from '#contract/states.ts'
import { refuse } from '../platform/result.ts'
import { change, type Change, type Decision, type MoveInput, type Situation } from './change.ts'
import { filesGiven, refuseLeft } from './giving.ts'
import { notHolding, partBeside, refuseGrants, refuseUnits } from './holders.ts'
import { refuseRenewal, renewed, routeKept } from './holding.ts'

/** The county government leads from now on; the reporter reads who holds it no more. */
export function decideEscalate(now: Situation, input: MoveInput): Decision {
  const { standing, plain: { category } } = now.report
  const { escalation: reason = 'several-units', grants = [] } = input
  const unfit = refuseUnits(now, [GOVERNMENT])
  if (unfit !== null) return refuse(unfit)
  if (reason === 'indeterminate' && standing.state !== 'indeterminate') return refuse('wrong-reason')
  const escalation = { reason, category, lead: standing.lead, alsoConcerned: now.concerned }
  if (barredToo(now.othersHeldBy, escalation).length > 0) return refuse('merged-holder')
  const parts = partsEscalated(now.parts, escalation)
  const refused = losesReader(now.parts, parts) || input.dialogue !== undefined
    ? refuseRenewal(now, input, parts)
    : refuseGrants(grants, { required: notHolding(now.parts, [GOVERNMENT]), allowed: [] })
  const receivers = { whole: notHolding(now.parts, [GOVERNMENT]) }
  const unfitting = refused ?? refuseLeft(now, input.without, receivers)
  if (unfitting !== null) return refuse(unfitting)
  const { lacks, told } = filesGiven(now, input.without, receivers)
  const held = now.parts.filter((part) => part.standing === 'holding').map(({ unit }) => unit)
  const left = parts.filter((part) => part.standing === 'ended' && held.includes(part.unit)).map(({ unit }) => unit)
  const to = { state: 'assigned' as const, lead: GOVERNMENT, acceptedDay: standing.acceptedDay ?? now.today, assignedDay: now.today, foundDay: null, escalation: graver(standing.escalation, reason), ...openedAgain(now, reason) }
  return change(now, 'escalated', to, { detail: { lead: GOVERNMENT, ...(left.length > 0 && { units: left }), reason, ...told }, parts, grants, lacks, ...renewed(input) })
}

/** A death opens what had its result or its end: the clocks start anew, and to look into all of it is the answer to whoever contested. */
function openedAgain({ today, report: { standing } }: Situation, reason: EscalateReason): Change['standing'] {
  if (!isGrave(reason) || standing.foundDay === null) return {}
  return { acceptedDay: today, endedDay: null, extension: null, extensionBy: null, ...(isUnderReview(standing) && { reviewedDay: today }) }
}

/** Names who looks again. Nobody loses the report by it. */
export function decideNameReview(now: Situation, { unit = '', grants = [], without }: MoveInput): Decision {
  const why = whyNotReviewer(unit, { lead: now.report.standing.lead, ...now.past })
  if (why !== null) return refuse(why)
  const unfit = unit === 'desk' ? null : refuseUnits(now, [unit])
  if (unfit !== null) return refuse(unfit)
  const receivers = { whole: notHolding(now.parts, [unit]) }
  const refused = refuseGrants(grants, { required: receivers.whole, allowed: [] }) ?? refuseLeft(now, without, receivers)
  if (refused !== null) return refuse(refused)
  const { lacks, told } = filesGiven(now, without, receivers)
  const parts: Part[] = unit === 'desk' || originalsOf(now.parts).includes(unit) ? [] : [{ unit, part: partBeside(unit), standing: 'holding' }]
  return change(now, 'review-named', { reviewBy: unit }, { detail: { units: [unit], ...told }, parts, grants, lacks })
}

/** The result stands, another takes its place, or the unit that reviewed looks into all of it anew. The words go to the reporter. */
export function decideReview(now: Situation, { decision = 'upheld', result, body }: MoveInput): Decision {
  if (body === undefined) return refuse('wrong-compartment')
  if ((decision === 'changed') !== (result !== undefined)) return refuse('missing-result')
  if (result !== undefined && result === now.past.finding?.result) return refuse('same-result')
  const [to, rest] = decision === 'reinvestigate' ? anew(now) : [resultAfter(now, result), {}]
  const detail = { ...(decision === 'reinvestigate' && { lead: now.report.standing.reviewBy }), reason: decision, ...(result !== undefined && { result }) }
  return change(now, 'review-decided', { ...to, reviewedDay: now.today }, { ...rest, detail, bodies: [{ ...body, kind: 'finding' }] })
}

/** A new result opens what was closed: somebody has to act on it, in a time that starts anew. */
function resultAfter({ today, report: { standing } }: Situation, result: Result | undefined): Change['standing'] {
  if (result === undefined) return {}
  return { state: result, foundDay: today, endedDay: null, ...(standing.endedDay !== null && { acceptedDay: today }) }
}

/**
 * Its clocks start anew. Who led before holds it no more; the unit that reviewed cannot vouch to the reporter for a new dialogue, so the
 * desk renews it, as after a return.
 */
function anew(now: Situation): [Change['standing'], Partial<Change>] {
  const { today, report: { standing: { reviewBy } } } = now
  const lead = reviewBy ?? 'desk'
  const assists = now.parts.filter(({ unit, part, standing }) => part === 'assist' && standing !== 'ended' && unit !== lead).map(({ unit }) => unit)
  const parts = partsAssigned(now.parts, routeKept(now), { lead, assists, granted: [] })
  const days = { acceptedDay: today, assignedDay: today, foundDay: null, endedDay: null }
  const to = { state: 'assigned' as const, lead, ...days, extension: null, extensionBy: null }
  return [to, { parts, ...(losesReader(now.parts, parts) && { notes: null, compartments: { renewalDue: true } }) }]
}
