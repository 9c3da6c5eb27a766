import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { listAwards } from '#contract/awarding.ts'
import { readHistory } from '#contract/console.ts'
import { exportReport } from '#contract/archive.ts'
import { policy } from '#contract/county/policy.ts'
import { profile } from '#contract/county/profile.ts'
import { listAnnounced } from '#contract/announced.ts'
import { claimStatement, ISSUES } from '#contract/rules/claim.ts'
import { addDays } from '#contract/rules/day.ts'
import { firstBrokenOf } from '#contract/rules/history.ts'
import { answerReversal, listLedger, readVoucher, reconcileLedger } from '#contract/voucher.ts'
import * as award from '../../site/console/award/act.ts'
import { openAwards } from '../../site/console/award/open.ts'
import { merge } from '../../site/console/merge/act.ts'
import * as act from '../../site/console/report/act.ts'
import { askReversal, answerPayment, lookAt, signAnswer } from '../../site/console/window/act.ts'
import { sign } from '../../site/crypto/sign.ts'
import { sweepAwards } from '../../worker/award/cron.ts'
import { callerOf, codeOf, must, post } from '../support/api.ts'
import { claimed, claimWith, crew, FEN, FINE, paid, proposed, verified, waiting } from '../support/award.ts'
import { dump, rows } from '../support/database.ts'
import { signedIn } from '../support/members.ts'
import { comeBack, look, moved, tell } from '../support/story.ts'

const people = await crew()
const { desk, housing, approver, approver2, supervisor, cashier, auditor } = people
const anybody = callerOf()

describe('a reward’s whole way', () => {
  it('goes from the finding to the window, and nobody on the way is told more than is theirs', async () => {
    const told = await verified(people)
    expect((await comeBack(told)).award).toBeNull()
    await moved(housing, told.reference, (seen) => award.propose(housing.session, seen, FINE))
    expect((await comeBack(told)).award).toBeNull()

    const [opened] = openAwards(await look(approver, told.reference))
    expect(opened).toMatchObject({ doubt: null, award: { fen: FEN, standing: 'proposed', proposedBy: 'housing01' }, words: { document: FINE.document, query: { insider: true } } })
    await moved(approver, told.reference, (seen) => award.approve(approver.session, seen))
    const told1 = await comeBack(told)
    expect(told1.award).toMatchObject({ standing: 'waiting', fen: FEN, left: 60, issue: 0, closed: null, where: { address: expect.stringContaining('奖励兑付窗口') as string } })
    expect(must(await anybody(listAnnounced, {}, {})).references).toContain(told.reference)

    const voucher = await claimed(told)
    expect(voucher).toMatch(/^\d{16}$/)
    expect(await claimed(told)).toBe(voucher)
    expect(must(await lookAt(cashier.session, voucher))).toMatchObject({ standing: 'payable', fen: FEN, payment: null })
    const { payment, standing } = await paid(people, voucher)
    expect({ standing, payment }).toMatchObject({ standing: 'paid', payment: { payment: expect.stringMatching(/^\d{4}-\d{6}$/) as string, fen: FEN, by: 'cashier01' } })

    const after = await comeBack(told)
    expect(after.award).toMatchObject({ standing: 'paid', closed: 'not-waiting', voucherUntil: null })
    expect(after.timeline.map(({ kind }) => kind)).toEqual(['received', 'accepted', 'opened', 'found', 'award-proposed', 'award-approved', 'award-claimed', 'award-paid'])
    expect(JSON.stringify(after.timeline)).not.toContain('01"')
    expect(after.timeline.find(({ kind }) => kind === 'award-proposed')?.detail).toEqual({})
    expect(must(await anybody(listAnnounced, {}, {})).references).toContain(told.reference)
    const history = must(await auditor.call(readHistory, { reference: told.reference }, {}))
    const rowsOf = history.events.map((event) => ({ ...event, detail: JSON.stringify(event.detail) }))
    expect(await firstBrokenOf(history.report, history.filingDigest, rowsOf, history)).toBeNull()
    expect(must(await supervisor.call(exportReport, { reference: told.reference }, {})).tables['award']).toHaveLength(1)
    expect(must(await supervisor.call(reconcileLedger, {}, {}))).toMatchObject({ holds: true, ledger: { paid: FEN, waiting: 0 } })
  })

  it('shows the window nothing of the report', async () => {
    const told = await waiting(people)
    const voucher = await claimed(told)
    const [{ id = '', report = '' } = {}] = await rows<{ id: string; report: string }>('SELECT a.id, a.report_id AS report FROM award a JOIN report r ON r.id = a.report_id WHERE r.reference = ?1', told.reference)
    const wire = async () => [
      await (await post(readVoucher.path, { voucher }, { cookie: cashier.cookie })).text(),
      await (await post('/api/staff/vouchers/redeem', { voucher, deed: 'd'.repeat(22) }, { cookie: cashier.cookie })).text(),
      JSON.stringify(must(await cashier.call(listLedger, {}, {}))),
      JSON.stringify(must(await cashier.call(reconcileLedger, {}, {}))),
    ].join('\n')
    const seen = await wire()
    for (const secret of [told.reference, id, report, 'desk01', 'approver01', 'housing', 'HY16', 't-heping', FINE.document, 'insider', told.filed.receipt.digest]) expect(seen).not.toContain(secret)
    expect(seen).not.toMatch(/"kind":"(?:decided|lapsed|declined)"/)
    expect((await cashier.call(readHistory, { reference: told.reference }, {})).ok).toBe(false)
  })
})

