/** What a lost code still gets of a reward, once another took its place: nothing. */
import { describe, expect, it } from 'vitest'
import { profile } from '#contract/county/profile.ts'
import { readHistory } from '#contract/console.ts'
import { ISSUES } from '#contract/rules/claim.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { reconcileLedger } from '#contract/voucher.ts'
import * as custody from '../../site/console/custody/act.ts'
import { grantReset } from '../../site/console/custody/unit-act.ts'
import { lookAt, pay, startPaying } from '../../site/console/window/act.ts'
import { readCode } from '../../site/crypto/code.ts'
import { keysFromCode } from '../../site/crypto/stretch.ts'
import { proofOf } from '../../site/track/claim-proof.ts'
import { must } from '../support/api.ts'
import { claimed, crew, paid, waiting } from '../support/award.ts'
import { rows, run } from '../support/database.ts'
import { signedIn } from '../support/members.ts'
import { comeBack, moved, type Told } from '../support/story.ts'

const people = await crew()
const { desk, cashier, supervisor, auditor } = people
const [first, second] = [await signedIn('custodian01'), await signedIn('custodian02')]
const AWARD = '(SELECT id FROM report WHERE reference = ?1)'

const named = () => waiting(people, { identity: { name: '苗秋穗', phone: '13900007788', insider: true } })

/** Another code in the place of the lost one, by custodian and desk; the owner with it. */
async function replaced(told: Told): Promise<Told> {
  must(await custody.askLook(first.session, told.reference, 'reset-code'))
  must(await custody.consent(second.session, told.reference, 1))
  const { after } = must(await custody.look(first.session, told.reference, 1))
  const made = must(await custody.askReset(first.session, after))
  await moved(desk, told.reference, (seen) => grantReset(desk.session, seen))
  const read = readCode(made.code)
  if (!read.ok) throw new Error('no code')
  return { ...told, keys: await keysFromCode(read.digits, profile.id) }
}

describe('a code that was lost and replaced', () => {
  it('leaves no voucher behind that its finder is paid for, and the owner takes one by the plain button', async () => {
    const lost = await named()
    const taken = await claimed(lost)
    const owner = await replaced(lost)
    expect(await lookAt(cashier.session, taken)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await pay(cashier.session, startPaying(taken) ?? { voucher: taken, deed: '' })).toMatchObject({ ok: false })
    const tracked = await comeBack(owner)
    expect(tracked.award).toMatchObject({ standing: 'waiting', closed: null })
    expect(proofOf({ keys: owner.keys, tracked })).toBeNull()
    expect((await paid(people, await claimed(owner))).standing).toBe('paid')
    expect(must(await supervisor.call(reconcileLedger, {}, {}))).toMatchObject({ holds: true })
    const history = must(await auditor.call(readHistory, { reference: owner.reference }, {}))
    expect(await firstBrokenLink(history.report, history.filingDigest, history.events)).toBeNull()
  })

  it('has not used up the term, nor the vouchers, of its successor', async () => {
    const lost = await named()
    await claimed(lost)
    await run(`UPDATE award SET due_day = '2026-01-01', issue = CAST(?2 AS INTEGER) WHERE report_id = ${AWARD}`, lost.reference, ISSUES - 1)
    expect((await comeBack(lost)).award?.closed).toBe('too-late')
    const owner = await replaced(lost)
    expect((await comeBack(owner)).award).toMatchObject({ standing: 'waiting', issue: ISSUES, closed: null, left: 15 })
    expect(await claimed(owner)).toMatch(/^\d{16}$/)
  })

  it('changes nothing of what was paid to it, which is the window’s to take back', async () => {
    const lost = await named()
    await paid(people, await claimed(lost))
    const [before] = await rows(`SELECT * FROM award WHERE report_id = ${AWARD}`, lost.reference)
    const owner = await replaced(lost)
    expect(await rows(`SELECT * FROM award WHERE report_id = ${AWARD}`, owner.reference)).toEqual([before])
  })
})
