/** A claim by transfer whose ground goes from under it: the code that made it, or the result that the award rests on. */
import { describe, expect, it } from 'vitest'
import { profile } from '#contract/county/profile.ts'
import { askReview } from '#contract/track.ts'
import { reconcileLedger } from '#contract/voucher.ts'
import { sealedClaim, transferStatement, type TransferClaim } from '#contract/rules/transfer.ts'
import * as award from '../../site/console/award/act.ts'
import * as review from '../../site/console/review/act.ts'
import { payTransfer, returnTransfer, startPayingIn } from '../../site/console/window/transfer-act.ts'
import { sign } from '../../site/crypto/sign.ts'
import { callerOf, must } from '../support/api.ts'
import { claimed, crew, proposed } from '../support/award.ts'
import { rows } from '../support/database.ts'
import { replaced } from '../support/lost-code.ts'
import { signedIn } from '../support/members.ts'
import { comeBack, messageOf, moved, type Told } from '../support/story.ts'
import { asked, claimBytes, confirmed, namedWaiting, sendClaim } from '../support/transfer.ts'

const [first, second, fire] = await Promise.all([signedIn('custodian01'), signedIn('custodian02'), signedIn('fire01')])
const people = { ...(await crew()), first, second }
const { desk, cashier, supervisor, approver, approver2 } = people
const sealedOf = (told: Told) => rows('SELECT p.holder FROM payout p JOIN transfer t ON t.id = p.transfer_id WHERE t.report_id = ?1', told.sealed.filing.report)

describe('a claim by transfer', () => {
  it('of a lost code ends with it, and the owner claims with the new one', async () => {
    const lost = await namedWaiting(people)
    await asked(lost)
    const owner = await replaced(people, lost)
    expect((await comeBack(owner)).award).toMatchObject({ standing: 'waiting', transferable: true, transfer: { standing: 'dropped' } })
    expect(await sealedOf(lost)).toEqual([])
    expect((await confirmed(people, owner)).doubt).toBeNull()
  })

  it('ends with the result that it rests on, confirmed or not, and its account is deleted', async () => {
    const told = await namedWaiting(people)
    const opened = await confirmed(people, told)
    must(await callerOf()(askReview, {}, { lookup: told.keys.lookup, body: await messageOf(told, await comeBack(told), '再看看。') }))
    await moved(desk, told.reference, (seen) => review.nameReview(desk.session, seen, 'fire'))
    await moved(fire, told.reference, (seen) => review.decideReview(fire.session, seen, { decision: 'changed', result: 'unfounded', text: '看过了。' }))
    expect((await comeBack(told)).award).toMatchObject({ standing: 'declined', reason: 'result-changed', transfer: { standing: 'dropped' } })
    expect(await sealedOf(told)).toEqual([])
    expect(await payTransfer(cashier.session, startPayingIn(opened))).toMatchObject({ code: 'conflict' })
    expect(must(await supervisor.call(reconcileLedger, {}, {}))).toMatchObject({ holds: true })
  })
})

describe('a transfer that the window sent back', () => {
  it('is corrected for its own award alone: under another it could be neither paid nor given up', async () => {
    const told = await namedWaiting(people)
    const { view } = await confirmed(people, told)
    must(await returnTransfer(cashier.session, view.transfer, 'wrong-account'))
    await moved(approver2, told.reference, (seen) => award.decline(approver2.session, seen, 'kin'))
    await proposed(people, told)
    await moved(approver, told.reference, (seen) => award.approve(approver.session, seen))
    const fresh = await claimBytes(told)
    const claim = { ...fresh, transfer: view.transfer, mark: view.mark, key: view.key, reference: told.reference } as unknown as TransferClaim
    const signature = sign(told.keys.signSeed, transferStatement(profile.id, claim, await sealedClaim(claim)))
    const { reference: _reference, ...input } = { ...claim, lookup: fresh['lookup'], signature }
    expect(await sendClaim(input)).toMatchObject({ ok: false, code: 'conflict' })
    expect(await claimed(told)).toMatch(/^\d{16}$/)
  })
})
