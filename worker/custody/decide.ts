/** 实名保管, decided: pure. What is asked of the custodian, who agrees a second time, and what each step changes. */
import type { Part } from '#contract/staff-report.ts'
import type { CustodyRequest } from '#contract/custody.ts'
import { originalsOf } from '#contract/rules/holding.ts'
import {
  consentUntil, waitsUntil, whyNotAnswer, whyNotAskLook, whyNotDecline, whyNotLook, whyNotReset, whyNotSecond,
  type CustodyWhyNot, type Keeper, type NewCode,
} from '#contract/rules/custody.ts'
import type { Grant, NewBody } from '#contract/sealed.ts'
import type { EventKind, LookReason } from '#contract/states.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { refuseGrants, type HolderRefusal } from '../report/holders.ts'
import type { ReportRecord } from '../report/record.ts'

export type CustodyRefusal = CustodyWhyNot | Extract<HolderRefusal, 'missing-grant' | 'unwanted-grant'>
  | 'anonymous' | 'no-payee' | 'lead-only' | 'copy-only' | 'wrong-compartment' | 'stale'

export interface Pending extends NewCode {
  readonly signature: string
}

/** A request as it is kept. */
export interface KeptRequest extends CustodyRequest {
  /** Of a reset: the new code's keys as the custodian signed them, while it waits and once it is done. */
  readonly pending: Pending | null
}

export interface CustodySituation {
  readonly report: Pick<ReportRecord, 'named' | 'plain' | 'standing' | 'dialogue' | 'notes' | 'redacted'>
  /** The lead of all the reports that it is worked on with. */
  readonly lead: string | null
  readonly parts: readonly Part[]
  readonly requests: readonly KeptRequest[]
  /** The last running number in each compartment that has words. */
  readonly lastNumber: ReadonlyMap<string, number>
  /** A claim by transfer whose payee waits to be confirmed. */
  readonly payee: object | null
  readonly member: Keeper & { readonly unit: string }
  readonly today: string
}

/** Everything that a step changes; the command turns it into one batch. */
export interface CustodyChange {
  readonly kind: EventKind
  /** Why, as the event keeps it; null where the kind says it all. */
  readonly reason: string | null
  /** The request as it stands afterwards. */
  readonly request: KeptRequest
  readonly body: NewBody | null
  readonly grants: readonly Grant[]
  /** Whose row in the list has something new in it. */
  readonly tells: readonly string[]
  /** The keys that take the place of the lost code's, and the dialogue that begins with them. */
  readonly reset: (Pending & { readonly dialogue: string }) | null
}

export type CustodyDecision = Result<CustodyChange, CustodyRefusal>

const changed = (kind: EventKind, request: KeptRequest, rest: Partial<CustodyChange> = {}): CustodyDecision =>
  ok({ kind, reason: request.reason, request, body: null, grants: [], tells: [], reset: null, ...rest })

/** The next request of a report. */
function asked({ requests, member, today }: CustodySituation, kind: KeptRequest['kind'], rest: Partial<KeptRequest> = {}): KeptRequest {
  return {
    n: (requests.at(-1)?.n ?? 0) + 1, kind, reason: null, askedBy: member.name, askedUnit: member.unit, askedDay: today,
    consentBy: null, consentDay: null, until: waitsUntil(kind, today), standing: 'asked', compartment: null, pending: null, ...rest,
  }
}

const find = ({ requests }: CustodySituation, n: number) => requests.find((request) => request.n === n)
const answered = (request: KeptRequest, standing: 'consented' | 'declined' | 'used', { member, today }: CustodySituation): KeptRequest =>
  ({ ...request, standing, consentBy: member.name, consentDay: today, pending: null })

export function decideAskLook(now: CustodySituation, reason: LookReason): CustodyDecision {
  if (!now.report.named) return refuse('anonymous')
  if (reason === 'transfer-payee' && now.payee === null) return refuse('no-payee')
  const why = whyNotAskLook(now.requests, now.member, now.today)
  return why === null ? changed('identity-asked', asked(now, 'look', { reason })) : refuse(why)
}

export function decideConsent(now: CustodySituation, n: number): CustodyDecision {
  const request = find(now, n)
  if (request?.kind !== 'look') return refuse('not-open')
  const why = whyNotSecond(request, now.lead, now.member, now.today)
  return why === null ? changed('identity-consented', { ...answered(request, 'consented', now), until: consentUntil(now.today) }) : refuse(why)
}

const DECLINED = { look: 'identity-declined', contact: 'contact-declined', reset: 'reset-declined' } as const

export function decideDecline(now: CustodySituation, n: number): CustodyDecision {
  const request = find(now, n)
  if (request === undefined) return refuse('not-open')
  const why = whyNotDecline(request, now.lead, now.member, now.today)
  if (why !== null) return refuse(why)
  return changed(DECLINED[request.kind], answered(request, 'declined', now), { tells: request.kind === 'contact' ? [request.askedUnit] : [] })
}

