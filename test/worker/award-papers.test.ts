import { describe, expect, it } from 'vitest'
import { listAnnounced } from '#contract/announced.ts'
import { readLedgerBook } from '../../site/console/award/papers/ledger-book.ts'
import { announcementSheetOf, approvalSheetOf, noticeSheetOf } from '../../site/console/award/papers/sheets.ts'
import { callerOf, must } from '../support/api.ts'
import { claimed, crew, FEN, FINE, look, paid, proposed, verified, waiting } from '../support/award.ts'

const people = await crew()
const { desk, housing, approver, cashier, auditor } = people

describe('papers of a reward', () => {
  it('are read from what each member’s own browser opens: the proposer and the desk have a form, whoever has no grant has none', async () => {
    const told = await verified(people)
    await proposed(people, told)
    const form = approvalSheetOf(await look(approver, told.reference))
    // The proposal says that somebody who works there told it; the form does not.
    expect(form).toMatchObject({ sheet: { reference: told.reference, document: FINE.document, finding: FINE.finding, amount: '人民币柒仟伍佰元整（7,500元）', steps: ['罚款50,000元的15%，是7,500元。'], agreed: null, decidedDay: null } })
    expect(approvalSheetOf(await look(housing, told.reference))).toEqual({ why: 'shut' })
    expect(noticeSheetOf((await look(desk, told.reference)).report)).toEqual({ why: 'undecided' })
  })

  it('follow the award: a notice while it waits, its reference announced, the form for good', async () => {
    const told = await waiting(people)
    const announced = async () => JSON.stringify(announcementSheetOf(must(await callerOf()(listAnnounced, {}, {})).references, '2026-11-22'))
    expect(noticeSheetOf((await look(desk, told.reference)).report)).toMatchObject({ sheet: { reference: told.reference, amount: '人民币柒仟伍佰元整（7,500元）' } })
    expect(await announced()).toContain(told.reference)
    await paid(people, await claimed(told))
    expect(noticeSheetOf((await look(desk, told.reference)).report)).toEqual({ why: 'undecided' })
    // Still there: the list does not tell who was paid.
    expect(await announced()).toContain(told.reference)
    expect(approvalSheetOf(await look(desk, told.reference))).toMatchObject({ sheet: { reference: told.reference, decidedDay: expect.stringMatching(/^\d+年\d+月\d+日$/) as string } })
  })

  it('give whoever watches the money the year’s book, oldest first, and the window its own part', async () => {
    for (let n = 0; n < 3; n += 1) await paid(people, await claimed(await waiting(people)))
    const year = must(await readLedgerBook(auditor.session, '2026')).today.slice(0, 4)
    const [whole, window] = [must(await readLedgerBook(auditor.session, year)), must(await readLedgerBook(cashier.session, year))]
    expect(whole.rows.map(({ n }) => n)).toEqual(whole.rows.map(({ n }) => n).toSorted((a, b) => a - b))
    const of = (kind: string, rows = whole.rows) => rows.filter((row) => row.kind === kind).reduce((sum, { fen }) => sum + fen, 0)
    expect([of('decided') % FEN, of('paid') / FEN >= 3, whole.checked.holds]).toEqual([0, true, true])
    expect(whole.balances.map(({ left }) => left).reduce((all, left) => all + left, 0)).toBe(of('allotted') - of('paid') + of('reversed'))
    expect([of('decided', window.rows), of('paid', window.rows)]).toEqual([0, of('paid')])
    expect((await readLedgerBook(desk.session, year)).ok).toBe(false)
  })
})
