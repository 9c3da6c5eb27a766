/** A report as a move finds it, and every move as somebody would make it: for tests of what is decided. */
import type { Part } from '#contract/staff-report.ts'
import type { Kind } from '#contract/report.ts'
import type { Move } from '#contract/rules/moves.ts'
import { NO_PAST } from '#contract/rules/past.ts'
import { routeReport } from '#contract/rules/routing.ts'
import { decideMove, type MoveInput, type Situation } from '../../worker/report/decide.ts'
import type { ReportRecord } from '../../worker/report/record.ts'
import { someFields } from './fields.ts'

export type Person = Situation['member']

/** 受理员, 审批人, 督办员 of the desk; housing leads, fire assists, market gave it back, police never had it. */
export const PEOPLE = {
  desk: { name: 'desk01', unit: 'desk', roles: ['desk'] },
  approver: { name: 'approver01', unit: 'desk', roles: ['approver'] },
  supervisor: { name: 'supervisor01', unit: 'desk', roles: ['supervisor'] },
  lead: { name: 'housing01', unit: 'housing', roles: ['handler'] },
  assist: { name: 'fire01', unit: 'fire', roles: ['handler'] },
  former: { name: 'market01', unit: 'market', roles: ['handler'] },
  stranger: { name: 'police01', unit: 'police', roles: ['handler'] },
} as const satisfies Record<string, Person>
export type Who = keyof typeof PEOPLE

export const PARTS: readonly Part[] = [
  { unit: 'desk', part: 'desk', standing: 'holding' },
  { unit: 'housing', part: 'lead', standing: 'holding' },
  { unit: 'fire', part: 'assist', standing: 'holding' },
  { unit: 'market', part: 'assist', standing: 'ended' },
  { unit: 'commerce', part: 'assist', standing: 'proposed' },
  { unit: 't-heping', part: 'copy', standing: 'proposed' },
]

export const record = (standing: Partial<ReportRecord['standing']> = {}, plain = someFields(), kind: Kind = 'report'): ReportRecord => ({
  id: 'r'.repeat(22), reference: '1234-5678', position: 1, digest: 'd'.repeat(43), keyring: 1, plain: { kind, ...plain }, wantsReward: false, named: false, language: 'zh', filed: 'page', filedBy: null, filedByName: null,
  recipient: '', verify: '', dialogue: 'dialogue', notes: 'notes', redacted: null, renewalDue: false, mergedInto: null, mergedSeq: null, toldSeq: null, alsoAvoid: [], route: routeReport(plain), day: '2026-11-02',
  standing: {
    state: 'assigned', lead: 'housing', seq: 4, head: '', acceptedDay: '2026-11-03', assignedDay: '2026-11-03', foundDay: null, endedDay: null,
    extension: null, extensionBy: null, reviewDay: null, reviewBy: null, reviewedDay: null, escalation: null, ...standing,
  },
})

const ALONE = { merged: false, leads: false, untold: false, untoldOthers: false }

export const situation = (who: Person, standing: Partial<ReportRecord['standing']> = {}, rest: Partial<Situation> = {}): Situation => ({
  report: record(standing), lastStep: 4, parts: PARTS, files: [], withheld: [], others: [], othersHeldBy: [], lastNumber: new Map([['dialogue', 2], ['notes', 1]]), returnBy: '2026-11-10', past: NO_PAST, concerned: [], hasReward: false, merge: ALONE, untold: null, mainFinding: { unit: 'housing', member: 'housing01', result: 'partly' }, other: null, member: who, today: '2026-11-05', ...rest,
})

/** The earlier report of a merge, worked on by the same units. */
const other = () => ({ report: { ...record(), id: 'm'.repeat(22), reference: '0000-0001', position: 0 }, parts: PARTS, others: [], othersHeldBy: [], past: NO_PAST })

export const sealed = { sealed: 'sealed' }
export const grants = (...holders: string[]) => holders.map((holder) => ({ holder, sealed: 'sealed' }))
export const INPUT: Record<Move, Omit<MoveInput, 'move' | 'seq'>> = {
  accept: { grants: [] },
  refuse: { reason: 'no-clear-facts' },
  refer: { destination: '12315' },
  assign: { lead: 'police', assists: ['fire'], dialogue: 'anew', grants: grants('reporter', 'desk', 'fire', 'police') },
  'hand-on': { units: ['commerce'], grants: grants('commerce') },
  return: { reason: 'not-our-duty', grants: [] },
  begin: {},
  reply: { body: { compartment: 'dialogue', n: 3, ...sealed } },
  note: { body: { compartment: 'notes', n: 2, ...sealed }, grants: [] },
  find: { result: 'partly', body: { compartment: 'dialogue', n: 3, ...sealed } },
  extend: { reason: 'complex' },
  rectify: {},
  inspect: { body: { compartment: 'dialogue', n: 3, ...sealed } },
  clear: {},
  close: { reason: 'rectified' },
  publish: { answer: { question: '问', answer: '答' } },
  redact: { body: { compartment: 'copy', n: 1, ...sealed }, grants: grants('desk', 'housing', 'fire') },
  'take-out': { unit: 'fire', reason: 'no-longer-needed', dialogue: 'anew', grants: grants('reporter', 'desk', 'housing') },
  renew: { dialogue: 'anew', grants: grants('reporter', 'desk', 'housing', 'fire') },
  decline: { reason: 'can-finish' },
  merge: { into: '0000-0001' },
  unmerge: {},
  relay: { body: { compartment: 'dialogue', n: 3, ...sealed } },
  escalate: { escalation: 'several-units', grants: grants('gov') },
  'name-review': { unit: 'police', grants: grants('police') },
  'decide-review': { decision: 'upheld', body: { compartment: 'dialogue', n: 3, ...sealed } },
}
const MERGE: Partial<Record<Move, Situation['merge']>> = {
  merge: ALONE, unmerge: { ...ALONE, merged: true }, relay: { ...ALONE, merged: true, untold: true },
}
/** What somebody must have asked for before these can answer. */
const ASKED: Partial<Record<Move, Partial<ReportRecord['standing']>>> = {
  decline: { extension: 'requested', extensionBy: 'housing01' },
  'name-review': { reviewDay: '2026-11-04' },
  'decide-review': { reviewDay: '2026-11-04', reviewBy: 'fire' },
}
/** Only a report whose dialogue is to be renewed can be. */
const due = (move: Move, now: Situation): Situation => ({
  ...now, ...(MERGE[move] !== undefined && { other: other(), merge: MERGE[move] }), report: { ...now.report, renewalDue: move === 'renew' || now.report.renewalDue, standing: { ...now.report.standing, ...ASKED[move] } },
})
/** What nobody found is not closed as put right. */
const endOf = (move: Move, { report: { standing: { state } } }: Situation) => (move !== 'close' ? {} : state === 'unfounded' ? { reason: 'unfounded' } : state === 'indeterminate' ? { reason: 'unclear' } : {})
export const make = (move: Move, now: Situation, changes: Partial<MoveInput> = {}) => decideMove(due(move, now), { move, seq: 4, ...INPUT[move], ...endOf(move, now), ...changes })
export const refusalOf = (decision: ReturnType<typeof make>) => (decision.ok ? null : decision.refusal)
export const of = (decision: ReturnType<typeof make>) => {
  if (!decision.ok) throw new Error(decision.refusal)
  return decision.value
}
