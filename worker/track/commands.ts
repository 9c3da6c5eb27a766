import type { HistoryEntry } from '#contract/event.ts'
import { reviewUntil } from '#contract/rules/review.ts'
import { isFileCopy } from '#contract/rules/file-copy.ts'
import { stepsSince, toldOf } from '#contract/rules/merge.ts'
import { nextDue } from '#contract/rules/deadline.ts'
import { isStepOfWork, originalsOf } from '#contract/rules/holding.ts'
import { eventDigest } from '#contract/rules/history.ts'
import type { NewBody } from '#contract/sealed.ts'
import type { Tracked } from '#contract/track.ts'
import { isOverturnedIn } from '../award/first.ts'
import { noticeOf } from '../award/record.ts'
import { attachingTo, type Brought } from '../evidence/attach.ts'
import type { AttachRefusal, LaterRefusal } from '../evidence/decide.ts'
import { commit } from '../platform/d1.ts'
import { noticeTo, enqueue, type Notice } from '../platform/outbox.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { hashOf, type Secrets } from '../platform/secrets.ts'
import { receiptOf } from '../report/commands.ts'
import { followStatements } from '../report/group.ts'
import { updateInbox } from '../report/inbox.ts'
import { COLLISIONS } from '../report/move.ts'
import type { ReportStanding } from '../report/record.ts'
import { findWhole, type WholeReport } from '../report/store.ts'
import { insertBody, insertEvent, insertGrant, updateStanding } from '../report/write.ts'
import { deadlinesForReporter, deadlinesOfReport, sealedDigest } from '../report/view.ts'
import { contestedOf, decideBrought, decideMessage, decideReviewAsked, type MessageRefusal, type ReviewRefusal } from './decide.ts'

export type TrackRefusal = 'not-found'

/** One round trip. */
export async function track(db: D1Database, secrets: Secrets, lookup: string, today: string): Promise<Result<Tracked, TrackRefusal>> {
  const whole = await findWhole(db, { lookupHash: await hashOf(lookup) }, 'reporter')
  return whole === null ? refuse('not-found') : ok(await trackedOf(secrets, whole, today))
}

interface Said<Refusal> {
  readonly kind: 'wrote' | 'review-asked'
  readonly refuse: (whole: WholeReport) => Refusal | null
  /** What it changes of the report besides. */
  readonly standing?: Partial<ReportStanding>
}

export const write = (db: D1Database, secrets: Secrets, { lookup, body, ...brought }: Brought & { lookup: string; body: NewBody }, today: string, staged: Notice[]) =>
  put<MessageRefusal | LaterRefusal>(db, secrets, { lookup, body, brought, today, staged }, { kind: 'wrote', refuse: (whole) => decideMessage(whole, body) ?? decideBrought(whole, brought) })

/** Contests the result; the sealed message says why. */
export const contest = (db: D1Database, secrets: Secrets, lookup: string, body: NewBody, today: string, staged: Notice[]) =>
  put<ReviewRefusal>(db, secrets, { lookup, body, today, staged }, { kind: 'review-asked', refuse: (whole) => decideReviewAsked(whole, body, today), standing: { reviewDay: today } })

interface Put {
  readonly lookup: string
  readonly body: NewBody
  /** Files that come with the words. */
  readonly brought?: Brought
  readonly today: string
  readonly staged: Notice[]
}

/** Words of the reporter: two round trips, four where they bring files. The same sealed words again change nothing and are answered as before. */
async function put<Refusal extends string>(
  db: D1Database, secrets: Secrets, { lookup, body, brought = {}, today, staged }: Put, said: Said<Refusal>,
): Promise<Result<Tracked, TrackRefusal | AttachRefusal | Refusal | 'stale' | 'moved-body'>> {
  const whole = await findWhole(db, { lookupHash: await hashOf(lookup) }, 'reporter')
  if (whole === null) return refuse('not-found')
  if (isStored(whole, body)) return ok(await trackedOf(secrets, whole, today))
  const unfit = said.refuse(whole)
  if (unfit !== null) return refuse(unfit)
  const attached = await attachingTo(db, whole, brought, 'reporter', today)
  if (!attached.ok) return attached

  const { statements, digests } = attached.value
  const digest = await sealedDigest(body.sealed)
  const event = await saidEvent(whole, said.kind, [digest, ...digests], today)
  const report = { ...whole.report, standing: { ...whole.report.standing, ...said.standing, seq: event.seq, head: event.digest } }
  const { standing } = report
  const stored = { ...body, kind: 'message' as const, author: 'reporter', day: today }
  const told = noticeTo('report.changed', whole.parts.filter((part) => part.standing === 'holding').map((part) => part.unit))
  const committed = await commit(db, [
    insertEvent(db, whole.report.id, event),
    updateStanding(db, whole.report.id, standing, whole.report.notes),
    insertBody(db, whole.report.id, { ...stored, digest }),
    ...statements,
    ...(brought.grants ?? []).map((grant) => insertGrant(db, whole.report.id, grant, event.seq)),
    updateInbox(db, whole.report.id, standing, nextDue(deadlinesOfReport(report)), null, isStepOfWork(said.kind) ? 'all' : 'originals'),
    ...followStatements(db, whole, standing, whole.group.main),
    enqueue(db, told),
  ])
  if (!committed.ok) return afterCollision(db, secrets, lookup, body, committed.taken, today)
  staged.push(told)
  if (digests.length > 0) return track(db, secrets, lookup, today)
  return ok(await trackedOf(secrets, { ...whole, report, events: [...whole.events, event], bodies: [...whole.bodies, stored] }, today))
}

