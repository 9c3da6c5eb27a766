/** 实名保管: looking at a named reporter's identity by two, reaching them through the custodian alone, a new code for a lost one. */
import * as z from 'zod/mini'
import { grants, move, REPORT, seq } from './console.ts'
import { People } from './staff-report.ts'
import { endpoint } from './endpoint.ts'
import { Bytes32, Day, Id, MemberName, Reference, UnitId } from './ids.ts'
import { MAX_REQUEST_BYTES, MAX_SMALL_BYTES, PAGE_SIZE } from './limits.ts'
import { NewBody, Recipient, SealedGrant, Signature, StoredBody, VerifyKey } from './sealed.ts'
import { CustodyKind, LookReason } from './states.ts'
import { PayeeDeclineReason } from './way.ts'

export const CustodyStanding = z.enum(['asked', 'consented', 'declined', 'used', 'lapsed'])

/** Something asked of the custodian, as it stands. `n` counts from 1 within a report. */
export const CustodyRequest = z.strictObject({
  n: z.int(),
  kind: CustodyKind,
  /** Of a look. */
  reason: z.nullable(LookReason),
  askedBy: MemberName,
  askedUnit: UnitId,
  askedDay: Day,
  consentBy: z.nullable(MemberName),
  consentDay: z.nullable(Day),
  /** The last day on which it is good as it stands. */
  until: Day,
  standing: CustodyStanding,
  /** Of a contact: the compartment of its words. */
  compartment: z.nullable(Id),
})
export type CustodyRequest = z.infer<typeof CustodyRequest>

/** A request that waits for somebody, with as much of its report as decides for whom. */
export const WaitingRequest = z.strictObject({ reference: Reference, lead: z.nullable(UnitId), ...CustodyRequest.shape })
export type WaitingRequest = z.infer<typeof WaitingRequest>

/** A named report as its custodian sees it: whom it waits for, and the words of who wants the reporter reached. Nothing of what it tells. */
export const CustodyView = z.strictObject({
  report: Id,
  reference: Reference,
  keyring: z.int(),
  day: Day,
  lead: z.nullable(UnitId),
  requests: z.array(CustodyRequest),
  people: People,
  /** Errands, and the grants that open them. None of these opens an identity. */
  bodies: z.array(StoredBody),
  grants: z.array(SealedGrant),
  /** A claim by transfer whose payee waits to be confirmed: when it was made, and the last request before it. The name comes with a look. */
  payee: z.nullable(z.strictObject({ transfer: Id, day: Day, after: z.int() })),
  today: Day,
})
export type CustodyView = z.infer<typeof CustodyView>

/** The keys of a lost code's successor, as the custodian made and signed them for the request `n` of this day. */
export const PendingCode = z.strictObject({ n: z.int(), day: Day, lookupHash: Bytes32, recipient: Recipient, verify: VerifyKey, signature: Signature })
export type PendingCode = z.infer<typeof PendingCode>

const CUSTODY = '/api/staff/custody/:reference'
const n = z.int().check(z.positive())
const custodian = { method: 'POST', access: ['custodian'], maxBytes: MAX_SMALL_BYTES, ok: CustodyView } as const

/**
 * The payee of a claim by transfer, sealed to the custodian. `mark` and `key` as the server has them; `verify`: the code's key, that signed it.
 * `code`: of a code that took a lost one's place, what the custodian signed of it then; the first code's key signed the identity too.
 */
export const SealedPayee = z.strictObject({ transfer: Id, mark: Bytes32, key: VerifyKey, keyring: z.int(), sealed: z.string(), verify: VerifyKey, code: z.nullable(PendingCode) })
export type SealedPayee = z.infer<typeof SealedPayee>

export const confirmPayee = endpoint({
  ...custodian,
  name: 'confirmPayee',
  summary: 'The custodian, who has looked for it since, confirms that the payee of a transfer is the named reporter, by a signature that the window verifies.',
  path: `${CUSTODY}/payee`,
  input: z.strictObject({ transfer: Id, signature: Signature }),
})

export const declinePayee = endpoint({
  ...custodian,
  name: 'declinePayee',
  summary: 'The custodian does not confirm the payee, for a coded reason that the reporter reads.',
  path: `${CUSTODY}/payee/decline`,
  input: z.strictObject({ transfer: Id, reason: PayeeDeclineReason }),
})

export const listCustody = endpoint({
  name: 'listCustody',
  summary: 'What waits for the custodian, or for the member’s own word on it: looks, contacts and new codes, the soonest to lapse first.',
  method: 'GET',
  path: '/api/staff/custody',
  access: ['custodian', 'supervisor', 'desk'],
  input: z.strictObject({ after: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}_[A-Za-z0-9_-]{22}_\d{1,6}$/))) }),
  ok: z.strictObject({ waiting: z.array(WaitingRequest), next: z.nullable(z.string()), people: People, today: Day }),
})

