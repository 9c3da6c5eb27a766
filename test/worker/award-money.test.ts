/** The money of a year, whatever the county's file says of it later; and the day's cron, which lets one award hold up no other. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { paying } from '#contract/county/paying.ts'
import { listLedger, reconcileLedger } from '#contract/voucher.ts'
import { askReversal, lookAt, signAnswer } from '../../site/console/window/act.ts'
import { sweepAwards } from '../../worker/award/cron.ts'
import { answerReversal } from '../../worker/award/reverse.ts'
import { findMemberByName } from '../../worker/staff/store.ts'
import { must } from '../support/api.ts'
import { claimed, crew, FEN, paid, waiting } from '../support/award.ts'
import { rows, run } from '../support/database.ts'
import { comeBack } from '../support/story.ts'

const people = await crew()
const { cashier, supervisor } = people
const ledgerOf = async (year: string) => must(await supervisor.call(listLedger, {}, { year }))

/** Does it while the county gives the line so much in 2026. */
async function allotting(fen: number, act: () => Promise<void>): Promise<void> {
  const sum = paying.funding[0]?.sums.find(({ year }) => year === 2026)
  if (sum === undefined) throw new Error('no sum')
  const { yuan } = sum
  try {
    Object.assign(sum, { yuan: fen / 100 })
    await act()
  } finally {
    Object.assign(sum, { yuan })
  }
}
const spent = async () => (await rows<{ out: number }>("SELECT paid AS out FROM fund WHERE year = '2026'"))[0]?.out ?? 0

describe('the money of a year', () => {
  it('shows less than nothing calmly after the county cut the sum below what is paid, and pays nothing', async () => {
    await paid(people, await claimed(await waiting(people)))
    const voucher = await claimed(await waiting(people))
    await allotting(100, async () => {
      expect(must(await lookAt(cashier.session, voucher))).toMatchObject({ standing: 'poor' })
      expect((await ledgerOf('2026')).balances).toMatchObject([{ allotted: 100, left: 100 - (await spent()) }])
    })
    expect(await paid(people, voucher)).toMatchObject({ standing: 'paid' })
    await expect(run('UPDATE fund SET paid = allotted + 1')).rejects.toThrow('fund_overdrawn')
  })

  it('takes back what it paid into its own year, and leaves the next one as it is', async () => {
    const { payment } = await paid(people, await claimed(await waiting(people)))
    if (payment === null) throw new Error('no payment')
    must(await askReversal(cashier.session, payment.payment, 'not-handed-over'))
    const judge = await findMemberByName(env.DB, supervisor.name)
    if (judge === null) throw new Error('nobody')
    const before = await ledgerOf('2026')
    expect(await answerReversal(env.DB, judge, payment.payment, signAnswer(supervisor.session, { ...payment, reversal: { reason: 'not-handed-over', by: 'cashier01' } }, true) ?? { agree: true, signature: '' }, '2027-01-05', [])).toMatchObject({ ok: true })
    const after = await ledgerOf('2026')
    expect((after.balances[0]?.left ?? 0) - (before.balances[0]?.left ?? 0)).toBe(FEN)
    expect(after.rows[0]).toMatchObject({ kind: 'reversed', day: '2027-01-05', payment: payment.payment })
    const next = await ledgerOf('2027')
    expect([next.balances, next.rows]).toEqual([[], []])
    expect(must(await supervisor.call(listLedger, {}, { day: '2027-01-05' })).rows).toHaveLength(1)
    expect(must(await supervisor.call(reconcileLedger, {}, {}))).toMatchObject({ holds: true })
  })
})

describe('the day’s cron', () => {
  it('gives another term to whoever came in time to an empty line', async () => {
    const told = await waiting(people)
    const voucher = await claimed(told)
    await allotting((await spent()) + 100, async () => {
      expect(must(await lookAt(cashier.session, voucher))).toMatchObject({ standing: 'poor' })
      await sweepAwards(env.DB, '2027-03-01')
    })
    const seen = await comeBack(told)
    expect(seen.award).toMatchObject({ standing: 'waiting', extended: false, closed: null })
    expect(seen.timeline.slice(-2).map(({ kind, detail }) => [kind, detail.reason])).toEqual([['voucher-expired', undefined], ['award-extended', 'our-delay']])
    await sweepAwards(env.DB, '2027-09-01')
    expect((await comeBack(told)).award).toMatchObject({ standing: 'lapsed' })
  })

  it('goes on after one that cannot be read, and says so in the end', async () => {
    const [broken, whole] = [await waiting(people), await waiting(people)]
    const due = (reference: string, day: string) => run('UPDATE award SET due_day = ?2 WHERE report_id = (SELECT id FROM report WHERE reference = ?1)', reference, day)
    await due(broken.reference, '2026-01-01')
    await due(whole.reference, '2026-01-02')
    const [{ route = '' } = {}] = await rows<{ route: string }>('SELECT route FROM report WHERE reference = ?1', broken.reference)
    await run("UPDATE report SET route = '{}' WHERE reference = ?1", broken.reference)
    await expect(sweepAwards(env.DB, '2026-11-23')).rejects.toThrow('1 awards')
    await run('UPDATE report SET route = ?2 WHERE reference = ?1', broken.reference, route)
    expect((await comeBack(whole)).award).toMatchObject({ standing: 'lapsed' })
    await sweepAwards(env.DB, '2026-11-23')
    expect((await comeBack(broken)).award).toMatchObject({ standing: 'lapsed' })
  })
})
