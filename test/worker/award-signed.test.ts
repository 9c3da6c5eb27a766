import type { Award } from '#contract/award.ts'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { exportReport } from '#contract/archive.ts'
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import { decisionStatement } from '#contract/rules/award-decision.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { checkArchive } from '../../site/console/archive/check.ts'
import { verifyAll } from '../../site/console/audit/verify-all.ts'
import { verifyHistory } from '../../site/console/audit/verify.ts'
import * as award from '../../site/console/award/act.ts'
import { isApprovalSigned, signedIn } from '../../site/console/award/signed.ts'
import { answerReversal, askReversal, signAnswer } from '../../site/console/window/act.ts'
import type { UnitKeys } from '../../site/crypto/member.ts'
import { sign } from '../../site/crypto/sign.ts'
import type { AwardChange } from '../../worker/award/decide.ts'
import { writeChange } from '../../worker/award/write.ts'
import { commit } from '../../worker/platform/d1.ts'
import { findWhole } from '../../worker/report/store.ts'
import { codeOf, must, post } from '../support/api.ts'
import { claimed, crew, FEN, paid, proposed, verified, waiting } from '../support/award.ts'
import { dump } from '../support/database.ts'
import { comeBack, look, moved, type Told } from '../support/story.ts'

const people = await crew()
const { desk, housing, approver, approver2, supervisor, auditor } = people
const keysOf = (unit: string) => verifyKeysOf(keyring, unit)

const seenBy = async (who: typeof desk, told: Told) => {
  const { report } = await look(who, told.reference)
  return { report, signed: [...signedIn(report.reference, report.filingDigest, report.timeline, keysOf).values()], approval: report.awards.map((one) => isApprovalSigned(one, report, keysOf)) }
}

/** What a dishonest server can do: everything but sign. */
async function invented(told: Told, signed?: AwardChange['signed']): Promise<void> {
  const whole = await findWhole(env.DB, { reference: told.reference }, 'desk')
  const one = whole?.awards[0]
  if (whole === null || one === undefined) throw new Error('nothing is proposed')
  const kept = { ...one, standing: 'waiting' as const, approvedBy: 'approver01', decidedDay: one.day, dueDay: one.day }
  const change: AwardChange = { kind: 'award-approved', reason: null, award: { kept }, body: null, grants: [], ledger: null, ...(signed !== undefined && { signed }) }
  expect((await commit(env.DB, (await writeChange(env.DB, whole, change, { name: 'approver01', unit: 'desk' }, one.day)).statements)).ok).toBe(true)
}

const faultsOf = async (told: Told) => must(await verifyAll(auditor.session.tools, () => undefined)).faults.filter(({ reference }) => reference === told.reference).map(({ kind }) => kind)
const awardsOf = async (told: Told) => (await checkArchive(must(await supervisor.call(exportReport, { reference: told.reference }, {})), null)).find(({ what }) => what === 'awards')?.standing

describe('a decision about a reward', () => {
  it('is signed by whoever makes it, and desk, auditor and archive find that it is', async () => {
    const [told, none] = [await waiting(people), await verified(people)]
    await moved(desk, told.reference, (seen) => award.extend(desk.session, seen, 'away'))
    await moved(approver2, told.reference, (seen) => award.decline(approver2.session, seen, 'kin'))
    await moved(approver, none.reference, (seen) => award.decline(approver.session, seen, 'known'))
    for (const who of [desk, housing]) expect((await seenBy(who, told)).signed).toEqual(['good', 'good', 'good'])
    expect((await seenBy(desk, none)).signed).toEqual(['good'])
    expect([...must(await verifyHistory(auditor.session.tools, told.reference)).signed.values()]).toEqual(['good', 'good', 'good'])
    expect(await faultsOf(told)).toEqual([])
    expect(await awardsOf(told)).toBe('good')
    expect(JSON.stringify((await comeBack(told)).timeline)).not.toMatch(/"signed"|signature/)
  })

  it('takes two signatures above the threshold', async () => {
    const told = await verified(people)
    await proposed(people, told, { query: { kind: 'violation', fineFen: 100_000_000 }, finding: '查到六个大气瓶。' })
    await moved(approver, told.reference, (seen) => award.approve(approver.session, seen))
    expect((await seenBy(desk, told)).approval).toEqual([null])
    await moved(approver2, told.reference, (seen) => award.approve(approver2.session, seen))
    expect(await seenBy(desk, told)).toMatchObject({ signed: ['good', 'good'], approval: [true] })
    const { report } = await seenBy(desk, told)
    for (const standing of ['waiting', 'claimed', 'confirming', 'transferring', 'paid', 'lapsed'] as const) {
      const award = { ...report.awards[0], standing } as Award
      expect([isApprovalSigned(award, report, keysOf), isApprovalSigned(award, { ...report, timeline: report.timeline.slice(0, -1) }, keysOf)]).toEqual([true, false])
    }
  })

  it('is not taken with a signature over anything else, nor by another unit’s key', async () => {
    const [told, other] = [await verified(people), await verified(people)]
    await proposed(people, told)
    await proposed(people, other)
    const { report } = await look(approver, told.reference)
    const [one] = report.awards
    if (one === undefined || approver.session.unitKeys === null || housing.session.unitKeys === null) throw new Error('nothing is proposed')
    const { fen, scheme, id } = one
    const about = { reference: told.reference, follows: report.timeline.at(-1)?.digest ?? '', decision: 'approve' as const, unit: 'desk', member: 'approver01', award: id, fen, scheme, reason: null }
    const by = ({ signSeed }: UnitKeys, change: object = {}, county = profile.id) => sign(signSeed, decisionStatement(county, { ...about, ...change }))
    const { unitKeys } = approver.session
    const wrong = [{ reference: other.reference }, { follows: report.filingDigest }, { decision: 'extend' }, { member: 'approver02' }, { unit: 'housing' }, { award: other.reference }, { fen: fen + 1 }, { scheme: 'national-2018' }, { reason: 'kin' }]
    const before = await dump()
    for (const signature of [...wrong.map((change) => by(unitKeys, change)), by(housing.session.unitKeys), by(unitKeys, {}, 'elsewhere')]) {
      expect(await codeOf(await post(`/api/staff/reports/${told.reference}/award/approve`, { seq: report.seq, fen, signature }, { cookie: approver.cookie }))).toBe('forbidden')
    }
    expect(await dump()).toEqual(before)
  })
})

