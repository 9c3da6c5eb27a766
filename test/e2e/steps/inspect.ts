/** What must hold of every page in every state, at every size. */
import { AxeBuilder } from '@axe-core/playwright'
import { test, type Page } from '@playwright/test'
import { units } from '#contract/county/units.ts'
import { keepsFocus } from './hands.ts'
import { expect } from './test.ts'

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

/** Latin letters that people here do write. */
const WORDS = new Set(['QR', 'PDF', 'MB', 'KB', 'HEIC', 'Esc', 'KTV', 'RTO', 'AED', 'English'])

export interface Exceptions {
  /** What may stand on this page besides: names of members, fingerprints, the words of a report. */
  readonly besides?: RegExp
  /** For the pages for foreigners, which may speak their language. */
  readonly language?: 'en'
  /** What of another script may stand there: words that people wrote. */
  readonly written?: readonly string[]
}

/** Looks at the page as it is now; `state` names it in what is said, and in the pictures that ANSHAO_SHOTS=folder asks for. */
export async function inspect(page: Page, state: string, { besides, language, written = [] }: Exceptions = {}): Promise<void> {
  await settle(page)
  await keepsFocus(page)
  const shots = process.env['ANSHAO_SHOTS']
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${state}-${test.info().project.name}.png`, fullPage: true })
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).setLegacyMode().analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`))
  expect.soft(found, `${state}: what axe finds`).toEqual([])
  const { lang, wide, said } = await page.evaluate(readPage)
  expect.soft(lang, `${state}: language`).toBe(language === undefined ? 'zh-CN' : 'en-GB')
  expect.soft(wide, `${state}: what is wider than the screen`).toEqual([])
  if (language !== undefined) {
    expect.soft(said.flatMap((line) => chineseIn(line, written)), `${state}: what no reader of English should see`).toEqual([])
    return
  }
  expect.soft(foreignIn(said.map((line) => (besides === undefined ? line : line.replaceAll(besides, '')))), `${state}: what no reader of Chinese should see`).toEqual([])
}

/** Nothing is moving any more, and fonts are in. */
const settle = (page: Page): Promise<unknown> =>
  page.evaluate(() => Promise.all([document.fonts.ready, ...document.getAnimations().map((animation) => animation.finished.catch(() => null))]))

/** Runs in the page. `wide`: what makes it scroll sideways. `said`: everything that is shown or read aloud, line by line. */
function readPage(): { lang: string; wide: string[]; said: string[] } {
  const width = document.documentElement.clientWidth
  const shown = [...document.body.querySelectorAll('*')].filter((element) => element.checkVisibility())
  const scrolls = (document.scrollingElement?.scrollWidth ?? 0) > width
  const wide = shown.filter((element) => scrolls && element.getBoundingClientRect().right > width + 1).map((element) => `${element.tagName}.${element.className}`)
  const spoken = ['aria-label', 'title', 'alt', 'placeholder'].flatMap((name) => shown.map((element) => element.getAttribute(name) ?? ''))
  return { lang: document.documentElement.lang, wide: scrolls ? ['the page', ...wide] : [], said: [document.title, ...document.body.innerText.split('\n'), ...spoken].filter((line) => line.trim() !== '') }
}

const IDS = units.map(({ id }) => id).filter((id) => id.startsWith('t-'))

/** Chinese, but for names in brackets (where one must find the door), the way back to Chinese, and what somebody wrote; and braces of the machine. */
function chineseIn(line: string, written: readonly string[]): string[] {
  const rest = written.reduce((text, words) => text.replaceAll(words, ''), line).replace(/\([^()]*\)/g, '').replace(/^中文$/, '')
  return /\p{Script=Han}|[，。：；、！？「」《》　]|[{}]|\d{4}-\d{2}-\d{2}|\bHY\d+/u.test(rest) ? [line.slice(0, 80)] : []
}

/** Words, days and signs of the machine in lines for people. */
function foreignIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const words = (line.match(/[A-Za-z_][A-Za-z_'-]+/g) ?? []).filter((word) => !WORDS.has(word))
    const signs = line.match(/[{}]|\d{4}-\d{2}-\d{2}|\bHY\d+|\[object/g) ?? []
    const ids = IDS.filter((id) => line.includes(id))
    return [...new Set([...words, ...signs, ...ids])].map((what) => `${what} in “${line.slice(0, 80)}”`)
  })
}
