import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Award } from '#contract/award.ts'
import { paying } from '#contract/county/paying.ts'
import { rewardRules } from '#contract/county/reward-rules.ts'
import { livingAward, mostOf, needsTwo, resultOf, whyNotAward, type AwardMove, type AwardMover, type AwardSeen, type AwardWhyNot } from '#contract/rules/award.ts'
import { claimStatement } from '#contract/rules/claim.ts'
import { addDays } from '#contract/rules/day.ts'
import { reconcile } from '#contract/rules/reconcile.ts'
import { reckonReward, schemeOf } from '#contract/rules/reward.ts'
import { formatVoucher, hasGoodCheck, readVoucherNumber, voucherOf } from '#contract/rules/voucher.ts'
import { collectUntil, decideCron } from '../../worker/award/decide.ts'
import { isEarlierOpen, type Beside } from '../../worker/award/first.ts'
import type { AwardRecord } from '../../worker/award/record.ts'

const DAY = '2026-11-22'
const anAward = (change: Partial<Award> = {}): Award => ({
  id: 'a'.repeat(22), n: 1, standing: 'proposed', fen: 750_000, scheme: 'county', line: 'county-budget', reason: null, proposedBy: 'desk01', proposedUnit: 'desk', approvedBy: null, secondBy: null,
  needsTwo: false, compartment: 'c'.repeat(22), day: DAY, decidedDay: null, dueDay: null, extended: false, issue: 0, voucherUntil: null, ...change,
})
const seen = (change: Partial<AwardSeen> = {}): AwardSeen => ({
  kind: 'report', state: 'substantiated', lead: 'housing', category: 'HY16', escalated: false, avoid: [], wantsReward: true, filedBy: null, result: 'substantiated', finder: 'housing01', first: true, rewarded: false, earlierOpen: false, overturned: false, awards: [], ...change,
})
const who = (name: string, role: AwardMover['roles'][number], unit = 'desk'): AwardMover => ({ name, unit, roles: [role], holds: true })
const [desk, housing, approver] = [who('desk01', 'desk'), who('housing01', 'handler', 'housing'), who('approver01', 'approver')]
const waits = anAward({ standing: 'waiting', approvedBy: 'approver02', decidedDay: DAY, dueDay: addDays(DAY, 60) })

