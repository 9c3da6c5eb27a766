import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { ANNOUNCED_A_PAGE } from '#contract/limits.ts'
import { listAnnounced } from '#contract/announced.ts'
import { addDays } from '#contract/rules/day.ts'
import * as award from '../../site/console/award/act.ts'
import { readAnnounced } from '../../site/reward/announced.ts'
import { listReferences } from '../../worker/award/announced.ts'
import { sweepAwards } from '../../worker/award/cron.ts'
import { answerPayment, askReversal } from '../../site/console/window/act.ts'
import { callerOf, must } from '../support/api.ts'
import { claimed, crew, paid, verified, waiting } from '../support/award.ts'
import { countedDatabase, run } from '../support/database.ts'
import { comeBack, moved } from '../support/story.ts'

const MANY = 1234
const call = callerOf()
const people = await crew()
const announced = async () => must(await readAnnounced(call))
const filler = (n: number) => `${String(n).padStart(4, '0')}-0000`

beforeAll(async () => {
  await run(`WITH RECURSIVE i(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n < ${MANY - 1}) INSERT INTO announced SELECT printf('%04d-0000', n), '2999-12-31' FROM i`)
})

it('is fetched whole, page by page, by the digits, and a page reads its own rows and one more', async () => {
  expect(await announced()).toEqual(Array.from({ length: MANY }, (_, n) => filler(n)))
  const first = must(await call(listAnnounced, {}, {}))
  expect([first.references.length, first.next]).toEqual([ANNOUNCED_A_PAGE, filler(ANNOUNCED_A_PAGE - 1)])
  expect(must(await call(listAnnounced, {}, { after: filler(MANY - 2) }))).toEqual({ references: [filler(MANY - 1)], next: null })
  const counted = countedDatabase()
  await listReferences(counted.db, filler(500), ANNOUNCED_A_PAGE)
  expect([counted.trips, counted.rowsRead <= ANNOUNCED_A_PAGE + 1]).toEqual([1, true])
})

it('names a report from the approval until its last day, and says nothing of claim, payment and taking back', async () => {
  const [told, refused, late] = [await waiting(people), await waiting(people), await waiting(people)]
  expect(await announced()).not.toContain((await verified(people)).reference)
  const before = await announced()
  for (const { reference } of [told, refused, late]) expect(before).toContain(reference)
  const payment = (await paid(people, await claimed(told))).payment?.payment ?? ''
  expect(await announced()).toEqual(before)
  must(await askReversal(people.cashier.session, payment, 'wrong-person'))
  must(await answerPayment(people.supervisor.session, payment, true))
  expect(await announced()).toEqual(before)
  await paid(people, await claimed(told))
  await moved(people.approver2, refused.reference, (seen) => award.decline(people.approver2.session, seen, 'kin'))
  expect(before.filter((one) => one !== refused.reference)).toEqual(await announced())

  const last = (await comeBack(late)).award?.dueDay ?? ''
  await moved(people.desk, late.reference, (seen) => award.extend(people.desk.session, seen, 'away'))
  await sweepAwards(env.DB, last)
  expect(await announced()).toEqual(expect.arrayContaining([told.reference, late.reference]))
  await sweepAwards(env.DB, addDays(last, 1))
  expect([(await announced()).includes(told.reference), (await announced()).includes(late.reference)]).toEqual([false, true])
  await sweepAwards(env.DB, addDays((await comeBack(late)).award?.dueDay ?? '', 1))
  expect(await announced()).not.toContain(late.reference)
})

it('keeps on the list what was claimed when its term was extended', async () => {
  const told = await waiting(people)
  const last = (await comeBack(told)).award?.dueDay ?? ''
  await claimed(told)
  await moved(people.desk, told.reference, (seen) => award.extend(people.desk.session, seen, 'away'))
  await run('DELETE FROM announced WHERE until < ?1', addDays(last, 1))
  expect(await announced()).toContain(told.reference)
})

it('names none again by taking back a payment after its last day', async () => {
  const told = await waiting(people)
  const payment = (await paid(people, await claimed(told))).payment?.payment ?? ''
  await sweepAwards(env.DB, addDays((await comeBack(told)).award?.dueDay ?? '', 1))
  const before = await announced()
  must(await askReversal(people.cashier.session, payment, 'wrong-person'))
  must(await answerPayment(people.supervisor.session, payment, true))
  expect([await announced(), before.includes(told.reference)]).toEqual([before, false])
})
