/** Looking at the database from outside, and standing between the Worker and it. */
import { env } from 'cloudflare:workers'

/** Every row of every table of ours, to compare before and after. Sessions are left out: using one is not a change. */
export async function dump(): Promise<Record<string, unknown[]>> {
  const names = await rows<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'd1_%' AND name <> 'session'`)
  const tables: Record<string, unknown[]> = {}
  for (const { name } of names) tables[name] = (await rows(`SELECT * FROM "${name}"`)).map((row) => JSON.stringify(row)).sort()
  return tables
}

export async function rows<T>(sql: string, ...values: unknown[]): Promise<T[]> {
  return (await env.DB.prepare(sql).bind(...values).all()).results as T[]
}

export async function run(sql: string, ...values: unknown[]): Promise<void> {
  await env.DB.prepare(sql).bind(...values).run()
}

export interface Counted {
  readonly db: D1Database
  /** Requests that went to D1: one for each first, all, run and batch. */
  trips: number
  rowsRead: number
  rowsWritten: number
}

type Meta = { rows_read: number; rows_written: number }

/** The real D1, with its round trips and rows counted. `before` may throw, as D1 does when its disk is full; `after`, as a Worker that dies before it hears the answer. */
export function countedDatabase(real: D1Database = env.DB, before: (sql: string[]) => void = () => undefined, after: () => void = () => undefined): Counted {
  const inner = new WeakMap<object, { statement: D1PreparedStatement; sql: string }>()
  const ask = async <T>(sql: string[], work: () => Promise<T>): Promise<T> => {
    counted.trips += 1
    before(sql)
    const answer = await work()
    after()
    return answer
  }
  const note = (meta: unknown) => {
    counted.rowsRead += (meta as Meta).rows_read
    counted.rowsWritten += (meta as Meta).rows_written
  }
  const wrap = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const all = () =>
      ask([sql], async () => {
        const result = await statement.all()
        note(result.meta)
        return result
      })
    const outer = { bind: (...values: unknown[]) => wrap(statement.bind(...values), sql), all, run: all, first: async () => (await all()).results[0] ?? null }
    inner.set(outer, { statement, sql })
    return outer as unknown as D1PreparedStatement
  }
  const batch = (statements: object[]) => {
    const known = statements.flatMap((outer) => inner.get(outer) ?? []) // Only what this wrapper prepared can come here.
    return ask(known.map(({ sql }) => sql), async () => {
      const results = await real.batch(known.map(({ statement }) => statement))
      for (const result of results) note(result.meta)
      return results
    })
  }
  const db = { prepare: (sql: string) => wrap(real.prepare(sql), sql), batch } as unknown as D1Database
  const counted: Counted = { db, trips: 0, rowsRead: 0, rowsWritten: 0 }
  return counted
}
