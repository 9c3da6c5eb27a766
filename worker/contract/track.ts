import * as z from 'zod/mini'
import { AwardNotice, Fen, VoucherNumber } from './award.ts'
import { endpoint } from './endpoint.ts'
import { TrackedFile } from './evidence-file.ts'
import { TimelineEntry } from './event.ts'
import { Bytes32, Day, Id, Reference, UnitId } from './ids.ts'
import { MAX_FILING_BYTES, MAX_SMALL_BYTES } from './limits.ts'
import { Deadline, EvidenceList, FiledAs, Kind, Receipt } from './report.ts'
import { Grant, NewBody, SealedGrant, Signature, StoredBody, VerifyKey } from './sealed.ts'
import { State } from './states.ts'

/** What the holder of the code sees. Notes, members and other reporters are not in it. */
export const Tracked = z.strictObject({
  report: Id,
  reference: Reference,
  kind: Kind,
  state: State,
  category: z.nullable(z.string()),
  day: Day,
  keyring: z.int(),
  lead: z.nullable(UnitId),
  /** Whether it is worked on with an earlier one: then state, lead and clocks are that one’s. */
  merged: z.boolean(),
  timeline: z.array(TimelineEntry),
  deadlines: z.array(Deadline),
  /** The last day to contest the result; null where there is none, or it was contested before. */
  reviewUntil: z.nullable(Day),
  /** The compartment a new message must be sealed to. */
  dialogue: Id,
  grants: z.array(SealedGrant),
  bodies: z.array(StoredBody),
  receipt: Receipt,
  wantsReward: z.boolean(),
  /** Keys of codes that this one has replaced: what they signed is the reporter's too. */
  former: z.optional(z.array(VerifyKey)),
  /** What has been decided about a reward; null while nothing has. */
  award: z.nullable(AwardNotice),
  /** How it was filed; by which member the reporter is not told. */
  filed: FiledAs,
  /** The units that hold the original: whoever adds a file grants it to them. */
  holders: z.array(UnitId),
  /** How many files came with the filing. The code opens none of them. */
  filedFiles: z.int(),
  /** Files that came later, from either side, in order; absent where there are none. */
  evidence: z.optional(z.array(TrackedFile)),
})
export type Tracked = z.infer<typeof Tracked>

export const trackReport = endpoint({
  name: 'trackReport',
  summary: 'Status, timeline, deadlines and dialogue for whoever holds the code. Unknown and malformed keys get the same answer.',
  method: 'POST',
  path: '/api/track',
  access: 'code',
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ lookup: Bytes32 }),
  ok: Tracked,
})

export const writeAsReporter = endpoint({
  name: 'writeAsReporter',
  summary: 'A sealed message from the reporter, with files if there are any: then with a grant to the reporter and to each of `holders`. The same message again is accepted and changes nothing.',
  method: 'POST',
  path: '/api/track/messages',
  access: 'code',
  maxBytes: MAX_FILING_BYTES,
  input: z.strictObject({
    lookup: Bytes32, body: NewBody, evidence: z.optional(EvidenceList), grants: z.optional(z.array(Grant).check(z.maxLength(40))),
  }),
  ok: Tracked,
})

export const readTrackedPart = endpoint({
  name: 'readTrackedPart',
  summary: 'One sealed part of one file that came after the filing, for whoever holds the code. What came with the filing is served to nobody but units.',
  method: 'POST',
  path: '/api/track/evidence/:k/parts/:n',
  access: 'code',
  bytes: 'out',
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ lookup: Bytes32 }),
  ok: z.strictObject({}),
})

export const askReview = endpoint({
  name: 'askReview',
  summary: 'The reporter contests the result, once and within the days of the `review` rule, and says why in a sealed message. The same message again is accepted and changes nothing.',
  method: 'POST',
  path: '/api/track/review',
  access: 'code',
  maxBytes: MAX_FILING_BYTES,
  input: z.strictObject({ lookup: Bytes32, body: NewBody }),
  ok: Tracked,
})

export const claimAward = endpoint({
  name: 'claimAward',
  summary: 'The holder of the code claims the award, by a signature over county, reference, award, amount and issue. The same claim again gives the same voucher; the next issue kills the one before.',
  method: 'POST',
  path: '/api/track/claim',
  access: 'code',
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ lookup: Bytes32, award: Id, fen: Fen, issue: z.int().check(z.positive()), signature: Signature }),
  ok: z.strictObject({ voucher: VoucherNumber, tracked: Tracked }),
})