/** The look itself: one consent, one look. */
export function decideLook(now: CustodySituation, n: number): CustodyDecision {
  const request = find(now, n)
  if (request === undefined) return refuse('not-open')
  const why = whyNotLook(request, now.member, now.today)
  return why === null ? changed('identity-opened', { ...request, standing: 'used' }) : refuse(why)
}

/** The words open to the custodian and to the asking unit alone, in a compartment where nothing else was ever written. */
export function decideAskContact(now: CustodySituation, body: NewBody, grants: readonly Grant[]): CustodyDecision {
  const { report, parts, member, requests, today } = now
  const part = parts.find(({ unit, standing }) => unit === member.unit && standing === 'holding')
  // First: a unit with the redacted copy gets the same answer whether the report is named or not.
  if (part?.copy === 'redacted') return refuse('copy-only')
  if (!report.named) return refuse('anonymous')
  const isDesk = member.unit === 'desk' && member.roles.includes('desk')
  if (part === undefined || (!isDesk && !(member.unit === report.standing.lead && member.roles.includes('handler')))) return refuse('lead-only')
  const open = requests.some(({ kind, askedUnit, standing, until }) => kind === 'contact' && askedUnit === member.unit && standing === 'asked' && until >= today)
  if (open) return refuse('already-asked')
  if (body.n !== 1 || isTaken(now, body.compartment)) return refuse('wrong-compartment')
  const misgranted = refuseExactly(grants, ['custodian', member.unit])
  if (misgranted !== null) return refuse(misgranted)
  return changed('contact-asked', asked(now, 'contact', { compartment: body.compartment }), { body, grants })
}

/** The request is done with once the custodian has written back; the consent was to the look that this needed. */
export function decideAnswer(now: CustodySituation, n: number, body: NewBody): CustodyDecision {
  const request = find(now, n)
  if (request === undefined) return refuse('not-open')
  const why = whyNotAnswer(request, now.requests, now.member, now.today)
  if (why !== null) return refuse(why)
  if (body.compartment !== request.compartment) return refuse('wrong-compartment')
  if (body.n !== (now.lastNumber.get(body.compartment) ?? 0) + 1) return refuse('stale')
  return changed('contact-made', { ...request, standing: 'used' }, { body, tells: [request.askedUnit] })
}

/** `n` and `day` are what the custodian signed for: if another request, or midnight, came between, they sign anew. */
export function decideAskReset(now: CustodySituation, { n, day, ...pending }: Pending & { readonly n: number; readonly day: string }): CustodyDecision {
  if (!now.report.named) return refuse('anonymous')
  const why = whyNotReset(now.requests, now.member)
  if (why !== null) return refuse(why)
  const request = asked(now, 'reset', { pending })
  return n === request.n && day === request.askedDay ? changed('reset-asked', request, { tells: ['desk'] }) : refuse('stale')
}

export interface GrantedReset {
  readonly seq: number
  readonly n: number
  readonly dialogue: string
  readonly grants: readonly Grant[]
}

/** A new dialogue begins: whoever found the lost code reads nothing that is written from now on. Granted to the new code and to all with the original. */
export function decideReset(now: CustodySituation, { seq, n, dialogue, grants }: GrantedReset): CustodyDecision {
  const request = find(now, n)
  if (request?.kind !== 'reset' || request.pending === null) return refuse('not-open')
  const why = whyNotSecond(request, now.lead, now.member, now.today)
  if (why !== null) return refuse(why)
  if (seq !== now.report.standing.seq) return refuse('stale')
  if (isTaken(now, dialogue)) return refuse('wrong-compartment')
  const misgranted = refuseExactly(grants, ['reporter', ...originalsOf(now.parts)])
  if (misgranted !== null) return refuse(misgranted)
  return changed('code-reset', { ...answered(request, 'used', now), pending: request.pending }, { grants, reset: { ...request.pending, dialogue } })
}

/** What nobody went on with in time. */
export function decideLapse(now: Omit<CustodySituation, 'member'>, n: number): CustodyChange | null {
  const request = now.requests.find((one) => one.n === n)
  if (request === undefined || (request.standing !== 'asked' && request.standing !== 'consented') || request.until >= now.today) return null
  return { kind: 'custody-lapsed', reason: request.kind, request: { ...request, standing: 'lapsed', pending: null }, body: null, grants: [], tells: [], reset: null }
}

const refuseExactly = (grants: readonly Grant[], required: readonly string[]) =>
  refuseGrants(grants, { required, allowed: [] })

/** Where words have gone before, somebody else holds the key. */
const isTaken = ({ report, requests, lastNumber }: CustodySituation, compartment: string): boolean =>
  [report.dialogue, report.notes, report.redacted, ...requests.map((request) => request.compartment)].includes(compartment) || lastNumber.has(compartment)
