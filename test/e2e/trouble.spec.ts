/** What happens when things go wrong: nothing typed is lost, nothing is done twice, and it is said in words what to do. */
import type { Page, Request, Route } from '@playwright/test'
import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { messages } from '#contract/county/messages.ts'
import { callerFor } from '../../site/cli/staff-session.ts'
import { trackReport } from '../../site/track/track.ts'
import { comeBack, heading, openForm, readCodePage, send, writeUntil } from './steps/citizen.ts'
import { filed, tipOf } from './steps/filed.ts'
import { portal } from './steps/place.ts'
import { expect, test, type Eyes } from './steps/test.ts'
import { wrote } from './steps/typed.ts'

const TIP = tipOf('22')
const REPORTS = '**/api/reports'

const isFiling = (request: Request) => request.method() === 'POST' && request.url().endsWith('/api/reports')
const said = (page: Page, sentence: string) => expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible({ timeout: 30_000 })

/** Back from the last screen to the words, and forward again: they are there as they were typed. */
async function expectWordsThere(page: Page): Promise<void> {
  await page.getByRole('button', { name: form.buttons.back }).click()
  await expect(page.getByText(TIP.body)).toBeVisible()
  await expect(page.getByText(TIP.place)).toBeVisible()
  await page.getByRole('button', { name: form.buttons.next }).click()
}

const receiptOf = async (answer: { json: () => Promise<unknown> }) => JSON.stringify(((await answer.json()) as { receipt: unknown }).receipt)

/** Filings that the server took, by the receipts it gave. */
async function receipts(eyes: Eyes): Promise<string[]> {
  const answers = await Promise.all(eyes.requests.filter(isFiling).map((request) => request.response()))
  return Promise.all(answers.filter((answer) => answer !== null).filter((answer) => answer.ok()).map(receiptOf))
}

