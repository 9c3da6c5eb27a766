import { paying } from '#contract/county/paying.ts'
import { addDays, daysBetween } from '#contract/rules/day.ts'
import { commit } from '../platform/d1.ts'
import { findWhole } from '../report/store.ts'
import { decideCron } from './decide.ts'
import { listOpen } from './store.ts'
import { writeChange } from './write.ts'

const NOBODY = { name: null, unit: null }
/** A voucher that ran out and the term that did may come on one day; and somebody may be quicker. */
const TRIES = 4

/** The day's part: vouchers that ran out, terms that did, reminders. Each award by itself; what fails is tried again tomorrow. */
export async function sweepAwards(db: D1Database, today: string): Promise<void> {
  const soonest = addDays(today, Math.max(0, ...paying.remindDays))
  for (const { reference, id } of await listOpen(db, today, soonest)) {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const whole = await findWhole(db, { reference }, '')
      const award = whole?.awards.find((one) => one.id === id)
      if (whole === null || award === undefined) break
      const change = decideCron(award, daysBetween(today, award.dueDay ?? today), today)
      if (change === null) break
      await commit(db, (await writeChange(db, whole, change, NOBODY, today)).statements)
    }
  }
}
