import type { Part, StaffReport } from '#contract/staff-report.ts'
import type { HistoryEntry } from '#contract/event.ts'
import { fallenStatements } from '../award/fallen.ts'
import { insertAnswer, insertAnswerEvent } from '../answer/store.ts'
import { hasReward } from '#contract/rules/merge.ts'
import { nextDue } from '#contract/rules/deadline.ts'
import { isStepOfWork } from '#contract/rules/holding.ts'
import { saveWithheld } from '../evidence/withheld.ts'
import { commit } from '../platform/d1.ts'
import { noticeTo, enqueue, type Notice } from '../platform/outbox.ts'
import { randomId } from '../platform/random.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import type { Member } from '../staff/store.ts'
import { attachingTo, type Attached } from '../evidence/attach.ts'
import type { AttachRefusal } from '../evidence/decide.ts'
import { lastStepOf } from './change.ts'
import { decideMove, type Change, type MoveInput, type MoveRefusal, type Situation } from './decide.ts'
import { deleteInbox, insertInbox, isUrgent, updateInbox } from './inbox.ts'
import { nextEventOf } from './record-event.ts'
import { followStatements, mergeOf, mergeStatements, othersOf } from './group.ts'
import { findWhole, type WholeReport } from './store.ts'
import { insertBody, insertEvent, insertGrant, updateCompartments, updateStanding, upsertPart } from './write.ts'
import { deadlinesOfReport, returnByOf, sealedDigest, viewFor } from './view.ts'

export type ActRefusal = MoveRefusal | AttachRefusal | 'not-found' | 'moved-body'

/** What a batch comes upon that somebody else wrote meanwhile. */
export const COLLISIONS: Readonly<Record<string, 'moved-body' | 'used-upload'>> = { 'body.digest': 'moved-body', 'evidence.upload_id': 'used-upload' }

/** The report, if the member's unit holds it now. Anything else is not there, for that unit. */
export async function findHeld(db: D1Database, reference: string, unit: string | null): Promise<WholeReport | null> {
  if (unit === null) return null
  const whole = await findWhole(db, { reference }, unit)
  return whole?.parts.some((part) => part.unit === unit && part.standing === 'holding') ? whole : null
}

const TRIES = 3

/** One move of one member. Who is overtaken tries again: a look meanwhile does not stop it, and anything else is found to be newer than what the member saw. */
export async function act(
  db: D1Database, member: Member, reference: string, input: MoveInput, today: string, staged: Notice[],
): Promise<Result<StaffReport, ActRefusal>> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const acted = await actOnce(db, member, reference, input, today, staged)
    if (acted !== null) return acted
  }
  return refuse('stale')
}

/** Read, decide, commit, read again. Null where somebody was quicker. */
async function actOnce(db: D1Database, member: Member, reference: string, input: MoveInput, today: string, staged: Notice[]): Promise<Result<StaffReport, ActRefusal> | null> {
  const whole = await findHeld(db, reference, member.unit)
  if (whole === null || member.unit === null) return refuse('not-found')
  const other = await otherOf(db, whole, input, member.unit)
  const decision = decideMove(situationOf(whole, other, { ...member, unit: member.unit }, today), input)
  if (!decision.ok) return decision

  const attached = await attachingTo(db, whole, input, member.unit, today)
  if (!attached.ok) return attached

  const told = noticeTo('report.changed', unitsAfter(whole, decision.value).filter((unit) => unit !== member.unit))
  const committed = await commit(db, [...(await batchOf(db, whole, other, { ...decision.value, attached: attached.value }, member, today)), enqueue(db, told)])
  if (!committed.ok) {
    const taken = COLLISIONS[committed.taken]
    return taken === undefined ? null : refuse(taken)
  }
  staged.push(told)
  const after = await findWhole(db, { reference }, member.unit)
  return after === null ? refuse('not-found') : ok(viewFor(after, today))
}

/** The earlier report that a merge is about. The member's unit must hold it too. */
async function otherOf(db: D1Database, whole: WholeReport, { move, into }: MoveInput, unit: string): Promise<WholeReport | null> {
  const reference = move === 'merge' ? into : move === 'unmerge' ? whole.group.main?.reference : undefined
  return reference === undefined ? null : findHeld(db, reference, unit)
}

