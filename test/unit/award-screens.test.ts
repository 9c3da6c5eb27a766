/** What the screens of a reward make of what is typed and what is known, without a screen. */
import { describe, expect, it } from 'vitest'
import type { AwardNotice } from '#contract/award.ts'
import { rewardRules } from '#contract/county/reward-rules.ts'
import { reckonReward } from '#contract/rules/reward.ts'
import { voucherOf } from '#contract/rules/voucher.ts'
import { askedOf, NOTHING_ASKED } from '../../site/console/award/asked.ts'
import { sayStanding } from '../../site/console/award/deeds.ts'
import { sectionIn, sectionsOf } from '../../site/console/sections.ts'
import { sayKind, sayMoney, sayReconciliation } from '../../site/console/window/ledger-words.ts'
import { groupsOf, saySlip } from '../../site/console/window/typed.ts'
import { sayAward } from '../../site/track/award-words.ts'
import { aSession } from '../support/staff-report.ts'

describe('a proposal as it is typed', () => {
  it('becomes the question to the rule, with nothing that was not said', () => {
    expect(askedOf({ ...NOTHING_ASKED, fine: '8万' })).toEqual({ kind: 'violation', fineFen: 8_000_000 })
    expect(askedOf({ ...NOTHING_ASKED, fine: '0', insider: true, joint: '3', exclusions: ['later'] })).toEqual({ kind: 'violation', fineFen: 0, insider: true, joint: 3, exclusions: ['later'] })
    expect(askedOf({ ...NOTHING_ASKED, kind: 'concealment', deaths: '2', grade: 'general', fine: '5' })).toEqual({ kind: 'concealment', deaths: 2, accidentGrade: 'general' })
  })

  it.for([
    [{}, '先写罚了多少钱'], [{ fine: '很多' }, '罚款写数字'], [{ fine: '1', joint: '零' }, '联名的人数'], [{ kind: 'concealment' }, '先写查实'],
    [{ kind: 'concealment', deaths: '1' }, '先选最后认定'],
  ] as const)('%j is told what is missing: %s', ([asked, words]) => {
    expect(askedOf({ ...NOTHING_ASKED, ...asked })).toContain(words)
  })

  it('is reckoned to nothing once something bars it', () => {
    const query = askedOf({ ...NOTHING_ASKED, fine: '8万', exclusions: ['duty'] })
    expect(typeof query === 'string' ? null : reckonReward(query, rewardRules).fen).toBe(0)
  })
})

describe('how it stands', () => {
  it('says how many are still to agree', () => {
    const proposed = { standing: 'proposed', needsTwo: true, approvedBy: null } as const
    expect([sayStanding(proposed), sayStanding({ ...proposed, approvedBy: 'approver01' }), sayStanding({ ...proposed, needsTwo: false })]).toEqual(['等批准，要两位', '批了一位，还差一位', '等批准'])
  })
})

const NOTICE: AwardNotice = {
  award: 'a'.repeat(22), standing: 'waiting', fen: 1_200_000, reason: null, decidedDay: '2026-11-22', dueDay: '2027-01-21', left: 60, extended: false, issue: 0, voucherUntil: null,
  where: { address: '人民路1号', hours: '工作日' }, key: 'k'.repeat(43), closed: null, transferable: false, transfer: null,
}

