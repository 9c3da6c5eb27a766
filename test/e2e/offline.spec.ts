/** Without a network: what was read can be read again, and what is told was never kept. */
import type { Page } from '@playwright/test'
import { inspect } from './steps/inspect.ts'
import { expect, test } from './steps/test.ts'

const ARTICLE = '/learn/knowledge/home/gas-leak'

/** Until the worker of this build is at work. */
async function ready(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active?.state !== 'activated') await new Promise((done) => active?.addEventListener('statechange', done))
  })
}

/** Every path that this device has kept. */
const keptBy = (page: Page): Promise<string[]> => page.evaluate(async () => {
  const all = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))
  return all.flat()
})

test('an article opens again without a network, and what was never read says so with the emergency cards', async ({ page, context, eyes }) => {
  eyes.forgive(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  await page.goto(ARTICLE)
  await ready(page)
  await expect.poll(() => keptBy(page)).toContain(ARTICLE)
  await page.goto('/learn/law/gas-rules')
  await expect.poll(() => keptBy(page)).toContain('/learn/law/gas-rules')
  await context.setOffline(true)
  await page.goto(ARTICLE)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('闻到煤气味，先别开灯')
  expect(await page.evaluate(() => [...document.styleSheets].length)).toBeGreaterThan(1)
  await page.goto('/emergency/fire')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goto('/learn/law/coal-mine')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('现在没有网')
  await expect(page.getByRole('main').getByRole('link', { name: '闻到煤气味，先别开灯' })).toBeVisible()
  await inspect(page, 'offline')
  await page.getByRole('button', { name: '都清掉' }).click()
  await expect(page.getByRole('main').getByRole('link', { name: '闻到煤气味，先别开灯' })).toBeHidden()
  expect(await keptBy(page)).not.toContain(ARTICLE)
})

test('pages on which something is told pass by: nothing of them is kept, and they are not there without a network', async ({ page, context, eyes }) => {
  eyes.forgive(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  await page.goto(ARTICLE)
  await ready(page)
  for (const path of ['/report', '/track', '/ask', '/staff', '/keys', '/search#q=煤气']) {
    const answered = await page.goto(path)
    expect(answered?.fromServiceWorker(), path).toBe(false)
    await page.waitForLoadState('networkidle')
  }
  const kept = await keptBy(page)
  expect(kept.filter((path) => /^\/(?:report|track|ask|staff|keys|search|api)/.test(path))).toEqual([])
  await context.setOffline(true)
  for (const path of ['/report', '/track', '/ask', '/staff']) await expect(page.goto(path)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/)
})
