/** What waits for a member: the second person is called, and nobody to what they may not do. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { addDays } from '#contract/rules/day.ts'
import { paying } from '#contract/county/paying.ts'
import { countWaiting, MOST_WAITING, type Waiting } from '#contract/waiting.ts'
import * as award from '../../site/console/award/act.ts'
import * as custody from '../../site/console/custody/act.ts'
import { askContact, grantReset } from '../../site/console/custody/unit-act.ts'
import * as act from '../../site/console/report/act.ts'
import { askReversal } from '../../site/console/window/act.ts'
import { redeem } from '../../worker/award/pay.ts'
import { now } from '../../worker/platform/clock.ts'
import { findMemberByName, type Member } from '../../worker/staff/store.ts'
import { waitingFor } from '../../worker/waiting/routes.ts'
import { must } from '../support/api.ts'
import { claimed, crew, paid, proposed, verified, waiting } from '../support/award.ts'
import { countedDatabase, run } from '../support/database.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { look, moved, tell } from '../support/story.ts'

const people = await crew()
const { desk, housing, approver, approver2, supervisor, cashier, cashier2, auditor } = people
const [first, second] = (await Promise.all(['custodian01', 'custodian02'].map((name) => signedIn(name)))) as [Worker, Worker]
const counts = async (who: Worker): Promise<Waiting> => must(await who.call(countWaiting, {}, {}))
const of = (part: keyof Waiting, ...who: Worker[]) => Promise.all(who.map(async (one) => (await counts(one))[part]))
const member = async ({ name }: Worker): Promise<Member> => {
  const found = await findMemberByName(env.DB, name)
  if (found === null) throw new Error('nobody')
  return found
}
const named = async () => {
  const told = await tell({ identity: { name: '苗秋穗', phone: '13900007788' } })
  await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  return told
}
const asked = async (reference: string, reason: 'contact-wanted' | 'reset-code') => must(await custody.askLook(first.session, reference, reason)).view.requests.at(-1)?.n ?? 0

describe('in 实名保管', () => {
  it('a look calls the second member, then who asked for it, and nobody when it is over', async () => {
    const told = await named()
    const n = await asked(told.reference, 'contact-wanted')
    expect(await of('custody', first, second, supervisor, desk, auditor, housing)).toEqual([0, 1, 1, 0, 0, 0])
    must(await custody.consent(second.session, told.reference, n))
    expect(await of('custody', first, second, supervisor)).toEqual([1, 0, 0])
    must(await custody.look(first.session, told.reference, n))
    expect(await of('custody', first, second, supervisor)).toEqual([0, 0, 0])
  })

  it('calls no supervisor of the unit that leads, and nobody to what has lapsed', async () => {
    const told = await named()
    await moved(desk, told.reference, (seen) => act.assign(desk.session, seen, 'desk', []))
    const n = await asked(told.reference, 'contact-wanted')
    expect(await of('custody', second, supervisor)).toEqual([1, 0])
    await run(`UPDATE custody SET until = ?2 WHERE report_id = ?1`, told.sealed.filing.report, addDays(now().today, -1))
    expect(await of('custody', second, supervisor)).toEqual([0, 0])
    await run(`UPDATE custody SET until = ?2 WHERE report_id = ?1`, told.sealed.filing.report, now().today)
    must(await custody.decline(second.session, told.reference, n))
  })

  it('a contact calls the custodians, a new code the desk', async () => {
    const told = await named()
    await moved(desk, told.reference, (seen) => askContact(desk.session, seen, '哪几天？'))
    expect(await of('custody', first, second, desk, supervisor)).toEqual([1, 1, 0, 0])
    must(await custody.decline(second.session, told.reference, 1))
    const n = await asked(told.reference, 'reset-code')
    must(await custody.consent(second.session, told.reference, n))
    const { after } = must(await custody.look(first.session, told.reference, n))
    must(await custody.askReset(first.session, after))
    expect(await of('custody', first, second, desk, supervisor)).toEqual([0, 0, 1, 0])
    must(await grantReset(desk.session, await look(desk, told.reference)))
    expect(await of('custody', desk)).toEqual([0])
  })
})

describe('of rewards', () => {
  it('a proposal calls every approver but who may not decide on it, and of two the second', async () => {
    const told = await verified(people)
    await proposed(people, told)
    expect(await of('awards', approver, approver2, supervisor, desk, cashier)).toEqual([1, 1, 0, 0, 0])
    await run(`UPDATE report SET filed_by = 'approver02', filed = 'visit' WHERE reference = ?1`, told.reference)
    expect(await of('awards', approver, approver2)).toEqual([1, 0])
    await run(`UPDATE report SET filed_by = NULL, filed = 'page' WHERE reference = ?1`, told.reference)
    await run(`UPDATE award SET needs_two = 1 WHERE standing = 'proposed'`)
    await moved(approver, told.reference, (seen) => award.approve(approver.session, seen))
    expect(await of('awards', approver, approver2)).toEqual([0, 1])
    await moved(approver2, told.reference, (seen) => award.approve(approver2.session, seen))
    expect(await of('awards', approver, approver2)).toEqual([0, 0])
  })

  it('who gave the result is not called', async () => {
    const told = await verified(people)
    await proposed(people, told)
    await run('DROP TRIGGER event_no_update')
    await run(`UPDATE event SET member = 'approver01' WHERE kind = 'found' AND report_id = ?1`, told.sealed.filing.report)
    expect(await of('awards', approver, approver2)).toEqual([0, 1])
    await moved(desk, told.reference, (seen) => award.withdraw(desk.session, seen))
  })

  it('a payment that a cashier asks to take back calls approvers and supervisors', async () => {
    const voucher = await claimed(await waiting(people))
    const { payment } = await paid(people, voucher)
    must(await askReversal(cashier.session, payment?.payment ?? '', 'wrong-person'))
    expect(await of('awards', approver, approver2, supervisor, cashier, auditor)).toEqual([1, 1, 1, 0, 0])
  })

  it('where two cashiers pay, a confirmed voucher calls the other one while it is good', async () => {
    const voucher = await claimed(await waiting(people))
    const both = { ...paying, twoCashiersAbove: 0 }
    const vouchers = async (who: Worker, today = now().today) => (await waitingFor(env.DB, await member(who), today, both)).payments
    expect([await vouchers(cashier), await vouchers(cashier2)]).toEqual([0, 0])
    await redeem(env.DB, env, await member(cashier), { voucher, deed: 'a'.repeat(22) }, now(), both)
    expect([await vouchers(cashier), await vouchers(cashier2), await vouchers(cashier2, addDays(now().today, 60))]).toEqual([0, 1, 0])
    expect((await waitingFor(env.DB, await member(cashier2), now().today, {})).payments).toBe(0)
  })
})

describe('what it costs', () => {
  it('is one round trip that reads what is open, not what was, and counts no further than it says', async () => {
    const told = await named()
    const id = told.sealed.filing.report
    const fill = (from: number, n: number, standing: string) => run(
      `WITH RECURSIVE i(n) AS (SELECT ?2 UNION ALL SELECT n + 1 FROM i WHERE n < ?3)
       INSERT INTO custody (report_id, n, kind, reason, asked_by, asked_unit, asked_day, until, standing) SELECT ?1, n, 'look', 'contact-wanted', 'custodian01', 'custodian', ?4, ?4, ?5 FROM i`,
      id, from, from + n - 1, now().today, standing,
    )
    await fill(1, 600, 'used')
    const cost = async (who: Worker) => {
      const counted = countedDatabase()
      const found = await waitingFor(counted.db, await member(who), now().today)
      return { found, trips: counted.trips, read: counted.rowsRead }
    }
    const idle = await cost(second)
    expect([idle.found.custody, idle.trips, idle.read <= 20]).toEqual([0, 1, true])
    await fill(601, 8, 'asked')
    const some = await cost(supervisor)
    expect([some.found.custody, some.trips, some.read <= idle.read + 8 * 3 + 10]).toEqual([8, 1, true])
    await fill(701, 300, 'asked')
    const many = await cost(second)
    expect([many.found.custody, many.read <= 4 * MOST_WAITING * 3 + 20]).toEqual([MOST_WAITING, true])
    expect((await cost(auditor)).trips).toBe(0)
  })
})
