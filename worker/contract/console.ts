import * as z from 'zod/mini'
import { Award } from './award.ts'
import { endpoint } from './endpoint.ts'
import { HistoryEntry, SeenEvent } from './event.ts'
import { AnswerWords } from './answer.ts'
import { Bytes32, Day, Id, MemberName, Reference, UnitId } from './ids.ts'
import { MAX_REQUEST_BYTES, MAX_SMALL_BYTES } from './limits.ts'
import { ClearFields, Deadline, Destination, FiledAs, Route } from './report.ts'
import { REPORT_ROLES } from './roles.ts'
import { Grant, NewBody, Recipient, SealedGrant, StoredBody, VerifyKey } from './sealed.ts'
import { CloseReason, EscalateReason, ExtendReason, LetterKind, RefuseReason, Result, ReturnReason, State } from './states.ts'

/** 原件 or 脱敏件: what a unit that holds a report was given. */
export const Copy = z.enum(['original', 'redacted'])
export type Copy = z.infer<typeof Copy>

/** Which part a unit has in a report. `proposed` units hold nothing yet. */
export const Part = z.strictObject({
  unit: UnitId,
  part: z.enum(['desk', 'lead', 'assist', 'copy']),
  standing: z.enum(['proposed', 'holding', 'ended']),
  /** What it holds, or held. Absent: the original. */
  copy: z.optional(Copy),
  /** The day since which all this is so. */
  since: z.optional(Day),
})
export type Part = z.infer<typeof Part>

/** 并案. A reference is shown to a unit only where it holds that report too. */
const Merged = z.strictObject({ reference: z.nullable(Reference), position: z.nullable(z.int()), state: State })
export const Merge = z.strictObject({
  /** The earlier report that this one is worked on with. */
  into: z.nullable(Merged),
  /** Later ones worked on with this one, in order. `untold`: its reporter has not read the result. */
  with: z.array(z.strictObject({ ...Merged.shape, untold: z.boolean() })),
  /** Whether this one's reporter has still to be told the earlier one's result. */
  untold: z.boolean(),
  /** Whether another of the group is with the county government for a death or its concealment, and the departments that the others concern. */
  kept: z.boolean(),
  concerned: z.array(UnitId),
})
export type Merge = z.infer<typeof Merge>

/** What the members of a history are called on screen, by name. */
export const People = z.record(z.string(), z.string())

/** A letter's place in its year: with the county's own signs it is 示安办举转〔2026〕3号. Its words are nowhere. */
export const Letter = z.strictObject({ kind: LetterKind, year: z.int(), n: z.int().check(z.positive()), day: Day })
export type Letter = z.infer<typeof Letter>

/** A report as one unit of the county sees it; all words sealed. */
export const StaffReport = z.strictObject({
  report: Id,
  reference: Reference,
  position: z.int(),
  /** What leads to the reporter is kept from a unit with a redacted copy: it sees `avoid` and `route.why` empty, no wish, no name, the county's own language. */
  ...ClearFields.shape,
  wantsReward: z.boolean(),
  named: z.boolean(),
  language: z.string(),
  /** Null for a unit that holds a redacted copy. */
  filed: z.nullable(FiledAs),
  /** The member who filed it for somebody, with what they are called on screen. */
  filedBy: z.nullable(z.strictObject({ member: MemberName, name: z.string() })),
  keyring: z.int(),
  day: Day,
  state: State,
  /** How many events have happened. Sent back with each move, to prove that its author saw the latest. */
  seq: z.int(),
  lead: z.nullable(UnitId),
  parts: z.array(Part),
  route: Route,
  assignedDay: z.nullable(Day),
  extension: z.nullable(z.enum(['requested', 'granted'])),
  extensionBy: z.nullable(z.string()),
  /** The day on which the reporter contested the result, the unit named to look at it again, and the day it had looked. */
  reviewDay: z.nullable(Day),
  reviewBy: z.nullable(UnitId),
  reviewedDay: z.nullable(Day),
  /** Units that reporters of merged reports keep out. */
  alsoAvoid: z.array(UnitId),
  merge: Merge,
  /** Why it was taken to the county government after it was filed. */
  escalation: z.nullable(EscalateReason),
  deadlines: z.array(Deadline),
  /** Null for a unit that holds a redacted copy. `former`: of codes that were lost and replaced, oldest first. The oldest signed the filing. */
  reporter: z.nullable(z.strictObject({ recipient: Recipient, verify: VerifyKey, former: z.optional(z.array(z.strictObject({ recipient: Recipient, verify: VerifyKey }))) })),
  filingDigest: Bytes32,
  /** A unit with a redacted copy sees the steps of the work alone (rules/holding.ts, isShownWithCopy). */
  timeline: z.array(SeenEvent),
  people: People,
  /** The compartment that dialogue is sealed to now, and the staff's notes once there are any. */
  dialogue: Id,
  notes: z.nullable(Id),
  /** The newest redacted copy, once there is one. */
  redacted: z.nullable(Id),
  /** A unit that could open the dialogue holds the report no more: the desk renews the dialogue before anybody writes in it. */
  renewalDue: z.boolean(),
  /** The letters that have a number. None for a unit that holds a redacted copy. */
  letters: z.array(Letter),
  /** The unit's own grants, oldest first. */
  grants: z.array(SealedGrant),
  bodies: z.array(StoredBody),
  /** What was proposed and decided about a reward, oldest first. Empty for a unit that holds a redacted copy. */
  awards: z.array(Award),
  today: Day,
})
export type StaffReport = z.infer<typeof StaffReport>

