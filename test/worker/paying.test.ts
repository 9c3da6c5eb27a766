import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { paying } from '#contract/county/paying.ts'
import { ISSUES } from '#contract/rules/claim.ts'
import { voucherOf } from '#contract/rules/voucher.ts'
import { answerReversal, askReversal, listLedger, reconcileLedger, redeemVoucher } from '#contract/voucher.ts'
import { lookAt, pay, signAnswer, startPaying } from '../../site/console/window/act.ts'
import { claim } from '../../site/track/claim.ts'
import { redeem } from '../../worker/award/pay.ts'
import { now } from '../../worker/platform/clock.ts'
import { findMemberByName } from '../../worker/staff/store.ts'
import { callerOf, must, post } from '../support/api.ts'
import { claimed, crew, FEN, paid, waiting } from '../support/award.ts'
import { countedDatabase, rows, run } from '../support/database.ts'
import { atEveryCall } from '../support/faults.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { comeBack, type Told } from '../support/story.ts'

const people = await crew()
const { cashier, cashier2, supervisor } = people

const payments = (told: Told) =>
  rows<{ kind: string; issue: number; fen: number }>('SELECT l.kind, l.issue, l.fen FROM ledger l JOIN award a ON a.id = l.award_id JOIN report r ON r.id = a.report_id WHERE r.reference = ?1 ORDER BY l.n', told.reference)
const holds = async () => must(await supervisor.call(reconcileLedger, {}, {})).holds
const deedOf = (voucher: string) => startPaying(voucher) ?? { voucher, deed: '' }

describe('a voucher is paid once', () => {
  it('by one of a thousand who ask at once', async () => {
    const told = await waiting(people)
    const voucher = await claimed(told)
    const asked = await Promise.all(Array.from({ length: 1000 }, (_, at) => post(redeemVoucher.path, deedOf(voucher), { cookie: (at % 2 === 0 ? cashier : cashier2).cookie })))
    const answers = asked.map(({ status }) => status)
    expect(answers.filter((status) => status === 200)).toHaveLength(1)
    expect(answers.filter((status) => status === 409)).toHaveLength(999)
    expect(await payments(told)).toEqual([{ kind: 'decided', issue: 0, fen: FEN }, { kind: 'paid', issue: 1, fen: FEN }])
    expect(await holds()).toBe(true)
  }, 300_000)

  it('tells the same act asked again from a voucher brought twice', async () => {
    const voucher = await claimed(await waiting(people))
    const deed = deedOf(voucher)
    const first = must(await pay(cashier.session, deed))
    expect(must(await pay(cashier.session, deed))).toEqual(first)
    expect(await pay(cashier.session, deedOf(voucher))).toMatchObject({ code: 'conflict' })
    expect(await pay(cashier2.session, deedOf(voucher))).toMatchObject({ code: 'conflict' })
  })

  it('not from a line that has less, and then from it once there is more', async () => {
    const told = await waiting(people)
    const voucher = await claimed(told)
    const line = paying.funding[0]
    const [sum] = line?.sums.filter(({ year }) => year === Number(now().today.slice(0, 4))) ?? []
    if (sum === undefined) throw new Error('the county allots nothing this year')
    const { yuan } = sum
    const [{ out = 0 } = {}] = await rows<{ out: number }>("SELECT paid AS out FROM fund")
    try {
      Object.assign(sum, { yuan: out / 100 + FEN / 100 - 1 })
      expect(must(await lookAt(cashier.session, voucher))).toMatchObject({ standing: 'poor' })
      expect(await pay(cashier.session, deedOf(voucher))).toMatchObject({ code: 'conflict' })
      expect((await comeBack(told)).award).toMatchObject({ standing: 'claimed' })
      Object.assign(sum, { yuan: out / 100 + FEN / 100 })
      await paid(people, voucher)
      expect(must(await supervisor.call(listLedger, {}, {})).balances).toMatchObject([{ left: 0 }])
    } finally {
      Object.assign(sum, { yuan })
    }
    await expect(run("UPDATE ledger SET fen = 1")).rejects.toThrow('append-only')
    await expect(run('DELETE FROM ledger')).rejects.toThrow('append-only')
    await expect(run("INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE kind = 'paid'")).rejects.toThrow('UNIQUE')
  })

  it('by two cashiers where the county wants two, whose second word is another’s', async () => {
    const told = await waiting(people)
    const voucher = await claimed(told)
    const member = async (who: Worker) => {
      const found = await findMemberByName(env.DB, who.name)
      if (found === null) throw new Error('nobody')
      return found
    }
    const both = { ...paying, twoCashiersAbove: 0 }
    const press = async (who: Worker, deed: string) => redeem(env.DB, env, await member(who), { voucher, deed }, now(), both)
    expect(await press(cashier, 'a'.repeat(22))).toMatchObject({ ok: true, value: { standing: 'second', first: 'cashier01' } })
    expect(await press(cashier, 'b'.repeat(22))).toMatchObject({ ok: true, value: { standing: 'second' } })
    expect(await press(cashier2, 'c'.repeat(22))).toMatchObject({ ok: true, value: { standing: 'paid', payment: { by: 'cashier01', secondBy: 'cashier02' } } })
    expect((await payments(told)).map(({ kind }) => kind)).toEqual(['decided', 'paid'])
  })

  it('never by the member who filed the report for somebody', async () => {
    const told = await waiting(people)
    await run("UPDATE report SET filed_by = 'cashier01', filed = 'visit' WHERE reference = ?1", told.reference)
    const voucher = await claimed(told)
    expect(await pay(cashier.session, deedOf(voucher))).toMatchObject({ code: 'forbidden' })
    must(await pay(cashier2.session, deedOf(voucher)))
  })
})