describe('what the reporter reads', () => {
  it.for([
    [{}, '有12,000元等你领', '最晚 2027年1月21日（周四），还有60天。过了就作废。', true],
    [{ left: 0 }, '有12,000元等你领', '今天是最后一天，过了就作废。', true],
    [{ standing: 'claimed', voucherUntil: '2026-12-07' }, '凭证领出来了，12,000元', '这张凭证到 12月7日（周一） 为止有效。过期没用，再领一张就行，奖励还在。', true],
    [{ standing: 'declined', reason: 'later' }, '这件没有奖励', '同一件事奖一次，给最先举报的人。你排在第几，回执上有。', false],
    [{ standing: 'lapsed', closed: 'not-waiting' }, '奖励作废了', '最晚 2027年1月21日（周四） 领，过了日子没有领。', false],
    [{ standing: 'paid', closed: 'not-waiting' }, '奖励付了，12,000元', '要是钱没有到你手里，马上在下面写话告诉承办单位。', false],
    [{ standing: 'confirming', transferable: true }, '要转给你12,000元，正在核对收款人', '身份保管员要对一对，收款人是不是你本人。他看不到账号。对好了，窗口就转。', false],
    [{ transfer: { transfer: 'b'.repeat(22), mark: 'c'.repeat(43), standing: 'returned', reason: 'wrong-account' } }, '有12,000元等你领', '上一次转账退回来了：银行说账号和户名对不上。', true],
  ] as const)('%j: %s', ([change, lead, sentence, open]) => {
    const said = sayAward({ ...NOTICE, ...change }, '2026-11-22')
    expect(said).toMatchObject({ lead, open })
    expect(said.sentences[0]).toBe(sentence)
  })

  it('tells several who signed together, while it waits, who collects the one reward and whose the split is', () => {
    for (const [change, times] of [[{}, 1], [{ extended: true }, 1], [{ standing: 'paid' }, 0]] as const) {
      expect(sayAward({ ...NOTICE, ...change }, '2026-11-22').sentences.filter((one) => one.includes('第一个署名的人领（以本县公布为准）；怎么分'))).toHaveLength(times)
    }
  })

  it('says why no voucher can be had, instead of how', () => {
    expect(sayAward({ ...NOTICE, closed: 'anonymous-off' }, '2026-11-22').how).toBe('本县的奖励只发给实名举报的人，这里领不了凭证。')
  })
})

describe('the window', () => {
  it('reads a number as it comes, and tells a slip of the pen at once', () => {
    const voucher = voucherOf('12345678901234')
    expect(groupsOf(`${voucher}\n`)).toMatch(/^(\d{4}-){3}\d{4}$/)
    expect(groupsOf('１２３４ ５6')).toBe('1234-56')
    const wrong = voucher.slice(0, -1) + ((Number(voucher.slice(-1)) + 1) % 10)
    expect(['', '1234', `${voucher}1`, wrong, voucher].map(saySlip)).toEqual(['', '还差12位。', '多了1位，一共16位。', expect.stringContaining('多半输错了一位'), expect.stringContaining('对得上')])
  })

  it('proves the books in one sentence, and says it where they differ', () => {
    const sums = { decided: 300, paid: 100, waiting: 200, lapsed: 0, declined: 0 }
    expect(sayReconciliation({ ledger: sums, awards: sums, holds: true }, '2026')).toBe('2026年定了3元：付了1元，等着领2元，作废0元，改成不奖0元，加起来正好，账对得上。')
    expect(sayReconciliation({ ledger: sums, awards: { ...sums, paid: 0 }, holds: false }, '2026')).toContain('两边对不上')
    expect([sayMoney(-500), sayKind({ kind: 'allotted', fen: -500 }), sayKind({ kind: 'allotted', fen: 500 })]).toEqual(['−5元', '核减', '拨入'])
  })
})

describe('who has which screen', async () => {
  const { me } = await aSession('desk', ['desk'])
  const of = (roles: typeof me.roles, unit: string | null = 'desk') => sectionsOf({ ...me, roles, unit })

  it('gives the window to cashiers alone, and the awards to those who decide or watch', () => {
    expect(of(['cashier'], 'cashier')).toEqual(['window', 'colleagues', 'access'])
    expect(of(['handler'], 'fire')).not.toContain('awards')
    for (const role of ['desk', 'approver', 'supervisor'] as const) expect(of([role])).toContain('awards')
    expect(of(['auditor'], null)).toContain('awards')
    expect([of(['desk', 'approver', 'supervisor']), of(['auditor'], null), of(['handler'], 'fire')].flat()).not.toContain('window')
    expect(sectionIn('#inbox', of(['cashier'], 'cashier'))).toBe('window')
  })
})
