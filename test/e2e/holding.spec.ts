/** Who holds what: the desk makes a redacted copy by keyboard, hands original and copy on, takes a unit out; each sees what is theirs. */
import { moveWords } from '#contract/county/moves.ts'
import { accept } from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack, shortOf } from './steps/citizen.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { press, tick, type, untick } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { begin, enter, listed, open, reopen, told } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

/** Each size has its own desk, and so has what is typed. */
const CASTS = {
  phone: { desk: 'desk01', left: '昨天夜里后门又换了一把锁', reply: '知道了，换人去看', whole: 'commerce' },
  desktop: { desk: 'desk02', left: '今天早上把灶台挪到院子里去了', reply: '收到，这就安排别的人', whole: 'market' },
} as const

test('a copy without clues goes to the township, the original to one unit, which is then taken out', async ({ page: he, another }, { project }) => {
  test.setTimeout(180_000)
  const { desk, left, reply, whole } = CASTS[project.name as keyof typeof CASTS]
  wrote('text', left, reply)
  const tip = tipOf('01')
  const clue = '我在这家烧烤店端盘子'
  const { reference, code } = await filed(tip)
  await moved(desk, reference, accept)
  await enter(he, desk)

  await test.step('he marks what could tell who wrote it, keeps one mark, hides it again, and saves the copy, without a mouse', async () => {
    await open(he, reference)
    await press(he.getByRole('button', { name: moveWords.moves['hand-on'].label, exact: true }))
    await expect(he.getByText('还没有脱敏件，转出去的就是原件')).toBeVisible()
    await inspect(he, 'hand-on-without-copy')
    await press(he.getByRole('button', { name: '先做脱敏件' }))
    await expect(he.getByRole('heading', { name: moveWords.moves.redact.label, exact: true })).toBeFocused()
    const mark = he.getByRole('button', { name: new RegExp(`^隐去：.*${clue}`) })
    const body = he.getByLabel('情况')
    await expect(body).not.toHaveValue(new RegExp(clue))
    await press(mark)
    await expect(mark).toHaveAttribute('aria-pressed', 'false')
    await expect(body).toHaveValue(new RegExp(clue))
    await expect(he.getByRole('status').filter({ hasText: '这一份里还留着' })).toContainText(clue)
    await he.keyboard.press('Space')
    await expect(body).toHaveValue(/〔某岗位〕/)
    await inspect(he, 'redact')
    await press(he.getByRole('button', { name: '加密存成脱敏件' }))
    await told(he, '脱敏件做好了')
  })

  await test.step('he hands the original to one unit and the copy to the township, and sees who holds what', async () => {
    const form = await begin(he, 'hand-on')
    const [to, copies] = [form.getByRole('group', { name: '转给' }), form.getByRole('group', { name: '只给脱敏件' })]
    for (const unit of ['market', 'fire', 'commerce', 'police'].filter((one) => one !== whole)) await untick(to.getByRole('checkbox', { name: shortOf(unit) }))
    await expect(copies.getByRole('checkbox', { name: shortOf('t-heping') })).toBeChecked()
    await untick(copies.getByRole('checkbox', { name: shortOf(whole) }))
    await expect(form.getByText(`原件：${shortOf(whole)}。脱敏件：${shortOf('t-heping')}。`)).toBeVisible()
    await inspect(he, 'hand-on')
    await press(form.getByRole('button', { name: '看过了，转给2个单位' }))
    await told(he, '转给他们了')
    const holders = he.getByRole('table', { name: '谁拿着' })
    await expect(holders.getByRole('row', { name: new RegExp(`${shortOf(whole)}.*原件.*日`) })).toBeVisible()
    await expect(holders.getByRole('row', { name: new RegExp(`${shortOf('t-heping')}.*脱敏件.*日`) })).toBeVisible()
    await inspect(he, 'holders')
  })

  const [luo, xu] = [await another(), await another()]
  await test.step('the township sees the copy, no word more, and has nothing to press', async () => {
    await enter(luo, 't-heping01')
    await open(luo, reference)
    await expect(luo.getByText('〔某岗位〕').first()).toBeVisible()
    await expect(luo.getByText('不要去猜')).toBeVisible()
    await expect(luo.getByText(`签名核对过，是${shortOf('desk')}写的`)).toBeVisible()
    await expect(luo.getByText(clue)).toHaveCount(0)
    await expect(luo.getByRole('heading', { name: '和举报人的往来' })).toHaveCount(0)
    await expect(luo.getByText(moveWords.whyNot['copy-only'])).toBeVisible()
    await expect(luo.getByRole('complementary', { name: '现在能做什么' }).getByRole('button')).toHaveCount(0)
    await inspect(luo, 'copy-of-township')
  })

  await test.step('xu of the other unit reads the original; then he takes the unit out', async () => {
    await enter(xu, `${whole}01`)
    await open(xu, reference)
    await expect(xu.getByText(tip.body)).toBeVisible()
    await reopen(he, reference)
    await press(he.getByRole('button', { name: moveWords.moves['take-out'].label, exact: true }))
    const form = he.locator('form').filter({ has: he.getByRole('heading', { name: moveWords.moves['take-out'].label, exact: true }) })
    await tick(form.getByRole('radio', { name: shortOf(whole) }))
    await tick(form.getByRole('radio', { name: '怀疑走漏了消息' }))
    await inspect(he, 'take-out')
    await press(form.getByRole('button', { name: `从${shortOf(whole)}收回` }))
    await told(he, '收回了')
    await expect(he.getByText(`已经收回：${shortOf(whole)}`)).toBeVisible()
  })

  const wen = await another()
  await test.step('wen is told, and writes on; he answers', async () => {
    await comeBack(wen, code)
    await expect(wen.getByText(`不再给${shortOf(whole)}看`)).toBeVisible()
    await expect(wen.getByText(`其中${shortOf('t-heping')}只拿到隐去你线索的一份`)).toBeVisible()
    await type(wen.getByLabel(/^写给(承办单位|受理台)/), left)
    await press(wen.getByRole('button', { name: '送出' }))
    await expect(wen.getByText(/送到了，(承办单位|受理台)能看到。/)).toBeVisible()
    await reopen(he, reference)
    await expect(he.getByText(left)).toBeVisible()
    const answer = await begin(he, 'reply')
    await type(answer.getByLabel('写给举报人'), reply)
    await press(answer.getByRole('button', { name: '加密送出' }))
    await expect(he.getByRole('article').getByText(reply)).toBeVisible({ timeout: 30_000 })
    await comeBack(wen, code)
    await expect(wen.getByText(reply)).toBeVisible()
    await expect(wen.getByText(left)).toBeVisible()
    await inspect(wen, 'reporter-after-take-out')
  })

  await test.step('xu has nothing of it any more', async () => {
    await xu.reload()
    await expect(xu.getByLabel('口令')).toBeVisible()
    await enter(xu, `${whole}01`)
    await listed(xu)
    await expect(xu.getByRole('button', { name: reference })).toHaveCount(0)
  })
})
