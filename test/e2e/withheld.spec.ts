/** Files that a hand-off keeps back, and gives later: chosen by name, shown where the holders are. By keyboard alone. */
import { accept } from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack, shortOf } from './steps/citizen.ts'
import { filed, moved, sent, tipOf } from './steps/filed.ts'
import { choose, press, tick, untickAll } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { begin, enter, open, reopen, told } from './steps/staff.ts'

/** Each size has its own people and files, so that they do not meet. */
const CASTS = {
  phone: { desk: 'desk01', unit: 'fire', given: '灶台边的气瓶.jpg', kept: '看得见我脸的录像.mp4' },
  desktop: { desk: 'desk02', unit: 'market', given: '后门的锁.jpg', kept: '老板说话的录音.m4a' },
} as const
/** Numbers of members beside their names; endings of file names. */
const NAMES = { besides: /[a-z]+0\d|\.(jpg|mp4|m4a)/g }

test('a unit gets the report without one of its files, and the file when it is needed', async ({ page: he, another }, { project }) => {
  test.setTimeout(180_000)
  const { desk, unit, given, kept } = CASTS[project.name as keyof typeof CASTS]
  const { code, reference } = await filed(tipOf('01'), await sent(Object.fromEntries([given, kept].map((name) => [name, Buffer.from(`sealed before it goes ${name}`)]))))
  await moved(desk, reference, accept)
  await enter(he, desk)
  const holders = he.getByRole('table', { name: '谁拿着' })

  await test.step('he leaves out one file, reads once more what goes and what stays, and hands on', async () => {
    await open(he, reference)
    const form = await begin(he, 'hand-on')
    const to = form.getByRole('group', { name: '转给' })
    await untickAll(to)
    await tick(to.getByRole('checkbox', { name: shortOf(unit) }))
    const files = form.getByRole('region', { name: '附件给哪一份' })
    for (const name of [given, kept]) await expect(files.getByRole('combobox', { name: `${name}，给哪一份` })).toHaveValue('original')
    await expect(files.getByRole('checkbox', { name: '各单位不同' })).toHaveCount(0)
    await choose(files.getByRole('combobox', { name: `${kept}，给哪一份` }), { label: '不给' })
    await expect(form.getByText(`不给：${kept}。`)).toBeVisible()
    await inspect(he, 'withheld-choose', NAMES)
    await press(form.getByRole('button', { name: '看过了，转给1个单位' }))
    await told(he, '转给他们了')
    await expect(holders.getByRole('row', { name: new RegExp(`${shortOf(unit)}.*没有给：${kept}`) })).toBeVisible()
    await expect(he.getByText('，没有给附件2')).toBeVisible()
    await inspect(he, 'withheld-holders', NAMES)
  })
  const luo = await another()
  await test.step('luo there is told that a file is missing, and has not even its name', async () => {
    await enter(luo, `${unit}01`)
    await open(luo, reference)
    await expect(luo.getByRole('table', { name: '谁拿着' }).getByRole('row', { name: new RegExp(`${shortOf(unit)}.*没有给：附件2`) })).toBeVisible()
    await expect(luo.getByText(kept)).toHaveCount(0)
    await inspect(luo, 'withheld-there', NAMES)
  })
  await test.step('the reporter reads that it was handed on, and nothing of files', async () => {
    const wen = await another()
    await comeBack(wen, code)
    const steps = wen.getByRole('region', { name: '办理记录' })
    await expect(steps).toContainText(`转给${shortOf(unit)}一起办`)
    await expect(steps).not.toContainText('附件2')
    await expect(steps).not.toContainText('没有给')
  })
  await test.step('he gives it after all', async () => {
    await reopen(he, reference)
    const form = await begin(he, 'hand-on')
    const to = form.getByRole('group', { name: '转给' })
    await expect(form.getByText('手里是原件，少几个附件，勾上可以补给。')).toBeVisible()
    await untickAll(to)
    await tick(to.getByRole('checkbox', { name: shortOf(unit) }))
    await inspect(he, 'withheld-give', NAMES)
    await press(form.getByRole('button', { name: '看过了，转给1个单位' }))
    await told(he, '转给他们了')
    await expect(holders.getByText('没有给')).toHaveCount(0)
  })
})
