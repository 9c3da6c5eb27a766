import type { Role } from '../roles.ts'
import type { State } from '../states.ts'

/** Who may make a move: any desk member; a member of the lead unit; of any unit that holds the report; an approver. */
type By = 'desk' | 'lead' | 'holder' | 'lead-or-desk' | 'extender'

const OPEN: readonly State[] = ['received', 'accepted', 'assigned', 'investigating', 'substantiated', 'partly', 'unfounded', 'indeterminate']
const FOUND: readonly State[] = ['substantiated', 'partly', 'unfounded', 'indeterminate']

/** The one transition table (design.md §3): the buttons, their tooltips, the API and the tests all read it. */
export const MOVES = {
  accept: { from: ['received'], by: 'desk' },
  refuse: { from: ['received'], by: 'desk' },
  refer: { from: ['received', 'accepted'], by: 'desk' },
  assign: { from: ['received', 'accepted', 'assigned', 'investigating', 'indeterminate'], by: 'desk' },
  'hand-on': { from: OPEN, by: 'lead-or-desk' },
  return: { from: ['assigned', 'investigating'], by: 'lead' },
  begin: { from: ['assigned'], by: 'lead' },
  reply: { from: [...OPEN, 'refused', 'referred', 'closed'], by: 'holder' },
  note: { from: [...OPEN, 'refused', 'referred', 'closed'], by: 'holder' },
  find: { from: ['assigned', 'investigating'], by: 'lead' },
  extend: { from: ['assigned', 'investigating'], by: 'extender' },
  close: { from: FOUND, by: 'desk' },
} as const satisfies Record<string, { from: readonly State[]; by: By }>

export type Move = keyof typeof MOVES

/** Why a move is not open; its sentence stands in content/form/moves.yaml. */
export type WhyNot =
  | 'wrong-state' | 'desk-only' | 'lead-only' | 'holders-only' | 'outside' | 'too-late'
  | 'already-extended' | 'own-request' | 'already-requested' | 'approver-only'

/** As much of a report as the table needs. */
export interface Standing {
  readonly state: State
  readonly lead: string | null
  /** The lead of the proposed route; null when the matter lies outside work safety. */
  readonly proposedLead: string | null
  /** The last day to return it, as the deadline rules gave it; null when no assignment runs. */
  readonly returnBy: string | null
  readonly extension: 'requested' | 'granted' | null
  readonly extensionBy: string | null
}

export interface Mover {
  readonly name: string
  readonly unit: string | null
  readonly roles: readonly Role[]
  /** Whether the mover's unit holds the report now. */
  readonly holds: boolean
}

const isDesk = (mover: Mover) => mover.unit === 'desk' && mover.roles.includes('desk')
const isLead = (report: Standing, mover: Mover) =>
  mover.unit !== null && mover.unit === report.lead && (mover.roles.includes('handler') || isDesk(mover))

/** Null when the move is open to this member today; otherwise the reason that buttons and errors give. */
export function whyNot(move: Move, report: Standing, mover: Mover, today: string): WhyNot | null {
  if (!mover.holds) return 'holders-only'
  const person = wrongPerson(move, report, mover)
  if (person !== null) return person
  if (!(MOVES[move].from as readonly State[]).includes(report.state)) return 'wrong-state'
  if (move === 'accept' && report.proposedLead === null) return 'outside'
  if (move === 'return' && (report.lead === 'desk' || report.returnBy === null || today > report.returnBy)) return report.lead === 'desk' ? 'wrong-state' : 'too-late'
  return null
}

function wrongPerson(move: Move, report: Standing, mover: Mover): WhyNot | null {
  switch (MOVES[move].by) {
    case 'desk':
      return isDesk(mover) ? null : 'desk-only'
    case 'lead':
      return isLead(report, mover) ? null : 'lead-only'
    case 'lead-or-desk':
      return isDesk(mover) || isLead(report, mover) ? null : 'lead-only'
    case 'holder':
      return mover.roles.some((role) => role === 'desk' || role === 'handler' || role === 'approver') ? null : 'holders-only'
    case 'extender':
      return whyNotExtend(report, mover)
  }
}

/** 延期 is asked for by the lead and granted by an approver who is another person; once. */
function whyNotExtend(report: Standing, mover: Mover): WhyNot | null {
  if (report.extension === 'granted') return 'already-extended'
  if (report.extension === null) return isLead(report, mover) ? null : 'lead-only'
  if (!mover.roles.includes('approver')) return isLead(report, mover) ? 'already-requested' : 'approver-only'
  return report.extensionBy === mover.name ? 'own-request' : null
}