/** A report whose claim by transfer waits to be confirmed, and since when. */
export const WaitingPayee = z.strictObject({ reference: Reference, day: Day })
export type WaitingPayee = z.infer<typeof WaitingPayee>

export const listPayees = endpoint({
  name: 'listPayees',
  summary: `Reports whose claim by transfer waits for the custodian to confirm the payee, the oldest claim first, ${PAGE_SIZE} a page.`,
  method: 'GET',
  path: '/api/staff/payees',
  access: ['custodian'],
  input: z.strictObject({ after: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}_[A-Za-z0-9_-]{22}$/))) }),
  ok: z.strictObject({ payees: z.array(WaitingPayee), next: z.nullable(z.string()), today: Day }),
})

export const readCustody = endpoint({
  name: 'readCustody',
  summary: 'What was asked of the custodian about one named report. Anonymous ones are not found.',
  method: 'GET',
  path: CUSTODY,
  access: ['custodian'],
  input: z.strictObject({}),
  ok: CustodyView,
})

export const askLook = endpoint({
  ...custodian,
  name: 'askLook',
  summary: 'Asks to look at the identity once, for a coded reason.',
  path: `${CUSTODY}/look`,
  input: z.strictObject({ reason: LookReason }),
})

/** What a second member is told: how the request stands now. */
const Answered = z.strictObject({ reference: Reference, request: CustodyRequest })

export const consentToLook = endpoint({
  name: 'consentToLook',
  summary: 'A second member agrees to one look by who asked, until the end of the next day.',
  method: 'POST',
  path: `${CUSTODY}/consent`,
  access: ['custodian', 'supervisor'],
  input: z.strictObject({ n }),
  ok: Answered,
})

export const declineCustody = endpoint({
  name: 'declineCustody',
  summary: 'Says no to a look, to a contact or to a new code.',
  method: 'POST',
  path: `${CUSTODY}/decline`,
  access: ['custodian', 'supervisor', 'desk'],
  input: z.strictObject({ n }),
  ok: Answered,
})

export const openIdentity = endpoint({
  name: 'openIdentity',
  summary: 'The sealed identity and its grant, once, to the custodian who asked and was agreed to.',
  method: 'POST',
  path: `${CUSTODY}/identity`,
  access: ['custodian'],
  input: z.strictObject({ n }),
  /** `verify`: the key that signed at filing. `payee`: of a look that is to confirm one. */
  ok: z.strictObject({ view: CustodyView, identity: z.strictObject({ body: StoredBody, grants: z.array(SealedGrant), verify: VerifyKey }), payee: z.nullable(SealedPayee) }),
})

export const askContact = endpoint({
  ...move,
  name: 'askContact',
  summary: 'The desk or the lead asks the custodian to reach the reporter, in sealed words for the custodian and the asking unit alone.',
  path: `${REPORT}/contact`,
  access: ['desk', 'handler'],
  input: z.strictObject({ body: NewBody, grants }),
})

export const answerContact = endpoint({
  ...custodian,
  name: 'answerContact',
  summary: 'What the custodian brings back from the reporter, in the compartment of the asking.',
  path: `${CUSTODY}/contacted`,
  maxBytes: MAX_REQUEST_BYTES,
  input: z.strictObject({ n, body: NewBody }),
})

export const askReset = endpoint({
  ...custodian,
  name: 'askReset',
  summary: 'A new code’s public halves, by a custodian who has looked and has verified the person. Nothing changes until the desk agrees.',
  path: `${CUSTODY}/reset`,
  /** `n` and `day`: the request that this becomes, as the custodian signed it. */
  input: z.strictObject({ n, day: Day, lookupHash: Bytes32, recipient: Recipient, verify: VerifyKey, signature: Signature }),
})

export const readReset = endpoint({
  name: 'readReset',
  summary: 'The new code that waits for the desk to grant the dialogue to it.',
  method: 'GET',
  path: `${REPORT}/reset`,
  access: ['desk'],
  input: z.strictObject({}),
  ok: PendingCode,
})

export const grantReset = endpoint({
  ...move,
  name: 'grantReset',
  summary: 'The desk agrees: the dialogue so far and a new one are granted to the new code, and the old code is dead at once.',
  path: `${REPORT}/reset`,
  access: ['desk'],
  input: z.strictObject({ seq, n, dialogue: Id, grants }),
})
