import * as z from 'zod/mini'
import { AnswerWords } from './answer.ts'
import { endpoint } from './endpoint.ts'
import { HistoryEntry } from './event.ts'
import { Without } from './evidence-file.ts'
import { Bytes32, Id, Reference, UnitId } from './ids.ts'
import { MAX_REQUEST_BYTES, MAX_SMALL_BYTES } from './limits.ts'
import { Destination, EvidenceList } from './report.ts'
import { REPORT_ROLES } from './roles.ts'
import { Grant, NewBody } from './sealed.ts'
import { People, StaffReport } from './staff-report.ts'
import { CloseReason, ExtendReason, RefuseReason, Result, ReturnReason } from './states.ts'

/** The number of the event up to which the history was read. Looks that were recorded since then do not make a move late. */
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
  summary: 'Accepts the report with its proposed route, in one step to `assigned`. A lead that holds no grant yet gets one here, `without` the files that are left out.',
  path: `${REPORT}/accept`, access: ['desk'],
  input: z.strictObject({ seq, without: z.optional(Without), grants }),
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
  summary: 'Names another lead and other assists. Whoever is to hold the report and does not yet, is granted it here, `without` the files that are left out for it. Where a unit drops out, a new dialogue is granted to the reporter and to all who hold the original.',
  path: `${REPORT}/assign`, access: ['desk'],
  input: z.strictObject({ seq, lead: UnitId, assists: z.array(UnitId).check(z.maxLength(20)), without: z.optional(Without), dialogue: z.optional(Id), grants }),
})

export const handOnReport = endpoint({
  ...move,
  name: 'handOnReport',
  summary: 'Hands the report on to units that assist or get a copy, with a grant for each. `redacted`: those of them that get the redacted copy only. `without`: the files, and the redacted copies of files, that each of them is not given; handed on once more, a unit gets what it lacks.',
  path: `${REPORT}/hand-on`, access: ['desk', 'handler'],
  input: z.strictObject({ seq, units: z.array(UnitId).check(z.minLength(1), z.maxLength(20)), redacted: z.optional(z.array(UnitId).check(z.maxLength(20))), without: z.optional(Without), grants }),
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
  summary: 'A sealed message to the reporter, signed by the unit, with files if there are any: then with a grant to the reporter and to each unit that holds the original.',
  path: `${REPORT}/messages`, access: ['desk', 'handler', 'approver'],
  input: z.strictObject({ seq, body: NewBody, evidence: z.optional(EvidenceList), grants: z.optional(grants) }),
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
