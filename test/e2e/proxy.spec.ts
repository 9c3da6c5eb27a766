/** Filing for somebody: on the telephone by keyboard alone, and out in a township whose own office is to be kept out; the poster and the form on paper. */
import { encode } from 'uqr'
import type { Page } from '@playwright/test'
import { form } from '#contract/county/form.ts'
import { profile } from '#contract/county/profile.ts'
import { proxy } from '#contract/county/proxy.ts'
import { track } from '#contract/county/track.ts'
import { fill } from '#contract/rules/fill.ts'
import { expect, test } from './steps/by-keys.ts'
import { heading, onScreen, shortOf } from './steps/citizen.ts'
import { onPaper, press, tick, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { enter, listed, open, unlock } from './steps/staff.ts'
import { wrote, wroteCode } from './steps/typed.ts'

const { buttons, fields } = form
const MEMBERS = /[a-z-]+01/g
const intake = (page: Page) => page.locator('main')

const asked = (page: Page, question: string | RegExp) => expect(intake(page).getByRole('heading', { level: 2, name: question }).first()).toBeVisible()

/** Reads the code from the screen as the member reads it out: group by group, never two at once. */
async function readOut(page: Page, forward: () => Promise<void>): Promise<string> {
  const groups: string[] = []
  for (let n = 1; n <= 7; n += 1) {
    await expect(page.getByText(`第${n}组，共7组`)).toBeVisible()
    groups.push(await page.locator('.read-out .digits').innerText())
    for (const before of groups.slice(0, -1)) await expect(page.locator('.read-out .digits')).not.toHaveText(before)
    await expect(page.getByRole('button', { name: proxy.read.done })).toHaveCount(n === 7 ? 1 : 0)
    if (n < 7) await forward()
  }
  wroteCode(groups.join('-'))
  return groups.join('-')
}

/** Nothing of the code is left: not on the screen, not in the address, not in what the browser stores. */
async function isGone(page: Page, code: string): Promise<void> {
  const kept = await page.evaluate(() => [document.documentElement.outerHTML, location.href, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })].join('\n'))
  for (const whole of [code, code.replaceAll('-', ''), code.replaceAll('-', ' ')]) expect(kept).not.toContain(whole)
  for (const group of code.split('-')) expect(kept).not.toContain(`>${group}<`)
}

test('a call is taken by keyboard alone, the code read out, and the caller comes back with it', async ({ page, another }) => {
  test.slow()
  const words = { place: '临河镇旧渡口南边的石板桥', body: '有人用没有顶棚的小船载人过河，船上没有救生衣' }
  wrote('text', words.place, words.body)
  const go = () => press(page.getByRole('button', { name: buttons.next }))
  await enter(page, 'desk01')
  await press(page.getByRole('link', { name: proxy.title }))
  await asked(page, form.steps.emergency.question)
  await expect(page.getByRole('button', { name: buttons.next })).toBeEnabled()
  await inspect(page, 'proxy-1-first', { besides: MEMBERS })
  await test.step('how they came must be said', async () => {
    await go()
    await expect(page.getByRole('alert').filter({ hasText: proxy.channel.missing })).toBeFocused()
  })
  await tick(page.getByRole('radio', { name: proxy.channel.kinds.phone.label }))
  await go()
  await asked(page, form.steps.kind.question)
  await type(page.getByLabel(form.choices.search.label), '渡')
  await tick(page.getByRole('radio', { name: /水上/ }))
  await go()
  await asked(page, fields.violations.label)
  await go()
  await tick(page.getByRole('radio', { name: shortOf('t-linhe') }).or(page.getByRole('radio').first()).first())
  await type(page.getByLabel(fields.place.label), words.place)
  await go()
  await type(page.getByLabel(fields.body.label, { exact: true }), words.body)
  await go()
  await asked(page, form.files)
  await go()
  await go()
  await go()
  await asked(page, form.steps.check.question)
  await go()
  await asked(page, form.steps.send.question)
  await expect(page.getByText(proxy.send)).toBeVisible()
  await press(page.getByRole('button', { name: buttons.send }))
  await expect(page.getByRole('heading', { name: proxy.read.title })).toBeFocused({ timeout: 30_000 })
  await inspect(page, 'proxy-2-read', { besides: MEMBERS })
  await expect(page.getByRole('button', { name: proxy.read.print })).toHaveCount(0)
  const code = await readOut(page, () => press(page.getByRole('button', { name: proxy.read.next })))
  await inspect(page, 'proxy-3-last', { besides: MEMBERS })
  await press(page.getByRole('button', { name: proxy.read.done }))
  await expect(page.getByRole('heading', { name: proxy.done.title })).toBeFocused()
  await isGone(page, code)
  await inspect(page, 'proxy-4-done', { besides: MEMBERS })
  const reference = await page.locator('main .ref').innerText()

  await test.step('the caller, at home', async () => {
    const caller = await another()
    await caller.goto('/track')
    await type(caller.getByLabel('查询码'), code)
    await press(caller.getByRole('button', { name: '打开' }))
    await expect(heading(caller)).toHaveText('已接收')
    await expect(caller.getByText(track.proxied)).toBeVisible()
  })
  await test.step('the desk sees who filed it, and that the reward is closed to them', async () => {
    await press(page.getByRole('link', { name: '收件' }))
    await open(page, reference)
    await expect(page.getByRole('article').getByText(/代录，不得领这件的奖/)).toBeVisible()
  })
})

