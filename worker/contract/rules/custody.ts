/** Who may do what with an identity in custody (实名保管). Pure: buttons, API and tests read it alike. */
import { utf8 } from '../bytes.ts'
import type { CustodyRequest } from '../custody.ts'
import type { TimelineEntry } from '../event.ts'
import type { Role } from '../roles.ts'
import { addDays } from './day-number.ts'

/** Why somebody may not go on with a request. */
export type CustodyWhyNot = 'not-open' | 'too-late' | 'custodian-only' | 'second-only' | 'own-request' | 'leads' | 'not-yours' | 'not-looked' | 'already-asked' | 'desk-only'

export interface Keeper {
  readonly name: string
  readonly unit: string | null
  readonly roles: readonly Role[]
}

type Request = Pick<CustodyRequest, 'n' | 'kind' | 'reason' | 'askedBy' | 'until' | 'standing'>

/** How many days a request waits for its second member; a contact, for the custodian. */
const WAITS = { look: 7, contact: 30, reset: 7 } as const
/** A consent is good until the end of the next day. */
const CONSENT_DAYS = 1

export const waitsUntil = (kind: CustodyRequest['kind'], today: string): string => addDays(today, WAITS[kind])
export const consentUntil = (today: string): string => addDays(today, CONSENT_DAYS)

const isCustodian = ({ unit, roles }: Keeper): boolean => unit === 'custodian' && roles.includes('custodian')
const isDesk = ({ unit, roles }: Keeper): boolean => unit === 'desk' && roles.includes('desk')
const isSupervisor = ({ roles }: Keeper): boolean => roles.includes('supervisor')

/** One look at a time: the next is asked for when this one is done with. */
export function whyNotAskLook(requests: readonly Request[], who: Keeper, today: string): CustodyWhyNot | null {
  if (!isCustodian(who)) return 'custodian-only'
  const open = requests.some(({ kind, askedBy, standing, until }) => kind === 'look' && askedBy === who.name && (standing === 'asked' || standing === 'consented') && until >= today)
  return open ? 'already-asked' : null
}

/** A request that still waits: asked, and its day not over. */
function whyNotWaiting({ standing, until }: Request, wanted: Request['standing'], today: string): CustodyWhyNot | null {
  if (standing !== wanted) return 'not-open'
  return today > until ? 'too-late' : null
}

/**
 * The second member's word. On a look: another custodian or a supervisor, never of the unit that leads, be it by the earlier report that
 * this one goes with. On a new code: somebody
 * of the desk, whose browser holds the dialogue. A contact needs none: no identity leaves the custodian.
 */
export function whyNotSecond(request: Request, lead: string | null, who: Keeper, today: string): CustodyWhyNot | null {
  if (request.kind === 'contact') return 'not-open'
  if (request.askedBy === who.name) return 'own-request'
  if (request.kind === 'reset') return isDesk(who) ? whyNotWaiting(request, 'asked', today) : 'desk-only'
  if (!isCustodian(who) && !isSupervisor(who)) return 'second-only'
  if (who.unit !== null && who.unit === lead) return 'leads'
  return whyNotWaiting(request, 'asked', today)
}

/** Whoever may say yes may say no; to a contact, the custodian. */
export function whyNotDecline(request: Request, lead: string | null, who: Keeper, today: string): CustodyWhyNot | null {
  if (request.kind !== 'contact') return whyNotSecond(request, lead, who, today)
  return isCustodian(who) ? whyNotWaiting(request, 'asked', today) : 'custodian-only'
}

/** One look, by who asked for it. */
export function whyNotLook(request: Request, who: Keeper, today: string): CustodyWhyNot | null {
  if (!isCustodian(who)) return 'custodian-only'
  if (request.kind !== 'look') return 'not-open'
  return request.askedBy === who.name ? whyNotWaiting(request, 'consented', today) : 'not-yours'
}

/** Whether a request waits for this very member: their word as the second, their look, or a reporter for them to reach. */
export const awaitsKeeper = (request: Request, lead: string | null, who: Keeper, today: string): boolean =>
  whyNotDecline(request, lead, who, today) === null || whyNotLook(request, who, today) === null

/** Whether this custodian has looked for this reason since the request of that number. */
const hasLooked = (requests: readonly Request[], who: Keeper, reason: Request['reason'], after: number): boolean =>
  requests.some((one) => one.kind === 'look' && one.standing === 'used' && one.askedBy === who.name && one.reason === reason && one.n > after)

/** Who called the reporter must have looked them up for it, with the second member's consent. */
export function whyNotAnswer(request: Request, requests: readonly Request[], who: Keeper, today: string): CustodyWhyNot | null {
  if (!isCustodian(who)) return 'custodian-only'
  if (request.kind !== 'contact') return 'not-open'
  return whyNotWaiting(request, 'asked', today) ?? (hasLooked(requests, who, 'contact-wanted', request.n) ? null : 'not-looked')
}

/** A new code is asked for by a custodian who has looked since the last one, to know whom to verify. One at a time. */
export function whyNotReset(requests: readonly Request[], who: Keeper): CustodyWhyNot | null {
  if (!isCustodian(who)) return 'custodian-only'
  const resets = requests.filter(({ kind }) => kind === 'reset')
  if (resets.some(({ standing }) => standing === 'asked')) return 'not-open'
  return hasLooked(requests, who, 'reset-code', resets.at(-1)?.n ?? 0) ? null : 'not-looked'
}

/** The public halves of a new code. */
export interface NewCode {
  readonly lookupHash: string
  readonly recipient: string
  readonly verify: string
}

/** For which asking a new code was made: its report, its number among that report's requests, and its day. */
export interface NewCodeFor {
  readonly report: string
  readonly n: number
  readonly day: string
}

/**
 * What the custodian signs of a new code: the desk grants the dialogue to this recipient and to no other that the server may name, and for this
 * asking alone. A code that was declined, or has lapsed, is good for no later one.
 */
export const newCodeStatement = (county: string, { report, n, day }: NewCodeFor, { lookupHash, recipient, verify }: NewCode) =>
  utf8(['anshao/v1/new-code', county, report, n, day, lookupHash, recipient, verify].join('\n'))

/** Whether a new code of this day and these keys (the SHA-256 of newKeysVouched) is what the history says was asked for last, still unanswered and in time. */
export function isAskedFor(history: readonly Pick<TimelineEntry, 'kind' | 'day' | 'detail'>[], { day, keys }: { day: string; keys: string }, today: string): boolean {
  const last = history.findLast(({ kind, detail }) => RESET_KINDS.has(kind) || (kind === 'custody-lapsed' && detail.reason === 'reset'))
  return last?.kind === 'reset-asked' && last.day === day && last.detail.keys === keys && waitsUntil('reset', day) >= today
}
const RESET_KINDS: ReadonlySet<TimelineEntry['kind']> = new Set(['reset-asked', 'reset-declined', 'code-reset'])

/** What the desk says, inside the grants of a reset, of the reporter's new keys: its SHA-256 stands where a filing has its recipient's. */
export const newKeysVouched = ({ recipient, verify }: Pick<NewCode, 'recipient' | 'verify'>) => utf8(`${recipient}\n${verify}`)
