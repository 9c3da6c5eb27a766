import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Reference, UnitId } from './ids.ts'
import { PAGE_SIZE } from './limits.ts'
import { Kind } from './report.ts'
import { REPORT_ROLES } from './roles.ts'
import { State } from './states.ts'

/** What every list shows of a report. */
export const ListedReport = z.strictObject({
  reference: Reference,
  /** Order of arrival in the county; also the page key. */
  position: z.int(),
  kind: Kind,
  state: State,
  category: z.nullable(z.string()),
  township: z.nullable(UnitId),
  lead: z.nullable(UnitId),
  day: Day,
  urgent: z.boolean(),
})

/** A row of a unit's inbox. */
export const InboxRow = z.strictObject({
  ...ListedReport.shape,
  /** The next day by which somebody owes a step; null when none is running. */
  dueDay: z.nullable(Day),
  /** Whether its reporter contests the result and nobody has decided yet. */
  contested: z.boolean(),
  unread: z.boolean(),
})
export type InboxRow = z.infer<typeof InboxRow>

const inboxFilters = {
  kind: z.optional(Kind),
  state: z.optional(State),
  /** `overdue`: due before today. `soon`: due within seven days. Both soonest first; all else newest first. */
  due: z.optional(z.enum(['overdue', 'soon'])),
  lead: z.optional(UnitId),
  category: z.optional(z.string().check(z.regex(/^HY\d{2}$/))),
  unread: z.optional(z.literal('1')),
}
/** One filter at a time. `after` is the last row's page key, as the answer gave it. */
export const InboxQuery = z
  .strictObject({ ...inboxFilters, after: z.optional(z.string().check(z.regex(/^(\d{4}-\d{2}-\d{2}_)?\d{1,12}$/))) })
  .check(z.refine(({ kind, state, due, lead, category, unread }) => [kind, state, due, lead, category, unread].filter((value) => value !== undefined).length <= 1))
export type InboxQuery = z.infer<typeof InboxQuery>

export const listReports = endpoint({
  name: 'listReports',
  summary: `The reports that the member's unit holds, ${PAGE_SIZE} a page, with the unit's count of unread ones.`,
  method: 'GET',
  path: '/api/staff/reports',
  access: REPORT_ROLES,
  input: InboxQuery,
  ok: z.strictObject({ reports: z.array(InboxRow), next: z.nullable(z.string()), unread: z.int(), today: Day }),
})
