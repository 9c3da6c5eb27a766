/** Nothing that somebody types is anywhere but on the screen in front of them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { categories } from '#contract/county/categories.ts'
import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { search } from '../support/thief.ts'
import { answer, comeBack, heading, next, onScreen, openForm, readCodePage, send, writeUntil, type Words } from './steps/citizen.ts'
import { filed, tipOf } from './steps/filed.ts'
import { HOME, portal } from './steps/place.ts'
import { demonstrationMember } from '../../site/crypto/demonstration.ts'
import { signIn } from './steps/staff.ts'
import { expect, test, type Eyes } from './steps/test.ts'
import { wrote } from './steps/typed.ts'

/** Everything that a browser keeps beside the page itself. Runs in the page. */
async function readTraces(): Promise<string> {
  const databases = await indexedDB.databases()
  const stores = [localStorage, sessionStorage].map((store) => Object.entries(store))
  const kept = await Promise.all((await globalThis.caches.keys()).map(async (name) => (await (await globalThis.caches.open(name)).keys()).map(({ url: kept }) => new URL(kept).pathname)))
  // Pages to read may be kept for when there is no network, with their styles and scripts; nothing else may.
  const caches = kept.flat().filter((path) => !/^\/(?:$|_astro\/|mark\.svg$|(?:learn|emergency|en|month|guide|protect|who|hotlines|calendar|elder|faq|reward|offline)(?:$|\/))/.test(path))
  return JSON.stringify({ url: location.href, state: history.state as unknown, cookie: document.cookie, name: window.name, referrer: document.referrer, databases, stores, caches })
}

const NOTHING = { state: null, cookie: '', name: '', databases: [], stores: [[], []], caches: [] }

/** Writes down what left the page and what stays behind it, and lets the thief of test/support search it: plain, and inside base64 and hex. */
async function traces(page: Page, eyes: Eyes, title: string): Promise<string> {
  const cookies = await page.context().cookies()
  const requests = await Promise.all(eyes.requests.map(async (request) => ({ url: request.url(), headers: await request.allHeaders(), body: request.postData() })))
  mkdirSync(`${HOME}/seen`, { recursive: true })
  const file = `${HOME}/seen/${title}.json`
  writeFileSync(file, JSON.stringify({ traces: await page.evaluate(readTraces), cookies, requests }, null, 1))
  return file
}

const findsIn = (file: string, { place, subject, body, identity }: Words, words: readonly string[] = []) =>
  search([file], { texts: [place, subject ?? '', body], published: [], words: [identity?.name ?? '', identity?.phone ?? '', ...words] })

/** What the browser asked on the way out; it is told to stay. */
function asked(page: Page): string[] {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type())
    void dialog.dismiss()
  })
  return dialogs
}

const digits = (code: string) => code.replaceAll('-', '')
/** The code itself, and any three of its groups in a row. */
const piecesOf = (code: string) => {
  const groups = code.split('-')
  return [code, digits(code), ...groups.slice(2).flatMap((_, at) => [groups.slice(at, at + 3).join('-'), groups.slice(at, at + 3).join('')])]
}

test('what is typed and the code are in no address, storage, history or request', async ({ page, eyes }, { project }) => {
  const tip = tipOf('15')
  await openForm(page)
  await writeUntil(page, tip, 'send')
  expect(findsIn(await traces(page, eyes, `typed-${project.name}`), tip)).toEqual([])
  expect(JSON.parse(await page.evaluate(readTraces))).toMatchObject({ url: `${portal()}/report`, ...NOTHING })
  await send(page)
  const { code } = await readCodePage(page)
  const dialogs = asked(page)
  await page.getByRole('link', { name: '首页' }).click()
  await expect.poll(() => dialogs).toEqual(['beforeunload'])
  await page.getByRole('button', { name: formEnd.code.kept }).click()
  await comeBack(page, code)
  await expect(heading(page)).toHaveText('已接收')
  const file = await traces(page, eyes, `filed-${project.name}`)
  expect(eyes.requests.filter((request) => request.method() === 'POST').length).toBeGreaterThanOrEqual(2)
  expect(findsIn(file, tip, piecesOf(code))).toEqual([])
  expect(await page.context().cookies()).toEqual([])
  expect(JSON.parse(await page.evaluate(readTraces))).toMatchObject({ url: `${portal()}/track`, ...NOTHING })
})

