/** What a move is decided on, and what it changes. */
import type { AnswerWords } from '#contract/answer.ts'
import type { Withheld, Without } from '#contract/evidence-file.ts'
import type { Part } from '#contract/staff-report.ts'
import type { EventDetail } from '#contract/event.ts'
import type { BodyKind, Grant, NewBody } from '#contract/sealed.ts'
import type { Evidence } from '#contract/report.ts'
import type { EscalateReason, EventKind, Result as FindingResult, ReviewDecision } from '#contract/states.ts'
import type { Move, whyNot } from '#contract/rules/moves.ts'
import type { WhyNot } from '#contract/rules/standing.ts'
import type { Finding, Past } from '#contract/rules/past.ts'
import { ok, type Result } from '../platform/result.ts'
import type { HolderRefusal } from './holders.ts'
import type { ReportRecord, ReportStanding } from './record.ts'

export type MoveRefusal = WhyNot | HolderRefusal | 'stale' | 'wrong-compartment' | 'wrong-reason' | 'unfit-reason' | 'unknown-category'
  | 'no-copy' | 'unknown-file' | 'ended-unit' | 'not-holding' | 'must-stay' | 'renewal-due' | 'missing-renewal' | 'unwanted-renewal' | 'same-unit' | 'same-result' | 'missing-result'
  | 'copy-of-copy' | 'no-other' | 'not-earlier' | 'other-merged' | 'other-ended' | 'other-escalated' | 'barred-holder' | 'merged-holder'

/** Which compartments words go into from now on. */
export interface Compartments {
  readonly dialogue: string
  readonly redacted: string | null
  readonly renewalDue: boolean
}

/** What a member wants to do, as the contract gave it. */
export interface MoveInput {
  readonly move: Move
  readonly seq: number
  readonly grants?: readonly Grant[] | undefined
  readonly body?: NewBody | undefined
  readonly note?: NewBody | undefined
  /** Files for the reporter, which come with the body. */
  readonly evidence?: readonly Evidence[] | undefined
  readonly reason?: string
  readonly destination?: string | undefined
  readonly lead?: string
  readonly assists?: readonly string[]
  readonly units?: readonly string[]
  readonly result?: FindingResult | undefined
  readonly decision?: ReviewDecision
  readonly escalation?: EscalateReason
  /** The reference of the earlier report to work on this one with. */
  readonly into?: string
  readonly answer?: AnswerWords
  /** Of `units`, those that get the redacted copy. */
  readonly redacted?: readonly string[] | undefined
  /** The files and copies of files, by number, that units which are given the report are not given with it. */
  readonly without?: Without | undefined
  /** The file that a redacted copy is made of. */
  readonly file?: number
  /** The unit to take out. */
  readonly unit?: string
  /** The compartment of a new stretch of dialogue. */
  readonly dialogue?: string | undefined
}

/** What a unit lacks of the files from now on, by number. */
export interface Lack {
  readonly unit: string
  readonly files: readonly number[]
}

/** As much of the other report of a merge as decisions need. */
export interface Other {
  readonly report: ReportRecord
  readonly parts: readonly Part[]
  /** What already goes with it, and the units that hold any of that. */
  readonly others: readonly ReportRecord[]
  readonly othersHeldBy: readonly string[]
  readonly past: Past
}

export interface Situation {
  readonly report: ReportRecord
  /** The number of the last event that changed anything: who looked since has changed nothing that a move is decided on. */
  readonly lastStep: number
  readonly parts: readonly Part[]
  /** The numbers of its files, and which unit was not given which. */
  readonly files: readonly number[]
  readonly withheld: readonly Withheld[]
  /** The other reports of a merged group, and the units that hold any of them. */
  readonly others: readonly ReportRecord[]
  readonly othersHeldBy: readonly string[]
  /** The last running number in each compartment. */
  readonly lastNumber: ReadonlyMap<string, number>
  readonly returnBy: string | null
  readonly past: Past
  /** The departments that the others concern, and any that it was parted from. */
  readonly concerned: readonly string[]
  /** Whether a reward for it is under way or paid. */
  readonly hasReward: boolean
  /** Of a merged group: see the transition table. */
  readonly merge: NonNullable<Parameters<typeof whyNot>[1]['merge']>
  /** The main report's result that this one's reporter has not been told. */
  readonly untold: number | null
  /** The last result of the earlier report that this one goes with. */
  readonly mainFinding: Finding | null
  /** The earlier report, for a merge or its end. */
  readonly other: Other | null
  readonly member: { readonly name: string; readonly unit: string; readonly roles: Parameters<typeof whyNot>[2]['roles'] }
  readonly today: string
}

/** Everything a move changes; the command turns it into one batch. */
export interface Change {
  readonly kind: EventKind
  readonly detail: Omit<EventDetail, 'bodies'>
  readonly standing: Partial<ReportStanding>
  /** The notes' compartment from now on; null when the next note begins a new one. */
  readonly notes?: string | null
  readonly compartments?: Partial<Compartments>
  readonly parts: readonly Part[]
  /** What units lack of its files from now on. */
  readonly lacks?: readonly Lack[]
  readonly bodies: readonly (NewBody & { kind: BodyKind })[]
  readonly grants: readonly Grant[]
  /** Which report this one goes with from now on, since which of its events, and up to which its reporter knows its result. */
  readonly merge?: { readonly into: string | null; readonly seq: number | null; readonly told: number | null }
  /** What happens to the earlier report with it. */
  readonly otherEvent?: 'joined' | 'left'
  /** Words for everybody, published with this change. */
  readonly answer?: AnswerWords
}

/** Somebody looked, or took an archive, and nothing is otherwise than before (ADR 0035). */
const LOOKS: ReadonlySet<EventKind> = new Set<EventKind>(['opened', 'evidence-opened', 'evidence-saved', 'exported'])

export const lastStepOf = (events: readonly { readonly seq: number; readonly kind: EventKind }[]): number => events.findLast(({ kind }) => !LOOKS.has(kind))?.seq ?? 1

export type Decision = Result<Change, MoveRefusal>

/** A change of this kind, with its step from state to state if it makes one. */
export const change = (now: Situation, kind: EventKind, to: Partial<ReportStanding>, rest: Partial<Omit<Change, 'kind' | 'standing'>> = {}): Decision => {
  const moved = to.state === undefined ? {} : { from: now.report.standing.state, to: to.state }
  return ok({ kind, standing: to, parts: [], bodies: [], grants: [], ...rest, detail: { ...moved, ...rest.detail } })
}
