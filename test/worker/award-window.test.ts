/** The window and everybody else learn nothing from one another by looking at the same minute. */
import { describe, expect, it } from 'vitest'
import { listReports } from '#contract/inbox.ts'
import { askReversal, answerPayment } from '../../site/console/window/act.ts'
import { must } from '../support/api.ts'
import { claimed, crew, paid, waiting } from '../support/award.ts'
import { rows, run } from '../support/database.ts'

const people = await crew()
const { housing, desk, cashier, supervisor } = people

describe('what is done at the window', () => {
  it('marks nothing unread, and nothing read, in the list of any unit that holds the report', async () => {
    const told = await waiting(people)
    const voucher = await claimed(told)
    const marks = () => rows('SELECT unit, unread FROM inbox WHERE reference = ?1 ORDER BY unit', told.reference)
    await run("UPDATE inbox SET unread = unit = 'desk'")
    const before = await marks()
    expect(before.length).toBeGreaterThan(1)
    const { payment } = await paid(people, voucher)
    expect(await marks()).toEqual(before)
    must(await askReversal(cashier.session, payment?.payment ?? '', 'not-handed-over'))
    must(await answerPayment(supervisor.session, payment?.payment ?? '', true))
    expect(await marks()).toEqual(before)
    const unread = async (who: typeof desk) => must(await who.call(listReports, {}, { unread: '1' })).reports.map(({ reference }) => reference)
    expect([await unread(housing), (await unread(desk)).includes(told.reference)]).toEqual([[], true])
  })
})
