/** What a reward would be: reckoned on the page by the county's own rule, and told in a table to whoever has no scripts. */
import type { Page } from '@playwright/test'
import { rewardRules } from '#contract/county/reward-rules.ts'
import { sayYuan } from '#contract/rules/money.ts'
import { approve, propose } from '../../site/console/award/act.ts'
import { accept, begin, find } from '../../site/console/report/act.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { inspect } from './steps/inspect.ts'
import { expect, test } from './steps/test.ts'

async function openCalculator(page: Page): Promise<void> {
  await page.goto('/reward')
  await expect(page).toHaveTitle('举报有奖：怎么算、给谁、怎么领 · 示范县')
  await page.getByText('填的数只在这一页里算').scrollIntoViewIfNeeded()
  await expect(page.getByLabel('罚了多少钱')).toBeEnabled()
}
const result = (page: Page) => page.getByRole('group', { name: '算一算' }).getByRole('status')

test('the calculator runs the rule, says its steps and clauses, and sends nothing', async ({ page, eyes }) => {
  await openCalculator(page)
  await inspect(page, 'reward-empty')
  const before = eyes.requests.length
  await page.getByLabel('罚了多少钱').fill('5万')
  await expect(result(page)).toContainText('7,500元')
  await expect(result(page)).toContainText('柒仟伍佰元整')
  await expect(result(page)).toContainText('第十一条')
  await page.getByLabel('罚了多少钱').fill('五万')
  await expect(result(page)).toHaveText('罚款写数字，比如 50000 或 5万。')
  await inspect(page, 'reward-wrong')
  await page.getByRole('radio', { name: /^瞒报谎报事故/ }).check()
  await page.getByLabel('查实瞒报、谎报死亡几个人').fill('2')
  await page.getByRole('radio', { name: '较大事故', exact: true }).check()
  await expect(result(page)).toContainText('80,000元')
  await inspect(page, 'reward-reckoned')
  expect(eyes.requests.slice(before).map((request) => request.url())).toEqual([])
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, location.pathname, location.search, location.hash]))).toBe('[{},{},"/reward","",""]')
})

test('keys alone are enough', async ({ page }) => {
  await openCalculator(page)
  await page.getByRole('radio', { name: /^违法行为/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /^重大事故隐患/ })).toBeChecked()
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('罚了多少钱')).toBeFocused()
  await page.keyboard.type('0')
  await expect(result(page)).toContainText('3,000元')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(page.getByLabel('我在那里上班')).toBeChecked()
})

test('without scripts every worked example is there with its amount', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/reward')
  for (const { says, yuan } of rewardRules.examples) {
    await expect(page.getByRole('row').filter({ hasText: says }).filter({ hasText: yuan === 0 ? '没有' : sayYuan(yuan * 100) })).toBeVisible()
  }
  await expect(page.getByRole('radio')).toHaveCount(0)
  await context.close()
})

test('what the window knows, and what it does not, is read in a screen and a half', async ({ page }, { project }) => {
  await page.goto('/reward#window')
  await expect(page.getByRole('heading', { name: '窗口知道什么' })).toBeInViewport()
  const topOf = async (name: string) => (await page.getByRole('heading', { name }).boundingBox())?.y ?? NaN
  const [from, to] = [await topOf('窗口知道什么'), await topOf('什么情况没有')]
  const shots = process.env['ANSHAO_SHOTS']
  const [y, width] = [from + (await page.evaluate(() => scrollY)), page.viewportSize()?.width ?? 0]
  if (shots !== undefined) await page.screenshot({ path: `${shots}/reward-window-${project.name}.png`, fullPage: true, clip: { x: 0, y, width, height: to - from } })
  expect(to - from).toBeLessThanOrEqual(1.5 * (page.viewportSize()?.height ?? 0))
})

test('references of rewards are announced once they are approved, and a failure is said in words', async ({ page, eyes, context }) => {
  const list = page.getByRole('list', { name: '奖励已经批准的公开编号' })
  const { reference } = await filed({ ...tipOf('09'), wantsReward: true })
  const done = await moved('desk01', reference, accept)
  const lead = `${done.lead}01`
  await moved(lead, reference, begin)
  await moved(lead, reference, (by, seen) => find(by, seen, 'substantiated', '查实了'))
  await moved(lead, reference, (by, seen) => propose(by, seen, { query: { kind: 'hazard', fineFen: 2_000_000 }, finding: '查实了' }))
  await page.goto('/reward/waiting')
  await expect(page.getByRole('status').filter({ hasText: /没有可以领的奖励|已经批准/ })).toBeVisible()
  expect(await page.getByRole('main').innerText()).not.toContain(reference)
  await moved('approver01', reference, approve)
  await page.goto('/reward')
  await page.getByRole('link', { name: '领奖公告' }).click()
  await expect(list).toContainText(reference)
  await inspect(page, 'reward-waiting')

  await context.route('**/api/awards', (route) => route.abort())
  eyes.forgive(/ERR_FAILED/)
  await page.reload()
  await expect(page.getByRole('status').filter({ hasText: '没有取到公告' })).toBeVisible()
  await inspect(page, 'reward-waiting-failed')
  await context.unroute('**/api/awards')
  await page.getByRole('button', { name: '再取一次' }).click()
  await expect(list).toContainText(reference)
})
