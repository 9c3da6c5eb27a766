import * as z from 'zod/mini'
import { BoardCount, BoardRow, type BoardQuery } from '#contract/board.ts'
import { many } from '../platform/d1.ts'

const BoardRecord = z.pipe(
  z.object({
    reference: z.string(), position: z.int(), kind: z.string(), state: z.string(), category: z.nullable(z.string()), township: z.nullable(z.string()),
    lead: z.nullable(z.string()), owes: z.string(), clock: z.string(), due_day: z.string(), day: z.string(), urgent: z.int(),
  }),
  z.transform(({ due_day: dueDay, urgent, ...row }): BoardRow => BoardRow.parse({ ...row, dueDay, urgent: urgent === 1 })),
)

export interface Span {
  readonly today: string
  /** The first day that is not soon any more. */
  readonly soonest: string
}

/** One page, soonest first, out of the desk's rows, which are the county's. Reads no row that it does not show, but one. */
export async function listBoard(db: D1Database, query: BoardQuery, span: Span, size: number): Promise<{ reports: BoardRow[]; next: string | null }> {
  const found = await many(BoardRecord, selectPage(db, query, span, size + 1))
  const reports = found.slice(0, size)
  const last = reports.at(-1)
  return { reports, next: found.length > size && last !== undefined ? `${last.dueDay}_${last.position}` : null }
}

/** By one column, so that SQLite seeks to the very row. */
function selectPage(db: D1Database, query: BoardQuery, { today, soonest }: Span, limit: number): D1PreparedStatement {
  const [from, to] = query.due === 'overdue' ? ['', today] : [today, soonest]
  const [day = '', position = ''] = query.after?.split('_') ?? []
  const after = query.after === undefined ? from : `${day}_${position.padStart(12, '0')}`
  const select = (index: string, condition: string, ...values: string[]) =>
    db
      .prepare(
        `SELECT reference, position, kind, state, category, township, lead, owes, clock, due_day, day, urgent FROM inbox INDEXED BY ${index}
         WHERE unit = 'desk' AND due_key > ?1 AND due_key < ?2 ${condition} ORDER BY due_key LIMIT ?3`,
      )
      .bind(after > from ? after : from, to, limit, ...values)
  if (query.owes !== undefined) return select('inbox_board_owes', 'AND owes = ?4', query.owes)
  if (query.clock !== undefined) return select('inbox_board_clock', 'AND clock = ?4', query.clock)
  return select('inbox_by_due', '')
}

/** Out of `due_count`, which has a row for a day, a unit and a clock with something due, and none for what is done. */
export function countBoard(db: D1Database, { today, soonest }: Span): Promise<BoardCount[]> {
  return many(
    BoardCount,
    db
      .prepare(
        `SELECT owes, clock, sum(CASE WHEN due_day < ?1 THEN n ELSE 0 END) AS overdue, sum(CASE WHEN due_day < ?1 THEN 0 ELSE n END) AS soon
         FROM due_count WHERE due_day < ?2 GROUP BY owes, clock ORDER BY owes, clock`,
      )
      .bind(today, soonest),
  )
}
