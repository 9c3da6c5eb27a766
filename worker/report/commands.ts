import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import type { HistoryEntry } from '#contract/event.ts'
import type { Channel } from '#contract/proxy.ts'
import type { AnyFiling, Filed, FiledAs, Filing, SolvedChallenge } from '#contract/report.ts'
import { clearOf, filingDigest } from '#contract/rules/filing.ts'
import { eventDigest } from '#contract/rules/history.ts'
import { receiptStatement } from '#contract/rules/receipt.ts'
import { channelsOf } from '#contract/rules/proxy.ts'
import { holdersAtFiling, routeFiling } from '#contract/rules/routing.ts'
import { nextDue } from '#contract/rules/deadline.ts'
import { checkReportChallenge, type ChallengeRefusal } from '../challenge/commands.ts'
import { spend, type Entry } from '../challenge/store.ts'
import type { Moment } from '../platform/clock.ts'
import { commit } from '../platform/d1.ts'
import { noticeTo, enqueue, type Notice } from '../platform/outbox.ts'
import { randomReference } from '../platform/random.ts'
import { signReceipt } from '../platform/receipt-key.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import type { Secrets } from '../platform/secrets.ts'
import type { Member } from '../staff/store.ts'
import { attaching } from '../evidence/attach.ts'
import type { AttachRefusal } from '../evidence/decide.ts'
import { decideFiling, decideFilingGrants, evidenceOf, identityOf, partsAtFiling, type FilingRefusal } from './filing.ts'
import { insertInbox, isUrgent } from './inbox.ts'
import type { ReportRecord } from './record.ts'
import { findFiled } from './store.ts'
import { insertBody, insertEvent, insertGrant, insertPosition, insertReport, PositionRow, selectPosition, upsertPart, type NewReport } from './write.ts'
import { deadlinesAtFiling, deadlinesOfReport, sealedDigest } from './view.ts'

export type ReceiveRefusal = FilingRefusal | AttachRefusal | ChallengeRefusal | 'challenge-used' | 'plain-full' | 'other-filing' | 'already-here'

/** How a filing came, and what lets it in. */
interface Coming {
  readonly filed: FiledAs
  readonly filedBy: string | null
  readonly admit: () => Promise<Result<Entry, ChallengeRefusal>>
}

/** Takes what somebody files themselves. */
export const receive = (
  db: D1Database, secrets: Secrets, filing: AnyFiling, solved: SolvedChallenge, now: Moment, staged: Notice[],
): Promise<Result<Filed, ReceiveRefusal>> =>
  take(db, secrets, filing, { filed: filedAs(solved), filedBy: null, admit: () => checkReportChallenge(secrets, solved, now.seconds) }, now, staged)

/** Takes what a member files for somebody else: the same in all but the challenge, and who filed it is kept. */
export async function receiveFor(
  db: D1Database, secrets: Secrets, filing: Filing, by: { channel: Channel; member: Member }, now: Moment, staged: Notice[],
): Promise<Result<Filed, ReceiveRefusal | 'wrong-channel'>> {
  if (!channelsOf(by.member).includes(by.channel)) return refuse('wrong-channel')
  return take(db, secrets, filing, { filed: by.channel, filedBy: by.member.name, admit: async () => ok('member') }, now, staged)
}

/**
 * Takes a filing: read, decide, commit, in two round trips, three where it brings files. The same filing again gets the same receipt, before any
 * challenge is looked at; another filing under the same code is a conflict.
 */
async function take(
  db: D1Database, secrets: Secrets, filing: AnyFiling, { filed, filedBy, admit }: Coming, now: Moment, staged: Notice[],
): Promise<Result<Filed, ReceiveRefusal>> {
  const digest = await filingDigest(filing)
  const before = await findFiled(db, filing.lookupHash)
  if (before !== null) return before.digest === digest ? ok(await filedOf(secrets, before)) : refuse('other-filing')

  const unfit = decideFiling(filing, keyring)
  if (unfit !== null) return refuse(unfit)
  const clear = clearOf(filing)
  const route = routeFiling(clear)
  const misgranted = decideFilingGrants(filing, holdersAtFiling(route, clear))
  if (misgranted !== null) return refuse(misgranted)
  const attached = await attaching(db, { report: filing.report, evidence: evidenceOf(filing), author: 'reporter', seq: 1, last: 0, had: { files: 0, bytes: 0, over: 'too-much' }, day: now.today })
  if (!attached.ok) return attached
  const spent = await admit()
  if (!spent.ok) return spent

  const event = await firstEvent(filing, digest, now.today)
  const report = (): NewReport => ({ filing, reference: randomReference(), digest, route, head: event.digest, day: now.today, filed, filedBy, attached: attached.value.statements })
  return (await store(db, secrets, report(), event, spent.value, staged)) ?? (await store(db, secrets, report(), event, spent.value, staged)) ?? refuse('already-here')
}

