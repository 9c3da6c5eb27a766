/** Work that is cut off at every call to the database in turn, and tried again. */
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { countedDatabase } from './database.ts'

/** A D1 that fails at the k-th call: before it is made, or after it was and before anybody hears of it. */
function failingAt(k: number, when: 'before' | 'after') {
  let calls = 0
  const fail = () => {
    throw new Error('D1_ERROR: the connection is gone')
  }
  const counted = countedDatabase(env.DB, () => {
    calls += 1
    if (when === 'before' && calls === k) fail()
  }, () => {
    if (when === 'after' && calls === k) fail()
  })
  return { db: counted.db, calls: () => calls }
}

/** Does it with a fault at every call there is, each followed by a retry that must finish the work; `holds` after each. How many faults there were. */
export async function atEveryCall(prepare: () => Promise<(db?: D1Database) => Promise<unknown>>, check: () => Promise<void>, holds: () => Promise<boolean>): Promise<number> {
  let faults = 0
  for (const when of ['before', 'after'] as const) {
    for (let k = 1; ; k += 1) {
      const act = await prepare()
      const { db, calls } = failingAt(k, when)
      await act(db)
      expect(await holds()).toBe(true)
      if (calls() < k) break
      faults += 1
      await act()
      await check()
      expect(await holds()).toBe(true)
    }
  }
  return faults
}