test.describe('a category that a page to learn from sends along', () => {
  const behind = (fragment: string) => `/report#${fragment}`
  /** The form takes what the fragment names as soon as its script runs. */
  async function arrive(page: Page, fragment: string): Promise<void> {
    await page.goto(behind(fragment))
    await onScreen(page, 'emergency')
    await expect(page.getByRole('button', { name: form.buttons.next })).toBeEnabled()
  }

  test('is chosen in the form, and stays in no address, history, storage or request', async ({ page, eyes }) => {
    const chosen = categories.find(({ id }) => id === 'HY16')?.name ?? ''
    await page.goto('/learn')
    const before = await page.evaluate(() => history.length)
    await arrive(page, 'HY16')
    expect(JSON.parse(await page.evaluate(readTraces))).toMatchObject({ url: `${portal()}/report`, ...NOTHING })
    expect(await page.evaluate(() => history.length)).toBe(before + 1)
    await next(page)
    await expect(page.getByRole('radio', { name: new RegExp(`^${chosen}`) })).toBeChecked()
    await expect(page.getByText(`选了：${chosen}`)).toBeVisible()
    expect(eyes.requests.filter((request) => `${request.url()}${request.postData() ?? ''}`.includes('HY16'))).toEqual([])
    // Nothing has been written yet: whoever only looked is not held back.
    const dialogs = asked(page)
    await page.goBack()
    await page.waitForURL(`${portal()}/learn`)
    await page.goForward()
    await expect(page).toHaveURL(`${portal()}/report`)
    expect(dialogs).toEqual([])
  })

  for (const [fragment, left] of [['HY99', ''], ['main', '#main'], ['HY16&x=1', '#HY16&x=1']] as const) {
    test(`is none when it reads ${fragment}`, async ({ page }) => {
      await arrive(page, fragment)
      await expect(page).toHaveURL(`${portal()}/report${left}`)
      await next(page)
      await onScreen(page, 'kind')
      await expect(page.getByText('选了：')).toHaveCount(0)
      await expect(page.getByRole('radio')).toHaveCount(0)
    })
  }
})

test('how the reader likes pages shown is all that may be kept, and only once it is chosen', async ({ page, eyes }, { project }) => {
  const tip = tipOf('15')
  await openForm(page)
  await page.locator('summary', { hasText: '看得清' }).click()
  await page.getByRole('button', { name: '长辈版' }).click()
  await writeUntil(page, tip, 'what')
  await answer(page, 'what', tip)
  expect(findsIn(await traces(page, eyes, `viewed-${project.name}`), tip)).toEqual([])
  expect(JSON.parse(await page.evaluate(readTraces))).toMatchObject({ ...NOTHING, stores: [[['anshao.view', 'elder']], []] })
  await page.goto('about:blank')
})

test('the search above finds what is there', async ({ page, eyes }, { project }) => {
  const tip = tipOf('15')
  await page.goto('/')
  await page.evaluate((words) => sessionStorage.setItem('draft', btoa(unescape(encodeURIComponent(words)))), tip.body)
  expect(findsIn(await traces(page, eyes, `planted-${project.name}`), tip).length).toBeGreaterThan(5)
})

test.describe('leaving', () => {
  const SECRET = '宿舍楼后门每晚十点上锁，钥匙在门卫手里'

  async function typeSomething(page: Page): Promise<void> {
    wrote('text', SECRET)
    await page.goto('/guide')
    await openForm(page)
    await writeUntil(page, tipOf('14'), 'what')
    await page.getByLabel(form.fields.body.label, { exact: true }).fill(SECRET)
  }
  /** However far back one goes, the words are gone, and the form is not among the pages. */
  async function expectGone(page: Page): Promise<void> {
    for (let back = 0; back < 3; back += 1) {
      await expect(page.getByText(SECRET)).toHaveCount(0)
      expect(await page.evaluate(() => [...document.querySelectorAll('textarea')].map((area) => area.value).join(''))).not.toContain(SECRET)
      expect(page.url()).not.toContain('/report')
      await page.goBack()
    }
  }

  test('“leave at once” leaves without asking, and Back does not bring the words back', async ({ page }) => {
    const dialogs = asked(page)
    await typeSomething(page)
    const before = await page.evaluate(() => history.length)
    await page.getByRole('link', { name: form.buttons.exit }).click()
    await page.waitForURL(`${portal()}/`)
    expect(await page.evaluate(() => history.length)).toBe(before)
    expect(dialogs).toEqual([])
    await expectGone(page)
  })

  test('Esc pressed twice does the same, and once does nothing', async ({ page }) => {
    const dialogs = asked(page)
    await typeSomething(page)
    await page.keyboard.press('Escape')
    await expect(page.getByLabel(form.fields.body.label, { exact: true })).toHaveValue(SECRET)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.waitForURL(`${portal()}/`)
    expect(dialogs).toEqual([])
    await expectGone(page)
  })

  test('any other way out asks first, while something is typed', async ({ page }) => {
    const dialogs = asked(page)
    await typeSomething(page)
    await page.getByRole('link', { name: '首页' }).click()
    await expect.poll(() => dialogs).toEqual(['beforeunload'])
    await expect(page.getByLabel(form.fields.body.label, { exact: true })).toHaveValue(SECRET)
  })

  test('nothing asks where nothing is typed', async ({ page }) => {
    const dialogs = asked(page)
    await openForm(page)
    await page.getByRole('link', { name: '首页' }).click()
    await page.waitForURL(`${portal()}/`)
    expect(dialogs).toEqual([])
  })

  test('a message being written asks, and then “leave at once” does not', async ({ page }) => {
    const dialogs = asked(page)
    const { code } = await filed(tipOf('19'))
    await comeBack(page, code)
    await page.getByLabel(/^写给(承办单位|受理台)/).fill(SECRET)
    await page.getByRole('link', { name: '首页' }).click()
    await expect.poll(() => dialogs).toEqual(['beforeunload'])
    await expect(page.getByLabel(/^写给(承办单位|受理台)/)).toHaveValue(SECRET)
    await page.getByRole('link', { name: form.buttons.exit }).click()
    await page.waitForURL(`${portal()}/`)
    expect(dialogs).toHaveLength(1)
  })
})

