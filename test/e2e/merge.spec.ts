/** Two people tell of one matter: the desk finds that, works on both as one, tells both, and parts them again. */
import { moveWords } from '#contract/county/moves.ts'
import { accept, find } from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack, heading } from './steps/citizen.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { press, tick, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { begin, enter, open, reopen, told } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

/** Each size has its own desk, and tells of its own matter: suggestions are looked for among all that the desk holds. */
const CASTS = {
  phone: { desk: 'desk01', tip: '14', result: '楼道里的电线已经拆了' },
  desktop: { desk: 'desk02', tip: '18', result: '消防通道上的车已经挪走' },
} as const

test('an earlier report of the same matter is suggested, merged, found, told to both, and parted', async ({ page: he, another }, { project }) => {
  test.setTimeout(180_000)
  const { desk, tip, result } = CASTS[project.name as keyof typeof CASTS]
  wrote('text', result)
  const [first, second, third, fourth] = [await filed(tipOf(tip)), await filed(tipOf(tip)), await filed(tipOf(tip)), await filed(tipOf(tip))]
  const { lead } = await moved(desk, first.reference, accept)
  await enter(he, desk)

  await test.step('he looks for earlier ones on his own computer and merges, without a mouse', async () => {
    await open(he, second.reference)
    await press(he.getByRole('button', { name: moveWords.moves.merge.label, exact: true }))
    await press(he.getByRole('button', { name: '找一找更早的' }))
    const same = he.getByRole('radio', { name: new RegExp(first.reference) })
    await expect(same).toBeVisible({ timeout: 60_000 })
    await expect(he.getByText(/^比了\d+件。$/)).toBeVisible({ timeout: 60_000 })
    await inspect(he, 'merge-suggested')
    await tick(same)
    await expect(he.getByLabel('并到哪一件（编号）')).toHaveValue(first.reference)
    const form = he.locator('form').filter({ has: he.getByRole('heading', { name: moveWords.moves.merge.label, exact: true }) })
    await press(form.getByRole('button', { name: moveWords.moves.merge.label, exact: true }))
    await told(he, '并案了')
    await expect(he.getByText(`和更早的 ${first.reference} 并案办理`)).toBeVisible()
    await inspect(he, 'merged')
  })

  const [wen, lin] = [await another(), await another()]
  await test.step('lin reads that it goes with an earlier one, and not with which', async () => {
    await comeBack(lin, second.code)
    await expect(lin.getByText('与更早的一件并案办理')).toBeVisible()
    await expect(heading(lin)).toHaveText('已交办')
    await expect(lin.getByText(first.reference)).toHaveCount(0)
    await inspect(lin, 'reporter-merged')
  })

  await test.step('the earlier one is found; it is not closed before lin has been told', async () => {
    await moved(`${lead ?? ''}01`, first.reference, (by, seen) => find(by, seen, 'substantiated', result))
    await reopen(he, first.reference)
    await expect(he.getByText('还没有转告结论的')).toBeVisible()
    await expect(he.getByRole('button', { name: moveWords.moves.close.label, exact: true })).toHaveCount(0)
    await reopen(he, second.reference)
    const form = await begin(he, 'relay')
    await inspect(he, 'relay')
    await press(form.getByRole('button', { name: moveWords.moves.relay.label }))
    await told(he, '转告了')
    for (const [page, code] of [[wen, first.code], [lin, second.code]] as const) {
      await comeBack(page, code)
      await expect(heading(page)).toHaveText('属实')
      await expect(page.getByText(result)).toBeVisible()
    }
    await inspect(lin, 'reporter-told')
  })

  await test.step('a third one, merged by mistake, is parted and stands where it stood', async () => {
    await reopen(he, fourth.reference)
    const form = await begin(he, 'merge')
    await type(form.getByLabel('并到哪一件（编号）'), third.reference)
    await press(form.getByRole('button', { name: moveWords.moves.merge.label, exact: true }))
    await told(he, '并案了')
    const parting = await begin(he, 'unmerge')
    await inspect(he, 'unmerge')
    await press(parting.getByRole('button', { name: moveWords.moves.unmerge.label }))
    await told(he, '分开了')
    await comeBack(lin, fourth.code)
    await expect(lin.getByText('不再并案，单独办理')).toBeVisible()
    await expect(heading(lin)).toHaveText('已接收')
  })
})
