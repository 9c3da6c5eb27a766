import { toBase64Url } from '#contract/bytes.ts'
import * as z from 'zod/mini'
import type { CustodyView, PendingCode, SealedPayee } from '#contract/custody.ts'
import { newKeysVouched } from '#contract/rules/custody.ts'
import { hasCopyOnly } from '#contract/rules/holding.ts'
import type { Part, StaffReport } from '#contract/staff-report.ts'
import { nextEventOf } from '../report/record-event.ts'
import type { NewBody, Grant } from '#contract/sealed.ts'
import type { HistoryEntry } from '#contract/event.ts'
import { keepAnnounced } from '../award/announced.ts'
import { decideNewCode } from '../award/decide.ts'
import { updateAward } from '../award/store.ts'
import { dropTransfers } from '../award/transfer-record.ts'
import { PayeeRow, saveTransfer, selectPayee } from '../award/transfer-store.ts'
import { commit } from '../platform/d1.ts'
import { noticeTo, enqueue, type Notice } from '../platform/outbox.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { findWhole } from '../report/store.ts'
import { insertBody, insertEvent, insertGrant, updateStanding } from '../report/write.ts'
import { sealedDigest, viewFor } from '../report/view.ts'
import type { Member } from '../staff/store.ts'
import {
  decideAskContact, decideLapse, decideLook, decideReset, type CustodyChange, type CustodyDecision, type CustodyRefusal, type CustodySituation, type GrantedReset, type KeptRequest,
} from './decide.ts'
import { findCustody, listLapsed, markUnread, readIdentity, saveRequest, selectIdentity, swapKeys, type CustodyReport } from './store.ts'

export type CustodyAnswer<T> = Result<T, CustodyRefusal | 'not-found' | 'moved-body' | 'code-taken'>

const TRIES = 3

/** What is done, and the report as it stands after it. `extra`: the rows that were read in the same batch. */
interface Done {
  readonly before: CustodyReport
  readonly change: CustodyChange
  readonly event: HistoryEntry
  readonly extra: unknown[][]
}

export interface Step {
  readonly decide: (now: CustodySituation) => CustodyDecision
  /** Who may not even learn whether the report is named. */
  readonly bars?: (parts: readonly Part[], unit: string) => 'not-found' | 'copy-only' | null
  /** What is read in the very batch of the change. */
  readonly also?: (report: string) => D1PreparedStatement[]
}

/**
 * Read, decide, commit. Of two who are at it at once one wins, by the event's number; the other decides anew on what stands then, and is
 * refused if it is done with.
 */
async function carryOut(db: D1Database, member: Member, reference: string, today: string, staged: Notice[], { decide, bars = () => null, also = () => [] }: Step): Promise<CustodyAnswer<Done>> {
  const { unit } = member
  if (unit === null) return refuse('not-found')
  for (let tried = 0; tried < TRIES; tried += 1) {
    const before = await findCustody(db, reference)
    if (before === null) return refuse('not-found')
    const barred = bars(before.parts, unit) ?? (before.report.named ? null : 'not-found')
    if (barred !== null) return refuse(barred)
    const decision = decide({ ...before, member: { ...member, unit }, today })
    if (!decision.ok) return decision
    const told = noticeTo('report.changed', toldOf(decision.value))
    const { event, batch } = await batchOf(db, before, decision.value, member, today)
    const reads = also(before.report.id)
    const committed = await commit(db, [...batch, enqueue(db, told), ...reads])
    if (committed.ok) {
      staged.push(told)
      return ok({ before, change: decision.value, event, extra: committed.results.slice(committed.results.length - reads.length) })
    }
    if (committed.taken === 'body.digest') return refuse('moved-body')
    if (committed.taken === 'report.lookup_hash') return refuse('code-taken')
  }
  return refuse('stale')
}

/** Whoever has something to do now: the second member, the custodian, or who asked. */
function toldOf({ kind, request, tells }: CustodyChange): string[] {
  const waits = kind === 'identity-asked' ? ['custodian', 'desk'] : kind === 'reset-asked' ? ['desk'] : ['custodian']
  return [...new Set([...waits, ...tells, request.askedUnit])]
}

async function batchOf(db: D1Database, { report, requests, awards, transfers }: CustodyReport, change: CustodyChange, member: Pick<Member, 'name' | 'unit'> | null, today: string) {
  const { request, body, grants, reset } = change
  const digest = body === null ? null : await sealedDigest(body.sealed)
  // Asked for and given alike: a history names the keys, so that nobody puts others in their place.
  const code = reset ?? request.pending
  const keys = code === null ? null : toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', newKeysVouched(code))))
  const event = await nextEventOf(report, {
    kind: change.kind, unit: member?.unit ?? null, member: member?.name ?? null, day: today,
    detail: { ...(change.reason !== null && { reason: change.reason }), ...(digest !== null && { bodies: [digest] }), ...(keys !== null && { keys }) },
  })
  const isNew = !requests.some(({ n }) => n === request.n)
  const batch = [
    insertEvent(db, report.id, event),
    updateStanding(db, report.id, { ...report.standing, seq: event.seq, head: event.digest }, report.notes),
    saveRequest(db, report.id, request, isNew),
    ...(body === null || digest === null ? [] : [insertBody(db, report.id, { ...body, kind: 'errand', author: member?.unit ?? '', day: today, digest })]),
    ...grants.map((grant) => insertGrant(db, report.id, grant, event.seq)),
    ...(reset === null ? [] : [...swapKeys(db, report, event.seq, reset), ...decideNewCode(awards, today).flatMap((award) => [updateAward(db, award), keepAnnounced(db, report.reference, award)]), ...dropTransfers(transfers).flatMap((one) => saveTransfer(db, one))]),
    ...change.tells.map((unit) => markUnread(db, report.id, unit)),
  ]
  return { event, batch }
}

