import { describe, expect, it } from 'vitest'
import type { Letter } from '#contract/staff-report.ts'
import { letters } from '#contract/county/letters.ts'
import { letterFor } from '#contract/rules/letter.ts'
import { STATES } from '#contract/states.ts'
import { letterNow, noticeOf, referralOf } from '../../site/console/letter/act.ts'
import { FRESH_LETTER, letterStart, letterWords } from '../../site/console/letter/draft.ts'
import { dayOnPaper, numberOnPaper, referralLetter, type ReferralLetter, type ReferralWords, type RefusalNotice } from '../../site/console/letter/letter.ts'
import { unsealReport } from '../../site/console/report/unseal.ts'
import { aReport, aSession, TODAY } from '../support/staff-report.ts'

const numbered: Letter = { kind: 'referral', year: 2026, n: 3, day: '2026-03-05' }
const written: ReferralWords = { words: { place: '南关菜市场', since: '2026-01-09', subject: '卤肉摊', body: '隔夜的肉又回锅。' }, attachments: [] }

/** Whatever the desk knows of whoever reported, under any name that a report has for it. */
type OfReporter =
  | 'name' | 'phone' | 'identity' | 'insider' | 'code' | 'reference' | 'report' | 'position' | 'wantsReward' | 'named' | 'filed' | 'filedBy' | 'language' | 'avoid' | 'reporter' | 'recipient'
type KeysOf<T> = T extends readonly (infer One)[] ? KeysOf<One> : T extends object ? keyof T | { [K in keyof T]: KeysOf<T[K]> }[keyof T] : never
/** Compiles only while no field of a referral, nor of what it is made of, at any depth, is the reporter's. */
const NONE: [Extract<KeysOf<ReferralLetter>, OfReporter>, Extract<KeysOf<Parameters<typeof referralLetter>>, OfReporter>, Extract<KeysOf<RefusalNotice>, Exclude<OfReporter, 'reference'>>] extends [never, never, never] ? true : false = true

describe('a referral', () => {
  it('has no field for whoever reported: not in its type, and not as it is printed', () => {
    expect(NONE).toBe(true)
    const letter = referralLetter(numbered, '12315', written)
    expect(Object.keys(letter ?? {}).toSorted()).toEqual(['addressee', 'asks', 'attachments', 'closing', 'day', 'demands', 'issuer', 'kind', 'number', 'opening', 'reported', 'said', 'telephone', 'title'])
    expect(letter?.reported.map(({ label }) => label)).toEqual(['地点', '时间', '被反映的单位（人）', '情况'])
  })

  it('takes nothing out of a report but the words that were chosen and where it went', async () => {
    const sealed = { place: '夜市东口', subject: '老王烧烤', body: '我是三车间电工，气瓶没有报警器' }
    const { report } = await aReport({ sealed, rest: { state: 'referred', filed: 'phone', filedBy: { member: 'desk02', name: '小周' } } })
    const seen = await unsealReport(await aSession('desk', ['desk']), { ...report, letters: [numbered], timeline: [{ seq: 1, kind: 'referred', unit: 'desk', member: 'desk01', day: TODAY, detail: { destination: '12315' }, digest: 'A'.repeat(43) }] })
    const text = JSON.stringify(referralOf(seen.report, numbered, letterWords(letterStart(seen), FRESH_LETTER)))
    expect(text).toContain('〔某岗位〕，气瓶没有报警器')
    for (const telling of ['三车间', report.reference, report.report, '小周', 'desk0', '"phone', '代录', '奖励']) expect([telling, text.includes(telling)]).toEqual([telling, false])
  })

  it('is addressed to the organ behind the number, dated by the day of its number, and says that it must not reach the accused', () => {
    expect(referralLetter(numbered, '12315', written)).toMatchObject({ number: '示安办举转〔2026〕3号', addressee: '示范县市场监督管理局', day: '2026年3月5日', issuer: letters.issuer, telephone: '000-0000001' })
    expect(referralLetter(numbered, '12315', written)?.reported[1]?.text).toBe('2026年1月9日起')
    expect(referralLetter(numbered, '12315', written)?.demands.join('')).toMatch(/《信访工作条例》第三十条.*不得.*透露或者转给被反映的单位/)
  })

  it.for([['2026-11-22', '2026年11月22日'], ['2027-01-03', '2027年1月3日']] as const)('writes %s as %s', ([day, words]) => {
    expect(dayOnPaper(day)).toBe(words)
  })

  it('writes numbers without nought before them', () => {
    expect(numberOnPaper({ kind: 'refusal', year: 2027, n: 12, day: TODAY })).toBe('示安办举告〔2027〕12号')
  })
})

