import type { Kind } from '../report.ts'
import type { EscalateReason, State } from '../states.ts'
import { FOUND, PUTTING_RIGHT, UNDER_WAY, WITH_RESULT } from './clearance.ts'
import { GOVERNMENT } from './holding.ts'
import { isConflicted, whyNotAttest, wrongPerson, type By } from './movers.ts'
import { isGrave, mayFind, NO_PAST, whyNotLead } from './past.ts'
import type { Mover, Standing, WhyNot } from './standing.ts'

const OPEN: readonly State[] = [...UNDER_WAY, ...FOUND, ...PUTTING_RIGHT]

/** A question that has been put, however it stands. */
const ASKED: readonly State[] = ['received', 'answered', 'refused', 'referred', 'closed']

/**
 * The one transition table (design.md §3): the buttons, their tooltips, the API and the tests all read it. `from`: of a report;
 * `question`: of a question. A question is never handed to anybody: what must be looked into, its asker files as a report.
 */
export const MOVES = {
  accept: { from: ['received'], by: 'desk' },
  refuse: { from: ['received'], question: ['received'], by: 'desk' },
  refer: { from: ['received', 'accepted'], question: ['received', 'answered'], by: 'desk' },
  assign: { from: ['received', 'accepted', 'assigned', 'investigating', 'indeterminate'], by: 'desk' },
  'hand-on': { from: OPEN, by: 'lead-or-desk' },
  return: { from: ['assigned', 'investigating'], by: 'lead' },
  begin: { from: ['assigned'], by: 'lead' },
  reply: { from: [...OPEN, 'refused', 'referred', 'closed'], question: ASKED, by: 'holder' },
  note: { from: [...OPEN, 'refused', 'referred', 'closed'], question: ASKED, by: 'holder' },
  find: { from: ['assigned', 'investigating'], by: 'lead' },
  extend: { from: ['assigned', 'investigating', 'rectifying'], by: 'extender' },
  rectify: { from: ['substantiated', 'partly'], by: 'lead-else-desk' },
  inspect: { from: ['rectifying'], by: 'inspector' },
  clear: { from: ['inspected'], by: 'desk' },
  close: { from: [...FOUND, 'cleared'], question: ['answered'], by: 'desk' },
  redact: { from: OPEN, by: 'lead-or-desk' },
  'take-out': { from: [...OPEN, 'refused', 'referred', 'closed'], by: 'desk' },
  renew: { from: [...OPEN, 'refused', 'referred', 'closed'], by: 'desk' },
  decline: { from: ['assigned', 'investigating', 'rectifying'], by: 'decliner' },
  escalate: { from: [...OPEN, 'closed'], by: 'desk' },
  'name-review': { from: WITH_RESULT, by: 'desk' },
  'decide-review': { from: WITH_RESULT, by: 'reviewer' },
  merge: { from: UNDER_WAY, by: 'desk' },
  unmerge: { from: UNDER_WAY, by: 'desk' },
  relay: { from: UNDER_WAY, by: 'desk' },
  publish: { from: [], question: ['answered', 'closed'], by: 'desk' },
} as const satisfies Record<string, { from: readonly State[]; question?: readonly State[]; by: By }>

export type Move = keyof typeof MOVES

/** The states from which a move of this kind of filing starts; empty when it is no move of that kind. */
export function startsOf(move: Move, kind: Kind): readonly State[] {
  const row: { from: readonly State[]; question?: readonly State[] } = MOVES[move]
  return kind === 'question' ? (row.question ?? []) : row.from
}

