import { paying } from '#contract/county/paying.ts'
import { addDays, daysBetween } from '#contract/rules/day.ts'
import { commit } from '../platform/d1.ts'
import { findWhole } from '../report/store.ts'
import { decideCron } from './decide.ts'
import { forgetAnnounced } from './announced.ts'
import { allot } from './ledger-store.ts'
import { listOpen, type OpenAward } from './store.ts'
import { BOTH } from './transfer-record.ts'
import { listForgettable } from './transfer-store.ts'
import { NOBODY, writeChange } from './write.ts'

/** A voucher that ran out and the term that did may come on one day; and somebody may be quicker. */
const TRIES = 4

/** The day's part: vouchers that ran out, terms that did, reminders. Each award by itself; what fails is tried again tomorrow, and told in the end. */
export async function sweepAwards(db: D1Database, today: string): Promise<void> {
  const soonest = addDays(today, Math.max(0, ...paying.remindDays))
  const allotted = allot(db, today)
  if (allotted.length > 0) await commit(db, allotted)
  const faults: unknown[] = []
  for (const open of await listOpen(db, today, soonest)) {
    await sweepOne(db, open, today).catch((fault: unknown) => faults.push(fault))
  }
  await commit(db, [forgetAnnounced(db, today)])
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} awards were not looked after`)
}

async function sweepOne(db: D1Database, { reference, id, short }: OpenAward, today: string): Promise<void> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const whole = await findWhole(db, { reference }, '')
    const award = whole?.awards.find((one) => one.id === id)
    if (whole === null || award === undefined) return
    const change = decideCron(award, daysBetween(today, award.dueDay ?? today), short, today)
    if (change === null) return
    await commit(db, (await writeChange(db, whole, change, NOBODY, today)).statements)
  }
}

/** The day's part: accounts of reporters that were paid long enough ago. The history stays whole: it named their digest alone. */
export async function forgetPayouts(db: D1Database, today: string): Promise<void> {
  for (const { reference, id } of await listForgettable(db, addDays(today, -paying.payoutDays))) {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const whole = await findWhole(db, { reference }, '')
      const transfer = whole?.transfers.find((one) => one.id === id)
      const kept = whole?.awards.find((one) => one.id === transfer?.award)
      if (whole === null || transfer?.standing !== 'paid' || kept === undefined) break
      const change = { kind: 'payout-forgotten' as const, reason: null, award: { kept }, body: null, grants: [], ledger: null, transfers: [{ transfer, isNew: false, forgets: BOTH, seals: {} }] }
      if ((await commit(db, (await writeChange(db, whole, change, NOBODY, today)).statements)).ok) break
    }
  }
}
