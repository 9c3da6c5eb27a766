/** Working on two reports as one. Pure. */
import type { State } from '#contract/states.ts'
import { refuse } from '../platform/result.ts'
import { change, type Decision, type MoveInput, type MoveRefusal, type Other, type Situation } from './change.ts'
import { isKept, refuseUnits } from './holders.ts'

const UNDER_WAY: readonly State[] = ['received', 'accepted', 'assigned', 'investigating']

/** Into an earlier report that somebody works on, and that may be held by everybody who holds this one, and the other way round. */
export function decideMerge(now: Situation): Decision {
  const { other } = now
  if (other === null) return refuse('no-other')
  const unfit = refuseOther(now, other)
  if (unfit !== null) return refuse(unfit)
  return change(now, 'merged', {}, { detail: { other: other.report.id }, merge: { into: other.report.id, seq: other.report.standing.seq + 1, told: null }, otherEvent: 'joined' })
}

/** Everybody who holds one of them will go on beside the wishes and the deaths of all. */
function refuseOther({ report, parts }: Situation, other: Other): MoveRefusal | null {
  const main = other.report
  if (main.plain.kind !== 'report') return 'wrong-kind'
  if (main.mergedInto !== null) return 'other-merged'
  if (main.position >= report.position) return 'not-earlier'
  if (!UNDER_WAY.includes(main.standing.state)) return 'other-ended'
  if (isKept(report) && !isKept(main)) return 'other-escalated'
  const held = [...parts, ...other.parts].filter(({ standing }) => standing === 'holding').map(({ unit }) => unit)
  const holders = [...new Set([...held, ...other.othersHeldBy])].filter((unit) => unit !== 'desk')
  return refuseUnits([report, main, ...other.others], holders) === null ? null : 'barred-holder'
}

export const decideUnmerge = (now: Situation): Decision =>
  now.other === null ? refuse('no-other') : change(now, 'unmerged', {}, { detail: { other: now.other.report.id }, merge: { into: null, seq: null, told: null }, otherEvent: 'left' })

/** The main report's words, sealed anew to this one's dialogue. */
export const decideRelay = (now: Situation, { body }: MoveInput): Decision =>
  body === undefined ? refuse('wrong-compartment') : change(now, 'relayed', {}, {
    bodies: [{ ...body, kind: 'finding' }], merge: { into: now.report.mergedInto, seq: now.report.mergedSeq, told: now.untold },
  })
