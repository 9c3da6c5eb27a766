/** Files sent under what phones and people do to a page: lines that break anywhere, a lid that closes, a second tab, a page loaded anew, a store that fails. */
import type { BrowserContext, Page } from '@playwright/test'
import { evidenceWords } from '#contract/county/evidence.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { fill } from '#contract/rules/fill.ts'
import { PART_BYTES, sealedBytes } from '#contract/rules/part-size.ts'
import { breakingLine, chanceOf, type Cut } from '../support/breaking-line.ts'
import { heading, onScreen, readCodePage, send } from './steps/citizen.ts'
import { tipOf } from './steps/filed.ts'
import { inspect } from './steps/inspect.ts'
import { portal } from './steps/place.ts'
import { fetched, isFiling, isPart, paper, PARTS, readyToSend } from './steps/sending.ts'
import { expect, test } from './steps/test.ts'

const { sending } = evidenceWords
const TIP = tipOf('05')
const CUTS = 20

/** Waits of half a second and more pass twenty times as fast in pages opened from here on. */
const hurry = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const wait = globalThis.setTimeout
    globalThis.setTimeout = ((work: () => void, milliseconds = 0) => wait(work, milliseconds >= 500 ? milliseconds / 20 : milliseconds)) as typeof setTimeout
  })

/** For each part as many cuts at points of chance, no two files alike; every fifth lets the part arrive and loses the answer. */
function cutsOf(parts: number, seed: number): Cut[] {
  const chance = chanceOf(seed)
  const part = sealedBytes(PART_BYTES)
  const each = CUTS / parts
  // The last cut of a part lets it through: the way to the next one begins behind it, or at once where it had arrived.
  return Array.from({ length: CUTS }, (_, at) => ({ after: Math.floor((at >= each && at % each === 0 && at % 5 !== 0 ? part : 0) + chance() * (part - 200_000)), unheard: at % 5 === 4 }))
}

test(`a line cut at ${CUTS} points of chance: the page goes on by itself, and the file arrives byte for byte`, async ({ browser, eyes }, { project }) => {
  test.setTimeout(400_000)
  const seed = Number(process.env['ANSHAO_SEED'] ?? Date.now() % 1_000_000_007)
  process.stdout.write(`ANSHAO_SEED=${seed}\n`)
  const line = await breakingLine(Number(new URL(portal()).port))
  const context = await browser.newContext({ baseURL: line.base, locale: 'zh-CN', viewport: project.use.viewport ?? null })
  eyes.watch(context)
  eyes.forgive(/another host was asked: http:\/\/127\.0\.0\.1:|ERR_(?:EMPTY_RESPONSE|CONNECTION|SOCKET|NETWORK|INVALID_HTTP)/)
  await hurry(context)
  const page = await context.newPage()
  const { path, bytes } = paper(`断二十次-${project.name}.dat`, 5 * PART_BYTES - 3_000_000)
  await readyToSend(page, path, TIP)
  line.breakAt(cutsOf(4, seed))
  await send(page)
  await expect(heading(page), 'it goes on until all is there').toHaveText(formEnd.code.title, { timeout: 300_000 })
  const { reference } = await readCodePage(page)
  expect(line.broken(), `with seed ${seed}`).toBe(CUTS)
  expect(fetched(reference, `cuts-${project.name}`).equals(bytes), `with seed ${seed}`).toBe(true)
  await context.close()
  line.close()
})

test('a closed lid: the page stands still without a network, the clock jumps by a night, and it goes on by itself', async ({ page, context, eyes }, { project }) => {
  test.setTimeout(180_000)
  eyes.forgive(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK|ERR_FAILED/)
  await context.addInitScript(() => {
    const night = 9 * 3_600_000
    const [now, since] = [Date.now, performance.now.bind(performance)]
    const slept = () => ((globalThis as { slept?: boolean }).slept === true ? night : 0)
    Date.now = () => now() + slept()
    performance.now = () => since() + slept()
  })
  // Two parts and more are still to go after the night, though the fourth slips through before it: a speed that counts the night in tells of hours.
  const { path, bytes } = paper(`合上盖-${project.name}.dat`, 6 * PART_BYTES + 99)
  await readyToSend(page, path, TIP)
  const thirdThere = page.waitForResponse((answer) => isPart(answer.request()) && answer.url().endsWith('/3') && answer.ok(), { timeout: 90_000 })
  await send(page)
  await thirdThere
  const lid = await context.newCDPSession(page)
  await context.setOffline(true)
  await lid.send('Page.setWebLifecycleState', { state: 'frozen' })
  await new Promise((over) => setTimeout(over, 3_000))
  const before = eyes.requests.length
  await new Promise((over) => setTimeout(over, 2_000))
  expect(eyes.requests.length).toBe(before)
  await lid.send('Page.setWebLifecycleState', { state: 'active' })
  await page.evaluate(() => Object.assign(globalThis, { slept: true }))
  await expect(page.getByText(sending.offline)).toBeVisible()
  const said = watchWords(page)
  await context.setOffline(false)
  const { reference } = await readCodePage(page)
  const hours = new RegExp(fill(sending.minutes, { minutes: '\\d{2,}' }))
  expect((await said()).filter((words) => hours.test(words))).toEqual([])
  expect(fetched(reference, `lid-${project.name}`).equals(bytes)).toBe(true)
  for (const n of ['1', '2', '3']) expect(eyes.requests.filter((request) => isPart(request) && request.url().endsWith(`/${n}`))).toHaveLength(1)
})