describe('who may decide what', () => {
  it.for<[string, AwardMove, Partial<AwardSeen>, AwardMover, AwardWhyNot | null]>([
    ['the desk proposes', 'propose', {}, desk, null],
    ['so does the lead', 'propose', {}, housing, null],
    ['an assisting unit does not', 'propose', {}, who('fire01', 'handler', 'fire'), 'desk-or-lead'],
    ['nor whoever does not hold it', 'propose', {}, { ...desk, holds: false }, 'holders-only'],
    ['never of a question', 'propose', { kind: 'question' }, desk, 'question'],
    ['nor whoever filed it for somebody', 'propose', { filedBy: 'desk01' }, desk, 'filed-it'],
    ['not before it is verified', 'propose', { state: 'investigating', result: null }, desk, 'not-verified'],
    ['not while it is looked into anew', 'propose', { state: 'investigating' }, desk, 'not-verified'],
    ['not of what was unfounded', 'propose', { state: 'closed', result: 'unfounded' }, desk, 'not-verified'],
    ['but after it was closed', 'propose', { state: 'closed', result: 'partly' }, desk, null],
    ['not for the second place', 'propose', { first: false }, desk, 'not-first'],
    ['not where another report of the matter has one', 'propose', { rewarded: true }, desk, 'rewarded'],
    ['not while an earlier one may have it', 'propose', { earlierOpen: true }, desk, 'earlier-open'],
    ['not unwished', 'propose', { wantsReward: false }, desk, 'not-wished'],
    ['not twice', 'propose', { awards: [waits] }, desk, 'living'],
    ['not after it was paid', 'propose', { awards: [anAward({ standing: 'paid' })] }, desk, 'settled'],
    ['again after it was declined', 'propose', { awards: [anAward({ standing: 'declined' })] }, desk, null],
    ['an approver approves', 'approve', { awards: [anAward()] }, approver, null],
    ['the desk does not', 'approve', { awards: [anAward()] }, desk, 'approver-only'],
    ['nor who proposed', 'approve', { awards: [anAward({ proposedBy: 'approver01' })] }, approver, 'own-proposal'],
    ['nor who wrote the finding', 'approve', { awards: [anAward()], finder: 'approver01' }, approver, 'own-finding'],
    ['nor who filed it for somebody', 'approve', { awards: [anAward()], filedBy: 'approver01' }, approver, 'filed-it'],
    ['nor somebody of a unit kept out', 'approve', { awards: [anAward()], avoid: ['gov'] }, who('gov01', 'approver', 'gov'), 'kept-out'],
    ['nor of the department concerned by a death', 'approve', { awards: [anAward()], escalated: true }, who('housing09', 'approver', 'housing'), 'kept-out'],
    ['nor the first of two again', 'approve', { awards: [anAward({ needsTwo: true, approvedBy: 'approver01' })] }, approver, 'own-decision'],
    ['nor what is decided', 'approve', { awards: [waits] }, approver, 'nothing-proposed'],
    ['nor what a review overturned', 'approve', { awards: [anAward()], state: 'unfounded', result: 'unfounded' }, approver, 'not-verified'],
    ['nor what is looked into anew', 'approve', { awards: [anAward()], state: 'assigned' }, approver, 'not-verified'],
    ['nor the second place', 'approve', { awards: [anAward()], first: false }, approver, 'not-first'],
    ['nor beside another of the matter', 'approve', { awards: [anAward()], rewarded: true }, approver, 'rewarded'],
    ['nor while an earlier one may have it', 'approve', { awards: [anAward()], earlierOpen: true }, approver, 'earlier-open'],
    ['a proposal is declined', 'decline', { awards: [anAward()] }, approver, null],
    ['or where there is none', 'decline', {}, approver, null],
    ['not before it is verified, but to who came later', 'decline', { state: 'received', result: null, first: false }, approver, null],
    ['as to whom another of the matter was rewarded before', 'decline', { state: 'received', result: null, rewarded: true }, approver, null],
    ['nor to the first', 'decline', { state: 'received', result: null }, approver, 'not-verified'],
    ['what waits, by another than decided', 'decline', { awards: [waits] }, approver, null],
    ['not by who decided', 'decline', { awards: [waits] }, who('approver02', 'approver'), 'own-decision'],
    ['not what is claimed', 'decline', { awards: [anAward({ standing: 'claimed' })] }, approver, 'living'],
    ['not twice without a proposal', 'decline', { awards: [anAward({ standing: 'declined' })] }, approver, 'settled'],
    ['who proposed withdraws', 'withdraw', { awards: [anAward()] }, desk, null],
    ['nobody else does', 'withdraw', { awards: [anAward()] }, who('desk02', 'desk'), 'own-proposal-only'],
    ['what waits is extended', 'extend', { awards: [waits] }, desk, null],
    ['once', 'extend', { awards: [{ ...waits, extended: true }] }, desk, 'already-extended'],
    ['not by the lead', 'extend', { awards: [waits] }, housing, 'desk-or-approver'],
    ['not a proposal', 'extend', { awards: [anAward()] }, desk, 'nothing-waits'],
  ])('%s', ([, move, change, mover, expected]) => {
    expect(whyNotAward(move, seen(change), mover)).toBe(expected)
  })

  it('proposes unwished at somebody’s word, takes the last result that there is, and knows the living one', () => {
    expect(whyNotAward('propose', seen({ wantsReward: false }), desk, true)).toBeNull()
    expect(resultOf([{ member: 'a', detail: { result: 'unfounded' } }, { member: 'b', detail: {} }, { member: 'c', detail: { result: 'partly' } }])).toEqual({ result: 'partly', finder: 'c' })
    expect(resultOf([])).toEqual({ result: null, finder: null })
    expect(livingAward([anAward({ standing: 'declined' }), waits])?.standing).toBe('waiting')
  })

  it('takes two above the threshold and not at it', () => {
    expect([needsTwo(paying.twoAbove * 100, paying), needsTwo(paying.twoAbove * 100 + 1, paying)]).toEqual([false, true])
  })
})

