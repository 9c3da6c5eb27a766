import type { AnswerWords } from '#contract/answer.ts'
import { categories } from '#contract/county/categories.ts'
import type { Part } from '#contract/console.ts'
import type { EventDetail } from '#contract/event.ts'
import type { BodyKind, Grant, NewBody } from '#contract/sealed.ts'
import { REASONS_OF, type EventKind, type Result as FindingResult } from '#contract/states.ts'
import { whyNot, type Move, type WhyNot } from '#contract/rules/moves.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { notHolding, refuseGrants, refuseUnits, type HolderRefusal } from './holders.ts'
import type { ReportRecord, ReportStanding } from './record.ts'

export type MoveRefusal = WhyNot | HolderRefusal | 'stale' | 'wrong-compartment' | 'wrong-reason' | 'unknown-category'

/** What a member wants to do, as the contract gave it. */
export interface MoveInput {
  readonly move: Move
  readonly seq: number
  readonly grants?: readonly Grant[]
  readonly body?: NewBody | undefined
  readonly note?: NewBody | undefined
  readonly reason?: string
  readonly destination?: string | undefined
  readonly lead?: string
  readonly assists?: readonly string[]
  readonly units?: readonly string[]
  readonly result?: FindingResult
  readonly answer?: AnswerWords
}

export interface Situation {
  readonly report: ReportRecord
  readonly parts: readonly Part[]
  /** The last running number in each compartment. */
  readonly lastNumber: ReadonlyMap<string, number>
  readonly returnBy: string | null
  readonly member: { readonly name: string; readonly unit: string; readonly roles: Parameters<typeof whyNot>[2]['roles'] }
  readonly today: string
}

/** Everything a move changes; the command turns it into one batch. */
export interface Change {
  readonly kind: EventKind
  readonly detail: Omit<EventDetail, 'bodies'>
  readonly standing: Partial<ReportStanding>
  readonly notes?: string
  readonly parts: readonly Part[]
  readonly bodies: readonly (NewBody & { kind: BodyKind })[]
  readonly grants: readonly Grant[]
  /** Words for everybody, published with this change. */
  readonly answer?: AnswerWords
}

type Decision = Result<Change, MoveRefusal>

/** One move, decided: seen the latest, open to this member today, bodies in place; then what it changes. */
export function decideMove(now: Situation, input: MoveInput): Decision {
  const { standing } = now.report
  if (input.seq !== standing.seq) return refuse('stale')
  const holds = now.parts.some((part) => part.unit === now.member.unit && part.standing === 'holding')
  const closed = whyNot(input.move, { ...standing, kind: now.report.plain.kind, proposedLead: now.report.route.lead, returnBy: now.returnBy }, { ...now.member, holds }, now.today)
  if (closed !== null) return refuse(closed)
  if (!fitsKind(now, input)) return refuse('wrong-reason')
  const misplaced = refuseBodies(now, input)
  if (misplaced !== null) return refuse(misplaced)
  return DECIDERS[input.move](now, input)
}

/** A question is not closed as rectified, nor a report refused because it ought to be one. */
function fitsKind(now: Situation, { move, reason }: MoveInput): boolean {
  if (move !== 'refuse' && move !== 'close') return true
  return (REASONS_OF[now.report.plain.kind][move] as readonly (string | undefined)[]).includes(reason)
}

const dialogueBodies = (input: MoveInput, kind: BodyKind) => (input.body === undefined ? [] : [{ ...input.body, kind }])

/** Dialogue goes into the dialogue's compartment, notes into the notes'; the first note opens it. Numbers run on without a gap. */
function refuseBodies(now: Situation, input: MoveInput): MoveRefusal | null {
  const note = input.move === 'note' ? input.body : input.note
  const dialogue = input.move === 'note' ? undefined : input.body
  const next = (body: NewBody) => body.n === (now.lastNumber.get(body.compartment) ?? 0) + 1
  if (dialogue !== undefined && dialogue.compartment !== now.report.dialogue) return 'wrong-compartment'
  if (note !== undefined && now.report.notes !== null && note.compartment !== now.report.notes) return 'wrong-compartment'
  if (note !== undefined && now.report.notes === null && isTaken(now, note.compartment)) return 'wrong-compartment'
  return [note, dialogue].every((body) => body === undefined || next(body)) ? null : 'stale'
}

/** The dialogue's compartment is taken before anybody has written in it: a note there would be the reporter's to read. */
const isTaken = (now: Situation, compartment: string) => compartment === now.report.dialogue || now.lastNumber.has(compartment)

const change = (now: Situation, kind: EventKind, to: Partial<ReportStanding>, rest: Partial<Omit<Change, 'kind' | 'standing'>> = {}): Decision => {
  const moved = to.state === undefined ? {} : { from: now.report.standing.state, to: to.state }
  return ok({ kind, standing: to, parts: [], bodies: [], grants: [], ...rest, detail: { ...moved, ...rest.detail } })
}