export const seq = z.int().check(z.positive())
export const grants = z.array(Grant).check(z.maxLength(40))
export const REPORT = '/api/staff/reports/:reference'
export const move = { method: 'POST', ok: StaffReport, maxBytes: MAX_REQUEST_BYTES } as const

export const readReport = endpoint({
  name: 'readReport',
  summary: 'One report that the member’s unit holds. Anything else is not found.',
  method: 'GET',
  path: REPORT,
  access: REPORT_ROLES,
  input: z.strictObject({}),
  ok: StaffReport,
})

export const openReport = endpoint({
  ...move,
  name: 'openReport',
  summary: 'Marks it read for the member’s unit; the unit’s first opening is an event.',
  path: `${REPORT}/open`,
  access: REPORT_ROLES,
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({}),
})

export const acceptReport = endpoint({
  ...move,
  name: 'acceptReport',
  summary: 'Accepts the report with its proposed route, in one step to `assigned`. A lead that holds no grant yet gets one here.',
  path: `${REPORT}/accept`, access: ['desk'],
  input: z.strictObject({ seq, grants }),
})

export const refuseReport = endpoint({
  ...move,
  name: 'refuseReport',
  summary: 'Refuses to accept, with a coded reason, where else to go, and words for the reporter if there are any.',
  path: `${REPORT}/refuse`, access: ['desk'],
  input: z.strictObject({ seq, reason: RefuseReason, destination: z.optional(Destination), body: z.optional(NewBody) }),
})

export const referReport = endpoint({
  ...move,
  name: 'referReport',
  summary: 'Refers the report to an office outside work safety and tells the reporter which.',
  path: `${REPORT}/refer`, access: ['desk'],
  input: z.strictObject({ seq, destination: Destination, body: z.optional(NewBody) }),
})

export const assignReport = endpoint({
  ...move,
  name: 'assignReport',
  summary: 'Names another lead and other assists. Whoever is to hold the report and does not yet, is granted it here. Where a unit drops out, a new dialogue is granted to the reporter and to all who hold the original.',
  path: `${REPORT}/assign`, access: ['desk'],
  input: z.strictObject({ seq, lead: UnitId, assists: z.array(UnitId).check(z.maxLength(20)), dialogue: z.optional(Id), grants }),
})

export const handOnReport = endpoint({
  ...move,
  name: 'handOnReport',
  summary: 'Hands the report on to units that assist or get a copy, with a grant for each. `redacted`: those of them that get the redacted copy only.',
  path: `${REPORT}/hand-on`, access: ['desk', 'handler'],
  input: z.strictObject({ seq, units: z.array(UnitId).check(z.minLength(1), z.maxLength(20)), redacted: z.optional(z.array(UnitId).check(z.maxLength(20))), grants }),
})

export const returnReport = endpoint({
  ...move,
  name: 'returnReport',
  summary: 'Gives the report back to the desk within five working days of the assignment. The unit keeps nothing in its list.',
  path: `${REPORT}/return`, access: ['handler'],
  /** A first note brings the grants of its compartment, as in noteReport. */
  input: z.strictObject({ seq, reason: ReturnReason, note: z.optional(NewBody), grants: z.optional(grants) }),
})

export const beginReport = endpoint({
  ...move,
  name: 'beginReport',
  summary: 'The lead begins its investigation.',
  path: `${REPORT}/begin`, access: ['desk', 'handler'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ seq }),
})

export const replyToReporter = endpoint({
  ...move,
  name: 'replyToReporter',
  summary: 'A sealed message to the reporter, signed by the unit.',
  path: `${REPORT}/messages`, access: ['desk', 'handler', 'approver'],
  input: z.strictObject({ seq, body: NewBody }),
})

export const noteReport = endpoint({
  ...move,
  name: 'noteReport',
  summary: 'A sealed note among staff. The first one makes the notes’ compartment and grants it to every unit that holds the report.',
  path: `${REPORT}/notes`, access: ['desk', 'handler', 'approver'],
  input: z.strictObject({ seq, body: NewBody, grants }),
})

export const findReport = endpoint({
  ...move,
  name: 'findReport',
  summary: 'The lead records its finding; the words are sealed to the dialogue, so that the reporter reads them too.',
  path: `${REPORT}/finding`, access: ['desk', 'handler'],
  input: z.strictObject({ seq, result: Result, body: NewBody }),
})

export const extendReport = endpoint({
  ...move,
  name: 'extendReport',
  summary: 'Asks for 30 more days (the lead), or grants what another member asked for (an approver). Once only.',
  path: `${REPORT}/extend`, access: ['desk', 'handler', 'approver'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ seq, reason: ExtendReason }),
})

export const closeReport = endpoint({
  ...move,
  name: 'closeReport',
  summary: 'Closes the report, with words for the reporter if there are any.',
  path: `${REPORT}/close`, access: ['desk'],
  input: z.strictObject({ seq, reason: CloseReason, body: z.optional(NewBody) }),
})

export const publishAnswer = endpoint({
  ...move,
  name: 'publishAnswer',
  summary: 'Publishes an answer in words that the member wrote for everybody. What is published names no report and no member.',
  path: `${REPORT}/answer`, access: ['desk'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ seq, answer: AnswerWords }),
})

export const readHistory = endpoint({
  name: 'readHistory',
  summary: 'The linked events of a report and nothing else, so that an auditor can verify them without reading it. Not for a unit with the redacted copy.',
  method: 'GET',
  path: `${REPORT}/history`, access: [...REPORT_ROLES, 'auditor'],
  input: z.strictObject({}),
  /** `seq` and `head`: how the report says that its history ends. */
  ok: z.strictObject({ report: Id, reference: Reference, filingDigest: Bytes32, seq: z.int(), head: Bytes32, events: z.array(HistoryEntry), people: People }),
})
