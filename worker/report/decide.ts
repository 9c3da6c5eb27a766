import { categories } from '#contract/county/categories.ts'
import type { Part } from '#contract/staff-report.ts'
import type { BodyKind, NewBody } from '#contract/sealed.ts'
import { REFUSALS_OF } from '#contract/states.ts'
import { closingsOf } from '#contract/rules/closing.ts'
import { hasCopyOnly, originalsOf } from '#contract/rules/holding.ts'
import { whyNot, whyNotEscalate, type Move } from '#contract/rules/moves.ts'
import { refuse } from '../platform/result.ts'
import { refuseLater } from '../evidence/decide.ts'
import { change, type Change, type Decision, type MoveInput, type MoveRefusal, type Situation } from './change.ts'
import { filesGiven, refuseLeft } from './giving.ts'
import { isKept, notHolding, refuseGrants, refuseUnits } from './holders.ts'
import { decideAssign, decideHandOn, decideRedact, decideRenew, decideTakeOut, isTaken } from './holding.ts'
import { decideMerge, decideRelay, decideUnmerge } from './merge.ts'
import { decideEscalate, decideNameReview, decideReview } from './review.ts'

export type { Change, MoveInput, MoveRefusal, Situation } from './change.ts'

/** One move, decided: seen all that matters by now, open to this member today, bodies in place; then what it changes. */
export function decideMove(now: Situation, input: MoveInput): Decision {
  const { standing } = now.report
  const copyOnly = hasCopyOnly(now.parts, now.member.unit)
  // Before anything else: by which numbers are stale, a unit with the copy would count the steps that it is not shown.
  if (copyOnly) return refuse('copy-only')
  if (input.seq < now.lastStep || input.seq > standing.seq) return refuse('stale')
  const holds = now.parts.some((part) => part.unit === now.member.unit && part.standing === 'holding')
  const seen = standingOf(now)
  const closed = whyNot(input.move, seen, { ...now.member, holds, copyOnly }, now.today)
    ?? (input.move === 'escalate' ? whyNotEscalate(input.escalation ?? 'several-units', seen) : null)
  if (closed !== null) return refuse(closed)
  const unfit = refuseReason(now, input)
  if (unfit !== null) return refuse(unfit)
  const misplaced = refuseBodies(now, input)
  if (misplaced !== null) return refuse(misplaced)
  return DECIDERS[input.move](now, input)
}

/** As much of it as the transition table needs. */
function standingOf({ report, parts, returnBy, past, merge, hasReward }: Situation): Parameters<typeof whyNot>[1] {
  const { route, plain, standing, renewalDue } = report
  const leadOut = parts.some(({ unit, standing: now }) => unit === route.lead && now === 'ended')
  return { ...standing, kind: plain.kind, proposedLead: route.lead, returnBy, renewalDue, leadOut, past, merge, hasReward, grave: isKept(report) }
}

/** A report is not refused because it ought to be one, nor closed as never found when its danger was found and put right. */
function refuseReason({ report: { plain: { kind }, standing: { state } } }: Situation, { move, reason }: MoveInput): MoveRefusal | null {
  const among = (fit: readonly (string | undefined)[]) => fit.includes(reason)
  if (move === 'refuse') return among(REFUSALS_OF[kind]) ? null : 'wrong-reason'
  return move !== 'close' || among(closingsOf(kind, state)) ? null : 'unfit-reason'
}

const dialogueBodies = (input: MoveInput, kind: BodyKind) => (input.body === undefined ? [] : [{ ...input.body, kind }])

/** Dialogue goes into the dialogue's compartment, notes into the notes'; the first note opens it. Numbers run on without a gap. */
function refuseBodies(now: Situation, input: MoveInput): MoveRefusal | null {
  const note = input.move === 'note' ? input.body : input.note
  const copy = input.move === 'redact' ? input.body : undefined
  const dialogue = input.move === 'note' || input.move === 'redact' ? undefined : input.body
  const next = (body: NewBody) => body.n === (now.lastNumber.get(body.compartment) ?? 0) + 1
  if (dialogue !== undefined && dialogue.compartment !== now.report.dialogue) return 'wrong-compartment'
  if (dialogue !== undefined && now.report.renewalDue) return 'renewal-due'
  if (copy !== undefined && isTaken(now, copy.compartment)) return 'wrong-compartment'
  if (note !== undefined && now.report.notes !== null && note.compartment !== now.report.notes) return 'wrong-compartment'
  if (note !== undefined && now.report.notes === null && isTaken(now, note.compartment)) return 'wrong-compartment'
  return [note, copy, dialogue].every((body) => body === undefined || next(body)) ? null : 'stale'
}

