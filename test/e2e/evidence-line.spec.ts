/** Files on a bad line: what was begun goes on by itself, what is stopped leaves nothing behind, and what cannot be is said plainly. */
import { evidenceWords } from '#contract/county/evidence.ts'
import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { track as trackWords } from '#contract/county/track.ts'
import { trackFiles as words } from '#contract/county/track-files.ts'
import { fill } from '#contract/rules/fill.ts'
import { PART_BYTES } from '#contract/rules/part-size.ts'
import { base } from '../support/evidence/pictures.ts'
import { answer, comeBack, next, onScreen, openForm, readCodePage, send, writeUntil } from './steps/citizen.ts'
import { filed, sent, tipOf } from './steps/filed.ts'
import { inspect } from './steps/inspect.ts'
import { fetched, isFiling, isOf, isPart, isUpload, paper, PARTS, readyToSend } from './steps/sending.ts'
import { expect, test } from './steps/test.ts'

const { pick, sending } = evidenceWords
const TIP = tipOf('05')
/** Names of files. */
const NAMES = { besides: /[\w\u4e00-\u9fff-]+\.dat/g }

test('without a network it waits, says so, and goes on by itself; what arrives is whole; nothing left before 送出', async ({ page, context, eyes }, { project }) => {
  test.setTimeout(180_000)
  eyes.forgive(/ERR_INTERNET_DISCONNECTED/)
  const { path, bytes } = paper(`半路断网-${project.name}.dat`, 3 * PART_BYTES + 4321)
  await readyToSend(page, path, TIP)
  expect(eyes.requests.filter(isUpload)).toEqual([])
  const firstThere = page.waitForResponse((answer) => isPart(answer.request()) && answer.ok())
  await send(page)
  await firstThere
  await context.setOffline(true)
  await expect(page.getByText(sending.offline)).toBeVisible()
  await inspect(page, 'files-offline', NAMES)
  await page.waitForTimeout(4_000)
  expect(eyes.requests.filter(isFiling)).toEqual([])
  await context.setOffline(false)
  const { reference } = await readCodePage(page)
  await expect(page.getByText(fill(formEnd.code.files, { n: 1 }))).toBeVisible()
  expect(fetched(reference, `offline-${project.name}`).equals(bytes)).toBe(true)
  // What had arrived was not sent again.
  const arrived = eyes.requests.filter(isPart).map((request) => new URL(request.url()).pathname.split('/').at(-1))
  expect(arrived.filter((n) => n === '1')).toEqual(['1'])
})

test('whoever stops has filed nothing, and begins anew next time', async ({ page, eyes }, { project }) => {
  test.setTimeout(120_000)
  eyes.forgive(/ERR_FAILED|ERR_ABORTED/)
  const { path } = paper(`停下-${project.name}.dat`, PART_BYTES + 1)
  await readyToSend(page, path, TIP)
  await page.route(PARTS, () => undefined)
  await send(page)
  await page.getByRole('button', { name: sending.stop }).click()
  await expect(page.getByRole('alert').filter({ hasText: sending.stopped })).toBeVisible()
  expect(eyes.requests.filter(isFiling)).toEqual([])
  await inspect(page, 'files-stopped', NAMES)
  await page.unroute(PARTS)
  await send(page)
  await readCodePage(page)
  const keys = eyes.requests.filter(isOf(/^\/api\/uploads$/)).map((request) => (request.postDataJSON() as { verify: string }).verify)
  expect(new Set(keys).size).toBe(2)
})

test('a store that is full for this hour is said, and the words can go without the file', async ({ page }, { project }) => {
  test.setTimeout(120_000)
  const { path } = paper(`满了-${project.name}.dat`, 5000)
  await readyToSend(page, path, TIP)
  await page.route('**/api/uploads', (route) => route.fulfill({ status: 429, json: { error: { code: 'too_many', message: '满', requestId: 'a' } } }))
  await send(page)
  await expect(page.getByRole('alert').filter({ hasText: sending.full })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: form.buttons.back }).click()
  await page.getByRole('button', { name: `${form.buttons.change}：${formEnd.answers.files}` }).click()
  await onScreen(page, 'files')
  await page.getByRole('button', { name: new RegExp(`^${pick.remove}：`) }).click()
  await next(page)
  await next(page)
  await send(page)
  await readCodePage(page)
  await expect(page.getByText(/附件\d个/)).toHaveCount(0)
})