describe('deciding', () => {
  it('takes two other people above the threshold, and neither the proposer nor who found it', async () => {
    const told = await verified(people)
    const high = { ...FINE, query: { kind: 'violation', fineFen: 100_000_000 } } as const
    const both = await signedIn({ name: 'desk-approver', unit: 'desk', roles: ['desk', 'approver'] })
    await moved(both, told.reference, (seen) => award.propose(both.session, seen, high))
    expect(await award.approve(both.session, await look(both, told.reference))).toMatchObject({ code: 'forbidden' })
    const first = await moved(approver, told.reference, (seen) => award.approve(approver.session, seen))
    expect(first.awards).toMatchObject([{ standing: 'proposed', needsTwo: true, approvedBy: 'approver01', decidedDay: null }])
    expect((await comeBack(told)).award).toBeNull()
    expect(await award.approve(approver.session, await look(approver, told.reference))).toMatchObject({ code: 'forbidden' })
    expect((await moved(approver2, told.reference, (seen) => award.approve(approver2.session, seen))).awards).toMatchObject([{ standing: 'waiting', secondBy: 'approver02' }])
  })

  it('is decided once when two approvers press at the same time', async () => {
    const told = await verified(people)
    await proposed(people, told)
    const [seen1, seen2] = [await look(approver, told.reference), await look(approver2, told.reference)]
    const answers = await Promise.all([award.approve(approver.session, seen1), award.approve(approver2.session, seen2)])
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.code)).toSorted()).toEqual(['conflict', 'ok'])
    expect(await rows("SELECT l.kind FROM ledger l JOIN award a ON a.id = l.award_id JOIN report r ON r.id = a.report_id WHERE r.reference = ?1", told.reference)).toEqual([{ kind: 'decided' }])
  })

  it('refuses what is not verified, not wished for, alive already, or beyond the scheme', async () => {
    const early = await tell({ wantsReward: true })
    expect(await award.propose(desk.session, await look(desk, early.reference), FINE)).toMatchObject({ code: 'conflict' })
    const unwished = await verified(people, { wantsReward: false })
    expect(await award.propose(desk.session, await look(desk, unwished.reference), FINE)).toMatchObject({ code: 'conflict' })
    await proposed(people, unwished, { ...FINE, unwished: true })
    const seen = await look(desk, unwished.reference)
    expect(await award.propose(desk.session, seen, FINE)).toMatchObject({ code: 'conflict' })
    expect((await moved(desk, unwished.reference, (now) => award.withdraw(desk.session, now))).awards).toMatchObject([{ standing: 'withdrawn' }])

    const told = await verified(people)
    const { report } = await look(desk, told.reference)
    const { body, grants } = await sealedProposal(told.reference)
    const send = (change: object) => post(`/api/staff/reports/${told.reference}/award`, { seq: report.seq, fen: 1, scheme: 'county', line: 'county-budget', body, grants, ...change }, { cookie: desk.cookie })
    const before = await dump()
    for (const change of [{ fen: 30_000_001 }, { fen: 0 }, { scheme: 'shandong-2021' }, { line: 'my-pocket' }, { grants: [] }, { body: { ...body, n: 2 } }]) expect(await codeOf(await send(change))).toBe('invalid')
    expect(await dump()).toEqual(before)
  })

  it('does not let a browser agree to an amount that the sealed grounds do not give', async () => {
    const told = await verified(people)
    await proposed(people, told)
    const seen = await look(approver, told.reference)
    const dearer = { ...seen, report: { ...seen.report, awards: seen.report.awards.map((one) => ({ ...one, fen: one.fen + 1 })) } }
    expect(await award.approve(approver.session, dearer)).toMatchObject({ code: 'award-differs' })
    expect(await award.approve(approver.session, { ...seen, proposals: [] })).toMatchObject({ code: 'award-shut' })
    expect((await post(`/api/staff/reports/${told.reference}/award/approve`, { seq: seen.report.seq, fen: FEN + 1, signature: 'A'.repeat(86) }, { cookie: approver.cookie })).status).toBe(409)
  })

  it('declines with a reason that the reporter reads, before and after it was decided, by somebody else than decided', async () => {
    const [none, told] = [await verified(people), await waiting(people)]
    await moved(approver, none.reference, (seen) => award.decline(approver.session, seen, 'known'))
    expect((await comeBack(none)).award).toMatchObject({ standing: 'declined', reason: 'known', fen: 0 })
    expect(await award.decline(approver.session, await look(approver, told.reference), 'kin')).toMatchObject({ code: 'forbidden' })
    await moved(approver2, told.reference, (seen) => award.decline(approver2.session, seen, 'kin'))
    const { award: notice, timeline } = await comeBack(told)
    expect(notice).toMatchObject({ standing: 'declined', reason: 'kin', closed: 'not-waiting' })
    expect(timeline.at(-1)).toMatchObject({ kind: 'award-declined', detail: { reason: 'kin' } })
    expect(must(await supervisor.call(reconcileLedger, {}, {}))).toMatchObject({ holds: true })
  })

  it('gives one reward to one matter: who came later has none, and is told why', async () => {
    const [first, second] = [await tell({ wantsReward: true }), await tell({ wantsReward: true })]
    await moved(desk, first.reference, (seen) => act.accept(desk.session, seen))
    await moved(desk, second.reference, (seen) => merge(desk.session, seen, first.reference))
    await moved(housing, first.reference, (seen) => act.find(housing.session, seen, 'substantiated', '查到六个大气瓶。'))
    const { body, grants } = await sealedProposal(second.reference)
    const { seq } = (await look(desk, second.reference)).report
    const sent = await post(`/api/staff/reports/${second.reference}/award`, { seq, fen: 1, scheme: 'county', line: 'county-budget', body, grants }, { cookie: desk.cookie })
    expect((await sent.json<{ error: { message: string } }>()).error.message).toContain('先举报')
    await moved(approver, second.reference, (seen) => award.decline(approver.session, seen, 'later'))
    expect((await comeBack(second)).award).toMatchObject({ standing: 'declined', reason: 'later' })
    await proposed(people, first)
  })

  it('keeps its grounds between the desk and who proposed it', async () => {
    const told = await waiting(people)
    await moved(desk, told.reference, (seen) => act.handOn(desk.session, seen, ['fire']))
    const fire = await signedIn('fire01')
    const { report } = await look(fire, told.reference)
    expect(report.bodies.filter(({ kind }) => kind === 'award')).toEqual([])
    expect(report.awards).toHaveLength(1)
  })

  it('lists awards by how they stand, for who decides and who watches', async () => {
    const told = await waiting(people)
    const listed = must(await auditor.call(listAwards, {}, { standing: 'waiting' })).awards
    expect(listed[0]).toMatchObject({ reference: told.reference, fen: FEN, standing: 'waiting' })
    expect(listed.every(({ standing }) => standing === 'waiting')).toBe(true)
  })
})

