/** Second opinions: a reporter contests a result and another unit changes it; the county government takes a case; an extension is declined. */
import { moveWords } from '#contract/county/moves.ts'
import { reasons } from '#contract/county/reasons.ts'
import { track } from '#contract/county/track.ts'
import type { Move } from '#contract/rules/moves.ts'
import { accept, extend, find } from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack, heading, shortOf } from './steps/citizen.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { choose, press, tick, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { begin, enter, open, told } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

/** Each size has its own desk and its own reviewers, and so has what is typed. */
const CASTS = {
  phone: { desk: 'desk01', reviewer: 'market', why: '检查的人是白天去的，他们夜里才开火', decided: '夜里又去了一趟，气瓶都在' },
  desktop: { desk: 'desk02', reviewer: 'commerce', why: '查的是隔壁那家，门口挂蓝布的才是', decided: '找到挂蓝布的那一家，情况属实' },
} as const
type Cast = (typeof CASTS)[keyof typeof CASTS]
const castOf = (name: string): Cast => CASTS[name as keyof typeof CASTS]
const label = (move: Move) => moveWords.moves[move].label

test('a reporter contests the result; another unit looks again and changes it; a second time there is none', async ({ page: wen, another }, { project }) => {
  test.setTimeout(180_000)
  const { desk, reviewer, why, decided } = castOf(project.name)
  wrote('text', why, decided)
  const { reference, code } = await filed(tipOf('01'))
  const { lead } = await moved(desk, reference, accept)
  await moved(`${lead ?? ''}01`, reference, (by, seen) => find(by, seen, 'unfounded', '去看过，没有查到。'))

  await test.step('wen reads the result and contests it without a mouse', async () => {
    await comeBack(wen, code)
    await expect(wen.getByRole('heading', { name: track.review.title })).toBeVisible()
    await inspect(wen, 'review-offered')
    await press(wen.getByRole('button', { name: track.review.open }))
    const box = wen.getByLabel(track.review.label)
    await expect(box).toBeFocused()
    await press(wen.getByRole('button', { name: track.review.send }))
    await expect(wen.getByText(track.review.errors.missing)).toBeVisible()
    await inspect(wen, 'review-nothing-written')
    await type(box, why)
    await press(wen.getByRole('button', { name: track.review.send }))
    await expect(wen.getByText('已经要求复查')).toBeVisible({ timeout: 30_000 })
    await expect(wen.getByText('你对结论不服，要求复查')).toBeVisible()
    await inspect(wen, 'review-asked')
  })

  const he = await another()
  await test.step('he names another unit; closing waits for it', async () => {
    await enter(he, desk)
    await open(he, reference)
    await expect(he.getByText(why)).toBeVisible()
    await press(he.getByRole('button', { name: label('name-review'), exact: true }))
    const form = he.locator('form').filter({ has: he.getByRole('heading', { name: label('name-review'), exact: true }) })
    await expect(form.getByRole('option', { name: shortOf(lead ?? ''), exact: true })).toHaveCount(0)
    await choose(form.getByLabel('由谁复查'), reviewer)
    await inspect(he, 'name-review')
    await press(form.getByRole('button', { name: `交给${shortOf(reviewer)}复查` }))
    await told(he, `指定了，由${shortOf(reviewer)}复查`)
    await expect(he.getByText(moveWords.whyNot['review-open']).first()).toBeAttached()
  })

  const xu = await another()
  await test.step('xu of that unit reads it all and changes the result', async () => {
    await enter(xu, `${reviewer}01`)
    await open(xu, reference)
    await expect(xu.getByText(why)).toBeVisible()
    const form = await begin(xu, 'decide-review')
    await tick(form.getByRole('radio', { name: reasons.review.changed.name }))
    await tick(form.getByRole('radio', { name: '属实', exact: true }))
    await type(form.getByLabel('理由和依据'), decided)
    await inspect(xu, 'decide-review')
    await press(form.getByRole('button', { name: '送出复查决定' }))
    await told(xu, '复查决定送出了')
  })

  await test.step('wen reads who changed it and why, and that there is no second time', async () => {
    await comeBack(wen, code)
    await expect(heading(wen)).toHaveText('属实')
    await expect(wen.getByText(decided)).toBeVisible()
    await expect(wen.getByText(`${shortOf(reviewer)}复查完了`)).toBeVisible()
    await expect(wen.getByText(track.review.elsewhere)).toBeVisible()
    await expect(wen.getByRole('button', { name: track.review.open })).toHaveCount(0)
    await inspect(wen, 'review-decided')
  })
})

test('a death is taken to the county government, in whose own list it stands; who led is out', async ({ page: he, another }, { project }) => {
  test.setTimeout(120_000)
  const { desk } = castOf(project.name)
  const { reference, code } = await filed(tipOf('01'))
  const { lead } = await moved(desk, reference, accept)
  await enter(he, desk)
  await open(he, reference)
  await press(he.getByRole('button', { name: label('escalate'), exact: true }))
  const form = he.locator('form').filter({ has: he.getByRole('heading', { name: label('escalate'), exact: true }) })
  await tick(form.getByRole('radio', { name: reasons.escalate.death.name }))
  await expect(form.getByText(`${shortOf(lead ?? '')}马上退出`)).toBeVisible()
  await inspect(he, 'escalate')
  await press(form.getByRole('button', { name: '交县政府牵头' }))
  await told(he, '交给县政府了')

  const gao = await another()
  await enter(gao, 'gov01')
  await open(gao, reference)
  await expect(gao.getByText(tipOf('01').body)).toBeVisible()
  await expect(gao.getByRole('button', { name: label('begin'), exact: true })).toBeVisible()
  await inspect(gao, 'government')

  const wen = await another()
  await comeBack(wen, code)
  await expect(wen.getByText('交县政府组织核查')).toBeVisible()
  await expect(wen.getByText(`${shortOf(lead ?? '')}不再能看到它`)).toBeVisible()
  await inspect(wen, 'reporter-escalated')
})

test('an extension is asked for and declined, with a reason that the reporter reads', async ({ page: ping, another }, { project }) => {
  test.setTimeout(120_000)
  const { desk } = castOf(project.name)
  const { reference, code } = await filed(tipOf('01'))
  const { lead } = await moved(desk, reference, accept)
  await moved(`${lead ?? ''}01`, reference, (by, seen) => extend(by, seen, 'complex'))
  await enter(ping, 'approver01')
  await open(ping, reference)
  const form = await begin(ping, 'decline')
  await tick(form.getByRole('radio', { name: reasons.decline['danger-waits'].name }))
  await inspect(ping, 'decline')
  await press(form.getByRole('button', { name: label('decline') }))
  await told(ping, '还按原来的日子办')

  const wen = await another()
  await comeBack(wen, code)
  await expect(wen.getByText(`没有批准延长：${reasons.decline['danger-waits'].sentence}`)).toBeVisible()
  await inspect(wen, 'reporter-declined')
})
