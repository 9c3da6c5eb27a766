/** 安康杯 from the rules to the certificate, at both sizes; and what happens when the network, the page or the clock fails. */
import type { Page } from '@playwright/test'
import { contest } from '#contract/county/contest.ts'
import { bank } from '../../worker/contest/bank.ts'
import { inspect } from './steps/inspect.ts'
import { expect, test } from './steps/test.ts'

/** Numbers of standards, as a source names them. */
const STANDARDS = { besides: /\b(?:GB|XF|AQ|JGJ|TSG)(?:\/T)? ?[\d.]+(?:-\d+)?/g }
const heading = (page: Page) => page.getByRole('heading', { level: 2 }).first()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
/** Each project and test plays under a nickname of its own: the two sizes share a portal. */
const nameOf = (title: string) => `${title}${test.info().project.name === 'phone' ? '机' : '桌'}`

async function begin(page: Page, unit: string, nickname: string): Promise<void> {
  await page.goto('/contest')
  await expect(page.getByRole('button', { name: '开始答题' })).toBeEnabled()
  await page.getByLabel('你的单位').selectOption({ label: unit })
  await page.getByLabel('花名').fill(nickname)
  await press(page, '开始答题')
  await onQuestion(page, 1)
}

const onQuestion = (page: Page, number: number) => expect(heading(page)).toHaveText(`第${number}题，共${contest.questions}题`, { timeout: 30_000 })

/** Chooses what is right, as the bank has it; the page itself cannot know. */
async function answerRight(page: Page): Promise<void> {
  const group = page.locator('#question')
  const asked = await group.locator('legend').innerText()
  const known = bank.find(({ question }) => question === asked)
  if (known === undefined) throw new Error(`nobody wrote the question ${asked}`)
  for (const at of known.answer) await group.getByRole(known.answer.length > 1 ? 'checkbox' : 'radio', { name: known.options[at] ?? '', exact: true }).check()
}

async function answerAll(page: Page, from = 1): Promise<void> {
  for (let number = from; number <= contest.questions; number += 1) {
    await onQuestion(page, number)
    await answerRight(page)
    await press(page, number === contest.questions ? '去交卷' : '下一题')
  }
}

test('the rules, a form left empty, and a telephone for a nickname', async ({ page, eyes }) => {
  await page.goto('/contest')
  await expect(page).toHaveTitle(`${contest.title} · 示范县`)
  await expect(page.getByRole('heading', { name: '怎么比' })).toBeVisible()
  await expect(page.getByRole('button', { name: '开始答题' })).toBeEnabled()
  await expect(page.getByText('正在取排名')).toBeHidden()
  await inspect(page, 'contest')
  await press(page, '开始答题')
  await expect(page.getByRole('alert').filter({ hasText: '有2处要改' })).toBeFocused()
  await inspect(page, 'contest-empty')
  await page.getByLabel('你的单位').selectOption({ label: '和平食品厂' })
  await page.getByLabel('花名').fill('13900000000')
  await press(page, '开始答题')
  await expect(page.getByLabel('花名')).toHaveAccessibleDescription(/数字太多/)
  expect(eyes.requests.filter((request) => request.method() === 'POST')).toEqual([])
})

