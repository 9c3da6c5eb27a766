/** What the table of moves looks at: a report, who would move it, and why that is not open. */
import type { Kind } from '../report.ts'
import type { Role } from '../roles.ts'
import type { State } from '../states.ts'
import type { Past } from './past.ts'

/** Why a move is not open; its sentence stands in content/form/moves.yaml. */
export type WhyNot =
  | 'wrong-state' | 'wrong-kind' | 'desk-only' | 'lead-only' | 'holders-only' | 'outside' | 'too-late'
  | 'copy-only' | 'lead-out' | 'not-due' | 'already-extended' | 'own-request' | 'already-requested' | 'approver-only'
  | 'merged' | 'not-merged' | 'has-merged' | 'nothing-to-tell' | 'untold-merged' | 'part-first' | 'not-requested' | 'already-escalated' | 'no-review' | 'review-open' | 'reviewer-only' | 'own-finding'
  | 'found-before' | 'led-before' | 'looked-into-anew' | 'conflicted-unit' | 'own-conflict' | 'tell-first' | 'own-reward'
  | 'desk-inspects' | 'other-inspects' | 'own-inspection'

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
