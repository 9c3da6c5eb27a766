/** What becomes of a reward when the result it rests on does not stand. */
import { describe, expect, it } from 'vitest'
import { exportReport } from '#contract/archive.ts'
import { readHistory } from '#contract/console.ts'
import { firstBrokenOf } from '#contract/rules/history.ts'
import { askReview } from '#contract/track.ts'
import { reconcileLedger } from '#contract/voucher.ts'
import * as award from '../../site/console/award/act.ts'
import * as merging from '../../site/console/merge/act.ts'
import * as act from '../../site/console/report/act.ts'
import * as review from '../../site/console/review/act.ts'
import { lookAt, pay, startPaying } from '../../site/console/window/act.ts'
import { payTransfer, returnTransfer, startPayingIn } from '../../site/console/window/transfer-act.ts'
import type { Tip } from '../../site/crypto/filing.ts'
import { callerOf, must } from '../support/api.ts'
import { claimed, crew, paid, proposed, verified, waiting } from '../support/award.ts'
import { rows } from '../support/database.ts'
import { signedIn } from '../support/members.ts'
import { comeBack, look, messageOf, moved, tell, type Told } from '../support/story.ts'
import { confirmed, IDENTITY } from '../support/transfer.ts'

const people = await crew()
const { desk, housing, approver, approver2, cashier, supervisor, auditor } = people
const fire = await signedIn('fire01')

/** The reporter contests, and another department reviews. */
async function reviewed(told: Told, decided: Omit<Parameters<typeof review.decideReview>[2], 'text'>): Promise<void> {
  must(await callerOf()(askReview, {}, { lookup: told.keys.lookup, body: await messageOf(told, await comeBack(told), '再看看。') }))
  await moved(desk, told.reference, (seen) => review.nameReview(desk.session, seen, 'fire'))
  await moved(fire, told.reference, (seen) => review.decideReview(fire.session, seen, { ...decided, text: '看过了。' }))
}
const overturned = (told: Told) => reviewed(told, { decision: 'changed', result: 'unfounded' })
const booked = (told: Told) =>
  rows<{ kind: string }>('SELECT l.kind FROM ledger l JOIN award a ON a.id = l.award_id JOIN report r ON r.id = a.report_id WHERE r.reference = ?1 ORDER BY l.n', told.reference)
const standings = async (told: Told) => (await look(approver, told.reference)).report.awards.map(({ standing, reason }) => [standing, reason])

describe('an award whose result fell', () => {
  it('is not approved, and its proposal ends without a word in the ledger', async () => {
    const told = await verified(people)
    await proposed(people, told)
    await overturned(told)
    expect((await award.approve(approver.session, await look(approver, told.reference))).ok).toBe(false)
    expect([await standings(told), await booked(told)]).toEqual([[['declined', 'result-changed']], []])
  })

  it('is neither claimed nor paid, its reporter reads why, and books and history agree', async () => {
    const [told, out] = [await waiting(people), await waiting(people)]
    const voucher = await claimed(out)
    await overturned(told)
    await overturned(out)
    await expect(claimed(told)).rejects.toThrow('refused')
    expect(await lookAt(cashier.session, voucher)).toMatchObject({ ok: false, code: 'not_found' })
    const seen = await comeBack(out)
    expect(seen.award).toMatchObject({ standing: 'declined', reason: 'result-changed', closed: 'not-waiting' })
    expect(seen.timeline.slice(-2).map(({ kind, detail }) => [kind, detail.reason])).toEqual([['review-decided', 'changed'], ['award-declined', 'result-changed']])
    expect((await booked(out)).map(({ kind }) => kind)).toEqual(['decided', 'declined'])
    expect(must(await supervisor.call(reconcileLedger, {}, {}))).toMatchObject({ holds: true })
    const history = must(await auditor.call(readHistory, { reference: out.reference }, {}))
    const rowsOf = history.events.map((event) => ({ ...event, detail: JSON.stringify(event.detail) }))
    expect(await firstBrokenOf(history.report, history.filingDigest, rowsOf, history)).toBeNull()
    expect(must(await auditor.call(exportReport, { reference: out.reference }, {})).tables['award']).toHaveLength(1)
  })

  it('ends too when all is looked into anew', async () => {
    const told = await waiting(people)
    await reviewed(told, { decision: 'reinvestigate' })
    expect(await standings(told)).toEqual([['declined', 'result-changed']])
  })

  it('stays where the review finds less or the same of it, and where it was paid before', async () => {
    const [less, same, gone] = [await waiting(people), await waiting(people), await waiting(people)]
    await paid(people, await claimed(gone))
    await reviewed(less, { decision: 'changed', result: 'partly' })
    await reviewed(same, { decision: 'upheld' })
    await overturned(gone)
    expect([await standings(less), await standings(same), await standings(gone)]).toEqual([[['waiting', null]], [['waiting', null]], [['paid', null]]])
    await act.note(desk.session, await look(desk, less.reference), '内部看。')
    expect((await paid(people, await claimed(less))).standing).toBe('paid')
  })
})

describe('a result of a matter that a review of another of its reports overturned', () => {
  /** Two of one matter, with one result, and a reward for the first. */
  async function together(tip: Partial<Tip> = {}): Promise<[Told, Told]> {
    const [first, later] = [await tell({ wantsReward: true, ...tip }), await tell()]
    await moved(desk, first.reference, (seen) => act.accept(desk.session, seen))
    await moved(desk, later.reference, (seen) => merging.merge(desk.session, seen, first.reference))
    await moved(housing, first.reference, (seen) => act.find(housing.session, seen, 'substantiated', '有。'))
    must(await merging.relayAll(desk.session, await look(desk, first.reference)))
    await proposed(people, first)
    await moved(approver, first.reference, (seen) => award.approve(approver.session, seen))
    return [first, later]
  }

  /** The later one goes its own way, and its review overturns the result of both. */
  async function parted(later: Told): Promise<void> {
    await moved(desk, later.reference, (seen) => merging.unmerge(desk.session, seen))
    await overturned(later)
  }

  it('is no ground to transfer what was decided on it, though the payee was confirmed before: nothing is booked, and it can be sent back', async () => {
    const [first, later] = await together({ identity: IDENTITY })
    const opened = await confirmed({ ...people, first: await signedIn('custodian01'), second: await signedIn('custodian02') }, first)
    await parted(later)
    expect(await payTransfer(cashier.session, startPayingIn(opened))).toMatchObject({ ok: false, code: 'conflict', message: expect.stringContaining('受理台') as string })
    expect(await booked(first)).toEqual([{ kind: 'decided' }])
    must(await returnTransfer(cashier.session, opened.view.transfer, 'wrong-account'))
    expect((await comeBack(first)).award).toMatchObject({ closed: 'not-waiting', transferable: false })
  })

  it('is no ground to claim or pay what was decided on it, nor to propose anew; the desk takes it back', async () => {
    const [first, later] = await together()
    const voucher = await claimed(first)
    await parted(later)
    expect(await pay(cashier.session, startPaying(voucher) ?? { voucher, deed: '' })).toMatchObject({ ok: false, message: expect.stringContaining('受理台') as string })
    expect((await comeBack(first)).award).toMatchObject({ closed: 'not-waiting', transferable: false })
    await expect(claimed(first)).rejects.toThrow()
    await moved(approver2, first.reference, (seen) => award.decline(approver2.session, seen, 'kin'))
    expect(award.awardMovesNow(desk.session, await look(desk, first.reference)).propose).toBe('not-verified')
    expect(must(await supervisor.call(reconcileLedger, {}, {}))).toMatchObject({ holds: true })
  })
})
