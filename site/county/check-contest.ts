/** Checks of the contest: days that exist, units told apart, a bank large enough to draw from. */
import { isDay } from '#contract/rules/day-number.ts'
import type { ContestBank } from '../editing/contest-bank.ts'
import { refuseTwice } from './check-duties.ts'
import { COUNTY, type County } from './county.ts'
import { wrong } from './wrong.ts'

const FILE = `${COUNTY}/contest.yaml`

export function checkContest({ contest }: County): void {
  const { window, units, ranking } = contest
  for (const key of ['from', 'to'] as const) if (!isDay(window[key])) wrong(FILE, `window 的 ${key} 写了“${window[key]}”，没有这一天`, '改对日期')
  if (window.from > window.to) wrong(FILE, 'window 的 from 在 to 后面', '把两个日期对调')
  refuseTwice(FILE, units.map(({ id }) => id), '参赛单位')
  refuseTwice(FILE, units.map(({ name }) => name), '参赛单位的名称')
  const small = units.find(({ headcount }) => headcount < 2)
  if (small !== undefined) wrong(FILE, `${small.id} 的 headcount 写了“${small.headcount}”，一个人算不成单位`, '并到别的单位里，或者写对人数')
  if (ranking.minimum > 100) wrong(FILE, `ranking 的 minimum 写了“${ranking.minimum}”，太大了`, '改小，常用5')
}

export function checkContestBank({ contest }: County, bank: ContestBank): void {
  if (bank.length < contest.questions) {
    wrong(FILE, `questions 写了“${contest.questions}”，题库里只有${bank.length}道竞赛题`, '改小，或者在 content/learn/quiz 里加 use: contest 的题')
  }
}
