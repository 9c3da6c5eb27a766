import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formalDay, leftOut, sayClock, sayContestFailure } from '../../site/contest/words.ts'
import { copyOfCounty } from '../support/county.ts'

describe('the words of the contest', () => {
  it.for([
    ['2026-11-22', '二〇二六年十一月二十二日'], ['2027-01-01', '二〇二七年一月一日'], ['2030-10-10', '二〇三〇年十月十日'],
    ['2026-12-31', '二〇二六年十二月三十一日'], ['2026-02-20', '二〇二六年二月二十日'],
  ] as const)('%s is written %s', ([day, words]) => {
    expect(formalDay(day)).toBe(words)
  })

  it('says the time that is left, and which questions have no answer', () => {
    expect([sayClock(1200), sayClock(65), sayClock(0)]).toEqual(['20:00', '1:05', '0:00'])
    expect(leftOut([[1], [], [0, 2], []])).toEqual([2, 4])
  })

  it('says what the Worker said, and what happened where nothing came back', () => {
    const failure = (code: 'conflict' | 'network' | 'garbled' | 'fault') => ({ ok: false, code, message: '竞赛已经结束。', requestId: '' }) as const
    expect(sayContestFailure(failure('conflict'), 'begin')).toBe('竞赛已经结束。')
    expect(sayContestFailure(failure('network'), 'send')).toContain('你的答案还在')
    expect(sayContestFailure(failure('garbled'), 'begin')).toContain('不会多算一次')
    expect(sayContestFailure(failure('fault'), 'send')).toContain('过一会儿')
  })
})

describe('a mistake in the contest’s files gets one sentence', () => {
  let county: ReturnType<typeof copyOfCounty>
  beforeEach(() => {
    county = copyOfCounty()
  })
  afterEach(() => county.dispose())
  const BANK = 'learn/quiz/contest-general.yaml'

  it.for<[what: string, file: string, before: string, after: string, sentence: string]>([
    ['a window that runs backwards', 'county/contest.yaml', 'to: 2027-06-30', 'to: 2025-06-30', 'content/county/contest.yaml：window 的 from 在 to 后面；把两个日期对调。'],
    ['a day that is none', 'county/contest.yaml', 'to: 2027-06-30', 'to: 2027-06-31', 'content/county/contest.yaml：window 的 to 写了“2027-06-31”，没有这一天；改对日期。'],
    ['a unit written twice', 'county/contest.yaml', 'id: linhe-foundry', 'id: qingshi-stone', 'content/county/contest.yaml：参赛单位 qingshi-stone 写了两遍；留一个，删掉另一个。'],
    ['a name written twice', 'county/contest.yaml', 'name: 临河铸造厂', 'name: 青石石材厂', 'content/county/contest.yaml：参赛单位的名称 青石石材厂 写了两遍；留一个，删掉另一个。'],
    ['a unit of one', 'county/contest.yaml', 'headcount: 4 ', 'headcount: 1 ', 'content/county/contest.yaml：songling-school 的 headcount 写了“1”，一个人算不成单位；并到别的单位里，或者写对人数。'],
    ['a share above all', 'county/contest.yaml', 'sharePercent: 30', 'sharePercent: 130', 'content/county/contest.yaml：ranking 的 sharePercent 写了“130”，太大了；改小。'],
    ['an id of the wrong form', 'county/contest.yaml', 'id: ankang-2026', 'id: 安康杯', 'content/county/contest.yaml：id 写了“安康杯”，不合格式；改成小写英文字母、数字和 -，像 ankang-2026。'],
    ['an answer that is no option', BANK, 'answer: [', 'answer: [7, ', 'content/learn/quiz/contest-general.yaml：“题目”第1条的“对的选项”第1条（answer）写了7，最多4；改一个数。'],
    ['a hazard that the bank does not have', BANK, 'hazard: fire', 'hazard: quake', 'content/learn/quiz/contest-general.yaml：“隔壁厂房着了火，厂长拦着不让打119，说自己能灭。怎么办？”的 hazard 写了“quake”，不在这个文件的 hazards 里；改成其中一个，或者在 hazards 里加上。'],
    ['a contest file for practice', BANK, 'use: contest', 'use: practice', 'content/learn/quiz/contest-general.yaml：use 写了“practice”，contest- 开头的文件只放竞赛题；写 use: contest，或者改文件名。'],
  ])('%s', ([, file, before, after, sentence]) => {
    county.change(file, before, after)
    // Which line it is on changes with what editors write above.
    expect(county.complaint()?.replace(/ 第\d+行/, '')).toBe(sentence)
  })

  it('a bank that is too small to draw from', () => {
    for (const file of county.files('learn/quiz').filter((name) => name.startsWith('contest-'))) county.remove(`learn/quiz/${file}`)
    expect(county.complaint()).toBe('content/county/contest.yaml：questions 写了“20”，题库里只有0道竞赛题；改小，或者在 content/learn/quiz 里加 use: contest 的题。')
  })
})