const DECIDERS: Record<Move, (now: Situation, input: MoveInput) => Decision> = {
  accept: decideAccept,
  assign: decideAssign,
  'hand-on': decideHandOn,
  redact: decideRedact,
  'take-out': decideTakeOut,
  renew: decideRenew,
  return: decideReturn,
  note: decideNote,
  extend: decideExtend,
  decline: (now, { reason }) => change(now, 'extension-declined', { extension: null, extensionBy: null }, { detail: { reason } }),
  escalate: decideEscalate,
  'name-review': decideNameReview,
  'decide-review': decideReview,
  merge: decideMerge,
  unmerge: decideUnmerge,
  relay: decideRelay,
  refuse: (now, input) =>
    change(now, 'refused', { state: 'refused', endedDay: now.today }, {
      detail: { reason: input.reason, destination: input.destination }, bodies: dialogueBodies(input, 'message'),
    }),
  refer: (now, input) =>
    change(now, 'referred', { state: 'referred', endedDay: now.today }, {
      detail: { destination: input.destination }, bodies: dialogueBodies(input, 'message'),
    }),
  begin: (now) => change(now, 'begun', { state: 'investigating' }),
  reply: decideReply,
  find: (now, input) =>
    change(now, 'found', { ...(input.result && { state: input.result }), foundDay: now.today }, {
      detail: { result: input.result }, bodies: dialogueBodies(input, 'finding'),
    }),
  rectify: (now, input) => change(now, 'rectification-ordered', { state: 'rectifying' }, { bodies: dialogueBodies(input, 'message') }),
  inspect: (now, input) => change(now, 'inspected', { state: 'inspected' }, { bodies: dialogueBodies(input, 'message') }),
  clear: (now, input) => change(now, 'cleared', { state: 'cleared' }, { bodies: dialogueBodies(input, 'message') }),
  publish: decidePublish,
  close: (now, input) =>
    change(now, 'closed', { state: 'closed', endedDay: now.today }, { detail: { reason: input.reason }, bodies: dialogueBodies(input, 'message') }),
}

/** With its files, if it brings any: which uploads they are is looked at where they are attached. */
function decideReply(now: Situation, input: MoveInput): Decision {
  const refused = refuseLater(input, originalsOf(now.parts), (compartment) => isTaken(now, compartment))
  if (refused !== null) return refuse(refused)
  return change(now, 'replied', isAsked(now) ? { state: 'answered' } : {}, { bodies: dialogueBodies(input, 'message'), grants: input.grants ?? [] })
}

/** The first reply to a question is its answer. */
const isAsked = ({ report }: Situation) => report.plain.kind === 'question' && report.standing.state === 'received'

/** What is published is in the member's own words; the history of the question says only that it was done. */
function decidePublish(now: Situation, { answer }: MoveInput): Decision {
  const category = answer?.category
  if (category !== undefined && !categories.some(({ id }) => id === category)) return refuse('unknown-category')
  return change(now, 'published', {}, answer === undefined ? {} : { answer })
}

/** Confirms the proposed route: one step to `assigned`. Assists and copies stay proposals. */
function decideAccept(now: Situation, input: MoveInput): Decision {
  const lead = now.report.route.lead ?? 'desk'
  const grants = input.grants ?? []
  const receivers = { whole: notHolding(now.parts, [lead]) }
  const refused = refuseUnits(now, lead === 'desk' ? [] : [lead]) ?? refuseGrants(grants, { required: receivers.whole, allowed: [] }) ?? refuseLeft(now, input.without, receivers)
  if (refused !== null) return refuse(refused)
  const { lacks, told } = filesGiven(now, input.without, receivers)
  const parts: Part[] = lead === 'desk' ? [] : [{ unit: lead, part: 'lead', standing: 'holding' }]
  return change(now, 'accepted', { state: 'assigned', lead, acceptedDay: now.today, assignedDay: now.today }, { detail: { lead, ...told }, parts, grants, lacks })
}

/**
 * Back to the desk. The unit's list forgets it; what it could open before, the server serves no more. It must not make the key of what is
 * written next: the desk renews the dialogue, and the next note begins a compartment that this unit is not granted.
 */
function decideReturn(now: Situation, input: MoveInput): Decision {
  const parts: Part[] = [{ unit: now.member.unit, part: 'lead', standing: 'ended' }]
  const refused = refuseNoteGrants(now, input, input.note)
  if (refused !== null) return refuse(refused)
  const { bodies = [] } = noteOf(now, input.note)
  const to = { state: 'accepted' as const, lead: null, assignedDay: null }
  return change(now, 'returned', to, { detail: { reason: input.reason }, parts, bodies, notes: null, compartments: { renewalDue: true }, grants: input.grants ?? [] })
}

/** The first note makes the notes' compartment: every unit that holds the report is granted it, nobody else. */
function decideNote(now: Situation, input: MoveInput): Decision {
  const refused = refuseNoteGrants(now, input, input.body)
  return refused === null ? change(now, 'noted', {}, { ...noteOf(now, input.body), grants: input.grants ?? [] }) : refuse(refused)
}

function refuseNoteGrants(now: Situation, input: MoveInput, note: NewBody | undefined): MoveRefusal | null {
  return refuseGrants(input.grants ?? [], { required: note !== undefined && now.report.notes === null ? originalsOf(now.parts) : [], allowed: [] })
}

function noteOf(now: Situation, body: NewBody | undefined): Partial<Pick<Change, 'bodies' | 'notes'>> {
  if (body === undefined) return {}
  return { bodies: [{ ...body, kind: 'note' }], ...(now.report.notes === null && { notes: body.compartment }) }
}

function decideExtend(now: Situation, input: MoveInput): Decision {
  const detail = { reason: input.reason }
  if (now.report.standing.extension === null) return change(now, 'extension-requested', { extension: 'requested', extensionBy: now.member.name }, { detail })
  return change(now, 'extended', { extension: 'granted' }, { detail })
}
