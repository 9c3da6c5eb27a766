/** A report as members see it, and what it is made of. */
import * as z from 'zod/mini'
import { Award } from './award.ts'
import { SeenEvent } from './event.ts'
import { EvidenceFile, Withheld } from './evidence-file.ts'
import { Bytes32, Day, Id, MemberName, Reference, UnitId } from './ids.ts'
import { ClearFields, Deadline, FiledAs, Route } from './report.ts'
import { Recipient, SealedGrant, StoredBody, VerifyKey } from './sealed.ts'
import { EscalateReason, LetterKind, State } from './states.ts'

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

/** Who gave a result. */
const Finder = z.strictObject({ unit: z.nullable(UnitId), member: z.nullable(z.string()) })

/** 并案. A reference is shown to a unit only where it holds that report too. */
const Merged = z.strictObject({ reference: z.nullable(Reference), position: z.nullable(z.int()), state: State })
export const Merge = z.strictObject({
  /** The earlier report that this one is worked on with. */
  into: z.nullable(Merged),
  /** Later ones worked on with this one, in order. `untold`: its reporter has not read the result. */
  with: z.array(z.strictObject({ ...Merged.shape, untold: z.boolean() })),
  /** Whether this one's reporter has still to be told the earlier one's result. */
  untold: z.boolean(),
  /** Whether another of the group is with the county government for a death or its concealment, and the departments that the others concern, parted since or not. */
  kept: z.boolean(),
  concerned: z.array(UnitId),
  /** What the histories of the others of one matter say of who must not judge it (rules/past.ts): those merged now, and those parted with a result in common. */
  judged: z.strictObject({ finders: z.array(Finder), conflicted: z.array(UnitId), contested: z.array(Finder) }),
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
  /** How many events have happened. Sent back with each move, to prove that its author saw what happened, but for looks since then. For a unit with a redacted copy, which makes none: how many it is shown. */
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
  /** The compartment that dialogue is sealed to now, and the staff's notes once there are any. A unit with a redacted copy is told neither, nor whether a renewal is due. */
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
  /** Whether another report of the same matter has a reward, though the two be parted since. False for a unit that holds a redacted copy. */
  rewarded: z.boolean(),
  /** Whether an earlier report of what was once the same matter may yet have the reward. False for a unit that holds a redacted copy. */
  earlierOpen: z.boolean(),
  /** Its files in order, and the redacted copies of files; absent where there are none. For a unit that holds a redacted copy those copies alone that it was given, each with `seq` 0. */
  evidence: z.optional(z.array(EvidenceFile)),
  /** Which units were not given which of them. Absent where everybody has all, and for a unit that holds a redacted copy. A unit's own are not in `evidence`. */
  withheld: z.optional(z.array(Withheld)),
  today: Day,
})
export type StaffReport = z.infer<typeof StaffReport>