describe('a fault at any call', () => {
  it('of a claim leaves either nothing or the voucher, and the retry gives it', async () => {
    let told: Told | null = null
    let voucher = ''
    const faults = await atEveryCall(async () => {
      const mine = (told = await waiting(people))
      const report = { keys: mine.keys, tracked: await comeBack(mine), messages: [], files: [], opens: {}, writable: {}, receiptGood: null }
      return async (db) => {
        const answer = await claim(report, { call: callerOf(db === undefined ? {} : { db }) })
        if (answer.ok) ({ voucher } = answer.value)
      }
    }, async () => {
      expect(must(await lookAt(cashier.session, voucher))).toMatchObject({ standing: 'payable' })
      expect((await comeBack(told as Told)).timeline.filter(({ kind }) => kind === 'award-claimed')).toHaveLength(1)
    }, holds)
    expect(faults).toBeGreaterThanOrEqual(4)
  })

  it('of a payment pays nothing or once, and the retry says which', async () => {
    let told: Told | null = null
    const faults = await atEveryCall(async () => {
      const mine = (told = await waiting(people))
      const deed = deedOf(await claimed(mine))
      return (db) => callerOf({ cookie: cashier.cookie, ...(db && { db }) })(redeemVoucher, {}, deed)
    }, async () => {
      expect((await payments(told as Told)).map(({ kind }) => kind)).toEqual(['decided', 'paid'])
      expect((await comeBack(told as Told)).award).toMatchObject({ standing: 'paid' })
    }, holds)
    expect(faults).toBeGreaterThanOrEqual(8)
  })

  it('of taking a payment back takes it back once, whether it is asked or answered', async () => {
    let told: Told | null = null
    const faults = await atEveryCall(async () => {
      const mine = (told = await waiting(people))
      const payment = (await paid(people, await claimed(mine))).payment?.payment ?? ''
      return async (db) => {
        await callerOf({ cookie: cashier.cookie, ...(db && { db }) })(askReversal, { payment }, { reason: 'wrong-amount' })
        await callerOf({ cookie: supervisor.cookie, ...(db && { db }) })(answerReversal, { payment }, signAnswer(supervisor.session, { payment, fen: FEN, reversal: { reason: 'wrong-amount', by: 'cashier01' } }, true) ?? { agree: true, signature: '' })
      }
    }, async () => {
      expect((await payments(told as Told)).map(({ kind }) => kind)).toEqual(['decided', 'paid', 'reversed'])
      expect((await comeBack(told as Told)).award).toMatchObject({ standing: 'waiting', issue: ISSUES })
    }, holds)
    expect(faults).toBeGreaterThanOrEqual(12)
  })
})

describe('wrong vouchers', () => {
  const guess = (n: number) => voucherOf(String(n).padStart(14, '0'))
  const clear = () => run('DELETE FROM voucher_miss')

  it('are counted by the hour, of one cashier and of all, with nobody’s address; then nobody is told anything', async () => {
    await clear()
    const voucher = await claimed(await waiting(people))
    const { each, all } = paying.wrongVouchers
    const tries = await Promise.all(Array.from({ length: each * 3 }, (_, n) => cashier.call({ ...redeemVoucher }, {}, { voucher: guess(n), deed: 'g'.repeat(22) })))
    const codes = tries.map((answer) => (answer.ok ? 'ok' : answer.code))
    expect(codes.filter((code) => code === 'not_found')).toHaveLength(each)
    expect(codes.filter((code) => code === 'too_many')).toHaveLength(each * 2)
    expect(await lookAt(cashier.session, voucher)).toMatchObject({ code: 'too_many' })
    // One cashier, however many they type, does not close the window to another.
    expect([each * 3 >= all, (await lookAt(cashier2.session, voucher)).ok]).toEqual([true, true])

    await clear()
    const many = await Promise.all(Array.from({ length: Math.ceil(all / each) }, (_, at) => signedIn(`cashier${11 + at}`)))
    for (const [at, who] of many.entries()) for (let n = 0; n < each; n += 1) await lookAt(who.session, guess(1000 * (at + 1) + n))
    expect(await lookAt(cashier2.session, voucher)).toMatchObject({ code: 'too_many' })
    expect(Object.keys((await rows('SELECT * FROM voucher_miss LIMIT 1'))[0] as object)).toEqual(['member', 'hour', 'count'])
    await clear()
    expect(must(await lookAt(cashier2.session, voucher))).toMatchObject({ standing: 'payable' })
  })

  it('do not count slips of the pen, which the check digits tell', async () => {
    await clear()
    const voucher = await claimed(await waiting(people))
    const slip = voucher.slice(0, 3) + String((Number(voucher[3]) + 1) % 10) + voucher.slice(4)
    for (let n = 0; n < 20; n += 1) expect((await post('/api/staff/vouchers', { voucher: slip }, { cookie: cashier.cookie })).status).toBe(400)
    expect(await lookAt(cashier.session, slip)).toMatchObject({ code: 'voucher-mistyped' })
    expect(await rows('SELECT * FROM voucher_miss')).toEqual([])
    expect(must(await lookAt(cashier.session, voucher)).standing).toBe('payable')
  })
})

describe('what it costs', () => {
  it('to claim two round trips, to pay seven at most with the session', async () => {
    const told = await waiting(people)
    const counted = countedDatabase()
    const voucher = await claimed(told, { place: { db: counted.db } })
    expect(counted.trips).toBe(2)
    const paying1 = countedDatabase()
    must(await callerOf({ cookie: cashier.cookie, db: paying1.db })(redeemVoucher, {}, deedOf(voucher)))
    expect(paying1.trips).toBeLessThanOrEqual(7)
    expect(paying1.rowsRead).toBeLessThanOrEqual(200)
  })
})