describe('the words of a referral', () => {
  const copy = { kind: 'redacted', author: 'desk', day: TODAY, compartment: '', n: 1, signature: 'good', problem: null, words: { place: '和平镇', body: '某单位后厨有大气瓶。' } } as const

  it('are those of the redacted copy where there is one, as they stand', () => {
    const start = letterStart({ copies: [copy], content: null })
    expect([start.fromCopy, letterWords(start, FRESH_LETTER).words]).toEqual([true, { place: '和平镇', subject: '', body: '某单位后厨有大气瓶。' }])
  })

  it('can be written over, with what is attached line by line', () => {
    const start = letterStart({ copies: [copy], content: null })
    const { words, attachments } = letterWords(start, { ...FRESH_LETTER, edited: { body: ' 改过的 ', subject: '某单位' }, attachments: '照片2张\n\n 检测单 ' })
    expect([words, attachments]).toEqual([{ place: '和平镇', subject: '某单位', body: '改过的' }, ['照片2张', '检测单']])
  })
})

describe('which letter there is', () => {
  it('is one for each end that leads elsewhere, and none for a question', () => {
    expect(STATES.flatMap((state) => letterFor({ kind: 'report', state }) ?? [])).toEqual(['refusal', 'referral'])
    expect(STATES.flatMap((state) => letterFor({ kind: 'question', state }) ?? [])).toEqual([])
  })

  it('the desk may number it; another unit with the original sees it once it has its number; whoever has a copy never', async () => {
    const { report } = await aReport({ rest: { state: 'referred' } })
    const as = async (unit: string, role: 'desk' | 'handler', rest = {}) => letterNow(await unsealReport(await aSession(unit, [role]), { ...report, ...rest }), await aSession(unit, [role]))
    expect(await as('desk', 'desk')).toEqual({ kind: 'referral', numbered: null, mayNumber: true })
    expect(await as('housing', 'handler')).toBeNull()
    expect(await as('housing', 'handler', { letters: [numbered] })).toEqual({ kind: 'referral', numbered, mayNumber: false })
    const parts = report.parts.map((part) => (part.unit === 'housing' ? { ...part, copy: 'redacted' as const } : part))
    expect(await as('housing', 'handler', { letters: [numbered], parts })).toBeNull()
  })
})

describe('a notice that a report is not taken up', () => {
  it('gives the reason in words and where to go, with the public number and nothing of what was said', async () => {
    const { report } = await aReport({ rest: { state: 'refused' } })
    const timeline = [{ seq: 2, kind: 'refused' as const, unit: 'desk', member: 'desk01', day: TODAY, detail: { reason: 'not-a-report', destination: '12345' }, digest: 'A'.repeat(43) }]
    const notice = noticeOf({ ...report, timeline }, { ...numbered, kind: 'refusal' })
    expect(notice).toMatchObject({ number: '示安办举告〔2026〕3号', because: `理由：${letters.kinds.refusal?.reasons['not-a-report']}`, elsewhere: '这件事可以向政务服务便民热线（电话12345）反映。' })
    expect(notice?.opening).toContain(report.reference)
    expect(JSON.stringify(notice)).not.toMatch(/夜市|煤气罐|HY16|desk01/)
  })

  it('without a place to go says none', async () => {
    const { report } = await aReport({ rest: { state: 'refused' } })
    const timeline = [{ seq: 2, kind: 'refused' as const, unit: 'desk', member: 'desk01', day: TODAY, detail: { reason: 'already-filed' }, digest: 'A'.repeat(43) }]
    expect(noticeOf({ ...report, timeline }, { ...numbered, kind: 'refusal' })?.elsewhere).toBeNull()
  })
})
