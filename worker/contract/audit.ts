/** 审计: who did what, and whether every history holds; never a word of a report. */
import * as z from 'zod/mini'
import { People } from './staff-report.ts'
import { endpoint } from './endpoint.ts'
import { HistoryEntry } from './event.ts'
import { Day, Id, MemberName, Reference } from './ids.ts'
import { PAGE_SIZE } from './limits.ts'
import { Kind } from './report.ts'
import { EventKind } from './states.ts'

/** An event and whose history it stands in. */
export const AuditedEvent = z.strictObject({ ...HistoryEntry.shape, reference: Reference, report: Kind })
export type AuditedEvent = z.infer<typeof AuditedEvent>

/** `after` is the last row's page key, as the answer gave it. */
export const EventQuery = z.strictObject({
  kind: z.optional(EventKind),
  member: z.optional(MemberName),
  day: z.optional(Day),
  reference: z.optional(Reference),
  after: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}_[\w-]{22}_\d{6}$/))),
})
export type EventQuery = z.infer<typeof EventQuery>

export const listEvents = endpoint({
  name: 'listEvents',
  summary: `Events of all reports, newest day first, ${PAGE_SIZE} a page: who opened, refused, referred, exported what.`,
  method: 'GET',
  path: '/api/staff/events',
  access: ['auditor'],
  input: EventQuery,
  ok: z.strictObject({ events: z.array(AuditedEvent), people: People, next: z.nullable(z.string()), today: Day }),
})

/** A row as the database holds it, whatever somebody may have made of it: nothing here is checked but its outline. */
export const EventRow = z.strictObject({
  seq: z.int(), kind: z.string(), unit: z.nullable(z.string()), member: z.nullable(z.string()), day: z.string(),
  /** JSON text, over which the digest is taken. */
  detail: z.string(),
  digest: z.string(),
})
export type EventRow = z.infer<typeof EventRow>

export const HISTORIES_A_PAGE = 25

/** A position, the report at it if there is one, and that report's events. */
export const History = z.strictObject({
  position: z.int(),
  day: z.string(),
  digest: z.string(),
  report: Id,
  filed: z.nullable(z.strictObject({ reference: z.string(), digest: z.string(), day: z.string(), seq: z.int(), head: z.string() })),
  events: z.array(EventRow),
})
export type History = z.infer<typeof History>

export const listHistories = endpoint({
  name: 'listHistories',
  summary: `Every position with the linked events of its report, in order, ${HISTORIES_A_PAGE} a page, for the auditor’s browser to verify.`,
  method: 'GET',
  path: '/api/staff/histories',
  access: ['auditor'],
  input: z.strictObject({ after: z.optional(z.string().check(z.regex(/^\d{1,9}$/))) }),
  ok: z.strictObject({ histories: z.array(History), next: z.nullable(z.int()) }),
})
