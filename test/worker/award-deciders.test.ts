/** Decisions about rewards that a dishonest server makes up, undoes or has signed by whoever may not. */
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { exportReport } from '#contract/archive.ts'
import { keyring } from '#contract/county/keyring.ts'
import { paying } from '#contract/county/paying.ts'
import { profile } from '#contract/county/profile.ts'
import { decisionStatement } from '#contract/rules/award-decision.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { checkArchive } from '../../site/console/archive/check.ts'
import { verifyAll } from '../../site/console/audit/verify-all.ts'
import * as award from '../../site/console/award/act.ts'
import { isApprovalSigned, signedIn } from '../../site/console/award/signed.ts'
import { lookAt } from '../../site/console/window/act.ts'
import { sign, verifyKeyOf } from '../../site/crypto/sign.ts'
import { sweepAwards } from '../../worker/award/cron.ts'
import type { AwardChange } from '../../worker/award/decide.ts'
import { writeChange } from '../../worker/award/write.ts'
import { commit } from '../../worker/platform/d1.ts'
import { findWhole } from '../../worker/report/store.ts'
import { codeOf, must, post } from '../support/api.ts'
import { claimed, crew, proposed, verified, waiting } from '../support/award.ts'
import { rows, run } from '../support/database.ts'
import { comeBack, look, moved, type Told } from '../support/story.ts'

const people = await crew()
const { desk, housing, approver, approver2, supervisor, auditor } = people
const keysOf = (unit: string) => verifyKeysOf(keyring, unit)
const faultsOf = async (told: Told) => must(await verifyAll(auditor.session.tools, () => undefined)).faults.filter(({ reference }) => reference === told.reference).map(({ kind }) => kind)
const archived = async (told: Told) => (await checkArchive(must(await supervisor.call(exportReport, { reference: told.reference }, {})), null)).find(({ what }) => what === 'awards')?.standing
const approvedFor = async (told: Told) => {
  const { report } = await look(desk, told.reference)
  return report.awards.map((one) => isApprovalSigned(one, report, keysOf))
}
const BIG = { query: { kind: 'violation', fineFen: 100_000_000 }, finding: '查到六个大气瓶。' } as const

/** What a dishonest server writes into a history. */
async function written(told: Told, change: Partial<AwardChange> & Pick<AwardChange, 'kind'>, kept: object, by: { name: string | null; unit: string | null }) {
  const whole = await findWhole(env.DB, { reference: told.reference }, 'desk')
  const one = whole?.awards.at(-1)
  if (whole === null || one === undefined) throw new Error('no award')
  const all: AwardChange = { reason: null, body: null, grants: [], ledger: null, ...change, award: { kept: { ...one, ...kept } } }
  expect((await commit(env.DB, (await writeChange(env.DB, whole, all, by, one.day)).statements)).ok).toBe(true)
}

