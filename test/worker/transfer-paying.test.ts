/** A transfer is booked once: by a thousand at once, and with a fault at any call. */
import { describe, expect, it } from 'vitest'
import { payTransfer, returnTransfer } from '#contract/transfer.ts'
import { reconcileLedger } from '#contract/voucher.ts'
import { confirmPayee } from '../../site/console/custody/payee-act.ts'
import { startPayingIn } from '../../site/console/window/transfer-act.ts'
import { callerOf, must, post } from '../support/api.ts'
import { crew, FEN } from '../support/award.ts'
import { countedDatabase, rows } from '../support/database.ts'
import { atEveryCall } from '../support/faults.ts'
import { signedIn } from '../support/members.ts'
import { comeBack, type Told } from '../support/story.ts'
import { asked, atWindow, claimBytes, confirmed, lookedAt, namedWaiting } from '../support/transfer.ts'
import { claimTransfer } from '#contract/transfer.ts'

const [first, second] = await Promise.all([signedIn('custodian01'), signedIn('custodian02')])
const people = { ...(await crew()), first, second }
const { cashier, cashier2, supervisor } = people

const payments = (told: Told) =>
  rows<{ kind: string; fen: number; way: string | null }>('SELECT l.kind, l.fen, l.way FROM ledger l JOIN award a ON a.id = l.award_id JOIN report r ON r.id = a.report_id WHERE r.reference = ?1 ORDER BY l.n', told.reference)
const holds = async () => must(await supervisor.call(reconcileLedger, {}, {})).holds
const count = async (told: Told, wanted: string) => (await comeBack(told)).timeline.filter(({ kind }) => kind === wanted).length

describe('a transfer is booked once', () => {
  it('by one of a thousand who ask at once', async () => {
    const told = await namedWaiting(people)
    const opened = await confirmed(people, told)
    const path = payTransfer.path.replace(':transfer', opened.view.transfer)
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, at) => post(path, { deed: startPayingIn(opened).deed }, { cookie: (at % 2 === 0 ? cashier : cashier2).cookie })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(999)
    expect(await payments(told)).toEqual([{ kind: 'decided', fen: FEN, way: null }, { kind: 'paid', fen: FEN, way: 'transfer' }])
    expect(await holds()).toBe(true)
  }, 300_000)

  it('tells the same act asked again from another', async () => {
    const { view } = await confirmed(people, await namedWaiting(people))
    const pay = (deed: string) => cashier.call(payTransfer, { transfer: view.transfer }, { deed })
    const done = must(await pay('a'.repeat(22)))
    expect(must(await pay('a'.repeat(22)))).toEqual(done)
    expect(await pay('b'.repeat(22))).toMatchObject({ code: 'conflict' })
  })
})

describe('a fault at any call', () => {
  it('of a claim leaves nothing or the claim, and the same bytes again finish it', async () => {
    let told: Told | null = null
    const faults = await atEveryCall(async () => {
      const mine = (told = await namedWaiting(people))
      const sent = await claimBytes(mine)
      return (db) => callerOf(db === undefined ? {} : { db })(claimTransfer, {}, sent as never)
    }, async () => {
      expect(await count(told as Told, 'transfer-asked')).toBe(1)
      expect((await comeBack(told as Told)).award).toMatchObject({ standing: 'confirming' })
    }, holds)
    expect(faults).toBeGreaterThanOrEqual(4)
  }, 300_000)

  it('of a confirmation confirms nothing or once', async () => {
    let told: Told | null = null
    const faults = await atEveryCall(async () => {
      const mine = (told = await namedWaiting(people))
      await asked(mine)
      const payee = await lookedAt(people, mine)
      return (db) => confirmPayee({ ...first.session, tools: { ...first.session.tools, call: callerOf({ cookie: first.cookie, ...(db && { db }) }) } }, mine.reference, payee)
    }, async () => {
      expect(await count(told as Told, 'payee-confirmed')).toBe(1)
      expect((await comeBack(told as Told)).award).toMatchObject({ standing: 'transferring' })
    }, holds)
    expect(faults).toBeGreaterThanOrEqual(8)
  }, 300_000)

  it('of a payment books nothing or once, and of a return sends it back once', async () => {
    for (const [act, kind, standing] of [['pay', 'award-paid', 'paid'], ['return', 'transfer-returned', 'waiting']] as const) {
      let told: Told | null = null
      const faults = await atEveryCall(async () => {
        const { view: { transfer } } = await confirmed(people, (told = await namedWaiting(people)))
        return (db) => {
          const call = callerOf({ cookie: cashier.cookie, ...(db && { db }) })
          return act === 'pay' ? call(payTransfer, { transfer }, { deed: 'z'.repeat(20) + transfer.slice(0, 2) }) : call(returnTransfer, { transfer }, { reason: 'wrong-account' })
        }
      }, async () => {
        expect(await count(told as Told, kind)).toBe(1)
        expect((await comeBack(told as Told)).award).toMatchObject({ standing })
      }, holds)
      expect(faults).toBeGreaterThanOrEqual(8)
    }
  }, 300_000)
})

describe('what it costs', () => {
  it('three round trips to claim, the notice included, seven at most to confirm or to pay with the session', async () => {
    const told = await namedWaiting(people)
    const claiming = countedDatabase()
    const id = (await asked(told, undefined, { db: claiming.db })).award?.transfer?.transfer
    expect(claiming.trips).toBe(3)
    const payee = await lookedAt(people, told)
    const confirming = countedDatabase()
    must(await confirmPayee({ ...first.session, tools: { ...first.session.tools, call: callerOf({ cookie: first.cookie, db: confirming.db }) } }, told.reference, payee))
    expect(confirming.trips).toBeLessThanOrEqual(7)
    await atWindow(cashier, id)
    const paying = countedDatabase()
    must(await callerOf({ cookie: cashier.cookie, db: paying.db })(payTransfer, { transfer: id ?? '' }, { deed: 'y'.repeat(22) }))
    expect(paying.trips).toBeLessThanOrEqual(7)
    expect(paying.rowsRead).toBeLessThanOrEqual(250)
  })
})