const DECIDERS: Record<Move, (now: Situation, input: MoveInput) => Decision> = {
  accept: decideAccept,
  assign: decideAssign,
  'hand-on': decideHandOn,
  return: decideReturn,
  note: decideNote,
  extend: decideExtend,
  refuse: (now, input) =>
    change(now, 'refused', { state: 'refused', endedDay: now.today }, {
      detail: { reason: input.reason, destination: input.destination }, bodies: dialogueBodies(input, 'message'),
    }),
  refer: (now, input) =>
    change(now, 'referred', { state: 'referred', endedDay: now.today }, {
      detail: { destination: input.destination }, bodies: dialogueBodies(input, 'message'),
    }),
  begin: (now) => change(now, 'begun', { state: 'investigating' }),
  reply: (now, input) => change(now, 'replied', isAsked(now) ? { state: 'answered' } : {}, { bodies: dialogueBodies(input, 'message') }),
  find: (now, input) =>
    change(now, 'found', { ...(input.result && { state: input.result }), foundDay: now.today }, {
      detail: { result: input.result }, bodies: dialogueBodies(input, 'finding'),
    }),
  publish: decidePublish,
  close: (now, input) =>
    change(now, 'closed', { state: 'closed', endedDay: now.today }, { detail: { reason: input.reason }, bodies: dialogueBodies(input, 'message') }),
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
  const refused = refuseGrants(grants, { required: notHolding(now.parts, [lead]), allowed: [] })
  if (refused !== null) return refuse(refused)
  const parts: Part[] = lead === 'desk' ? [] : [{ unit: lead, part: 'lead', standing: 'holding' }]
  return change(now, 'accepted', { state: 'assigned', lead, acceptedDay: now.today, assignedDay: now.today }, { detail: { lead }, parts, grants })
}

/** Another lead, other assists. Who led before and is not among them holds it no longer. */
function decideAssign(now: Situation, input: MoveInput): Decision {
  const lead = input.lead ?? 'desk'
  const assists = input.assists ?? []
  const grants = input.grants ?? []
  const unfit = refuseUnits(now.report, lead === 'desk' ? assists : [lead, ...assists])
  if (unfit !== null) return refuse(unfit)
  if (assists.includes(lead)) return refuse('unknown-unit')
  const refused = refuseGrants(grants, { required: notHolding(now.parts, [lead]), allowed: notHolding(now.parts, assists) })
  if (refused !== null) return refuse(refused)

  const granted = new Set(grants.map((grant) => grant.holder))
  const holdsNow = (unit: string) => granted.has(unit) || notHolding(now.parts, [unit]).length === 0
  const left = now.parts.filter((part) => ['lead', 'assist'].includes(part.part) && part.unit !== lead && !assists.includes(part.unit))
  const parts: Part[] = [
    ...left.map((part) => (staysOn(now, part) ? { ...part, part: 'assist' as const } : { ...part, standing: 'ended' as const })),
    ...assists.map((unit) => ({ unit, part: 'assist' as const, standing: holdsNow(unit) ? ('holding' as const) : ('proposed' as const) })),
    ...(lead === 'desk' ? [] : [{ unit: lead, part: 'lead' as const, standing: 'holding' as const }]),
  ]
  const to = { state: 'assigned' as const, lead, acceptedDay: now.report.standing.acceptedDay ?? now.today, assignedDay: now.today }
  return change(now, 'assigned', to, { detail: { lead, assists: [...assists] }, parts, grants })
}

/** What went to the county government (安全生产法 art. 73) is never taken from it again: it stays on beside another lead. */
const staysOn = (now: Situation, part: Part) =>
  now.report.route.escalated && part.unit === now.report.route.lead && part.standing === 'holding'

function decideHandOn(now: Situation, input: MoveInput): Decision {
  const units = input.units ?? []
  const grants = input.grants ?? []
  const unfit = refuseUnits(now.report, units)
  if (unfit !== null) return refuse(unfit)
  if (notHolding(now.parts, units).length !== units.length) return refuse('already-holds')
  const refused = refuseGrants(grants, { required: units, allowed: [] })
  if (refused !== null) return refuse(refused)
  const parts = units.map((unit): Part => ({ unit, part: unit.startsWith('t-') ? 'copy' : 'assist', standing: 'holding' }))
  return change(now, 'handed-on', {}, { detail: { units: [...units] }, parts, grants })
}

/** Back to the desk. The unit's list forgets it; what it could open before, the server serves no more. */
function decideReturn(now: Situation, input: MoveInput): Decision {
  const parts: Part[] = [{ unit: now.member.unit, part: 'lead', standing: 'ended' }]
  const refused = refuseNoteGrants(now, input, input.note)
  if (refused !== null) return refuse(refused)
  const note = { ...noteOf(now, input.note), grants: input.grants ?? [] }
  return change(now, 'returned', { state: 'accepted', lead: null, assignedDay: null }, { detail: { reason: input.reason }, parts, ...note })
}

/** The first note makes the notes' compartment: every unit that holds the report is granted it, nobody else. */
function decideNote(now: Situation, input: MoveInput): Decision {
  const refused = refuseNoteGrants(now, input, input.body)
  return refused === null ? change(now, 'noted', {}, { ...noteOf(now, input.body), grants: input.grants ?? [] }) : refuse(refused)
}

function refuseNoteGrants(now: Situation, input: MoveInput, note: NewBody | undefined): MoveRefusal | null {
  const holding = now.parts.filter((part) => part.standing === 'holding').map((part) => part.unit)
  return refuseGrants(input.grants ?? [], { required: note !== undefined && now.report.notes === null ? holding : [], allowed: [] })
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
