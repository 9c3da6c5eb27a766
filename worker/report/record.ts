import * as z from 'zod/mini'
import { FiledAs, Flag, Kind, Route, type ClearFields } from '#contract/report.ts'
import { EscalateReason, State } from '#contract/states.ts'

const parsed = <S extends z.ZodMiniType>(schema: S) => z.pipe(z.string(), z.transform((text): z.output<S> => schema.parse(JSON.parse(text))))
const words = parsed(z.array(z.string()))
const truth = z.pipe(z.int(), z.transform((value) => value === 1))

/** A row of `report`, as the Worker thinks of it. */
export const ReportRecord = z.pipe(
  z.object({
    id: z.string(), reference: z.string(), position: z.int(), lookup_hash: z.string(), digest: z.string(), keyring: z.int(),
    kind: Kind, category: z.nullable(z.string()), township: z.nullable(z.string()), violations: words, flags: parsed(z.array(Flag)), avoid: words,
    wants_reward: truth, named: truth, language: z.string(), recipient: z.string(), verify_key: z.string(),
    dialogue: z.string(), notes: z.nullable(z.string()), route: parsed(Route), state: State, lead: z.nullable(z.string()),
    seq: z.int(), head: z.string(), day: z.string(), accepted_day: z.nullable(z.string()), assigned_day: z.nullable(z.string()),
    found_day: z.nullable(z.string()), ended_day: z.nullable(z.string()),
    extension: z.nullable(z.enum(['requested', 'granted'])), extension_by: z.nullable(z.string()), merged_into: z.nullable(z.string()), merged_seq: z.nullable(z.int()), told_seq: z.nullable(z.int()), also_avoid: words,
    review_day: z.nullable(z.string()), review_by: z.nullable(z.string()), reviewed_day: z.nullable(z.string()), escalation: z.nullable(EscalateReason),
    filed: FiledAs, filed_by: z.nullable(z.string()), filed_by_name: z.nullable(z.string()),
    redacted: z.nullable(z.string()), renewal_due: truth,
  }),
  z.transform((row) => ({
    id: row.id, reference: row.reference, position: row.position, digest: row.digest, keyring: row.keyring,
    plain: { kind: row.kind, category: row.category, township: row.township, violations: row.violations, flags: row.flags, avoid: row.avoid } satisfies ClearFields,
    wantsReward: row.wants_reward, named: row.named, language: row.language, filed: row.filed, filedBy: row.filed_by, filedByName: row.filed_by_name, recipient: row.recipient, verify: row.verify_key,
    dialogue: row.dialogue, notes: row.notes, redacted: row.redacted, renewalDue: row.renewal_due, route: row.route,
    mergedInto: row.merged_into, mergedSeq: row.merged_seq, toldSeq: row.told_seq, alsoAvoid: row.also_avoid,
    standing: {
      state: row.state, lead: row.lead, seq: row.seq, head: row.head, acceptedDay: row.accepted_day, assignedDay: row.assigned_day,
      foundDay: row.found_day, endedDay: row.ended_day, extension: row.extension, extensionBy: row.extension_by,
      reviewDay: row.review_day, reviewBy: row.review_by, reviewedDay: row.reviewed_day, escalation: row.escalation,
    },
    day: row.day,
  })),
)
export type ReportRecord = z.output<typeof ReportRecord>
/** The part of a report that moves change. */
export type ReportStanding = ReportRecord['standing']

export const REPORT_COLUMNS = `r.id, r.reference, p.n AS position, r.lookup_hash, r.digest, r.keyring, r.kind, r.category, r.township, r.violations, r.flags, r.avoid,
  r.wants_reward, r.named, r.language, r.recipient, r.verify_key, r.dialogue, r.notes, r.route, r.state, r.lead, r.seq, r.head, r.day, r.accepted_day,
  r.assigned_day, r.found_day, r.ended_day, r.extension, r.extension_by, r.review_day, r.review_by, r.reviewed_day, r.escalation, r.merged_into, r.merged_seq, r.told_seq, r.also_avoid, r.redacted, r.renewal_due, r.filed, r.filed_by,
  (SELECT display_name FROM member WHERE name = r.filed_by) AS filed_by_name`
export const REPORT_FROM = 'FROM report r JOIN position p ON p.report_id = r.id'
