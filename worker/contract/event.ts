import * as z from 'zod/mini'
import { Fen } from './award.ts'
import { Bytes32, Bytes64, Day, Id, UnitId } from './ids.ts'
import { Destination } from './report.ts'
import { EventKind, LetterKind, Result, State } from './states.ts'

/** Coded facts of an event; never words that somebody wrote. */
export const EventDetail = z.strictObject({
  from: z.optional(State),
  to: z.optional(State),
  lead: z.optional(z.nullable(UnitId)),
  assists: z.optional(z.array(UnitId)),
  units: z.optional(z.array(UnitId)),
  /** Of `units`, those that got the redacted copy only. */
  redacted: z.optional(z.array(UnitId)),
  /** Of the units that were given the original by this, each that was not given some files, with their numbers; once, in older histories, one list for all of them. Never told to a reporter. */
  without: z.optional(z.union([z.record(UnitId, z.array(z.int())), z.array(z.int())])),
  /** Of the units that were given the report by this, each that got redacted copies in the place of files, with the copies' numbers (rules/file-copy.ts). Never told to a reporter. */
  copies: z.optional(z.record(UnitId, z.array(z.int()))),
  reason: z.optional(z.string().check(z.regex(/^[a-z-]{2,40}$/))),
  destination: z.optional(Destination),
  result: z.optional(Result),
  letter: z.optional(LetterKind),
  /** The other report of a merge. Never told to a reporter. */
  other: z.optional(Id),
  /** Of a result that was told on from an earlier report: who had found it. Never told to a reporter. */
  finder: z.optional(z.strictObject({ unit: z.nullable(UnitId), member: z.nullable(z.string()) })),
  /** Digests of the sealed bodies this event adds. */
  bodies: z.optional(z.array(Bytes32)),
  /** Of a new code: the SHA-256 of its public keys (rules/custody.ts, newKeysVouched). Whoever grants to the reporter compares. */
  keys: z.optional(Bytes32),
  /** Of a decision about a reward: what it was about, and the unit's signature (rules/award-decision.ts). `payment`: of an answer to its being asked back. Never told to a reporter. */
  signed: z.optional(z.strictObject({ award: z.nullable(Id), fen: Fen, scheme: z.string(), payment: z.optional(z.string()), signature: Bytes64 })),
  /** Of a claim by transfer: the digest of what was sealed for it (rules/transfer.ts). It is deleted in time, so it is none of `bodies`. */
  claim: z.optional(Bytes32),
  /** Of a look at a file, of its saving, of a redacted copy made of it: which of the report’s. Never told to a reporter. */
  file: z.optional(z.int().check(z.positive())),
})
export type EventDetail = z.infer<typeof EventDetail>

/** What the reporter sees of an event: the unit, never the person. */
export const TimelineEntry = z.strictObject({
  seq: z.int(),
  kind: EventKind,
  unit: z.nullable(UnitId),
  day: Day,
  detail: EventDetail,
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

/** What staff see of it: the member too, and the digest that links it to the one before. */
export const HistoryEntry = z.strictObject({ ...TimelineEntry.shape, member: z.nullable(z.string()), digest: Bytes32 })
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** An event as a unit's console has it. Without its digest for a unit with the redacted copy: a digest covers the one before it, so what is withheld could be guessed and tried. */
export const SeenEvent = z.strictObject({ ...HistoryEntry.shape, digest: z.nullable(Bytes32) })
export type SeenEvent = z.infer<typeof SeenEvent>