describe('an approval', () => {
  it('counts only with the key of a unit that may approve, not with that of the department that found it', async () => {
    const told = await verified(people)
    await proposed(people, told)
    const { report } = await look(desk, told.reference)
    const [one] = report.awards
    if (one === undefined || housing.session.unitKeys === null) throw new Error('nothing')
    const { id, fen, scheme, day } = one
    const statement = decisionStatement(profile.id, { reference: told.reference, follows: report.timeline.at(-1)?.digest ?? '', decision: 'approve', unit: 'housing', member: 'housing01', award: id, fen, scheme, reason: null })
    const signed = { award: id, fen, scheme, signature: sign(housing.session.unitKeys.signSeed, statement) }
    await written(told, { kind: 'award-approved', signed }, { standing: 'waiting', approvedBy: 'housing01', decidedDay: day, dueDay: day }, { name: 'housing01', unit: 'housing' })
    expect({ desk: await approvedFor(told), auditor: await faultsOf(told), archive: await archived(told) }).toEqual({ desk: [false], auditor: ['unsigned'], archive: 'bad' })
  })

  it('by two above the threshold is not made one by the server', async () => {
    const told = await verified(people)
    await proposed(people, told, BIG)
    await moved(approver, told.reference, (seen) => award.approve(approver.session, seen))
    await run("UPDATE award SET needs_two = 0, standing = 'waiting', decided_day = day, due_day = '2999-01-01' WHERE report_id = (SELECT id FROM report WHERE reference = ?1)", told.reference)
    const voucher = await claimed(told).then(() => true, () => false)
    expect({ voucher, desk: await approvedFor(told), archive: await archived(told) }).toEqual({ voucher: true, desk: [false], archive: 'bad' })
  })

  it('that was signed away since is not brought back by the server', async () => {
    const told = await waiting(people)
    await moved(approver2, told.reference, (seen) => award.decline(approver2.session, seen, 'kin'))
    const [{ sql = '' } = {}] = await rows<{ sql: string }>("SELECT sql FROM sqlite_master WHERE name = 'award_ended'")
    await run('DROP TRIGGER award_ended')
    await run("UPDATE award SET standing = 'waiting', reason = NULL WHERE report_id = (SELECT id FROM report WHERE reference = ?1)", told.reference)
    await run(sql)
    const voucher = await claimed(told).then(() => true, () => false)
    expect({ voucher, desk: await approvedFor(told), archive: await archived(told) }).toEqual({ voucher: true, desk: [false], archive: 'bad' })
  })
})

describe('a refusal', () => {
  it('that the server made up is found, whatever reason it gives', async () => {
    const told = await waiting(people)
    await written(told, { kind: 'award-declined', reason: 'result-changed' }, { standing: 'declined', reason: 'result-changed', voucherHash: null }, { name: 'approver02', unit: 'desk' })
    expect((await comeBack(told)).award).toMatchObject({ standing: 'declined' })
    const { report } = await look(desk, told.reference)
    expect({ desk: [...signedIn(report.reference, report.filingDigest, report.timeline, keysOf).values()], auditor: await faultsOf(told), archive: await archived(told) })
      .toEqual({ desk: ['good', 'missing'], auditor: ['unsigned'], archive: 'bad' })
  })
})

describe('the day’s cron', () => {
  const sum = paying.funding[0]?.sums.find(({ year }) => year === 2026)
  const yuan = sum?.yuan
  afterEach(() => { Object.assign(sum ?? {}, { yuan }) })
  it('is not taken for a forger where it begins a term anew, for which nobody signs', async () => {
    const told = await waiting(people)
    const voucher = await claimed(told)
    Object.assign(sum ?? {}, { yuan: 1 })
    expect(must(await lookAt(people.cashier.session, voucher))).toMatchObject({ standing: 'poor' })
    await sweepAwards(env.DB, '2027-03-01')
    expect((await comeBack(told)).timeline.at(-1)).toMatchObject({ kind: 'award-extended', detail: { reason: 'our-delay' } })
    expect({ auditor: await faultsOf(told), archive: await archived(told) }).toEqual({ auditor: [], archive: 'good' })
  })
})

describe('a key that a unit had before it changed', () => {
  const seed = new Uint8Array(32).fill(7)
  afterEach(() => { Object.assign(keyring, { retired: undefined }) })
  it('signs no decision any more: who left the unit has it', async () => {
    Object.assign(keyring, { retired: { desk: [{ version: 0, verify: verifyKeyOf(seed) }] } })
    const told = await verified(people)
    await proposed(people, told)
    const { report } = await look(approver, told.reference)
    const [one] = report.awards
    if (one === undefined) throw new Error('nothing')
    const { id, fen, scheme } = one
    const signature = sign(seed, decisionStatement(profile.id, { reference: told.reference, follows: report.timeline.at(-1)?.digest ?? '', decision: 'approve', unit: 'desk', member: 'approver01', award: id, fen, scheme, reason: null }))
    expect(await codeOf(await post(`/api/staff/reports/${told.reference}/award/approve`, { seq: report.seq, fen, signature }, { cookie: approver.cookie }))).toBe('forbidden')
  })
})
