/** 朗读: what is said in which order, by the device's own voice alone, and silence when it is asked for. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { inspect } from './steps/inspect.ts'
import { expect, test } from './steps/test.ts'

// The worker for reading offline fetches on its own; counted here is what the press fetches.
test.use({ serviceWorkers: 'block' })

const ARTICLE = '/learn/knowledge/campus/after-school'
const CARDS = ['/emergency/fire', '/en/fire'] as const

/** An engine that says a word when told to: `window.heard` has what it was given, `finish()` ends the utterance. */
const giveVoices = (page: Page, voices: readonly { lang: string; localService: boolean }[]) =>
  page.addInitScript((given) => {
    const engine = new EventTarget()
    const heard: { text: string; lang: string }[] = []
    let now: Partial<SpeechSynthesisUtterance> | null = null
    class Utterance {
      text: string
      constructor(text: string) {
        this.text = text
      }
    }
    const call = (name: 'onstart' | 'onend' | 'onerror') => (now?.[name] as (() => void) | undefined)?.()
    Object.assign(engine, {
      getVoices: () => given,
      speak(utterance: SpeechSynthesisUtterance) {
        now = utterance
        heard.push({ text: utterance.text, lang: utterance.voice?.lang ?? '' })
        call('onstart')
      },
      cancel() {
        const ended = now
        now = null
        // As Chrome does: what is cancelled reports an error, later.
        setTimeout(() => (ended?.onerror as (() => void) | null | undefined)?.())
      },
    })
    Object.defineProperty(window, 'speechSynthesis', { value: engine })
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance })
    Object.assign(window, { heard, finish: () => call('onend'), speaks: () => now !== null })
  }, voices)

interface Stub { heard: { text: string; lang: string }[]; finish: () => void; speaks: () => boolean }
const heard = (page: Page) => page.evaluate(() => (window as unknown as Stub).heard.map(({ text }) => text))
const finish = (page: Page) => page.evaluate(() => (window as unknown as Stub).finish())
const speaks = (page: Page) => page.evaluate(() => (window as unknown as Stub).speaks())
const marked = (page: Page) => page.locator('.being-read')
const button = (page: Page, name: string) => page.locator('.aloud').getByRole('button', { name, exact: true })

const OWN = [{ lang: 'zh-CN', localService: true }, { lang: 'en-US', localService: true }]

/** Presses the button and listens to the end. */
async function listen(page: Page, name = '朗读'): Promise<string[]> {
  await button(page, name).click()
  await expect.poll(() => heard(page)).toHaveLength(1)
  return page.evaluate(() => {
    const { heard: said, finish: next, speaks: going } = window as unknown as Stub
    for (let count = -1; going() && count !== said.length; next()) count = said.length
    return said.map(({ text }) => text)
  })
}

test('an article is read from its title to its last word, and nothing beside it', async ({ page, eyes }) => {
  await giveVoices(page, OWN)
  await page.goto(ARTICLE)
  const before = eyes.requests.length
  expect(eyes.requests.map((request) => request.url()).filter((url) => /aloud/.test(url))).toEqual([])
  const said = await listen(page)
  const text = async (selector: string) => (await page.locator(selector).first().innerText()).replace(/〔\d+〕/g, '').trim()
  expect(said[0]).toBe(await text('h1'))
  expect(said.slice(1).join('').replaceAll(' ', '')).toMatch(new RegExp(`^${(await text('.lead')).replaceAll(' ', '').replace(/[.?()]/g, '\\$&')}`))
  // Headings in their order, each once.
  const headings = await page.locator('article > h2').allInnerTexts()
  expect(headings.length).toBeGreaterThan(1)
  expect(said.filter((one) => headings.includes(one))).toEqual(headings)
  const items = await page.locator('article > :is(ul, ol) > li, .remember li').allInnerTexts()
  expect(items.length).toBeGreaterThan(2)
  for (const item of items.filter((one) => one.length < 60)) expect(said.join('').replace(/[\s，]/g, '')).toContain(item.replace(/〔\d+〕|[\s，]/g, ''))
  expect(said.join('\n')).not.toMatch(/〔|出处|接着看|看见了，就说一声|也叫、也有人搜|写给|朗读|停止/)
  expect(Math.max(...said.map(({ length }) => length))).toBeLessThanOrEqual(200)
  await expect(button(page, '朗读')).toBeVisible()
  await expect(button(page, '停止')).toBeHidden()
  await expect(marked(page)).toHaveCount(0)
  const asked = eyes.requests.slice(before).map((request) => new URL(request.url()).pathname.replace(/\.[\w-]+(?=\.\w+$)/, ''))
  // The browser may come for the icon of its tab at any time.
  expect(asked.filter((path) => path !== '/mark.svg').sort()).toEqual(['/_astro/aloud.css', '/_astro/aloud.js'])
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ''])
})

