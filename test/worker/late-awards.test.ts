/** The clock of paying: what is claimed and not gone on with within the county's working days stands on the supervisor's board. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { listLateAwards as contract } from '#contract/board.ts'
import { paying } from '#contract/county/paying.ts'
import { addDays } from '#contract/rules/day.ts'
import { due } from '#contract/rules/deadline.ts'
import { redeem } from '../../worker/award/pay.ts'
import { listLateAwards, lateSince } from '../../worker/oversight/late-awards.ts'
import { now } from '../../worker/platform/clock.ts'
import { findMemberByName } from '../../worker/staff/store.ts'
import { must } from '../support/api.ts'
import { claimed, crew, waiting } from '../support/award.ts'
import { signedIn } from '../support/members.ts'
import { asked, confirmed, namedWaiting, paidIn } from '../support/transfer.ts'

const people = { ...(await crew()), first: await signedIn('custodian01'), second: await signedIn('custodian02') }
const { today } = now()
const lastDay = due(today, { days: paying.payDays, unit: 'working' }).due

it('too long are working days after the first one, over a weekend and a holiday', () => {
  // 2026-11-23 is a Monday: what waits since the Sunday eight days before was due on Friday.
  expect(lateSince('2026-11-24', { payDays: 5 })).toBe('2026-11-16')
  expect(lateSince('2026-11-23', { payDays: 5 })).toBe('2026-11-15')
  for (const day of ['2026-05-06', '2026-10-09', '2026-11-22']) {
    expect([due(lateSince(day), { days: paying.payDays, unit: 'working' }).due < day, due(addDays(lateSince(day), 1), { days: paying.payDays, unit: 'working' }).due >= day]).toEqual([true, true])
  }
})

it('a payee, a transfer and a voucher that one cashier confirmed stand on the board from the day after, each until somebody goes on', async () => {
  const [payee, transfer, second] = [await namedWaiting(people), await namedWaiting(people), await waiting(people)]
  await asked(payee)
  const opened = await confirmed(people, transfer)
  const voucher = await claimed(second)
  const member = await findMemberByName(env.DB, 'cashier01')
  if (member === null) throw new Error('nobody')
  expect(await redeem(env.DB, env, member, { voucher, deed: 'a'.repeat(22) }, now(), { ...paying, twoCashiersAbove: 0 })).toMatchObject({ ok: true, value: { standing: 'second' } })
  const late = async (day: string) => Object.fromEntries((await listLateAwards(env.DB, undefined, day, 50)).awards.map(({ reference, waits, dueDay }) => [reference, [waits, dueDay]]))
  expect(await late(lastDay)).toEqual({})
  expect(await late(addDays(lastDay, 1))).toEqual({ [payee.reference]: ['payee', lastDay], [transfer.reference]: ['transfer', lastDay], [second.reference]: ['second', lastDay] })
  const first = await listLateAwards(env.DB, undefined, addDays(lastDay, 1), 2)
  expect([first.awards.length, first.next]).toEqual([2, expect.any(String)])
  expect((await listLateAwards(env.DB, first.next ?? '', addDays(lastDay, 1), 2)).awards).toHaveLength(1)
  await paidIn(people.cashier, opened)
  await claimed(second, { renew: true })
  expect(Object.keys(await late(addDays(lastDay, 1)))).toEqual([payee.reference])
  expect(must(await people.supervisor.call(contract, {}, {})).awards).toEqual([])
})