test('a township’s handler files for a villager who wants that very township kept out', async ({ page }) => {
  test.slow()
  const words = { place: '和平镇东头晒谷场边上的气站', body: '气站夜里给没有检验标志的气瓶充气，镇上有人知道' }
  wrote('text', words.place, words.body)
  const next = () => press(page.getByRole('button', { name: buttons.next }))
  await enter(page, 't-heping01')
  await press(page.getByRole('link', { name: proxy.title }))
  await expect(page.getByRole('radio')).toHaveCount(1)
  await expect(page.getByRole('radio', { name: proxy.channel.kinds.proxy.label })).toBeChecked()
  await next()
  await type(page.getByLabel(form.choices.search.label), '气瓶')
  await tick(page.getByRole('radio', { name: /特种设备/ }))
  await next()
  await next()
  await tick(page.getByRole('radio', { name: shortOf('t-heping') }))
  await type(page.getByLabel(fields.place.label), words.place)
  await next()
  await type(page.getByLabel(fields.body.label, { exact: true }), words.body)
  await next()
  await next()
  const own = page.getByRole('note').filter({ hasText: '正是你的单位' })
  await expect(own).toHaveCount(0)
  await tick(page.getByRole('checkbox', { name: shortOf('t-heping') }))
  await expect(own).toBeVisible()
  await inspect(page, 'proxy-5-own', { besides: MEMBERS })
  await next()
  await test.step('what was typed outlives a locked screen', async () => {
    await press(page.getByRole('button', { name: '锁上' }))
    await unlock(page, 't-heping01')
    for (let screen = 0; screen < 3; screen += 1) await next()
    await expect(page.getByLabel(fields.place.label)).toHaveValue(words.place)
    for (let screen = 0; screen < 5; screen += 1) await next()
  })
  await asked(page, form.steps.check.question)
  await expect(own).toBeVisible()
  await next()
  await press(page.getByRole('button', { name: buttons.send }))
  await expect(page.getByRole('heading', { name: proxy.read.title })).toBeVisible({ timeout: 30_000 })
  await test.step('a code that was not read out outlives a locked screen, and is not signed away without a question', async () => {
    page.once('dialog', (dialog) => void dialog.dismiss())
    await press(page.getByRole('button', { name: '退出' }))
    await press(page.getByRole('button', { name: '锁上' }))
    await unlock(page, 't-heping01')
    await expect(page.getByText('第1组，共7组')).toBeVisible()
  })
  await test.step('a slip to hand over: the code and its picture, and nothing else of the page', async () => {
    await onPaper(page, async () => {
      await expect(page.locator('.slip .qr')).toBeVisible()
      await expect(page.locator('.slip .code li')).toHaveCount(7)
      await expect(page.locator('.read-out .digits, .bar').filter({ visible: true })).toHaveCount(0)
    })
  })
  const code = await readOut(page, () => press(page.getByRole('button', { name: proxy.read.next })))
  await press(page.getByRole('button', { name: proxy.read.done }))
  await expect(page.getByRole('heading', { name: proxy.done.title })).toBeVisible()
  await isGone(page, code)
  const reference = await page.locator('main .ref').innerText()
  await press(page.getByRole('link', { name: '收件' }))
  await listed(page)
  await expect(page.getByRole('button', { name: reference })).toHaveCount(0)
})

test('a township’s poster opens the form with the township chosen, and nothing else', async ({ page }) => {
  await page.goto('/posters/t-heping')
  await inspect(page, 'poster-township', { besides: /https?:\S+/g })
  const drawn = await page.locator('.paper .qr').evaluate((svg) => ({ size: (svg as SVGSVGElement).viewBox.baseVal.width, path: svg.querySelector('.modules')?.getAttribute('d') ?? '' }))
  const address = `${profile.address}/report#t-heping`
  expect(modulesOf(drawn.path, drawn.size)).toEqual(encode(address, { ecc: 'M', border: 4 }).data.map((row) => row.map((dark) => (dark ? '#' : '.')).join('')))
  await expect(page.locator('.paper')).toContainText(fill(proxy.poster.does[0] ?? '', { township: shortOf('t-heping') }))

  await page.goto('/report#t-heping')
  await expect(page.getByRole('button', { name: buttons.next })).toBeEnabled()
  expect(new URL(page.url()).hash).toBe('')
  for (const screen of ['kind', 'violations', 'where'] as const) {
    await press(page.getByRole('button', { name: buttons.next }))
    if (screen === 'kind') await type(page.getByLabel(form.choices.search.label), '气瓶')
    if (screen === 'kind') await tick(page.getByRole('radio').first())
    await onScreen(page, screen)
  }
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(1)
  await expect(page.getByRole('radio', { name: shortOf('t-heping') })).toBeChecked()
  await expect(page.getByLabel(fields.place.label)).toHaveValue('')
})

test('an address that names no township of ours sets nothing', async ({ page }) => {
  await page.goto('/report#t-nowhere')
  await expect(page.getByRole('button', { name: buttons.next })).toBeEnabled()
  expect(new URL(page.url()).hash).toBe('')
})

/** The drawn modules, row by row. */
function modulesOf(path: string, size: number): string[] {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => '.'))
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let at = Number(x); at < Number(x) + Number(length); at += 1) (rows[Number(y)] ?? [])[at] = '#'
  }
  return rows.map((row) => row.join(''))
}

test('the form on paper reads on every screen and prints on two sheets of A4', async ({ page }) => {
  await page.goto('/paper')
  await inspect(page, 'paper')
  await expect(page.locator('script[src], astro-island')).toHaveCount(0)
  await expect(page.getByText(profile.counter?.hours ?? '')).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
  expect([...pdf.matchAll(/\/Type\s*\/Page(?![a-z])/g)]).toHaveLength(2)
  const shots = process.env['ANSHAO_SHOTS']
  if (shots !== undefined) await page.pdf({ path: `${shots}/paper-${test.info().project.name}.pdf`, preferCSSPageSize: true })
})
