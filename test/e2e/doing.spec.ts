/** Lists that one ticks through and questions that one answers: by finger, by keys, on paper, without scripts; kept on the device only when asked. */
import type { Page } from '@playwright/test'
import { form } from '#contract/county/form.ts'
import { inspect } from './steps/inspect.ts'
import { expect, test } from './steps/test.ts'

const kept = (page: Page) => page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]))
const NOTHING = JSON.stringify([[], [], ''])

async function openList(page: Page): Promise<void> {
  await page.goto('/learn/checklists/home-gas')
  await page.getByRole('button', { name: '开始查' }).click()
  await expect(page.getByRole('group', { name: /^自查：/ })).toBeFocused()
}
const item = (page: Page, words: RegExp) => page.getByRole('group', { name: words })
const answer = (page: Page, words: RegExp, value: string) => item(page, words).getByRole('radio', { name: value, exact: true }).check()
/** Numbers of standards, among the sources. */
const STANDARDS = { besides: /GB \d+-\d+/g }
const HOSE = /软管没有裂/
const SLEEP = /出门和睡觉以前/

test.describe('a list', () => {
  test('is ticked through; what is wrong comes by urgency, on the screen and on paper; nothing is kept unasked', async ({ page, eyes }) => {
    await openList(page)
    await inspect(page, 'check-empty', STANDARDS)
    const before = eyes.requests.length
    await answer(page, SLEEP, '不是这样')
    await answer(page, HOSE, '不是这样')
    await answer(page, /火苗是蓝的/, '是这样')
    await answer(page, /气瓶立着放/, '这里没有')
    await expect(item(page, HOSE).getByRole('status')).toContainText('马上停、马上离开')
    await expect(page.getByText('看了4条，还有10条')).toBeVisible()
    await expect(page.getByRole('heading', { name: '要改2处' })).toBeVisible()
    expect(await page.getByRole('heading', { level: 4 }).allInnerTexts()).toEqual(['马上停、马上离开（1处）', '有空就改（1处）'])
    await inspect(page, 'check-answered', STANDARDS)
    expect(await kept(page)).toBe(NOTHING)
    expect(eyes.requests.slice(before).map((request) => request.url())).toEqual([])
    await page.getByLabel('打印时留一行签名').check()
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByText(/^\d{4}年\d+月\d+日（周.）查$/)).toBeVisible()
    await expect(page.getByText('检查的人：')).toBeVisible()
    for (const unwanted of [page.getByRole('button', { name: '打印' }), page.getByRole('heading', { name: '出处' }), page.getByText('看见别人这样做？')]) await expect(unwanted).toBeHidden()
    await page.screenshot({ path: `${process.env['ANSHAO_SHOTS'] ?? '.test/e2e'}/check-print-${test.info().project.name}.png`, fullPage: true })
  })

  test('is kept on the device once somebody asks, comes back, and goes when they clear it', async ({ page }) => {
    await openList(page)
    await answer(page, HOSE, '不是这样')
    await page.getByRole('button', { name: '存在这台手机' }).click()
    await expect(page.getByText('存好了。谁拿到这台手机都看得见。')).toBeVisible()
    expect(await kept(page)).toContain('home-gas')
    const saved = await kept(page)
    await openList(page)
    await expect(item(page, HOSE).getByRole('radio', { name: '不是这样', exact: true })).toBeChecked()
    await answer(page, SLEEP, '是这样')
    expect(await kept(page)).toBe(saved)
    await page.getByRole('button', { name: '清掉' }).click()
    expect(await kept(page)).toBe(NOTHING)
    await expect(page.getByText('看了0条，还有14条')).toBeVisible()
  })

  test('leads to a report with its category, by keys alone', async ({ page }) => {
    await page.goto('/learn/checklists/home-gas')
    await page.getByRole('button', { name: '开始查' }).press('Enter')
    await expect(page.getByRole('group', { name: /^自查：/ })).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await expect(item(page, HOSE).getByRole('radio', { name: '不是这样', exact: true })).toBeChecked()
    await page.getByRole('group', { name: /^自查：/ }).getByRole('link', { name: /^举报：/ }).press('Enter')
    await page.waitForURL(/\/report$/)
    await page.getByRole('button', { name: form.buttons.next }).click()
    await expect(page.getByText(/^选了：/)).toBeVisible()
  })
})