test('two tabs that send at once do not disturb each other', async ({ page, context }, { project }) => {
  test.setTimeout(240_000)
  const other = await context.newPage()
  const papers = [page, other].map((_, at) => paper(`第${at + 1}页-${project.name}.dat`, (2 + at) * PART_BYTES + 7 * at))
  for (const [at, one] of [page, other].entries()) await readyToSend(one, papers[at]?.path ?? '', TIP)
  for (const one of [page, other]) await send(one)
  const kept = [await readCodePage(page), await readCodePage(other)]
  expect(new Set(kept.map(({ code }) => code)).size).toBe(2)
  for (const [at, { reference }] of kept.entries()) expect(fetched(reference, `tab-${at}-${project.name}`).equals(papers[at]?.bytes ?? Buffer.of())).toBe(true)
})

test('whoever loads the page anew while files travel is asked first; then nothing was filed, and nothing is left in the browser', async ({ page, context, eyes }, { project }) => {
  test.setTimeout(120_000)
  eyes.forgive(/ERR_ABORTED|ERR_FAILED/)
  const { path } = paper(`重载-${project.name}.dat`, 3 * PART_BYTES)
  await readyToSend(page, path, TIP)
  await page.route('**/api/uploads/*/parts/2', () => undefined)
  const firstThere = page.waitForResponse((answer) => isPart(answer.request()) && answer.ok(), { timeout: 60_000 })
  await send(page)
  await firstThere
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.accept()
  })
  await page.reload()
  expect(asked).toEqual(['beforeunload'])
  await onScreen(page, 'emergency')
  expect(eyes.requests.filter(isFiling)).toEqual([])
  expect(await storedIn(page)).toEqual({ local: [], session: [], databases: [], caches: [] })
  expect(await context.cookies()).toEqual([])
  await page.unroute('**/api/uploads/*/parts/2')
  await readyToSend(page, path, TIP)
  await send(page)
  await readCodePage(page)
})

test('a store that fails is said as that, and what had arrived is not sent again', async ({ page, context, eyes }, { project }) => {
  test.setTimeout(180_000)
  await hurry(context)
  const { path, bytes } = paper(`存不下-${project.name}.dat`, 2 * PART_BYTES)
  await readyToSend(page, path, TIP)
  let fails = true
  await page.route(PARTS, (route) => fails && route.request().url().endsWith('/2') ? route.fulfill({ status: 500, json: { error: { code: 'fault', message: '没有存下来', requestId: 'a' } } }) : route.continue())
  await send(page)
  await expect(page.getByRole('alert').filter({ hasText: sending.trouble })).toBeVisible({ timeout: 60_000 })
  expect(eyes.requests.filter(isFiling)).toEqual([])
  await inspect(page, 'files-trouble')
  fails = false
  await send(page)
  const { reference } = await readCodePage(page)
  expect(fetched(reference, `store-${project.name}`).equals(bytes)).toBe(true)
  expect(eyes.requests.filter((request) => isPart(request) && request.url().endsWith('/1'))).toHaveLength(1)
})

/** Every sentence that the page shows from now on, until it is asked for. */
function watchWords(page: Page): () => Promise<string[]> {
  const seen = page.evaluate(() => {
    const words: string[] = ((globalThis as { words?: string[] }).words = [])
    new MutationObserver(() => words.push(document.body.innerText)).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  return async () => {
    await seen
    return page.evaluate(() => (globalThis as { words?: string[] }).words ?? [])
  }
}

const storedIn = (page: Page) =>
  page.evaluate(async () => ({
    local: Object.keys(localStorage), session: Object.keys(sessionStorage), databases: (await indexedDB.databases()).map(({ name }) => name ?? ''), caches: await caches.keys(),
  }))
