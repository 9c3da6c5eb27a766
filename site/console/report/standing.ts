/** What the transition table needs to know of a report and of who looks at it. No DOM. */
import type { StaffReport } from '#contract/staff-report.ts'
import type { Me } from '#contract/member.ts'
import { keptByGovernment } from '#contract/rules/escalation.ts'
import { returnBy } from '#contract/rules/deadline.ts'
import { hasReward } from '#contract/rules/merge.ts'
import { pastOf } from '#contract/rules/past.ts'
import { hasCopyOnly } from '#contract/rules/holding.ts'
import { MOVES, startsOf, whyNot, type Move } from '#contract/rules/moves.ts'
import type { Mover, Standing, WhyNot } from '#contract/rules/standing.ts'

export function standingOf(report: StaffReport): Standing {
  return {
    kind: report.kind,
    state: report.state,
    lead: report.lead,
    proposedLead: report.route.lead,
    returnBy: returnBy(report),
    extension: report.extension,
    extensionBy: report.extensionBy,
    renewalDue: report.renewalDue,
    reviewDay: report.reviewDay,
    reviewBy: report.reviewBy,
    reviewedDay: report.reviewedDay,
    past: pastOf(report.timeline, report.merge.judged),
    hasReward: hasReward(report.awards),
    merge: {
      merged: report.merge.into !== null, leads: report.merge.with.length > 0, untold: report.merge.untold,
      untoldOthers: report.merge.with.some(({ untold }) => untold),
    },
    grave: keptByGovernment(report).escalated,
    leadOut: report.parts.some((part) => part.unit === report.route.lead && part.standing === 'ended'),
  }
}

export const moverOf = ({ name, unit, roles }: Me, report: StaffReport): Mover => ({
  name,
  unit,
  roles,
  holds: report.parts.some((part) => part.unit === unit && part.standing === 'holding'),
  copyOnly: hasCopyOnly(report.parts, unit),
})

export interface MoveNow {
  readonly move: Move
  /** Null when it is open to this member today. */
  readonly why: WhyNot | null
}

/** Answers that nobody waits for are not even shown as shut. */
const UNASKED: readonly (WhyNot | null)[] = ['no-review', 'not-requested', 'not-merged', 'nothing-to-tell']

/** Every move that there is for this kind of filing, in the table's order. What the browser does by itself is shown only while it is open, and an answer only where somebody has asked. */
export function movesNow(report: StaffReport, me: Me): MoveNow[] {
  const standing = standingOf(report)
  const mover = moverOf(me, report)
  return (Object.keys(MOVES) as Move[]).filter((move) => startsOf(move, report.kind).length > 0).map((move) => ({ move, why: whyNot(move, standing, mover, report.today) })).filter(({ move, why }) => !UNASKED.includes(why) && (move !== 'renew' || why === null))
}

/** Moves that carry a report on, in the order of its life. */
const ONWARD: readonly Move[] = ['relay', 'decide-review', 'accept', 'begin', 'find', 'inspect', 'clear', 'close', 'rectify', 'extend']
/** Of a question: an answer first, then its end. */
const ONWARD_QUESTION: Partial<Record<StaffReport['state'], Move>> = { received: 'reply', answered: 'close' }

/** The move that usually comes next: the one button that stands out. Null when it is somebody else's turn. */
export function usualNext(moves: readonly MoveNow[], { kind, state, lead, route, reviewDay, reviewBy }: Pick<StaffReport, 'kind' | 'state' | 'lead' | 'route' | 'reviewDay' | 'reviewBy'>): Move | null {
  const isOpen = (wanted: Move) => moves.some(({ move, why }) => move === wanted && why === null)
  if (kind === 'question') return [ONWARD_QUESTION[state]].find((move) => move !== undefined && isOpen(move)) ?? null
  if (route.outside !== null && isOpen('refer')) return 'refer'
  if (reviewDay !== null && reviewBy === null && isOpen('name-review')) return 'name-review'
  if (reviewDay !== null && reviewBy === null && isOpen('unmerge')) return 'unmerge'
  return ONWARD.find(isOpen) ?? (lead === null && isOpen('assign') ? 'assign' : null)
}
