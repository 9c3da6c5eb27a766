/** 看得清: large type and high contrast, chosen on any page, kept on the device, there before the first paint. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { openForm } from './steps/citizen.ts'
import { inspect } from './steps/inspect.ts'
import { expect, test } from './steps/test.ts'

const ARTICLE = '/learn/knowledge/campus/after-school'
const PAGES = ['/', '/learn', ARTICLE, '/learn/law/accident-report', '/learn/checklists/building-site', '/report', '/track', '/elder'] as const

const menu = (page: Page) => page.getByRole('banner').locator('summary', { hasText: '看得清' })
const choice = (page: Page, name: string) => page.getByRole('banner').getByRole('button', { name })
const rootType = (page: Page) => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize))
const kept = (page: Page) => page.evaluate(() => Object.entries(localStorage))

/** Somebody who chose this on an earlier visit. */
const chose = (page: Page, views: string) => page.addInitScript((value) => localStorage.setItem('anshao.view', value), views)

/** The view that the root had when the body began, that is before anything could be painted. */
async function viewAtFirstPaint(page: Page): Promise<string | undefined> {
  return page.evaluate(() => (window as { viewAtBody?: string }).viewAtBody)
}
const watchFirstPaint = (page: Page) =>
  page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.body === null) return
      Object.assign(window, { viewAtBody: document.documentElement.dataset['view'] })
      observer.disconnect()
    }).observe(document, { childList: true, subtree: true })
  })

test('large type is chosen on an article and holds on every page after it', async ({ page }) => {
  await watchFirstPaint(page)
  await page.goto(ARTICLE)
  expect(await rootType(page)).toBe(18)
  expect(await kept(page)).toEqual([])
  await menu(page).click()
  await choice(page, '长辈版').click()
  await expect(choice(page, '长辈版')).toHaveAttribute('aria-pressed', 'true')
  await expect(choice(page, '普通')).toHaveAttribute('aria-pressed', 'false')
  for (const path of [ARTICLE, '/', '/report', '/track']) {
    await page.goto(path)
    expect(await viewAtFirstPaint(page), `${path} at first paint`).toBe('elder')
    expect(await rootType(page), path).toBeGreaterThanOrEqual(22)
  }
  expect(await kept(page)).toEqual([['anshao.view', 'elder']])
  await page.goto('/staff')
  await expect(page.getByLabel('工号').or(page.getByRole('heading')).first()).toBeVisible()
  expect(await rootType(page)).toBeGreaterThanOrEqual(20)
})

test('“普通” takes it back, and takes the note away', async ({ page }) => {
  await page.goto('/elder')
  await page.getByRole('main').getByRole('button', { name: '高对比' }).click()
  await page.reload()
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(0, 0, 0)')
  await menu(page).click()
  await expect(choice(page, '高对比')).toHaveAttribute('aria-pressed', 'true')
  await choice(page, '普通').click()
  await expect(page.getByRole('main').getByRole('button', { name: '普通' })).toHaveAttribute('aria-pressed', 'true')
  expect(await kept(page)).toEqual([])
  await page.reload()
  expect(await page.evaluate(() => document.documentElement.hasAttribute('data-view'))).toBe(false)
})

for (const views of ['elder', 'contrast', 'elder contrast']) {
  test(`every page can be read in ${views}: 7:1, nothing wider than the screen`, async ({ page }) => {
    await chose(page, views)
    for (const path of PAGES) {
      if (path === '/report') await openForm(page)
      else await page.goto(path)
      await inspect(page, `view-${views.replace(' ', '-')}${path.replaceAll('/', '-')}`, { besides: /Ctrl/g })
      const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast-enhanced']).setLegacyMode().analyze()
      expect.soft(violations.flatMap(({ nodes }) => nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`)), `${path} in ${views}`).toEqual([])
    }
  })
}

test('titles in large type break after their commas, within a word only where a clause is longer than a row', async ({ page }) => {
  await chose(page, 'elder')
  for (const path of ['/faq', '/who', '/reward']) {
    await page.goto(path)
    await inspect(page, `view-elder-titles${path.replaceAll('/', '-')}`)
    expect.soft(await page.evaluate(brokenClauses), path).toEqual([])
  }
})

/** Runs in the page. Clauses of its titles that stand in two rows though they would fit one. */
function brokenClauses(): string[] {
  const titles = [...document.querySelectorAll('main :is(h1, h2, h3)')].filter((title) => title.checkVisibility())
  return titles.flatMap((title) => {
    const texts = [...title.childNodes].filter((node) => node instanceof Text)
    const room = title.clientWidth
    return texts.flatMap((text) => [...text.data.matchAll(/[^，、。：；？！（）\s]+[，、。：；？！）]*/g)].filter(({ 0: clause, index }) => {
      const range = document.createRange()
      range.setStart(text, index)
      range.setEnd(text, index + clause.length)
      const rows = [...range.getClientRects()]
      const width = rows.reduce((sum, row) => sum + row.width, 0)
      return new Set(rows.map(({ top }) => Math.round(top))).size > 1 && width < room * 0.95
    }).map(([clause]) => clause))
  })
}

test('questions on paper have their sources under them', async ({ page }) => {
  await page.goto('/faq')
  const source = page.locator('.qa details li').first()
  await expect(source).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(source).toBeVisible()
  const shots = process.env['ANSHAO_SHOTS']
  if (shots !== undefined) await page.pdf({ path: `${shots}/faq.pdf` })
})

test('by keyboard: open, choose, and the strip goes away with the focus', async ({ page }) => {
  await page.goto(ARTICLE)
  const press = async (times: number) => {
    for (let tab = 0; tab < times; tab += 1) await page.keyboard.press('Tab')
  }
  // The link past the head, the way home, then this.
  await press(3)
  await expect(menu(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(choice(page, '长辈版')).toBeVisible()
  await press(2)
  await expect(choice(page, '长辈版')).toBeFocused()
  await page.keyboard.press('Space')
  await expect(choice(page, '长辈版')).toHaveAttribute('aria-pressed', 'true')
  await press(2)
  await expect(choice(page, '长辈版')).toBeHidden()
})

test('its buttons are large enough for any thumb, on reading and on filing pages', async ({ page }) => {
  for (const path of [ARTICLE, '/report']) {
    await page.goto(path)
    await menu(page).click()
    for (const button of [menu(page), ...['普通', '长辈版', '高对比'].map((name) => choice(page, name))]) {
      const box = await button.boundingBox()
      expect(box?.height).toBeGreaterThanOrEqual(48)
      expect(box?.width).toBeGreaterThanOrEqual(48)
    }
  }
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('no button is there that nothing answers, and /elder says what the browser can do', async ({ page }) => {
    await page.goto(ARTICLE)
    await expect(menu(page)).toBeHidden()
    await expect(page.getByRole('heading', { name: '记住这几条' })).toBeVisible()
    await page.getByRole('link', { name: '长辈版' }).click()
    await expect(page.locator('noscript p')).toBeVisible()
    await expect(page.getByRole('main').locator('.view-choices').first()).toBeHidden()
  })
})