/** A body and grants as the console seals them, for sending by hand. */
async function sealedProposal(reference: string): Promise<{ body: { compartment: string; n: number; sealed: string }; grants: unknown[] }> {
  let sent: unknown
  const call = (async (...args: unknown[]) => ((sent = args[2]), { ok: false, code: 'network', message: '', requestId: '' })) as unknown as typeof desk.session.tools.call
  await award.propose({ ...desk.session, tools: { ...desk.session.tools, call } }, await look(desk, reference), FINE)
  return sent as Awaited<ReturnType<typeof sealedProposal>>
}

describe('claiming', () => {
  it('believes the code’s own signature over this very award, amount and issue, and nothing else', async () => {
    const [told, other] = [await waiting(people), await waiting(people)]
    const { award: notice } = await comeBack(told)
    if (notice === null) throw new Error('nothing waits')
    const claim = { reference: told.reference, award: notice.award, fen: FEN, issue: 1 }
    const signed = (change: object, keys = told.keys, county = profile.id) => sign(keys.signSeed, claimStatement(county, { ...claim, ...change }))
    const send = (signature: string, change: object = {}) => claimWith({ lookup: told.keys.lookup, award: claim.award, fen: claim.fen, issue: 1, signature, ...change })
    const before = await dump()
    for (const signature of [signed({}, other.keys), signed({ fen: FEN - 1 }), signed({ issue: 2 }), signed({ reference: other.reference }), signed({}, told.keys, 'elsewhere')]) {
      expect(await send(signature)).toMatchObject({ code: 'forbidden' })
    }
    expect(await send(signed({ fen: FEN * 2 }), { fen: FEN * 2 })).toMatchObject({ code: 'conflict' })
    expect(await send(signed({ issue: 2 }), { issue: 2 })).toMatchObject({ code: 'conflict' })
    expect(await send(signed({}), { lookup: other.keys.lookup })).toMatchObject({ code: 'conflict' })
    expect(await dump()).toEqual(before)
    expect(await send(signed({}))).toMatchObject({ ok: true })
  })

  it('kills the voucher before with the next one', async () => {
    const told = await waiting(people)
    const first = await claimed(told)
    const second = await claimed(told, { renew: true })
    expect(second).not.toBe(first)
    expect(await lookAt(cashier.session, first)).toMatchObject({ code: 'not_found' })
    expect(must(await lookAt(cashier.session, second))).toMatchObject({ standing: 'payable' })
    expect(await claimed(told)).toBe(second)
  })

  it('leaves no voucher in the database', async () => {
    const told = await waiting(people)
    const voucher = await claimed(told)
    const all = JSON.stringify(await dump())
    for (const secret of [voucher, voucher.slice(0, 14), FINE.document, 'insider', FINE.finding]) expect(all).not.toContain(secret)
  })

  it('is for those who gave a name where the county’s policy says so', async () => {
    const told = await waiting(people)
    const { on } = policy.anonymousRewards
    Object.assign(policy.anonymousRewards, { on: false })
    try {
      expect((await comeBack(told)).award).toMatchObject({ closed: 'anonymous-off' })
      await expect(claimed(told)).rejects.toThrow('forbidden')
    } finally {
      Object.assign(policy.anonymousRewards, { on })
    }
    await claimed(told)
  })
})