describe('an answer to a payment that is asked back', () => {
  const { cashier } = people
  const back = async (agree: boolean) => {
    const told = await waiting(people)
    const { payment } = await paid(people, await claimed(told))
    must(await askReversal(cashier.session, payment?.payment ?? '', 'wrong-amount'))
    const row = { payment: payment?.payment ?? '', fen: FEN, reversal: { reason: 'wrong-amount', by: 'cashier01' } } as const
    return { told, row, send: (input: object) => post(`/api/staff/payments/${row.payment}/reversal`, { agree, ...input }, { cookie: supervisor.cookie }) }
  }

  it('is signed, agreed to or refused, and the auditor finds that it is', async () => {
    for (const agree of [true, false]) {
      const { told, row } = await back(agree)
      must(await answerReversal(supervisor.session, row, agree))
      expect((await seenBy(desk, told)).signed).toEqual(['good', 'good'])
      expect(await faultsOf(told)).toEqual([])
    }
  })

  it('is not taken without a signature over this very payment and answer', async () => {
    const { told, row, send } = await back(true)
    const changed = [{ payment: '2026-000000' }, { fen: FEN + 1 }, { reversal: { reason: 'wrong-person', by: 'cashier01' } }] as const
    const wrong = [...changed.map((change) => signAnswer(supervisor.session, { ...row, ...change }, true)), signAnswer(supervisor.session, row, false), signAnswer(housing.session, row, true), signAnswer(approver.session, row, true)]
    const before = await dump()
    for (const one of wrong) expect(await codeOf(await send({ signature: one?.signature }))).toBe('forbidden')
    expect(await dump()).toEqual(before)
    expect((await comeBack(told)).award).toMatchObject({ standing: 'paid' })
  })

  it('that a server made up is found', async () => {
    const { told } = await back(true)
    const whole = await findWhole(env.DB, { reference: told.reference }, 'desk')
    const one = whole?.awards[0]
    if (whole === null || one === undefined) throw new Error('nothing was paid')
    const change: AwardChange = { kind: 'reversal-refused', reason: 'wrong-amount', award: { kept: { ...one, reversal: null, reversalBy: null } }, body: null, grants: [], ledger: null }
    expect((await commit(env.DB, (await writeChange(env.DB, whole, change, { name: 'supervisor01', unit: 'desk' }, one.day)).statements)).ok).toBe(true)
    expect((await seenBy(desk, told)).signed).toEqual(['good', 'missing'])
    expect(await faultsOf(told)).toEqual(['unsigned'])
  })
})

describe('an approval that the server made up', () => {
  it('is found by whoever reads it, though the history holds link by link', async () => {
    const told = await verified(people)
    await proposed(people, told)
    await invented(told)
    expect(await seenBy(desk, told)).toMatchObject({ signed: ['missing'], approval: [false] })
    expect(must(await verifyHistory(auditor.session.tools, told.reference))).toMatchObject({ brokenAt: null, signed: new Map([[6, 'missing']]) })
    expect(await faultsOf(told)).toEqual(['unsigned'])
    expect(await awardsOf(told)).toBe('bad')
  })

  it('is none the better for the signature of another award', async () => {
    const [told, other] = [await verified(people), await waiting(people)]
    await proposed(people, told)
    const real = (await look(desk, other.reference)).report.timeline.at(-1)?.detail.signed
    const own = (await look(desk, told.reference)).report.awards[0]?.id ?? null
    if (real === undefined) throw new Error('not signed')
    await invented(told, { ...real, award: own })
    expect(await seenBy(desk, told)).toMatchObject({ signed: ['wrong'], approval: [false] })
    expect(await faultsOf(told)).toEqual(['unsigned'])
  })
})
