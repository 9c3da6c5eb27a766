/** Searching as a reader does: by a word inside a sentence, by keyboard, narrowed, on a bad line, without scripts; and nothing of it leaves. */
import type { Page } from '@playwright/test'
import { inspect } from './steps/inspect.ts'
import { portal } from './steps/place.ts'
import { expect, test } from './steps/test.ts'

const field = (page: Page) => page.getByRole('searchbox', { name: '找什么' })
const told = (page: Page) => page.locator('.search [role=status]')
const hits = (page: Page) => page.locator('.hits li')

async function searchFor(page: Page, words: string): Promise<void> {
  await expect(field(page)).toBeEnabled()
  await field(page).fill(words)
  await expect(told(page)).toContainText(`“${words}”`)
}

test('finds a word inside a sentence, shows where it stands, and leads there', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: '搜索', exact: true }).click()
  await searchFor(page, '后斗拉人')
  await expect(told(page)).toContainText(/有\d+页/)
  await expect(hits(page).first().locator('mark').first()).toBeVisible()
  await expect(hits(page).first()).toContainText('拉人')
  const title = (await hits(page).first().getByRole('link').textContent()) ?? ''
  await hits(page).first().getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
})

test('results narrow, the address keeps all of it, and coming back finds it again', async ({ page }) => {
  await page.goto('/search')
  await searchFor(page, '燃气')
  const all = await told(page).textContent()
  await inspect(page, 'search-found')
  await page.getByText('只看一部分').click()
  await page.getByRole('button', { name: '法律', exact: true }).click()
  await expect(told(page)).not.toHaveText(all ?? '')
  const laws = await told(page).textContent()
  await expect(page.getByRole('button', { name: '法律', exact: true })).toHaveAttribute('aria-pressed', 'true')
  for (const link of await hits(page).getByRole('link').all()) await expect(link).toHaveAttribute('href', /^\/learn\/law\//)
  await page.getByLabel('给谁看').selectOption({ label: '老板和负责人' })
  await expect(told(page)).not.toHaveText(laws ?? '')
  expect(page.url()).toContain('audience=owner')
  const narrowed = await told(page).textContent()
  await page.goto(`${portal()}/guide`)
  await page.goBack()
  await expect(field(page)).toHaveValue('燃气')
  await expect(told(page)).toHaveText(narrowed ?? '')
})

test('more results come when asked for', async ({ page }) => {
  await page.goto(`/search#q=${encodeURIComponent('电')}`)
  await expect(hits(page)).toHaveCount(8)
  await page.getByRole('button', { name: '再看几页' }).click()
  await expect(hits(page)).toHaveCount(16)
})

test('the whole search by keyboard', async ({ page }) => {
  await page.goto('/search')
  await expect(field(page)).toBeEnabled()
  await field(page).focus()
  await page.keyboard.insertText('电梯困人')
  await expect(hits(page).first()).toContainText('电梯')
  const first = hits(page).first().getByRole('link')
  for (let stops = 0; stops < 20 && !(await first.evaluate((link) => link === document.activeElement)); stops += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/learn\/|\/emergency\//)
})

test('nothing found leads on by topics, the unit in charge, the telephone and a question', async ({ page }) => {
  await page.goto('/search')
  await inspect(page, 'search-empty')
  await searchFor(page, '鑫淼犇')
  await expect(told(page)).toContainText('没有找到')
  for (const name of ['看下面的分类', '这事归谁管', '12345', '问安委办']) await expect(page.locator('.search').getByRole('link', { name })).toBeVisible()
  await expect(page.locator('#topics')).toBeVisible()
  await inspect(page, 'search-nothing')
})

test('what is typed is in no request, no store and no history but its own address', async ({ page, eyes }) => {
  await page.goto('/search')
  await searchFor(page, '老板瞒报')
  await expect(hits(page).first()).toBeVisible()
  const encoded = ['老板', '瞒报'].flatMap((word) => [word, encodeURIComponent(word)])
  for (const request of eyes.requests) {
    expect(request.url().startsWith(`${portal()}/`)).toBe(true)
    expect(encoded.filter((word) => `${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`.includes(word))).toEqual([])
  }
  expect(eyes.requests.some((request) => request.url().includes('/pagefind/index/'))).toBe(true)
  expect(await page.evaluate(async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).filter(({ url }) => url.includes('search')).length))).reduce((a, b) => a + b, 0)])).toEqual(['', 0, 0, 0, 0])
})

test('wasm is compiled where its policy says so, and not in the page', async ({ page, eyes }) => {
  eyes.forgive(/Content Security Policy|wasm/i)
  const scripts: string[] = []
  page.on('worker', (worker) => scripts.push(worker.url()))
  await page.goto('/search')
  await searchFor(page, '叉车')
  expect(scripts).toHaveLength(1)
  const policy = (await page.request.get(scripts[0] ?? '')).headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'")
  const refused = await page.evaluate(() => WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(() => false, () => true))
  expect(refused).toBe(true)
})

for (const piece of ['pagefind.js', 'wasm.unknown.pagefind', 'index/**']) test(`a line that breaks at ${piece} is told, and the next try works`, async ({ page, eyes }) => {
  eyes.forgive(/ERR_FAILED|Failed to/)
  await page.route(`**/pagefind/${piece}`, (route) => route.abort())
  await page.goto('/search')
  await expect(field(page)).toBeEnabled()
  await field(page).fill('叉车')
  await expect(page.getByRole('alert')).toContainText('没有搜成')
  if (piece === 'pagefind.js') await inspect(page, 'search-failed')
  await page.unroute(`**/pagefind/${piece}`)
  await page.getByRole('button', { name: '再搜一次' }).click()
  await expect(hits(page).first()).toContainText('叉车')
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('/search says so and leads on by topics', async ({ page }) => {
    await page.goto('/search')
    await expect(page.getByRole('heading', { name: '按分类找' })).toBeVisible()
    // A field that cannot search is not offered.
    await expect(field(page)).toBeHidden()
    expect((await page.locator('noscript p').allInnerTexts()).join('')).toContain('JavaScript')
    await page.getByRole('main').getByRole('link', { name: '燃气', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('燃气')
  })
})
