/** 转账领奖: a named reporter is paid into an account that the cashier alone can open, once the custodian has confirmed whose it is. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { reasons } from '#contract/county/reasons.ts'
import { readHistory } from '#contract/console.ts'
import { paying } from '#contract/county/paying.ts'
import { confirmPayee as confirmOperation } from '#contract/custody.ts'
import { addDays } from '#contract/rules/day.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { reconcileLedger } from '#contract/voucher.ts'
import { listTransfers as listOperation } from '#contract/transfer.ts'
import * as custody from '../../site/console/custody/act.ts'
import { confirmPayee, declinePayee } from '../../site/console/custody/payee-act.ts'
import { answerPayment, askReversal, lookAt } from '../../site/console/window/act.ts'
import { allTransfers, openTransfer, payTransfer, returnTransfer, startPayingIn } from '../../site/console/window/transfer-act.ts'
import { holderKeys } from '../../site/crypto/keyring.ts'
import { sealPayout } from '../../site/payout/sealed.ts'
import { sayAward } from '../../site/track/award-words.ts'
import { claim } from '../../site/track/claim.ts'
import { forgetPayouts, sweepAwards } from '../../worker/award/cron.ts'
import { payTransfer as payIn } from '../../worker/award/transfer-pay.ts'
import { now } from '../../worker/platform/clock.ts'
import { findMemberByName } from '../../worker/staff/store.ts'
import { callerOf, must } from '../support/api.ts'
import { claimed, crew, FEN, waiting } from '../support/award.ts'
import { dump, rows, run } from '../support/database.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { comeBack, look, type Told } from '../support/story.ts'
import { ACCOUNT, asked, atWindow, claimBytes, confirmed, DIGITS, lookedAt, namedWaiting, openOf, paidIn, sendClaim } from '../support/transfer.ts'

const [first, second] = await Promise.all([signedIn('custodian01'), signedIn('custodian02')])
const people = { ...(await crew()), first, second }
const { cashier, cashier2, supervisor, auditor, desk } = people
const today = now().today

const awardOf = async (told: Told) => (await comeBack(told)).award
const kinds = async (told: Told) => (await comeBack(told)).timeline.map(({ kind }) => kind)
const sealedOf = (told: Told) => rows<{ holder: string; sealed: string }>('SELECT p.holder, p.sealed FROM payout p JOIN transfer t ON t.id = p.transfer_id WHERE t.report_id = ?1 ORDER BY p.holder', told.sealed.filing.report)
const holds = async () => must(await supervisor.call(reconcileLedger, {}, {})).holds

describe('a claim by transfer', () => {
  it('is confirmed by the custodian, paid by the window, and each sees no more than that takes', async () => {
    const told = await namedWaiting(people)
    const tracked = await asked(told)
    expect(tracked.award).toMatchObject({ standing: 'confirming', issue: 1, transfer: { standing: 'asked', reason: null } })
    expect(tracked.timeline.at(-1)).toMatchObject({ kind: 'transfer-asked', unit: null })
    const before = await sealedOf(told)
    expect(before.map(({ holder }) => holder)).toEqual(['cashier', 'custodian'])

    const payee = await lookedAt(people, told)
    expect(payee).toMatchObject({ name: ACCOUNT.name, same: true })
    must(await confirmPayee(first.session, told.reference, payee))
    expect((await sealedOf(told)).map(({ holder }) => holder)).toEqual(['cashier'])
    expect(await awardOf(told)).toMatchObject({ standing: 'transferring', transferable: false, closed: 'not-waiting' })

    const opened = await atWindow(cashier, payee.transfer)
    expect(opened).toMatchObject({ doubt: null, words: { name: ACCOUNT.name, bank: ACCOUNT.bank, account: DIGITS }, view: { fen: FEN, standing: 'payable', first: null, payment: null } })
    const served = JSON.stringify([must(await cashier.call(listOperation, {}, { list: 'waiting' })), opened])
    for (const secret of [told.reference, told.sealed.filing.report, tracked.award?.award ?? '-', told.keys.verify, told.sealed.filing.category]) expect(served).not.toContain(`"${secret}"`)

    const paid = await paidIn(cashier, opened)
    expect(paid).toMatchObject({ standing: 'paid', payment: { fen: FEN, way: 'transfer', by: 'cashier01' } })
    expect(await awardOf(told)).toMatchObject({ standing: 'paid', transfer: { standing: 'paid' } })
    expect(await kinds(told)).toEqual(expect.arrayContaining(['transfer-asked', 'identity-asked', 'identity-consented', 'identity-opened', 'payee-confirmed', 'award-paid']))
    expect(await holds()).toBe(true)
    const history = must(await auditor.call(readHistory, { reference: told.reference }, {}))
    expect(await firstBrokenLink(history.report, history.filingDigest, history.events)).toBeNull()
  })

  it('shows a custodian neither account nor payee but in a look that two agreed to for it', async () => {
    const told = await namedWaiting(people)
    await asked(told)
    const sealed = await sealedOf(told)
    const served = async (who: Worker) => JSON.stringify([await custody.read(who.session, told.reference), await look(desk, told.reference), await comeBack(told)])
    for (const one of sealed) expect(await served(first)).not.toContain(one.sealed)
    const { view } = must(await custody.askLook(first.session, told.reference, 'court-order'))
    must(await custody.consent(second.session, told.reference, view.requests.at(-1)?.n ?? 0))
    expect(must(await custody.look(first.session, told.reference, view.requests.at(-1)?.n ?? 0)).payee).toBeNull()
  })

  it('is confirmed by nobody who has not looked since, nor by another key than the custodian’s', async () => {
    const told = await namedWaiting(people)
    await asked(told)
    const old = await lookedAt(people, told)
    await asked(told)
    expect(await confirmPayee(first.session, told.reference, old)).toMatchObject({ code: 'conflict' })
    const payee = await lookedAt(people, told)
    expect(await confirmPayee(second.session, told.reference, payee)).toMatchObject({ code: 'conflict' })
    expect(await first.call(confirmOperation, { reference: told.reference }, { transfer: payee.transfer, signature: 'A'.repeat(86) })).toMatchObject({ code: 'forbidden' })
    expect(await confirmPayee(cashier.session, told.reference, payee)).toMatchObject({ code: 'forbidden' })
    const view = must(await confirmPayee(first.session, told.reference, payee))
    const before = await dump()
    expect(must(await confirmPayee(first.session, told.reference, payee))).toEqual(view)
    expect(await dump()).toEqual(before)
  })

  it('is declined where the names differ, for a reason that its reporter reads; what was sealed is gone, and it can be claimed again', async () => {
    const told = await namedWaiting(people)
    await asked(told, { ...ACCOUNT, name: '贾仁' })
    const payee = await lookedAt(people, told)
    expect(payee).toMatchObject({ name: '贾仁', same: false })
    must(await declinePayee(first.session, told.reference, payee, 'other-name'))
    expect(await awardOf(told)).toMatchObject({ standing: 'waiting', closed: null, transferable: true, transfer: { standing: 'declined', reason: 'other-name' } })
    expect(await sealedOf(told)).toEqual([])
    expect((await confirmed(people, told)).doubt).toBeNull()
  })

  it('waits as long as a voucher is good, at least, once it came to nothing after its last day', async () => {
    const told = await namedWaiting(people)
    await asked(told)
    await run("UPDATE award SET due_day = ?2 WHERE report_id = ?1 AND standing = 'confirming'", told.sealed.filing.report, addDays(today, -1))
    await sweepAwards(env.DB, today)
    expect(await awardOf(told)).toMatchObject({ standing: 'confirming', transferable: false })
    must(await declinePayee(first.session, told.reference, await lookedAt(people, told), 'unreadable'))
    expect(await awardOf(told)).toMatchObject({ standing: 'waiting', left: paying.voucherDays, transferable: true })
  })
})

describe('an account that the bank does not take', () => {
  it('goes back to its reporter, is deleted, and is corrected without another look where the payee is the same', async () => {
    const told = await namedWaiting(people)
    const opened = await confirmed(people, told)
    must(await returnTransfer(cashier.session, opened.view.transfer, 'wrong-account'))
    expect(await awardOf(told)).toMatchObject({ standing: 'waiting', transfer: { standing: 'returned', reason: 'wrong-account' } })
    expect(await sealedOf(told)).toEqual([])
    expect(await payTransfer(cashier.session, startPayingIn(opened))).toMatchObject({ code: 'conflict' })

    const again = await asked(told, { ...ACCOUNT, account: '6228480098765432109' })
    expect(again.award).toMatchObject({ standing: 'transferring', transfer: { transfer: opened.view.transfer, standing: 'confirmed' } })
    expect(again.timeline.at(-1)).toMatchObject({ kind: 'transfer-corrected' })
    expect(await sealedOf(told)).toHaveLength(1)
    const now1 = await atWindow(cashier, opened.view.transfer)
    expect(now1).toMatchObject({ doubt: null, words: { account: '6228480098765432109' } })
    await paidIn(cashier, now1)
    expect(await holds()).toBe(true)
  })

  it('is confirmed anew where somebody else is to be paid', async () => {
    const told = await namedWaiting(people)
    const { view } = await confirmed(people, told)
    must(await returnTransfer(cashier.session, view.transfer, 'wrong-bank'))
    const again = await asked(told, { ...ACCOUNT, name: '贾仁' })
    expect(again.award).toMatchObject({ standing: 'confirming' })
    expect(again.award?.transfer?.transfer).not.toBe(view.transfer)
  })

  it('that came back after it was booked is taken back by somebody else, and waits anew', async () => {
    const told = await namedWaiting(people)
    const { payment } = await paidIn(cashier, await confirmed(people, told))
    expect(await askReversal(cashier.session, payment?.payment ?? '', 'not-handed-over')).toMatchObject({ code: 'invalid' })
    must(await askReversal(cashier.session, payment?.payment ?? '', 'account-shut'))
    must(await answerPayment(supervisor.session, payment?.payment ?? '', true))
    expect(await awardOf(told)).toMatchObject({ standing: 'waiting', transferable: true, transfer: { standing: 'reversed', reason: 'account-shut' } })
    const { award } = await comeBack(told)
    if (award === null) throw new Error('no award')
    expect(sayAward(award, today).sentences[0]).toContain(reasons.reversal['account-shut'].sentence)
    expect(await sealedOf(told)).toEqual([])
    await paidIn(cashier, await confirmed(people, told))
    expect(await holds()).toBe(true)
  })

  it('is deleted the county’s days after it was paid, with a word to the reporter; the history stays whole', async () => {
    const told = await namedWaiting(people)
    await paidIn(cashier, await confirmed(people, told))
    await forgetPayouts(env.DB, addDays(today, paying.payoutDays - 1))
    expect(await sealedOf(told)).toHaveLength(1)
    await forgetPayouts(env.DB, addDays(today, paying.payoutDays))
    await forgetPayouts(env.DB, addDays(today, paying.payoutDays))
    expect(await sealedOf(told)).toEqual([])
    expect((await kinds(told)).filter((kind) => kind === 'payout-forgotten')).toHaveLength(1)
    const history = must(await auditor.call(readHistory, { reference: told.reference }, {}))
    expect(await firstBrokenLink(history.report, history.filingDigest, history.events)).toBeNull()
  })
})

describe('voucher and transfer', () => {
  it('exclude each other: whichever is claimed last, until a payee is confirmed', async () => {
    const told = await namedWaiting(people)
    const voucher = await claimed(told)
    await asked(told)
    expect(await lookAt(cashier.session, voucher)).toMatchObject({ code: 'not_found' })
    const other = await claimed(told)
    expect(await awardOf(told)).toMatchObject({ standing: 'claimed', issue: 3, transfer: { standing: 'dropped' } })
    expect(await sealedOf(told)).toEqual([])
    expect(must(await lookAt(cashier.session, other))).toMatchObject({ standing: 'payable' })
    await run('DELETE FROM voucher_miss')

    await confirmed(people, told)
    expect(await claim(await openOf(told), { call: callerOf() })).toMatchObject({ code: 'conflict' })
    expect(await sendClaim({ ...(await claimBytes(told)), issue: 5 })).toMatchObject({ ok: false })
  })

  it('are offered as the county says, and a transfer to nobody without a name', async () => {
    const anonymous = await waiting(people)
    expect(await awardOf(anonymous)).toMatchObject({ closed: null, transferable: false })
    expect(await sendClaim(await claimBytes(anonymous))).toMatchObject({ code: 'forbidden' })
    const told = await namedWaiting(people)
    const { ways } = paying
    try {
      Object.assign(paying, { ways: ['voucher'] })
      expect(await awardOf(told)).toMatchObject({ closed: null, transferable: false })
      expect(await sendClaim(await claimBytes(told))).toMatchObject({ code: 'forbidden' })
      Object.assign(paying, { ways: ['transfer'] })
      expect([(await awardOf(told))?.closed, (await awardOf(anonymous))?.closed]).toEqual(['no-voucher', 'anonymous-off'])
      expect(await claim(await openOf(told), { call: callerOf() })).toMatchObject({ code: 'forbidden' })
      expect((await asked(told)).award).toMatchObject({ standing: 'confirming' })
    } finally {
      Object.assign(paying, { ways })
    }
  })
})

describe('what a claim is bound to', () => {
  it('every part of it by the code’s signature; the same again changes nothing', async () => {
    const told = await namedWaiting(people)
    const sent = await claimBytes(told)
    for (const change of [{ transfer: 'B'.repeat(22) }, { mark: 'B'.repeat(43).replace(/.$/, 'A') }, { keyring: 99 }, { payout: sent['payee'] }, { issue: 2 }]) {
      expect(await sendClaim({ ...sent, ...change })).toMatchObject({ ok: false, code: 'forbidden' })
    }
    must(await sendClaim(sent))
    const before = await dump()
    must(await sendClaim(sent))
    expect(await dump()).toEqual(before)
  })

  it('an account that the server put in its place is not paid: it is not signed for, or not for the confirmed payee', async () => {
    const told = await namedWaiting(people)
    const { view, words } = await confirmed(people, told)
    const { keyring } = cashier.session.tools
    const own = { name: ACCOUNT.name, salt: 'A'.repeat(43), bank: '别处', account: '622848001234567890' }
    const slipped = await sealPayout(holderKeys(keyring, 'cashier').recipient, { transfer: view.transfer, holder: 'cashier' }, own, new Uint8Array(32))
    const swapped = await openTransfer(cashier.session, { ...view, payout: slipped })
    expect(swapped.doubt).toBe('unsigned')
    const { verifyKeyOf } = await import('../../site/crypto/sign.ts')
    expect((await openTransfer(cashier.session, { ...view, payout: slipped, key: verifyKeyOf(new Uint8Array(32)) })).doubt).toBe('unconfirmed')
    expect((await openTransfer(cashier.session, { ...view, mark: 'B'.repeat(42) + 'A' })).doubt).toBe('unconfirmed')
    expect((await openTransfer(first.session, view)).doubt).toBe('shut')
    expect(await payTransfer(cashier.session, startPayingIn(swapped))).toMatchObject({ code: 'transfer-unsigned' })
    expect(words?.account).toBe(DIGITS)
  })

  it('a look for a payee is refused while none waits', async () => {
    const told = await namedWaiting(people)
    expect(await custody.askLook(first.session, told.reference, 'transfer-payee')).toMatchObject({ code: 'conflict' })
  })
})

describe('at the window', () => {
  it('two book it where the county wants two, and never who filed the report', async () => {
    const told = await namedWaiting(people)
    const { view } = await confirmed(people, told)
    const press = async (who: Worker, deed: string) => {
      const member = await findMemberByName(env.DB, who.name)
      if (member === null) throw new Error('nobody')
      return payIn(env.DB, member, view.transfer, deed, today, { twoCashiersAbove: 0 })
    }
    await run("UPDATE report SET filed_by = 'cashier02', filed = 'visit' WHERE reference = ?1", told.reference)
    expect(await press(cashier2, 'd'.repeat(22))).toMatchObject({ ok: false, refusal: 'filed-it' })
    await run("UPDATE report SET filed_by = NULL, filed = 'page' WHERE reference = ?1", told.reference)
    expect(await press(cashier, 'a'.repeat(22))).toMatchObject({ ok: true, value: { standing: 'second', first: 'cashier01' } })
    expect(await press(cashier, 'b'.repeat(22))).toMatchObject({ ok: true, value: { standing: 'second' } })
    expect(await press(cashier2, 'c'.repeat(22))).toMatchObject({ ok: true, value: { standing: 'paid', payment: { by: 'cashier01', secondBy: 'cashier02' } } })
  })

  it('lists what waits, then what was paid and is not deleted yet', async () => {
    const told = await namedWaiting(people)
    const { view } = await confirmed(people, told)
    const listed = (list: 'waiting' | 'paid') => allTransfers(cashier.session, list).then(must)
    expect((await listed('waiting')).some((one) => one.view.transfer === view.transfer)).toBe(true)
    await paidIn(cashier, await atWindow(cashier, view.transfer))
    expect((await listed('waiting')).some((one) => one.view.transfer === view.transfer)).toBe(false)
    expect((await listed('paid')).find((one) => one.view.transfer === view.transfer)?.words?.name).toBe(ACCOUNT.name)
  })
})