test('all right: a certificate to print, the unit in the ranking, and nothing left in the tab', async ({ page }) => {
  const nickname = nameOf('老槐树')
  await begin(page, '松岭乡教学点', nickname)
  await inspect(page, 'contest-question')
  await answerAll(page)
  await expect(page.getByText('每道题都答了。')).toBeVisible()
  await inspect(page, 'contest-hand-in')
  await press(page, '交卷')
  await expect(heading(page)).toHaveText(`100分，${contest.questions}道对了${contest.questions}道`)
  await expect(page.getByText(`松岭乡教学点　${nickname}`)).toBeVisible()
  await expect(page.getByText(/二〇[一二三四五六七八九〇]{2}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日/)).toBeVisible()
  await expect(page.getByRole('row', { name: /松岭乡教学点/ })).toBeVisible()
  await inspect(page, 'contest-result')
  expect(await page.evaluate(() => [sessionStorage.length, localStorage.length, document.cookie])).toEqual([0, 0, ''])
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { name: '答题证书' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '各单位排名' })).toBeHidden()
  await expect(page.getByRole('banner')).toBeHidden()
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1)
  expect(/\/MediaBox \[0 0 (\d+)\S* (\d+)/.exec(paper)?.slice(1)).toEqual(['841', '594'])
  if (process.env['ANSHAO_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['ANSHAO_SHOTS']}/contest-print-${test.info().project.name}.png` })
})

test('a page loaded anew goes on where it was; what is wrong is explained, with a way to learn it', async ({ page }) => {
  page.on('dialog', (dialog) => void dialog.accept())
  await begin(page, '和平食品厂', nameOf('半路'))
  await answerRight(page)
  await press(page, '下一题')
  await onQuestion(page, 2)
  await page.reload()
  await expect(page.getByText('有一份没有交的卷子。')).toBeVisible()
  await inspect(page, 'contest-held')
  await press(page, '接着答')
  await onQuestion(page, 1)
  await expect(page.locator('#question input:checked')).not.toHaveCount(0)
  for (let number = 1; number <= contest.questions; number += 1) await press(page, number === contest.questions ? '去交卷' : '下一题')
  await expect(page.getByText(`还有${contest.questions - 1}道没有答`)).toBeVisible()
  await inspect(page, 'contest-missing')
  await press(page, '第3题')
  await onQuestion(page, 3)
  for (let number = 3; number <= contest.questions; number += 1) await press(page, number === contest.questions ? '去交卷' : '下一题')
  await press(page, '交卷')
  await expect(heading(page)).toHaveText(`5分，${contest.questions}道对了1道`)
  await expect(page.getByRole('heading', { name: `答错的${contest.questions - 1}道` })).toBeVisible()
  await expect(page.getByRole('heading', { name: '答题证书' })).toBeHidden()
  await inspect(page, 'contest-wrong', STANDARDS)
  const topic = page.getByText('接着看：').getByRole('link').first()
  const name = await topic.innerText()
  await topic.click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
})

test('without a network nothing is lost; an answer that was lost is given again, even after a change', async ({ page, eyes, context }) => {
  eyes.forgive(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION/)
  await begin(page, '临河铸造厂', nameOf('断线'))
  await answerAll(page)
  await context.setOffline(true)
  await press(page, '交卷')
  await expect(page.getByRole('alert').filter({ hasText: '你的答案还在这一页' })).toBeVisible()
  await inspect(page, 'contest-offline')
  await context.setOffline(false)
  await page.route('**/answers', async (route) => {
    await route.fetch()
    await route.abort()
  }, { times: 1 })
  await press(page, '交卷')
  await expect(page.getByRole('alert').filter({ hasText: '你的答案还在这一页' })).toBeVisible()
  await press(page, '上一题')
  const box = page.locator('#question input').first()
  await box.setChecked(!(await box.isChecked()) || (await box.getAttribute('type')) === 'radio')
  await press(page, '去交卷')
  await press(page, '交卷')
  await expect(heading(page)).toHaveText(`100分，${contest.questions}道对了${contest.questions}道`)
})

test('a device whose clock is years off has its twenty minutes, and hands in by itself when they are over', async ({ page }) => {
  await page.clock.install({ time: new Date('2031-03-01T08:00:00') })
  await begin(page, '和平液化气站', nameOf('快表'))
  await expect(page.getByRole('timer')).toHaveText(/还剩 (20:00|19:5\d)/)
  await answerRight(page)
  await page.clock.runFor(contest.minutes * 60_000 - 30_000)
  await expect(page.getByRole('status').filter({ hasText: '还有1分钟' })).toBeAttached()
  await page.clock.runFor(31_000)
  await expect(heading(page)).toHaveText(`5分，${contest.questions}道对了1道`)
})

test('is played with the keyboard alone', async ({ page }) => {
  test.skip(test.info().project.name === 'phone', 'a phone has none')
  await begin(page, '县第一中学', nameOf('键盘'))
  await expect(heading(page)).toBeFocused()
  for (let number = 1; number <= 3; number += 1) {
    await onQuestion(page, number)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await expect(page.locator('#question input:checked')).toHaveCount(1)
    await page.getByRole('button', { name: '下一题' }).focus()
    await page.keyboard.press('Enter')
    await expect(heading(page)).toBeFocused()
  }
})

test('without scripts it says the rules, and what answering needs', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${process.env['ANSHAO_PORTAL'] ?? ''}/contest`)
  await expect(page.locator('noscript .notice')).toBeVisible()
  await expect(page.getByRole('heading', { name: '怎么比' })).toBeVisible()
  await expect(page.getByRole('button', { name: '开始答题' })).toBeHidden()
  await context.close()
})