/** Null when the move is open to this member today; otherwise the reason that buttons and errors give. */
export function whyNot(move: Move, report: Standing, mover: Mover, today: string): WhyNot | null {
  if (!mover.holds) return 'holders-only'
  if (mover.copyOnly === true) return 'copy-only'
  const starts = startsOf(move, report.kind)
  if (starts.length === 0) return 'wrong-kind'
  const idle = nothingToDo(move, report) ?? whyNotMerged(move, report)
  if (idle !== null) return idle
  const person = wrongPerson(MOVES[move].by, report, mover)
  if (person !== null) return person
  if (!starts.includes(report.state)) return 'wrong-state'
  if (move === 'close' && report.merge?.untoldOthers === true) return 'untold-merged'
  if (ENDS_RESULT.includes(move) && isUnderReview(report)) return 'review-open'
  if (move === 'escalate' && report.lead === GOVERNMENT && report.grave === true) return 'already-escalated'
  const anew = whyNotAnew(move, report, mover)
  if (anew !== null) return anew
  if (move === 'accept' && report.proposedLead === null) return 'outside'
  if (move === 'accept' && report.leadOut === true) return 'lead-out'
  if (move === 'accept') return whyNotLead(report.proposedLead ?? 'desk', report.past ?? NO_PAST)
  if (move === 'renew' && report.renewalDue !== true) return 'not-due'
  if (move === 'return' && (report.lead === 'desk' || report.returnBy === null || today > report.returnBy)) return report.lead === 'desk' ? 'wrong-state' : 'too-late'
  return null
}

/** Whether the reporter has contested the result and nobody has decided yet. */
export const isUnderReview = ({ reviewDay, reviewedDay }: Pick<Standing, 'reviewDay' | 'reviewedDay'>): boolean => reviewDay != null && reviewedDay == null

/** What would go past a contested result before somebody has looked at it again. */
const ENDS_RESULT: readonly Move[] = ['close', 'assign']

/**
 * Null when the county government can be asked to lead for this reason; `whyNot('escalate', …)` comes first. A death or its concealment goes
 * there from wherever the report stands, past a review that is open, and whoever's result is contested: nothing else does (design.md §3).
 */
export function whyNotEscalate(reason: EscalateReason, report: Pick<Standing, 'state' | 'lead' | 'reviewDay' | 'reviewedDay' | 'past'>): WhyNot | null {
  if (isGrave(reason)) return null
  if (report.lead === GOVERNMENT) return 'already-escalated'
  if (report.state !== 'indeterminate' && !UNDER_WAY.includes(report.state)) return 'wrong-state'
  if (isUnderReview(report)) return 'review-open'
  return whyNotLead(GOVERNMENT, report.past ?? NO_PAST)
}

/** What would bring a matter back to whoever must not judge it. Who leads an earlier report is not this one's to choose. */
function whyNotAnew(move: Move, report: Standing, mover: Mover): WhyNot | null {
  const { contested } = report.past ?? NO_PAST
  if (move === 'merge' && contested.length > 0) return 'looked-into-anew'
  if (move === 'inspect' || move === 'clear') return whyNotAttest(move, report, mover)
  if (move !== 'find' && move !== 'decide-review') return null
  if (isConflicted(report, mover.unit)) return 'own-conflict'
  return move === 'find' && !mayFind(mover, contested) ? 'found-before' : null
}

/** Moves that answer somebody: without a question there is none, whoever asks. */
function nothingToDo(move: Move, report: Standing): WhyNot | null {
  if ((move === 'name-review' || move === 'decide-review') && !isUnderReview(report)) return 'no-review'
  return move === 'decline' && report.extension !== 'requested' ? 'not-requested' : null
}

/** What is done to a report that goes with another one is done to that one; its own words, keys and holders stay its own. */
const OWN: readonly Move[] = ['reply', 'note', 'redact', 'hand-on', 'take-out', 'renew', 'unmerge', 'relay']

function whyNotMerged(move: Move, { merge, hasReward }: Standing): WhyNot | null {
  if (move === 'unmerge' && merge?.merged !== true) return 'not-merged'
  if (move === 'relay' && merge?.untold !== true) return 'nothing-to-tell'
  // A result is of the matter: parted before it is told on, the later report would be found, and rewarded, a second time.
  if (move === 'unmerge' && merge?.untold === true) return 'tell-first'
  if (merge?.merged === true && (move === 'name-review' || move === 'decide-review')) return 'part-first'
  if (merge?.merged === true && !OWN.includes(move)) return 'merged'
  if (move === 'merge' && merge?.leads === true) return 'has-merged'
  return move === 'merge' && hasReward === true ? 'own-reward' : null
}