/** Without the keys of a reset: they are for the desk alone. */
export const shownOf = ({ pending: _pending, ...request }: KeptRequest): CustodyView['requests'][number] => request

function viewOf({ report, lead, requests, people, errands, grants, payee }: CustodyReport, today: string): CustodyView {
  return {
    report: report.id, reference: report.reference, keyring: report.keyring, day: report.day, lead,
    requests: requests.map(shownOf), people, bodies: errands, grants, payee, today,
  }
}

/** Anonymous reports are not there: they have nothing in custody. */
export async function read(db: D1Database, reference: string, today: string): Promise<Result<CustodyView, 'not-found'>> {
  const found = await findCustody(db, reference)
  return found?.report.named === true ? ok(viewOf(found, today)) : refuse('not-found')
}

/** A step of the custodian, and what they see after it. */
export async function keep(db: D1Database, member: Member, reference: string, today: string, staged: Notice[], step: Step): Promise<CustodyAnswer<CustodyView>> {
  const done = await carryOut(db, member, reference, today, staged, step)
  return done.ok ? read(db, reference, today) : done
}

/** The second member's word: they are told how the request stands, and nothing else. */
export async function answer(
  db: D1Database, member: Member, reference: string, today: string, staged: Notice[], step: Step,
): Promise<CustodyAnswer<{ reference: string; request: CustodyView['requests'][number] }>> {
  const done = await carryOut(db, member, reference, today, staged, step)
  return done.ok ? ok({ reference, request: shownOf(done.value.change.request) }) : done
}

type Identity = NonNullable<ReturnType<typeof readIdentity>>

/** The look. The identity is read in the batch that spends the consent and writes the event: never without them, never twice. */
export async function look(
  db: D1Database, member: Member, reference: string, n: number, today: string, staged: Notice[],
): Promise<CustodyAnswer<{ view: CustodyView; identity: Identity; payee: SealedPayee | null }>> {
  const done = await carryOut(db, member, reference, today, staged, { decide: (now) => decideLook(now, n), also: (report) => [...selectIdentity(db, report), selectPayee(db, report)] })
  if (!done.ok) return done
  const identity = readIdentity(done.value.extra)
  const view = await read(db, reference, today)
  if (identity === null || !view.ok) return refuse('not-found')
  // A name given for a transfer is the reporter's as a rule: it is shown with the identity, for the look that is to compare the two, and never else.
  const [sealed] = done.value.change.request.reason === 'transfer-payee' ? z.array(PayeeRow).parse(done.value.extra.at(-1)) : []
  const code = codeOf(done.value.before.requests.findLast(({ kind, standing }) => kind === 'reset' && standing === 'used'))
  return ok({ view: view.value, identity, payee: sealed === undefined ? null : { ...sealed, code } })
}

/** Whoever does not hold the report finds nothing; whoever has the redacted copy may only read it, named or not. */
const barsUnit = (parts: readonly Part[], unit: string) =>
  hasCopyOnly(parts, unit) ? 'copy-only' : parts.some((part) => part.unit === unit && part.standing === 'holding') ? null : 'not-found'

/** A step of a unit that holds the original, and the report after it. */
async function actOn(db: D1Database, member: Member, reference: string, today: string, staged: Notice[], step: Step): Promise<CustodyAnswer<StaffReport>> {
  const done = await carryOut(db, member, reference, today, staged, { ...step, bars: barsUnit })
  if (!done.ok) return done
  const whole = await findWhole(db, { reference }, member.unit ?? '')
  return whole === null ? refuse('not-found') : ok(viewFor(whole, today))
}

export const contact = (db: D1Database, member: Member, reference: string, words: { body: NewBody; grants: readonly Grant[] }, today: string, staged: Notice[]) =>
  actOn(db, member, reference, today, staged, { decide: (now) => decideAskContact(now, words.body, words.grants) })

export const reset = (db: D1Database, member: Member, reference: string, given: GrantedReset, today: string, staged: Notice[]) =>
  actOn(db, member, reference, today, staged, { decide: (now) => decideReset(now, given) })

/** The new code that waits for the desk. */
export async function pendingCode(db: D1Database, reference: string, today: string): Promise<Result<PendingCode, 'not-found'>> {
  const found = await findCustody(db, reference)
  const request = found?.requests.find(({ kind, standing, until }) => kind === 'reset' && standing === 'asked' && until >= today)
  const code = codeOf(request)
  return code === null ? refuse('not-found') : ok(code)
}

/** A new code as the custodian signed it. */
const codeOf = (request: KeptRequest | undefined): PendingCode | null => (request?.pending == null ? null : { n: request.n, day: request.askedDay, ...request.pending })

/** The cron's part: what nobody went on with in time. */
export async function lapse(db: D1Database, today: string): Promise<void> {
  for (const { reference, n } of await listLapsed(db, today)) {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const found = await findCustody(db, reference)
      const change = found === null ? null : decideLapse({ ...found, today }, n)
      if (found === null || change === null) break
      const { batch } = await batchOf(db, found, change, null, today)
      if ((await commit(db, batch)).ok) break
    }
  }
}