describe('the days of an award', () => {
  it('reminds, lets a voucher run out, extends once, and lapses with a record', async () => {
    const told = await waiting(people)
    const due = async () => (await comeBack(told)).award?.dueDay ?? ''
    const kinds = async () => (await comeBack(told)).timeline.map(({ kind }) => kind).filter((kind) => kind !== 'opened').slice(5)
    const last = await due()
    await sweepAwards(env.DB, addDays(last, -31))
    expect(await kinds()).toEqual([])
    await sweepAwards(env.DB, addDays(last, -30))
    await sweepAwards(env.DB, addDays(last, -29))
    await sweepAwards(env.DB, addDays(last, -5))
    expect(await kinds()).toEqual(['award-reminded', 'award-reminded'])

    const voucher = await claimed(told)
    await sweepAwards(env.DB, addDays((await comeBack(told)).award?.voucherUntil ?? '', 1))
    expect((await comeBack(told)).award).toMatchObject({ standing: 'waiting', issue: 1 })
    expect(must(await lookAt(cashier.session, voucher))).toMatchObject({ standing: 'expired' })

    await moved(desk, told.reference, (seen) => award.extend(desk.session, seen, 'away'))
    expect(await due() > last).toBe(true)
    expect(await award.extend(desk.session, await look(desk, told.reference), 'ill')).toMatchObject({ code: 'conflict' })
    await sweepAwards(env.DB, await due())
    expect((await comeBack(told)).award).toMatchObject({ standing: 'waiting' })
    await sweepAwards(env.DB, addDays(await due(), 1))
    await sweepAwards(env.DB, addDays(await due(), 2))
    expect((await comeBack(told)).award).toMatchObject({ standing: 'lapsed' })
    expect((await kinds()).slice(-2)).toEqual(['award-reminded', 'award-lapsed'])
    expect(await rows("SELECT l.kind FROM ledger l JOIN award a ON a.id = l.award_id JOIN report r ON r.id = a.report_id WHERE r.reference = ?1 ORDER BY l.n", told.reference)).toEqual([{ kind: 'decided' }, { kind: 'lapsed' }])
    await expect(claimed(told)).rejects.toThrow('conflict')
    expect(must(await supervisor.call(reconcileLedger, {}, {}))).toMatchObject({ holds: true })
  })
})