describe('an earlier report that a later one was parted from', () => {
  const open: Beside = { id: 'e'.repeat(22), position: 1, kind: 'report', state: 'investigating', wantsReward: true, foundDay: null, endedDay: null, reviewDay: null, reviewedDay: null, awards: [], result: null, told: false }
  const closed: Beside = { ...open, state: 'closed', result: 'unfounded', foundDay: '2026-11-01', endedDay: '2026-11-02' }
  it.for<[string, Beside, boolean]>([
    ['may have the reward while it is open', open, true],
    ['so it may once it is verified and closed', { ...closed, result: 'partly' }, true],
    ['or where a proposal was taken back', { ...open, awards: [{ standing: 'withdrawn', reason: null }] }, true],
    ['or a reward fell with its result, which is looked into anew', { ...open, awards: [{ standing: 'declined', reason: 'result-changed' }] }, true],
    ['or while the result it was closed with may be contested', closed, true],
    ['or is', { ...closed, endedDay: '2026-01-02', reviewDay: '2026-01-09' }, true],
    ['none after that', { ...closed, endedDay: '2026-10-02' }, false],
    ['nor after its one review', { ...closed, reviewDay: '2026-11-09', reviewedDay: '2026-11-10' }, false],
    ['nor where none was wished for', { ...open, wantsReward: false }, false],
    ['nor once it was refused', { ...open, state: 'refused' }, false],
    ['nor once somebody decided', { ...open, awards: [{ standing: 'declined', reason: 'kin' }] }, false],
    ['nor where another’s result was told on to it', { ...open, told: true }, false],
  ])('%s', ([, one, expected]) => {
    expect([isEarlierOpen(2, [one], DAY), isEarlierOpen(1, [one], DAY)]).toEqual([expected, false])
  })
})

describe('the most that a scheme gives', () => {
  it('is never less than what the rule reckons', () => {
    const scheme = schemeOf(rewardRules)
    if (scheme === undefined) throw new Error('the county has no scheme')
    const query = fc.record({
      kind: fc.constantFrom('violation', 'hazard', 'ordinary', 'concealment'), fineFen: fc.nat(2 ** 31 - 1), deaths: fc.nat(200), insider: fc.boolean(), joint: fc.integer({ min: 1, max: 9 }),
    }) as fc.Arbitrary<Parameters<typeof reckonReward>[0]>
    fc.assert(fc.property(query, (asked) => reckonReward(asked, rewardRules).fen <= mostOf(scheme)), { numRuns: 5000 })
  })
})

describe('a voucher’s number', () => {
  it('tells every slip of one digit and every swap of two neighbours, and reads what people type', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{14}$/), fc.nat(15), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
      const voucher = voucherOf(digits)
      const slip = voucher.slice(0, at) + String((Number(voucher[at]) + by) % 10) + voucher.slice(at + 1)
      const swapped = voucher.slice(0, at) + (voucher[at + 1] ?? '') + (voucher[at] ?? '') + voucher.slice(at + 2)
      expect(hasGoodCheck(voucher)).toBe(true)
      expect(hasGoodCheck(slip)).toBe(false)
      if (swapped !== voucher && swapped.length === 16) expect(hasGoodCheck(swapped)).toBe(false)
      expect(readVoucherNumber(formatVoucher(voucher))).toBe(voucher)
      expect(readVoucherNumber(` ${formatVoucher(voucher).replaceAll('-', ' — ')}\n`)).toBe(voucher)
    }))
    expect([readVoucherNumber(''), readVoucherNumber('1234'), readVoucherNumber('abcd-efgh-ijkl-mnop')]).toEqual([null, null, null])
  })
})