function situationOf(whole: WholeReport, other: WholeReport | null, member: Situation['member'], today: string): Situation {
  const lastNumber = new Map<string, number>()
  for (const body of whole.bodies) lastNumber.set(body.compartment, Math.max(body.n, lastNumber.get(body.compartment) ?? 0))
  return { report: whole.report, lastStep: lastStepOf(whole.events), parts: whole.parts, files: whole.evidence.map(({ k }) => k), withheld: whole.withheld, lastNumber, returnBy: returnByOf(whole.report), hasReward: hasReward(whole.awards), ...mergeOf(whole), ...othersOf(whole), other: other === null ? null : { ...other, ...othersOf(other) }, member, today }
}

async function batchOf(db: D1Database, whole: WholeReport, other: WholeReport | null, change: Change & { attached: Attached }, member: Member, today: string): Promise<D1PreparedStatement[]> {
  const { report } = whole
  const bodies = await Promise.all(change.bodies.map(async (body) => ({ ...body, digest: await sealedDigest(body.sealed) })))
  const event = await nextEvent(whole, change, [...bodies.map((body) => body.digest), ...change.attached.digests], member, today)
  const standing = { ...report.standing, ...change.standing, seq: event.seq, head: event.digest }
  const due = nextDue(deadlinesOfReport({ ...report, standing }))
  const before = holding(whole.parts)
  const after = unitsAfter(whole, change)
  const notes = change.notes === undefined ? report.notes : change.notes
  const main = change.merge === undefined ? whole.group.main : change.merge.into === null ? null : (other?.report ?? whole.group.main)
  return [
    insertEvent(db, report.id, event),
    updateStanding(db, report.id, standing, notes),
    ...(change.compartments === undefined ? [] : [updateCompartments(db, report.id, { ...report, ...change.compartments })]),
    ...bodies.map((body) => insertBody(db, report.id, { ...body, author: member.unit ?? '', day: today })),
    ...change.attached.statements,
    ...change.grants.map((grant) => insertGrant(db, report.id, grant, event.seq)),
    ...change.parts.map((part) => upsertPart(db, report.id, part, today)),
    ...saveWithheld(db, report.id, whole, change.parts, change.lacks ?? []),
    updateInbox(db, report.id, standing, due, member.unit, isStepOfWork(change.kind) ? 'all' : 'originals'),
    ...(await fallenStatements(db, { ...whole, report: { ...report, standing, notes }, events: [...whole.events, event] }, member, today)),
    ...after.filter((unit) => !before.includes(unit)).map((unit) => insertInbox(db, unit, report.id, due, isUrgent(report.plain))),
    ...before.filter((unit) => !after.includes(unit)).map((unit) => deleteInbox(db, unit, report.position)),
    ...followStatements(db, whole, standing, main),
    ...(await mergeStatements(db, whole, change, other, member, today)),
    ...(await publication(db, change, member, today)),
  ]
}

/** The published words, and who published them, under an id that nothing in the report's own rows names. */
async function publication(db: D1Database, { answer }: Change, member: Member, day: string): Promise<D1PreparedStatement[]> {
  if (answer === undefined) return []
  const published = { id: randomId(), question: answer.question, answer: answer.answer, category: answer.category ?? null, unit: member.unit ?? '', day }
  return [insertAnswer(db, published), await insertAnswerEvent(db, published, { seq: 1, kind: 'published', unit: published.unit, member: member.name, day })]
}

const holding = (parts: readonly Part[]) => parts.filter((part) => part.standing === 'holding').map((part) => part.unit)

/** The units that hold the report once the change is made. */
function unitsAfter(whole: WholeReport, change: Change): string[] {
  const changed = change.parts.map((part) => part.unit)
  return [...holding(whole.parts.filter((part) => !changed.includes(part.unit))), ...holding(change.parts)]
}

function nextEvent({ report }: WholeReport, { kind, detail }: Change, bodies: string[], { name, unit }: Member, day: string): Promise<HistoryEntry> {
  return nextEventOf(report, { kind, unit, member: name, day, detail: { ...detail, ...(bodies.length > 0 && { bodies }) } })
}
