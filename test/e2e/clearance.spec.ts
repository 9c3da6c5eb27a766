/** 整改、验收、销号: what was found is put right before the report ends, by the unit that leads and then the desk; its reporter reads each step. By keyboard alone. */
import { events } from '#contract/county/events.ts'
import { moveWords } from '#contract/county/moves.ts'
import { status } from '#contract/county/status.ts'
import { status as english } from '#contract/county/status.en.ts'
import { track as englishTrack } from '#contract/county/track.en.ts'
import { accept, find } from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack, heading, shortOf } from './steps/citizen.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { press, tick, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { begin, enter, open, told } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

/** Each size has its own people and words. */
const CASTS = {
  phone: { desk: 'desk01', order: '气瓶今天停用，七天内换成管道气', seen: '管道气接好了，气瓶都拉走了' },
  desktop: { desk: 'desk02', order: '十个气瓶今天封存，月底前改成管道气', seen: '现场看过，气瓶间已经拆掉' },
} as const
const FOUND = '查到了，要他们改'
const WORDS = '跟举报人说几句（可以不写）'

test('what was found is ordered to be put right, inspected, taken off the list and closed, and its reporter reads each step', async ({ page: ma, another }, { project }) => {
  test.setTimeout(200_000)
  const { desk, order, seen } = CASTS[project.name as keyof typeof CASTS]
  wrote('text', FOUND, order, seen)
  const { code, reference } = await filed(tipOf('01'))
  const lead = (await moved(desk, reference, accept)).lead ?? ''
  await moved(`${lead}01`, reference, (by, one) => find(by, one, 'substantiated', FOUND))

  await test.step('ma of the unit orders it, with words for the reporter', async () => {
    await enter(ma, `${lead}01`)
    await open(ma, reference)
    const form = await begin(ma, 'rectify')
    await type(form.getByLabel(WORDS), order)
    await inspect(ma, 'clearance-order', { besides: /[a-z]+0\d/g })
    await press(form.getByRole('button', { name: moveWords.moves.rectify.label, exact: true }))
    await told(ma, '今天起督促整改。')
    await expect(ma.locator('.report-head .state')).toHaveText(status.rectifying.name)
  })
  const wen = await another()
  await test.step('wen reads that it is being put right, until when, and the words', async () => {
    await comeBack(wen, code)
    await expect(heading(wen)).toHaveText(status.rectifying.name)
    await expect(wen.getByRole('region', { name: '办理记录' })).toContainText((events['rectification-ordered'].reporter ?? '').replace('{unit}', shortOf(lead)))
    await expect(wen.getByText(/督促整改，.+最晚.+办完/).first()).toBeVisible()
    await expect(wen.getByText(order)).toBeVisible()
    await inspect(wen, 'clearance-rectifying')
  })
  await test.step('ma has looked, and says so', async () => {
    const form = await begin(ma, 'inspect')
    await type(form.getByLabel(WORDS), seen)
    await press(form.getByRole('button', { name: moveWords.moves.inspect.label, exact: true }))
    await told(ma, '等受理台销号。')
    await inspect(ma, 'clearance-inspected', { besides: /[a-z]+0\d/g })
  })
  const lan = await another()
  await test.step('lan at the desk cannot close it before it is off the list; takes it off, and closes it', async () => {
    await enter(lan, desk)
    await open(lan, reference)
    await expect(lan.getByRole('button', { name: moveWords.moves.close.label, exact: true })).toHaveCount(0)
    const clear = await begin(lan, 'clear')
    await expect(lan.getByText(seen)).toBeVisible()
    await inspect(lan, 'clearance-clear', { besides: /[a-z]+0\d/g })
    await press(clear.getByRole('button', { name: moveWords.moves.clear.label, exact: true }))
    await told(lan, '销号了，可以办结。')
    const close = await begin(lan, 'close')
    await tick(close.getByRole('radio').first())
    await press(close.getByRole('button', { name: moveWords.moves.close.label, exact: true }))
    await told(lan, '办结了。')
  })
  await test.step('wen reads it all, in either language', async () => {
    await comeBack(wen, code)
    await expect(heading(wen)).toHaveText(status.closed.name)
    await expect(wen.getByRole('region', { name: '办理记录' })).toContainText('隐患销号')
    await inspect(wen, 'clearance-closed')
    await wen.goto('/en/track')
    await type(wen.getByLabel(englishTrack.code.label), code)
    await press(wen.getByRole('button', { name: englishTrack.code.open }))
    await expect(heading(wen)).toHaveText(english.closed.name)
    await expect(wen.getByText('ordered that it is put right')).toBeVisible()
    await inspect(wen, 'clearance-closed-english', { language: 'en', written: [FOUND, order, seen] })
  })
})