/** Answers the question on the screen with its first option, and looks. */
async function tryFirst(page: Page): Promise<void> {
  const quiz = page.getByRole('region', { name: '做题' })
  const several = (await quiz.getByText('多选').count()) > 0
  await quiz.getByRole(several ? 'checkbox' : 'radio').first().check()
  await quiz.getByRole('button', { name: '看对不对' }).click()
  await expect(quiz.getByRole('status')).toContainText(/对了。|不对。正确的是：/)
  await expect(quiz.getByRole('status')).toContainText('出处：')
}

test.describe('questions', () => {
  test('ten from all banks: judged, explained, scored, the wrong ones again; nothing is kept unasked', async ({ page }) => {
    await page.goto('/learn/quiz/daily')
    await inspect(page, 'quiz-daily')
    await page.getByRole('button', { name: '来十道' }).click()
    for (let number = 1; number <= 10; number += 1) {
      await expect(page.getByText(`第${number}道，共10道`)).toBeVisible()
      await expect(page.locator('[data-start]')).toBeFocused()
      if (number === 1) {
        await page.getByRole('button', { name: '看对不对' }).click()
        await expect(page.getByText(/^先选/)).toBeVisible()
        await inspect(page, 'quiz-question')
      }
      await tryFirst(page)
      if (number === 1) await inspect(page, 'quiz-judged')
      await page.getByRole('button', { name: number === 10 ? '看结果' : '下一道' }).click()
    }
    await expect(page.getByRole('heading', { name: /^10道，对了\d+道$/ })).toBeFocused()
    await inspect(page, 'quiz-score')
    const again = page.getByRole('button', { name: /^错题再练/ })
    if (await again.isVisible()) {
      await again.click()
      await expect(page.getByText(/^第1道，共\d+道/)).toBeVisible()
    }
    expect(await kept(page)).toBe(NOTHING)
  })

  test('one bank, remembered on the device once somebody asks, gone on with, and cleared', async ({ page }) => {
    await page.goto('/learn/quiz/home-gas')
    await page.getByRole('button', { name: '开始做题' }).click()
    await expect(page.getByText('第1道，共20道')).toBeVisible()
    await tryFirst(page)
    expect(await kept(page)).toBe(NOTHING)
    // Whoever wants it remembered says so before or after a round; here as somebody who did it before.
    await page.evaluate(() => localStorage.setItem('anshao.quiz', JSON.stringify({ 'home-gas': {} })))
    await page.goto('/learn/quiz/home-gas')
    await page.getByRole('button', { name: '开始做题' }).click()
    await page.getByRole('button', { name: '从头做' }).or(page.getByRole('button', { name: '开始做题' })).click()
    await tryFirst(page)
    await page.goto('/learn/quiz/home-gas')
    await page.getByRole('button', { name: '开始做题' }).click()
    await expect(page.getByText(/做过1道，错了[01]道/)).toBeVisible()
    await inspect(page, 'quiz-start', STANDARDS)
    await page.getByRole('button', { name: '接着做（还有19道）' }).click()
    await expect(page.getByText('第1道，共19道')).toBeVisible()
    await page.goto('/learn/quiz/home-gas')
    await page.getByRole('button', { name: '开始做题' }).click()
    await page.getByRole('button', { name: '清掉' }).click()
    expect(await kept(page)).toBe(NOTHING)
  })
})

test('without scripts both are there to read, the list with empty boxes on paper', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/learn/checklists/home-gas')
  await expect(page.getByRole('heading', { name: HOSE })).toBeVisible()
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.locator('.boxes').first()).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.boxes').first()).toBeVisible()
  await page.emulateMedia({ media: 'screen' })
  await page.goto('/learn/quiz/home-gas')
  await expect(page.getByRole('heading', { name: /摸什么/ })).toBeVisible()
  await page.getByText('看答案').first().click()
  await expect(page.getByText(/阀门不带电/).first()).toBeVisible()
  await expect(page.getByRole('button')).toHaveCount(0)
  await context.close()
})
