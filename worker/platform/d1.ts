import type * as z from 'zod/mini'

/** D1's own `first<T>()` is an unchecked cast; these parse what the database says. */
export async function one<S extends z.ZodMiniType>(row: S, statement: D1PreparedStatement): Promise<z.output<S> | null> {
  const found = await statement.first()
  return found === null ? null : row.parse(found)
}

export async function many<S extends z.ZodMiniType>(row: S, statement: D1PreparedStatement): Promise<z.output<S>[]> {
  const { results } = await statement.all()
  return results.map((found) => row.parse(found))
}

/** Several reads in one round trip, in the order given. */
export async function readTogether(db: D1Database, statements: D1PreparedStatement[]): Promise<unknown[][]> {
  return (await db.batch(statements)).map((result) => result.results)
}

/** `taken` is what SQLite names: columns, 'event.report_id, event.seq', or of money that is not there the constraint, 'fund_overdrawn'. */
export type Committed = { ok: true; results: unknown[][] } | { ok: false; taken: string }

/**
 * Commits every statement or none. When a key was already taken — another writer got there first, or a value came
 * twice — nothing is changed and the key's columns are named. The same of a payment that its line cannot bear. Any other failure is a fault.
 */
export async function commit(db: D1Database, statements: D1PreparedStatement[]): Promise<Committed> {
  try {
    return { ok: true, results: (await db.batch(statements)).map((result) => result.results) }
  } catch (fault) {
    const taken = fault instanceof Error ? /(?:UNIQUE constraint failed: |CHECK constraint failed: (?=fund_overdrawn))([\w., ]+)/.exec(fault.message)?.[1] : undefined
    if (taken !== undefined) return { ok: false, taken: taken.trim() }
    throw fault
  }
}
