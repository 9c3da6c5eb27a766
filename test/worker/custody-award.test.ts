/** What a lost code still gets of a reward, once another took its place: nothing. */
import { describe, expect, it } from 'vitest'
import { readHistory } from '#contract/console.ts'
import { ISSUES } from '#contract/rules/claim.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { reconcileLedger } from '#contract/voucher.ts'
import { lookAt, pay, startPaying } from '../../site/console/window/act.ts'
import { proofOf } from '../../site/track/claim-proof.ts'
import { must } from '../support/api.ts'
import { claimed, crew, paid, waiting } from '../support/award.ts'
import { rows, run } from '../support/database.ts'
import { replaced } from '../support/lost-code.ts'
import { signedIn } from '../support/members.ts'
import { comeBack } from '../support/story.ts'

const people = await crew()
const { cashier, supervisor, auditor } = people
const keepers = { ...people, first: await signedIn('custodian01'), second: await signedIn('custodian02') }
const AWARD = '(SELECT id FROM report WHERE reference = ?1)'

const named = () => waiting(people, { identity: { name: '苗秋穗', phone: '13900007788', insider: true } })

describe('a code that was lost and replaced', () => {
  it('leaves no voucher behind that its finder is paid for, and the owner takes one by the plain button', async () => {
    const lost = await named()
    const taken = await claimed(lost)
    const owner = await replaced(keepers, lost)
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
    const owner = await replaced(keepers, lost)
    expect((await comeBack(owner)).award).toMatchObject({ standing: 'waiting', issue: ISSUES, closed: null, left: 15 })
    expect(await claimed(owner)).toMatch(/^\d{16}$/)
  })

  it('changes nothing of what was paid to it, which is the window’s to take back', async () => {
    const lost = await named()
    await paid(people, await claimed(lost))
    const [before] = await rows(`SELECT * FROM award WHERE report_id = ${AWARD}`, lost.reference)
    const owner = await replaced(keepers, lost)
    expect(await rows(`SELECT * FROM award WHERE report_id = ${AWARD}`, owner.reference)).toEqual([before])
  })
})
