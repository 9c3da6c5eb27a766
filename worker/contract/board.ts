/** 督办: what is overdue and what soon will be, in the whole county. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Reference, UnitId } from './ids.ts'
import { ListedReport } from './inbox.ts'
import { PAGE_SIZE } from './limits.ts'
import { DeadlineKind } from './report.ts'

export const BoardRow = z.strictObject({
  ...ListedReport.shape,
  /** The unit that owes the next step: the lead while it looks into the report, else the desk. */
  owes: UnitId,
  /** The clock that runs out first. */
  clock: DeadlineKind,
  dueDay: Day,
})
export type BoardRow = z.infer<typeof BoardRow>

/** `overdue`: due before today. `soon`: due within seven days. By unit or by clock, not by both. */
export const BoardQuery = z
  .strictObject({
    due: z.enum(['overdue', 'soon']),
    owes: z.optional(UnitId),
    clock: z.optional(DeadlineKind),
    after: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}_\d{1,12}$/))),
  })
  .check(z.refine(({ owes, clock }) => owes === undefined || clock === undefined))
export type BoardQuery = z.infer<typeof BoardQuery>

export const listBoard = endpoint({
  name: 'listBoard',
  summary: `Everything that is overdue, or due within seven days, whoever owes it; soonest first, ${PAGE_SIZE} a page.`,
  method: 'GET',
  path: '/api/staff/board',
  access: ['supervisor'],
  input: BoardQuery,
  ok: z.strictObject({ reports: z.array(BoardRow), next: z.nullable(z.string()), today: Day }),
})

export const BoardCount = z.strictObject({ owes: UnitId, clock: DeadlineKind, overdue: z.int(), soon: z.int() })
export type BoardCount = z.infer<typeof BoardCount>

export const countBoard = endpoint({
  name: 'countBoard',
  summary: 'How much is overdue and how much due within seven days, by unit and by clock.',
  method: 'GET',
  path: '/api/staff/board/counts',
  access: ['supervisor'],
  input: z.strictObject({}),
  ok: z.strictObject({ counts: z.array(BoardCount), today: Day }),
})

/** An award that somebody claimed and nobody goes on with. `second`: one cashier has confirmed its voucher, another must pay. */
export const LateAward = z.strictObject({ reference: Reference, waits: z.enum(['payee', 'transfer', 'second']), since: Day, dueDay: Day })
export type LateAward = z.infer<typeof LateAward>

export const listLateAwards = endpoint({
  name: 'listLateAwards',
  summary: `Claimed awards that wait longer than the county's working days for the custodian, the window or the second cashier; the longest first, ${PAGE_SIZE} a page.`,
  method: 'GET',
  path: '/api/staff/board/awards',
  access: ['supervisor'],
  input: z.strictObject({ after: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}_[A-Za-z0-9_-]{22}$/))) }),
  ok: z.strictObject({ awards: z.array(LateAward), next: z.nullable(z.string()), today: Day }),
})
