/** A reward that is declined: what the approver chooses, and what the reporter reads. */
import { moveWords } from '#contract/county/moves.ts'
import { reasons } from '#contract/county/reasons.ts'
import { accept, find } from '../../site/console/report/act.ts'
import { comeBack } from './steps/citizen.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { press, tick } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { enter, open, told } from './steps/staff.ts'
import { expect, test } from './steps/by-keys.ts'

const { award: { moves: deeds } } = moveWords
/** Numbers of members beside their names. */
const NAMES = { besides: /[a-z]+0\d/g }
test('a declined reward says why, to the desk and to the reporter', async ({ page: wen, another }, { project }) => {
  const done = await filed({ ...tipOf(project.name === 'phone' ? '10' : '18'), wantsReward: true })
  const lead = project.name === 'phone' ? 'desk02' : 'fire01'
  await moved('desk02', done.reference, accept)
  await moved(lead, done.reference, (by, seen) => find(by, seen, 'substantiated', '查到了'))
  const he = await another()
  await enter(he, 'approver02')
  await open(he, done.reference)
  await press(he.getByRole('button', { name: deeds.decline.label, exact: true }))
  const form = he.locator('form').filter({ has: he.getByRole('heading', { name: deeds.decline.label, exact: true }) })
  await press(form.getByRole('button', { name: deeds.decline.label, exact: true }))
  await expect(form.getByText('先选理由。')).toBeVisible()
  await tick(form.getByRole('radio', { name: /别人先举报了/ }))
  await inspect(he, 'award-decline', NAMES)
  await press(form.getByRole('button', { name: deeds.decline.label, exact: true }))
  await told(he, '不予奖励，举报人能看到理由。')
  await comeBack(wen, done.code)
  await expect(wen.getByRole('region', { name: '奖励', exact: true })).toContainText(reasons['award-decline'].later.sentence)
  await inspect(wen, 'award-declined')
})