test.describe('sending', () => {
  test('without a network it says that nothing is lost, and sends the same words once the network is back', async ({ page, eyes, context }) => {
    eyes.forgive(/ERR_INTERNET_DISCONNECTED/)
    await openForm(page)
    await writeUntil(page, TIP, 'send')
    await context.setOffline(true)
    await send(page)
    await said(page, messages.network.offline)
    await expectWordsThere(page)
    await context.setOffline(false)
    await send(page)
    await readCodePage(page)
    expect(await receipts(eyes)).toHaveLength(1)
  })

  test('an answer lost on the way back: the next try is given the receipt of the first', async ({ page, eyes }) => {
    eyes.forgive(/ERR_FAILED|ERR_CONNECTION/)
    let stored = ''
    await page.route(REPORTS, async (route: Route) => {
      const answer = await route.fetch()
      stored = await receiptOf(answer)
      await route.abort()
    }, { times: 1 })
    await openForm(page)
    await writeUntil(page, TIP, 'send')
    await send(page)
    await said(page, messages.network['no-answer'])
    await send(page)
    await readCodePage(page)
    expect(await receipts(eyes)).toEqual([stored])
    const [first, again] = eyes.requests.filter(isFiling).map((request) => (request.postDataJSON() as { filing: unknown }).filing)
    expect(again).toEqual(first)
  })

  test('words changed after a lost answer: the report that arrived counts, and that is said', async ({ page, eyes }) => {
    eyes.forgive(/ERR_FAILED|ERR_CONNECTION/)
    await page.route(REPORTS, async (route: Route) => {
      await route.fetch()
      await route.abort()
    }, { times: 1 })
    await openForm(page)
    await writeUntil(page, TIP, 'send')
    await send(page)
    await said(page, messages.network['no-answer'])
    await page.getByRole('button', { name: form.buttons.back }).click()
    await page.getByRole('button', { name: `${form.buttons.change}：${form.fields.subject.label}` }).click()
    await page.getByLabel(form.fields.subject.label).fill('另一个名字')
    await page.getByRole('button', { name: form.buttons.next }).click()
    await page.getByRole('button', { name: form.buttons.next }).click()
    await send(page)
    const { code } = await readCodePage(page)
    await expect(page.getByText(formEnd.sending.earlier)).toBeVisible()
    await page.getByRole('button', { name: formEnd.code.kept }).click()
    await comeBack(page, code)
    await expect(heading(page)).toHaveText('已接收')
  })

  test('a broken server and a network that answers in its place are both said, and both can be tried again', async ({ page, eyes }) => {
    eyes.forgive(/Failed to load resource/)
    const fault = { error: { code: 'fault', message: '', requestId: 'abc123' } }
    const answers = [{ status: 500, json: fault }, { status: 500, body: 'upstream' }, { status: 200, contentType: 'text/html', body: '<h1>酒店上网认证</h1>' }]
    await page.route(REPORTS, (route) => {
      const answer = answers.shift()
      return answer === undefined ? route.continue() : route.fulfill(answer)
    })
    await openForm(page)
    await writeUntil(page, TIP, 'send')
    for (let wrong = 0; wrong < 3; wrong += 1) {
      await send(page)
      await said(page, messages.network['no-answer'])
    }
    await expectWordsThere(page)
    await send(page)
    await readCodePage(page)
    expect(eyes.requests.filter(isFiling)).toHaveLength(4)
  })

  test('the rest of the page not loading is not the end: it comes by itself, and the way back is open', async ({ page, eyes }) => {
    eyes.forgive(/ERR_FAILED|dynamically imported/)
    await openForm(page)
    await page.route('**/_astro/*.js', (route) => route.abort())
    await writeUntil(page, TIP, 'check')
    await expect(page.getByText('正在装上加密的部分')).toBeVisible()
    await page.getByRole('button', { name: form.buttons.back }).click()
    await writeUntil(page, TIP, 'check', 'identity')
    await expect(page.getByText('正在装上加密的部分')).toBeVisible()
    await page.unroute('**/_astro/*.js')
    await expect(page.getByText(TIP.body)).toBeVisible()
    await writeUntil(page, TIP, 'send', 'check')
    await send(page)
    await readCodePage(page)
  })

  for (const [title, time] of [['years ahead', '2031-03-01T08:00:00'], ['years behind', '2019-01-02T23:59:00']] as const) {
    test(`a device whose clock is ${title} files all the same`, async ({ page }) => {
      await page.clock.setSystemTime(new Date(time))
      await openForm(page)
      await writeUntil(page, TIP, 'send')
      await send(page)
      const { code } = await readCodePage(page)
      await expect(page.getByText(/回执的签名核对过/)).toBeVisible()
      const seen = await trackReport(code, { call: callerFor(portal()) })
      expect(seen.ok && seen.value.tracked.state).toBe('received')
    })
  }
})

test('a message whose answer is lost is stored once, however often it is sent', async ({ page, eyes }) => {
  eyes.forgive(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/)
  const words = '昨天夜里又有一辆车在那里卸桶，没有牌照'
  wrote('text', words)
  const { code } = await filed(tipOf('07'))
  await comeBack(page, code)
  await page.getByLabel(/^写给(承办单位|受理台)/).fill(words)
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '送出' }).click()
  await expect(page.getByRole('status').filter({ hasText: messages.network.offline })).toBeVisible()
  await page.context().setOffline(false)
  await page.route('**/api/track/messages', async (route) => {
    await route.fetch()
    await route.abort()
  }, { times: 1 })
  await page.getByRole('button', { name: '送出' }).click()
  await expect(page.getByRole('status').filter({ hasText: messages.network['not-sent'] })).toBeVisible()
  await expect(page.getByLabel(/^写给(承办单位|受理台)/)).toHaveValue(words)
  await page.getByRole('button', { name: '送出' }).click()
  await expect(page.getByText(/送到了，(承办单位|受理台)能看到。/)).toBeVisible()
  const seen = await trackReport(code, { call: callerFor(portal()) })
  expect(seen.ok && seen.value.messages.map(({ text }) => text)).toEqual([words])
})