test('pause holds the place, stop and Esc give it up, and what is cancelled says nothing more', async ({ page }) => {
  await giveVoices(page, OWN)
  await page.goto(ARTICLE)
  await button(page, '朗读').click()
  await expect(marked(page)).toHaveText(await page.locator('h1').innerText())
  await finish(page)
  await finish(page)
  const third = (await heard(page))[2]
  await button(page, '暂停').click()
  expect(await speaks(page)).toBe(false)
  await expect(marked(page)).toHaveCount(1)
  await button(page, '接着读').click()
  await expect.poll(() => heard(page)).toHaveLength(4)
  expect((await heard(page))[3]).toBe(third)
  await button(page, '停止').click()
  expect(await speaks(page)).toBe(false)
  await expect(marked(page)).toHaveCount(0)
  await expect(button(page, '朗读')).toBeFocused()
  await button(page, '朗读').click()
  await expect.poll(async () => (await heard(page)).at(-1)).toBe(await page.locator('h1').innerText())
  await page.keyboard.press('Escape')
  expect(await speaks(page)).toBe(false)
  await expect(button(page, '停止')).toBeHidden()
  await expect(page.locator('.aloud [role=status]')).toHaveText('')
})

test('leaving the page ends it', async ({ page }) => {
  await giveVoices(page, OWN)
  await page.goto(ARTICLE)
  await button(page, '朗读').click()
  await expect.poll(() => speaks(page)).toBe(true)
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))
  expect(await speaks(page)).toBe(false)
  await expect(button(page, '朗读')).toBeVisible()
})

test('cards and the two pages about reporting are read too, telephone numbers digit by digit, in their language', async ({ page }) => {
  await giveVoices(page, OWN)
  for (const path of [...CARDS, '/guide', '/protect']) {
    await page.goto(path)
    const said = await listen(page, path.startsWith('/en') ? 'Read aloud' : '朗读')
    expect(said[0], path).toBe(await page.locator('h1').innerText())
    expect(said.length, path).toBeGreaterThan(8)
    const langs = await page.evaluate(() => [...new Set((window as unknown as Stub).heard.map(({ lang }) => lang))])
    expect(langs, path).toEqual([path.startsWith('/en') ? 'en-US' : 'zh-CN'])
    if (path !== '/protect') expect(said.join('\n'), path).toMatch(/1 1 9|1 2 3/)
    expect(said, path).not.toContain('我要举报')
  }
})

test('what is folded up stays unread until it is opened', async ({ page }) => {
  await giveVoices(page, OWN)
  await page.goto('/guide')
  const name = await page.locator('.duty summary h3').first().innerText()
  const inside = (await page.locator('.duty details strong').first().textContent()) ?? ''
  const folded = await listen(page)
  expect(folded).toContain(name)
  expect(folded.join('\n')).not.toContain(inside)
  await page.locator('.duty summary').first().click()
  await page.evaluate(() => (window as unknown as Stub).heard.splice(0))
  expect((await listen(page)).join('\n')).toContain(inside)
})

test('a voice that lives elsewhere is none', async ({ page }) => {
  await giveVoices(page, [{ lang: 'zh-CN', localService: false }])
  await page.goto(ARTICLE)
  await button(page, '朗读').click()
  await expect(page.getByRole('status')).toHaveText('这台设备没有中文朗读的声音。')
  expect(await heard(page)).toEqual([])
})

test('a device without a voice says so, and the button can be pressed again', async ({ page }) => {
  await page.goto(ARTICLE)
  await button(page, '朗读').click()
  await expect(page.getByRole('status')).toHaveText('这台设备没有中文朗读的声音。')
  await expect(button(page, '朗读')).toBeVisible()
  await expect(button(page, '停止')).toBeHidden()
  await inspect(page, 'aloud-none')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`by keyboard, for any thumb, and legible while it reads: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await giveVoices(page, OWN)
    for (const path of [ARTICLE, CARDS[0]]) {
      await page.goto(path)
      await button(page, '朗读').focus()
      await page.keyboard.press('Enter')
      await expect(button(page, '暂停')).toBeFocused()
      await page.keyboard.press('Tab')
      await expect(button(page, '停止')).toBeFocused()
      for (const name of ['暂停', '停止']) expect((await button(page, name).boundingBox())?.height).toBeGreaterThanOrEqual(48)
      // Somewhere in the middle, where links and quiet words stand on the mark.
      for (let parts = 0; parts < 4; parts += 1) await finish(page)
      expect(await page.evaluate(() => scrollY), 'nothing moves for those who prefer rest').toBe(0)
      await inspect(page, `aloud-${colorScheme}${path.replaceAll('/', '-')}`)
      const { violations } = await new AxeBuilder({ page }).include('.being-read').withRules(['color-contrast-enhanced']).setLegacyMode().analyze()
      expect(violations.flatMap(({ nodes }) => nodes.map(({ failureSummary }) => failureSummary))).toEqual([])
    }
  })
}

test('the page goes along with the voice for those who do not mind', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await giveVoices(page, OWN)
  await page.goto(ARTICLE)
  await button(page, '朗读').click()
  await expect.poll(() => speaks(page)).toBe(true)
  for (let parts = 0; parts < 20; parts += 1) await finish(page)
  await expect(marked(page)).toBeInViewport()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('there is no button', async ({ page }) => {
    await page.goto(ARTICLE)
    await expect(page.locator('.aloud')).toBeHidden()
  })
})
