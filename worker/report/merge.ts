/** Working on two reports as one. Pure. */
import { UNDER_WAY } from '#contract/rules/clearance.ts'
import { graver } from '#contract/rules/past.ts'
import { refuse } from '../platform/result.ts'
import { change, type Decision, type MoveInput, type MoveRefusal, type Other, type Situation } from './change.ts'
import { isKept, refuseUnits } from './holders.ts'
import type { ReportStanding } from './record.ts'

/** Into an earlier report that somebody works on, and that may be held by everybody who holds this one, and the other way round. */
export function decideMerge(now: Situation): Decision {
  const { other } = now
  if (other === null) return refuse('no-other')
  const unfit = refuseOther(now, other)
  if (unfit !== null) return refuse(unfit)
  return change(now, 'merged', {}, { detail: { other: other.report.id }, merge: { into: other.report.id, seq: other.report.standing.seq + 1, told: null }, otherEvent: 'joined' })
}

/** Everybody who holds one of them will go on beside the wishes and the deaths of all, and no unit that left one for a conflict judges the matter by the other. */
function refuseOther({ report, parts, past, concerned }: Situation, other: Other): MoveRefusal | null {
  const main = other.report
  if (main.plain.kind !== 'report') return 'wrong-kind'
  if (main.mergedInto !== null) return 'other-merged'
  if (main.position >= report.position) return 'not-earlier'
  if (!UNDER_WAY.includes(main.standing.state)) return 'other-ended'
  if (isKept(report) && !isKept(main)) return 'other-escalated'
  const held = [...parts, ...other.parts].filter(({ standing }) => standing === 'holding').map(({ unit }) => unit)
  const holders = [...new Set([...held, ...other.othersHeldBy])].filter((unit) => unit !== 'desk')
  const isConflicted = holders.some((unit) => [...past.conflicted, ...other.past.conflicted].includes(unit))
  return !isConflicted && refuseUnits({ report, others: [main, ...other.others], concerned }, holders) === null ? null : 'barred-holder'
}

/** With the result that its reporter was told, so that they can contest it as any other; without one, from where it stood. A death goes on counting for both. */
export function decideUnmerge(now: Situation): Decision {
  const { other } = now
  if (other === null) return refuse('no-other')
  return change(now, 'unmerged', { ...standingParted(now, other), ...(isKept(other.report) && { escalation: graver(other.report.standing.escalation, 'death') }) }, { detail: { other: other.report.id }, merge: { into: null, seq: null, told: null }, otherEvent: 'left' })
}

function standingParted({ report: { toldSeq, standing }, past: { finding }, today }: Situation, { report: main }: Other): Partial<ReportStanding> {
  if (toldSeq === null || finding === null) return {}
  const ended = main.standing.state === 'closed'
  return {
    state: ended ? 'closed' : finding.result, lead: finding.unit, endedDay: ended ? main.standing.endedDay : null, acceptedDay: standing.acceptedDay ?? today,
  }
}

/** The main report's words, sealed anew to this one's dialogue; its history says whose result they are. */
export function decideRelay(now: Situation, { body }: MoveInput): Decision {
  const { mainFinding: found, report: { mergedInto: into, mergedSeq: seq } } = now
  if (body === undefined || found === null) return refuse('wrong-compartment')
  const detail = { result: found.result, finder: { unit: found.unit, member: found.member } }
  return change(now, 'relayed', { foundDay: now.today }, { detail, bodies: [{ ...body, kind: 'finding' }], merge: { into, seq, told: now.untold } })
}