describe('a claim', () => {
  it('says county, reference, award, amount and issue, each of which makes another', () => {
    const claim = { reference: '1234-5678', award: 'a'.repeat(22), fen: 750_000, issue: 1 }
    const text = (county: string, change: object) => new TextDecoder().decode(claimStatement(county, { ...claim, ...change }))
    expect(text('shifan', {})).toBe(`anshao/v1/claim\nshifan\n1234-5678\n${'a'.repeat(22)}\n750000\n1`)
    const all = [text('shifan', {}), text('other', {}), ...[{ reference: '1234-5679' }, { award: 'b'.repeat(22) }, { fen: 1 }, { issue: 2 }].map((change) => text('shifan', change))]
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('reconciling', () => {
  it('holds when both sides say the same, and finds any one fen that went astray', () => {
    const rows = { decided: 1000, paid: 700, reversed: 100, lapsed: 50, declined: 30 }
    const awards = { paid: 600, waiting: 200, claimed: 120, lapsed: 50, declined: 30 } as const
    expect(reconcile(rows, awards)).toMatchObject({ holds: true, ledger: { decided: 1000, paid: 600, waiting: 320 }, awards: { decided: 1000, waiting: 320 } })
    for (const key of Object.keys(rows) as (keyof typeof rows)[]) expect([key, reconcile({ ...rows, [key]: rows[key] + 1 }, awards).holds]).toEqual([key, false])
    for (const key of Object.keys(awards) as (keyof typeof awards)[]) expect([key, reconcile(rows, { ...awards, [key]: awards[key] + 1 }).holds]).toEqual([key, false])
    expect(reconcile({}, {})).toMatchObject({ holds: true })
    expect(reconcile({ decided: 1, paid: 2 }, { paid: 2, waiting: -1 }).holds).toBe(false)
  })
})

describe('the day’s cron', () => {
  const record = (change: Partial<AwardRecord> = {}): AwardRecord =>
    ({ ...waits, place: 1, report: 'r'.repeat(22), reminded: null, voucherHash: null, firstCashier: null, reversal: null, reversalBy: null, ...change })
  it.for<[string, Partial<AwardRecord>, number, string | null]>([
    ['says nothing long before', {}, 31, null],
    ['reminds', {}, 30, 'award-reminded'],
    ['once', { reminded: 30 }, 29, null],
    ['and again nearer', { reminded: 30 }, 7, 'award-reminded'],
    ['on the last day', { reminded: 7 }, 0, 'award-reminded'],
    ['once more only', { reminded: 1 }, 0, null],
    ['lapses the day after', { reminded: 1 }, -1, 'award-lapsed'],
    ['leaves a voucher that is good', { standing: 'claimed', voucherUntil: DAY }, -3, null],
    ['takes one back that ran out', { standing: 'claimed', voucherUntil: addDays(DAY, -1) }, -3, 'voucher-expired'],
    ['leaves what is paid', { standing: 'paid' }, -100, null],
  ])('%s', ([, change, left, expected]) => {
    expect(decideCron(record(change), left, false, DAY)?.kind ?? null).toBe(expected)
  })

  it('begins the term anew where the line could not have paid, and takes back the voucher first', () => {
    const over = decideCron(record({ dueDay: addDays(DAY, -1), reminded: 1 }), -1, true, DAY)
    expect(over).toMatchObject({ kind: 'award-extended', reason: 'our-delay', award: { kept: { standing: 'waiting', extended: false, reminded: null } }, ledger: null })
    expect(over?.award).toMatchObject({ kept: { dueDay: collectUntil(DAY) } })
    expect(decideCron(record({ standing: 'claimed', voucherUntil: addDays(DAY, -1) }), -3, true, DAY)?.kind).toBe('voucher-expired')
    expect(decideCron(record(), 31, true, DAY)).toBeNull()
  })
})