/** Only the Worker's own pages can have brought `plain`: their word has just been checked. */
const filedAs = ({ kind }: SolvedChallenge): FiledAs => (kind === 'plain' ? 'plain' : 'page')

/** Null when the random reference was taken, which another try mends. `staged` is told what the batch put into the outbox. */
async function store(
  db: D1Database, secrets: Secrets, report: NewReport, event: HistoryEntry, entry: Entry, staged: Notice[],
): Promise<Result<Filed, ReceiveRefusal> | null> {
  const told = noticeTo('report.received', holdersAtFiling(report.route, clearOf(report.filing)))
  const committed = await commit(db, await filingBatch(db, report, event, entry, told))
  if (!committed.ok) return afterCollision(db, secrets, report, committed.taken)
  staged.push(told)
  const { n: position, day } = PositionRow.parse(committed.results.at(-1)?.[0])
  const { reference, digest, route } = report
  const receipt = { reference, position, digest, day }
  const signature = await signReceipt(secrets, receiptStatement(profile.id, receipt))
  return ok({ receipt: { ...receipt, signature }, route, deadlines: deadlinesAtFiling(day, clearOf(report.filing).kind) })
}

/** Two sendings of one filing may race: the second finds the first one's report and gets its receipt. */
async function afterCollision(db: D1Database, secrets: Secrets, report: NewReport, taken: string): Promise<Result<Filed, ReceiveRefusal> | null> {
  if (taken === 'report.reference') return null
  const other = await findFiled(db, report.filing.lookupHash)
  if (other !== null) return other.digest === report.digest ? ok(await filedOf(secrets, other)) : refuse('other-filing')
  if (taken === 'evidence.upload_id') return refuse('used-upload')
  if (taken.startsWith('plain_spent.')) return refuse('plain-full')
  return refuse(taken === 'challenge_spent.id' ? 'challenge-used' : 'already-here')
}

async function filingBatch(db: D1Database, report: NewReport, event: HistoryEntry, entry: Entry, told: Notice): Promise<D1PreparedStatement[]> {
  const { filing, route, day } = report
  const clear = clearOf(filing)
  const identity = identityOf(filing)
  const due = nextDue(deadlinesAtFiling(day, clear.kind))
  const holders = holdersAtFiling(route, clear)
  const body = async (kind: 'content' | 'identity', sealed: { compartment: string; sealed: string }) =>
    insertBody(db, filing.report, { ...sealed, n: 1, kind, author: 'reporter', day, digest: await sealedDigest(sealed.sealed) })
  return [
    ...spend(db, entry),
    insertReport(db, report),
    insertPosition(db, filing.report),
    insertEvent(db, filing.report, event),
    await body('content', filing.content),
    ...(identity === undefined ? [] : [await body('identity', identity)]),
    ...report.attached,
    ...filing.grants.map((grant) => insertGrant(db, filing.report, grant, 1)),
    ...partsAtFiling(route, holders).map((part) => upsertPart(db, filing.report, part, day)),
    ...holders.map((unit) => insertInbox(db, unit, filing.report, due, isUrgent(clear))),
    enqueue(db, told),
    selectPosition(db, filing.report),
  ]
}

async function firstEvent(filing: AnyFiling, digest: string, day: string): Promise<HistoryEntry> {
  const link = { seq: 1, kind: 'received' as const, unit: null, member: null, day, detail: { to: 'received' as const } }
  return { ...link, digest: await eventDigest(filing.report, digest, link) }
}

/** The receipt of a report that is already here. Ed25519 is deterministic, so it is the same receipt. */
export async function filedOf(secrets: Secrets, report: ReportRecord): Promise<Filed> {
  return { receipt: await receiptOf(secrets, report), route: report.route, deadlines: deadlinesOfReport(report) }
}

export async function receiptOf(secrets: Secrets, report: ReportRecord): Promise<Filed['receipt']> {
  const receipt = { reference: report.reference, position: report.position, digest: report.digest, day: report.day }
  return { ...receipt, signature: await signReceipt(secrets, receiptStatement(profile.id, receipt)) }
}
