import type { Kind } from '../report.ts'
import type { Role } from '../roles.ts'
import type { EscalateReason, State } from '../states.ts'
import { FOUND, PUTTING_RIGHT, WITH_RESULT } from './clearance.ts'
import { GOVERNMENT } from './holding.ts'
import { isGrave, mayFind, NO_PAST, whyNotLead, type Past } from './past.ts'

/** Who may make a move: any desk member; a member of the lead unit; of the lead, or where none leads of the desk; of any unit that holds the report; an approver; whoever reviews. */
type By = 'desk' | 'lead' | 'lead-else-desk' | 'holder' | 'lead-or-desk' | 'extender' | 'decliner' | 'reviewer'

const UNDER_WAY: readonly State[] = ['received', 'accepted', 'assigned', 'investigating']
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
  inspect: { from: ['rectifying'], by: 'lead-else-desk' },
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

/** Why a move is not open; its sentence stands in content/form/moves.yaml. */
export type WhyNot =
  | 'wrong-state' | 'wrong-kind' | 'desk-only' | 'lead-only' | 'holders-only' | 'outside' | 'too-late'
  | 'copy-only' | 'lead-out' | 'not-due' | 'already-extended' | 'own-request' | 'already-requested' | 'approver-only'
  | 'merged' | 'not-merged' | 'has-merged' | 'nothing-to-tell' | 'untold-merged' | 'part-first' | 'not-requested' | 'already-escalated' | 'no-review' | 'review-open' | 'reviewer-only' | 'own-finding'
  | 'found-before' | 'led-before' | 'looked-into-anew' | 'conflicted-unit' | 'own-conflict' | 'tell-first' | 'own-reward'

/** As much of a report as the table needs. */
export interface Standing {
  readonly kind: Kind
  readonly state: State
  readonly lead: string | null
  /** The lead of the proposed route; null when the matter lies outside work safety. */
  readonly proposedLead: string | null
  /** The last day to return it, as the deadline rules gave it; null when no assignment runs. */
  readonly returnBy: string | null
  readonly extension: 'requested' | 'granted' | null
  readonly extensionBy: string | null
  /** Whether the proposed lead held the report and does so no more. */
  readonly leadOut?: boolean
  /** Whether the dialogue must be renewed, because a unit that could open it has gone. */
  readonly renewalDue?: boolean
  /** The day on which its reporter contested the result, who is to look again, and the day that was done. */
  readonly reviewDay?: string | null
  readonly reviewBy?: string | null
  readonly reviewedDay?: string | null
  /** Of a merged group: whether it goes with an earlier one, whether later ones go with it, and who has still to be told the result. */
  readonly merge?: { readonly merged: boolean; readonly leads: boolean; readonly untold: boolean; readonly untoldOthers: boolean }
  /** What the histories say of who must not judge it. */
  readonly past?: Past
  /** Whether a reward for it is under way or paid. */
  readonly hasReward?: boolean
  /** Whether the rules for a death hold for it already. */
  readonly grave?: boolean
}

export interface Mover {
  readonly name: string
  readonly unit: string | null
  readonly roles: readonly Role[]
  /** Whether the mover's unit holds the report now. */
  readonly holds: boolean
  /** Whether what it holds is the redacted copy: to be read, and no more. */
  readonly copyOnly?: boolean
}

const isDesk = (mover: Mover) => mover.unit === 'desk' && mover.roles.includes('desk')
const isLead = (report: Standing, mover: Mover) =>
  mover.unit !== null && mover.unit === report.lead && (mover.roles.includes('handler') || isDesk(mover))

/** Null when the move is open to this member today; otherwise the reason that buttons and errors give. */
export function whyNot(move: Move, report: Standing, mover: Mover, today: string): WhyNot | null {
  if (!mover.holds) return 'holders-only'
  if (mover.copyOnly === true) return 'copy-only'
  const starts = startsOf(move, report.kind)
  if (starts.length === 0) return 'wrong-kind'
  const idle = nothingToDo(move, report) ?? whyNotMerged(move, report)
  if (idle !== null) return idle
  const person = wrongPerson(move, report, mover)
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
  if (move !== 'find' && move !== 'decide-review') return null
  if (isConflicted(report, mover)) return 'own-conflict'
  return move === 'find' && !mayFind(mover, contested) ? 'found-before' : null
}

/** A death is the county government's by law: no other unit may have it. */
const isConflicted = ({ past = NO_PAST, grave }: Standing, { unit }: Mover): boolean =>
  unit !== null && past.conflicted.includes(unit) && !(unit === GOVERNMENT && grave === true)

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

function wrongPerson(move: Move, report: Standing, mover: Mover): WhyNot | null {
  switch (MOVES[move].by) {
    case 'desk':
      return isDesk(mover) ? null : 'desk-only'
    case 'lead':
      return isLead(report, mover) ? null : 'lead-only'
    case 'lead-else-desk':
      return isLead(report, mover) || (report.lead === null && isDesk(mover)) ? null : 'lead-only'
    case 'lead-or-desk':
      return isDesk(mover) || isLead(report, mover) ? null : 'lead-only'
    case 'holder':
      return mover.roles.some((role) => role === 'desk' || role === 'handler' || role === 'approver') ? null : 'holders-only'
    case 'extender':
      return whyNotExtend(report, mover)
    case 'decliner':
      return whyNotGrant(report, mover)
    case 'reviewer':
      return whyNotReview(report, mover)
  }
}

/** The unit that was named; at the desk an approver. Never who wrote a result of the matter. */
function whyNotReview({ reviewBy, past = NO_PAST }: Standing, { unit, name, roles }: Mover): WhyNot | null {
  if (reviewBy == null || unit !== reviewBy || !roles.includes(unit === 'desk' ? 'approver' : 'handler')) return 'reviewer-only'
  return past.finders.some(({ member }) => member === name) ? 'own-finding' : null
}

function whyNotGrant({ extensionBy }: Standing, { name, roles }: Mover): WhyNot | null {
  if (!roles.includes('approver')) return 'approver-only'
  return extensionBy === name ? 'own-request' : null
}

/** 延期 is asked for by the lead and granted by an approver who is another person; once. */
function whyNotExtend(report: Standing, mover: Mover): WhyNot | null {
  if (report.extension === 'granted') return 'already-extended'
  if (report.extension === null) return isLead(report, mover) ? null : 'lead-only'
  if (!mover.roles.includes('approver')) return isLead(report, mover) ? 'already-requested' : 'approver-only'
  return report.extensionBy === mover.name ? 'own-request' : null
}