describe('taking a payment back', () => {
  it('is asked by the cashier, agreed by another, and leaves the award waiting for a new voucher', async () => {
    const told = await waiting(people)
    const old = await claimed(told)
    const payment = (await paid(people, old)).payment?.payment ?? ''
    const left = async () => must(await supervisor.call(listLedger, {}, {})).balances[0]?.left ?? 0
    const before = await left()
    // Neither what nobody asked back, nor what is no payment at all, is signed or sent.
    for (const nothing of [payment, '2026-999999']) for (const agree of [true, false]) expect(await answerPayment(supervisor.session, nothing, agree)).toMatchObject({ code: 'reversal-missing' })
    expect(await supervisor.call(answerReversal, { payment }, signAnswer(supervisor.session, { payment, fen: FEN, reversal: null }, true) ?? { agree: true, signature: '' })).toMatchObject({ code: 'conflict' })
    expect(must(await askReversal(cashier.session, payment, 'wrong-person'))).toMatchObject({ reversal: { reason: 'wrong-person', by: 'cashier01' } })
    must(await answerPayment(supervisor.session, payment, false))
    must(await askReversal(cashier.session, payment, 'wrong-person'))
    expect(must(await supervisor.call(listLedger, {}, {})).asked).toMatchObject([{ payment }])
    expect(must(await answerPayment(supervisor.session, payment, true))).toMatchObject({ kind: 'reversed', fen: FEN, by: 'cashier01', secondBy: 'supervisor01', reason: 'wrong-person' })
    expect(must(await answerPayment(supervisor.session, payment, true))).toMatchObject({ kind: 'reversed' })
    expect(await left()).toBe(before + FEN)

    expect(await lookAt(cashier.session, old)).toMatchObject({ code: 'not_found' })
    expect((await comeBack(told)).award).toMatchObject({ standing: 'waiting', issue: ISSUES })
    const anew = await claimed(told)
    expect((await paid(people, anew)).payment?.payment).not.toBe(payment)
    expect(await left()).toBe(before)
    expect(must(await supervisor.call(reconcileLedger, {}, {}))).toMatchObject({ holds: true })
  })
})