test('what cleans files not loading is said, and does not keep anybody from going on', async ({ page, eyes }, { project }) => {
  eyes.forgive(/ERR_FAILED/)
  const { path } = paper(`没装上-${project.name}.dat`, 5000)
  await page.route('**/_astro/thread.*.js', (route) => route.abort())
  await openForm(page)
  await writeUntil(page, TIP, 'files')
  await page.getByLabel(pick.choose).setInputFiles(path)
  await expect(page.getByText(pick.full.program)).toBeVisible()
  await page.unroute('**/_astro/thread.*.js')
  await page.getByLabel(pick.choose).setInputFiles(path)
  await expect(page.getByText(evidenceWords.left.kind)).toBeVisible()
  await next(page)
  await onScreen(page, 'avoid')
})

test('looks that did not come are asked for again when files are wanted next', async ({ page, eyes }) => {
  eyes.forgive(/ERR_FAILED/)
  const sheet = /\/_astro\/files\.[^/]+\.css$/
  const { code } = await filed(TIP)
  await comeBack(page, code)
  await page.route(sheet, (route) => route.abort())
  for (const lost of [1, 2]) {
    const failed = page.waitForEvent('requestfailed', (request) => sheet.test(request.url()))
    await page.getByRole('button', { name: words.add }).click()
    await failed
    await expect(page.getByLabel(pick.choose), `without its looks, time ${lost}`).toBeAttached()
    await page.getByRole('button', { name: words['put-away'] }).click()
  }
  await page.unroute(sheet)
  const came = page.waitForResponse(sheet)
  await page.getByRole('button', { name: words.add }).click()
  expect((await came).ok()).toBe(true)
  await expect(page.getByLabel(pick.choose)).toBeAttached()
})

test('looks of files that a report shows are asked for again with the next that shows any', async ({ page, eyes }) => {
  eyes.forgive(/ERR_FAILED/)
  const sheet = /\/_astro\/track-files\.[^/]+\.css$/
  const { code } = await filed(TIP, await sent({ '后门.png': base('plain.png') }))
  await page.route(sheet, (route) => route.abort())
  const failed = page.waitForEvent('requestfailed', (request) => sheet.test(request.url()))
  await comeBack(page, code)
  await failed
  const leave = page.getByRole('button', { name: trackWords.code.leave })
  await expect(leave, 'it is shown all the same').toBeVisible()
  await page.unroute(sheet)
  await leave.click()
  const came = page.waitForResponse(sheet)
  await page.getByLabel(trackWords.code.label).fill(code)
  await page.getByRole('button', { name: trackWords.code.open }).click()
  expect((await came).ok()).toBe(true)
})

test('what chooses files has come by the time its screen does, dressed: no button moves under a finger', async ({ page }) => {
  const script = page.waitForResponse(/\/_astro\/pick\.[^/]+\.js$/)
  const sheet = page.waitForResponse(/\/_astro\/files\.[^/]+\.css$/)
  await openForm(page)
  await writeUntil(page, TIP, 'what')
  await answer(page, 'what', TIP)
  await Promise.all([script, sheet].map(async (answered) => (await answered).finished()))
  const places = page.evaluate((last) => new Promise<number[]>((resolve) => {
    const seen: number[] = []
    const look = () => {
      const button = document.querySelector('button[type=submit]')
      if (document.querySelector('h1')?.textContent === last && button !== null) seen.push(button.getBoundingClientRect().top + scrollY)
      if (seen.length < 60) requestAnimationFrame(look)
      else resolve(seen)
    }
    look()
  }), form.files)
  await next(page)
  expect(new Set(await places).size).toBe(1)
  await expect(page.getByLabel(pick.choose)).toBeAttached()
})
