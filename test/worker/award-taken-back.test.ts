/** What a payment that is taken back, or a transfer that is sent back, leaves behind. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { ISSUES } from '#contract/rules/claim.ts'
import { addDays } from '#contract/rules/day.ts'
import { askReview } from '#contract/track.ts'
import { readAnnounced } from '../../site/reward/announced.ts'
import * as review from '../../site/console/review/act.ts'
import { answerPayment, askReversal, signAnswer } from '../../site/console/window/act.ts'
import { sweepAwards } from '../../worker/award/cron.ts'
import { answerReversal as answerOn } from '../../worker/award/reverse.ts'
import { returnTransfer } from '../../worker/award/transfer-pay.ts'
import { now } from '../../worker/platform/clock.ts'
import { findMemberByName } from '../../worker/staff/store.ts'
import { callerOf, must } from '../support/api.ts'
import { claimed, crew, FEN, paid, waiting } from '../support/award.ts'
import { run } from '../support/database.ts'
import { replaced } from '../support/lost-code.ts'
import { signedIn } from '../support/members.ts'
import { comeBack, messageOf, moved } from '../support/story.ts'
import { confirmed, namedWaiting } from '../support/transfer.ts'

const people = await crew()
const { desk, cashier, supervisor } = people
const [fire, first, second] = [await signedIn('fire01'), await signedIn('custodian01'), await signedIn('custodian02')]
const named = { ...people, first, second }
const call = callerOf()
const reversed = async (payment: string) => {
  must(await askReversal(cashier.session, payment, 'wrong-person'))
  must(await answerPayment(supervisor.session, payment, true))
}

describe('a payment that is taken back', () => {
  it('does not bring an award to life whose result fell since it was paid', async () => {
    const told = await waiting(people)
    const payment = (await paid(people, await claimed(told))).payment?.payment ?? ''
    must(await callerOf()(askReview, {}, { lookup: told.keys.lookup, body: await messageOf(told, await comeBack(told), '再看看。') }))
    await moved(desk, told.reference, (seen) => review.nameReview(desk.session, seen, 'fire'))
    await moved(fire, told.reference, (seen) => review.decideReview(fire.session, seen, { decision: 'changed', result: 'unfounded', text: '没有。' }))
    await reversed(payment)
    const again = await claimed(told).then((voucher) => paid(people, voucher), () => null)
    expect(again).toBeNull()
    expect((await comeBack(told)).award).toMatchObject({ standing: 'declined', reason: 'result-changed' })
  })

  it('leaves the owner of a new code vouchers to claim with, whatever the finder of the old one used up', async () => {
    const lost = await waiting(people, { identity: { name: '苗秋穗', phone: '13900007788', insider: true } })
    await run('UPDATE award SET issue = CAST(?2 AS INTEGER) WHERE report_id = (SELECT id FROM report WHERE reference = ?1)', lost.reference, ISSUES - 2)
    const payment = (await paid(people, await claimed(lost))).payment?.payment ?? ''
    const owner = await replaced(named, lost)
    await reversed(payment)
    expect(await claimed(owner).then(() => 'voucher', (error: Error) => error.message)).toBe('voucher')
  })

  it('is not told by how long the public list keeps a reference', async () => {
    const [told, other] = [await waiting(people), await waiting(people)]
    const last = (await comeBack(other)).award?.dueDay ?? ''
    const payment = (await paid(people, await claimed(told))).payment?.payment ?? ''
    must(await askReversal(cashier.session, payment, 'wrong-person'))
    const judge = await findMemberByName(env.DB, supervisor.name)
    if (judge === null) throw new Error('nobody')
    expect(await answerOn(env.DB, judge, payment, signAnswer(supervisor.session, { payment, fen: FEN, reversal: { reason: 'wrong-person', by: cashier.name } }, true) ?? { agree: true, signature: '' }, addDays(now().today, 20), [])).toMatchObject({ ok: true })
    await sweepAwards(env.DB, addDays(last, 1))
    const list = must(await readAnnounced(call))
    expect([list.includes(told.reference), list.includes(other.reference)]).toEqual([false, false])
  })
})

describe('a transfer that is sent back on the last day', () => {
  it('is not told by how long the public list keeps its reference', async () => {
    const [told, other] = [await namedWaiting(named), await waiting(people)]
    const last = (await comeBack(other)).award?.dueDay ?? ''
    const { view } = await confirmed(named, told)
    const member = await findMemberByName(env.DB, cashier.name)
    if (member === null) throw new Error('nobody')
    expect(await returnTransfer(env.DB, member, view.transfer, 'wrong-account', last, [])).toMatchObject({ ok: true })
    await sweepAwards(env.DB, addDays(last, 1))
    const list = must(await readAnnounced(call))
    expect([list.includes(told.reference), list.includes(other.reference)]).toEqual([false, false])
  })
})