/** Two sendings of one message may race: the second finds the first one's and is answered like it. */
async function afterCollision(
  db: D1Database, secrets: Secrets, lookup: string, body: NewBody, taken: string, today: string,
): Promise<Result<Tracked, 'stale' | 'moved-body' | 'used-upload'>> {
  const whole = await findWhole(db, { lookupHash: await hashOf(lookup) }, 'reporter')
  if (whole !== null && isStored(whole, body)) return ok(await trackedOf(secrets, whole, today))
  return refuse(COLLISIONS[taken] ?? 'stale')
}

const isStored = (whole: WholeReport, body: NewBody): boolean =>
  whole.bodies.some((stored) => stored.author === 'reporter' && stored.compartment === body.compartment && stored.n === body.n && stored.sealed === body.sealed)

async function saidEvent(whole: WholeReport, kind: Said<string>['kind'], bodies: string[], day: string): Promise<HistoryEntry> {
  const link = { seq: whole.report.standing.seq + 1, kind, unit: null, member: null, day, detail: { bodies } }
  return { ...link, digest: await eventDigest(whole.report.id, whole.report.standing.head, link) }
}

/** What the reporter sees: no member, no note, nor from a missing number or an unknown digest that there is one. */
export async function trackedOf(secrets: Secrets, whole: WholeReport, today: string): Promise<Tracked> {
  const { report, group: { main } } = whole
  const stands = main ?? report
  const files = whole.evidence.filter(({ k }) => !isFileCopy(k))
  const later = files.filter(({ seq }) => seq > 1)
  return {
    report: report.id, reference: report.reference, kind: report.plain.kind, state: stands.standing.state, category: report.plain.category, day: report.day,
    keyring: report.keyring, lead: stands.standing.lead, merged: main !== null,
    timeline: timelineOf(whole),
    deadlines: deadlinesForReporter(report, main, joinedOf(whole).day),
    reviewUntil: reviewUntil(contestedOf(whole)),
    dialogue: report.dialogue, grants: whole.grants,
    bodies: whole.bodies.filter((body) => body.kind === 'message' || body.kind === 'finding' || later.some(({ compartment }) => compartment === body.compartment)),
    holders: originalsOf(whole.parts), filedFiles: files.length - later.length,
    ...(later.length > 0 && { evidence: later.map(({ seq: _seq, ...file }) => file) }),
    receipt: await receiptOf(secrets, report), wantsReward: report.wantsReward, award: noticeOf(whole.awards, whole.transfers, { ...report, overturned: isOverturnedIn(whole) }, today), filed: report.filed,
    ...(whole.former.length > 0 && { former: whole.former.map(({ verify }) => verify) }),
  }
}

/** What members do among themselves: it tells the reporter nothing, and how often it happens is nobody's business. Of exports: oversight/archive.ts. */
const AMONG_STAFF: readonly HistoryEntry['kind'][] = ['noted', 'redacted', 'renewed', 'exported', 'joined', 'left', 'award-agreed', 'award-confirmed', 'reversal-asked', 'reversal-refused', 'evidence-saved']

/** As of the report itself, the reporter is told when a unit looks at the files for the first time: not which, nor how often. A redacted copy is none of theirs. */
const isFirstLook = (event: HistoryEntry, at: number, all: readonly HistoryEntry[]): boolean =>
  event.kind !== 'evidence-opened' || (isLookAtFile(event) && all.findIndex((other) => isLookAtFile(other) && other.unit === event.unit) === at)
const isLookAtFile = ({ kind, detail: { file = 0 } }: HistoryEntry): boolean => kind === 'evidence-opened' && !isFileCopy(file)

/** Their words are not the reporter's to read, so nor are their digests. */
const SEALED_FROM_REPORTER: readonly HistoryEntry['kind'][] = ['returned', 'contact-asked', 'contact-made', 'award-proposed']

/** When it was merged: after how many of its own events, and on which day. */
function joinedOf({ report, events }: WholeReport): { at: number; day: string } {
  const at = events.findLastIndex(({ kind }) => kind === 'merged') + 1
  return { at, day: events[at - 1]?.day ?? report.day }
}

/** Its own events, and of the earlier report that it goes with the steps since then, without words: by day; of one day those come between its own until it joined and after. */
function timelineOf(whole: WholeReport): Tracked['timeline'] {
  const { report, events, group: { main, mainEvents } } = whole
  const { at: joined, day: since } = joinedOf(whole)
  const steps = main === null ? [] : stepsSince(mainEvents, report, since).map(toldOf)
  return [...events.slice(0, joined), ...steps, ...events.slice(joined)]
    .filter((event, at, all) => !AMONG_STAFF.includes(event.kind) && isFirstLook(event, at, all))
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map(({ kind, unit, day, detail: { bodies, keys: _keys, signed: _signed, without: _without, copies: _copies, file: _file, ...detail } }, at) => ({
      seq: at + 1, kind, unit, day, detail: { ...detail, other: undefined, finder: undefined, ...(!SEALED_FROM_REPORTER.includes(kind) && bodies !== undefined && { bodies }) },
    }))
}