test.describe('what the server says with each answer', () => {
  for (const [path, stored] of [['/', true], ['/guide', true], ['/report', false], ['/ask', false], ['/track', false], ['/staff', false], ['/api/keyring', false]] as const) {
    test(`${path} tells browsers to send no referrer, to be framed by nobody${stored ? '' : ', to keep no copy'}`, async ({ request }) => {
      const answered = await request.get(portal() + path)
      const headers = answered.headers()
      expect(answered.status()).toBe(200)
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(`${headers['content-security-policy']} ${headers['x-frame-options']}`).toMatch(/frame-ancestors 'none'|DENY/)
      if (!stored) expect(headers['cache-control']).toContain('no-store')
      expect(headers['set-cookie']).toBeUndefined()
    })
  }

  test('each page holds its scripts and its requests to this site', async ({ page }) => {
    for (const path of ['/', '/report', '/ask', '/track', '/keys', '/staff']) {
      const answered = await page.goto(path)
      const meta = page.locator('meta[http-equiv="content-security-policy"]')
      const policy = (await meta.count()) > 0 ? ((await meta.getAttribute('content')) ?? '') : (answered?.headers()['content-security-policy'] ?? '')
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("connect-src 'self'")
      expect(policy).toContain("form-action 'none'")
      expect(policy).not.toMatch(/unsafe-(inline|eval)|https?:/)
    }
  })

  test('a script that somebody slips in does not run', async ({ page, eyes }) => {
    eyes.forgive(/Content Security Policy/)
    await openForm(page)
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.slipped = true'
      document.body.append(script)
    })
    expect(await page.evaluate(() => 'slipped' in window)).toBe(false)
    await expect.poll(() => eyes.faults.some((fault) => fault.includes('Content Security Policy'))).toBe(true)
  })
})

test('no field has a name: a form posted by accident would carry nothing', async ({ page }) => {
  await openForm(page)
  const named = () => page.evaluate(() => [...document.querySelectorAll('input, textarea, select, button')].filter((field) => field.hasAttribute('name')).length)
  for (const screen of ['emergency', 'kind', 'violations', 'where', 'what', 'files', 'avoid', 'identity'] as const) {
    await onScreen(page, screen)
    await answer(page, screen, tipOf('15'))
    expect(await named()).toBe(0)
    await next(page)
  }
  await page.goto('about:blank')
})

test('a member’s session is kept from scripts, the passphrase from every request, what is read from every store', async ({ page, eyes }, { project }) => {
  const member = project.name === 'phone' ? 'education01' : 'transport01'
  const { passphrase, totpSecret } = await demonstrationMember(member)
  await page.goto('/staff')
  await signIn(page, member)
  expect(await page.evaluate(() => document.cookie)).toBe('')
  expect((await page.context().cookies()).map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual([[true, 'Strict']])
  expect(search([await traces(page, eyes, `staff-${project.name}`)], { texts: [], published: [], words: [passphrase, passphrase.replaceAll('-', ''), totpSecret] })).toEqual([])
  expect(JSON.parse(await page.evaluate(readTraces))).toMatchObject({ url: `${portal()}/staff`, ...NOTHING })
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  /** Text inside <noscript> is passed over by locators that go by text. */
  async function saysWithoutScripts(page: Page, words: string): Promise<void> {
    await expect(page.locator('noscript p').first()).toBeVisible()
    expect((await page.locator('noscript p').allInnerTexts()).join('')).toContain(words)
  }

  test('/report shows whom to call, and takes no words that it could not seal', async ({ page }) => {
    await page.goto('/report')
    for (const number of ['119', '110', '120', '12350']) await expect(page.locator(`a[href="tel:${number}"]`).first()).toBeVisible()
    await saysWithoutScripts(page, '现在它没有打开')
    await expect(page.getByRole('button', { name: form.buttons.next })).toBeDisabled()
    for (const box of await page.getByRole('checkbox').all()) await expect(box).toBeDisabled()
    await expect(page.locator('form[action], form[method=post]')).toHaveCount(0)
    await expect(page.getByRole('link', { name: form.buttons.exit })).toHaveAttribute('href', /^(\/|https:)/)
  })

  test('/track and /staff say why they cannot work', async ({ page }) => {
    await page.goto('/track')
    await saysWithoutScripts(page, '现在它没有打开')
    await expect(page.getByRole('button', { name: '打开' })).toBeDisabled()
    await page.goto('/staff')
    await saysWithoutScripts(page, '打开“JavaScript”才能用')
  })
})
