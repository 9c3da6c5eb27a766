/** What somebody without scripts does, page by page, with whichever browser of text. */
import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { plain } from '#contract/county/plain.ts'
import { track } from '#contract/county/track.ts'
import type { Tip } from '../../site/crypto/filing.ts'
import type { TextBrowser } from './text-browser.ts'

const { buttons } = form

/** From the first page to the second page of questions. */
export async function answerKind(browser: TextBrowser, tip: Tip, base = ''): Promise<void> {
  await browser.go(`${base}/plain`)
  await browser.follow(plain.links.start)
  for (const flag of tip.flags) browser.tick('flags', flag)
  for (const violation of tip.violations) browser.tick('violations', violation)
  browser.type('category', tip.category)
  browser.type('township', tip.township)
  await browser.press(buttons.next)
}

/** Answers the second page, up to where it is all read once more. */
export async function answerWords(browser: TextBrowser, tip: Tip): Promise<void> {
  browser.type('place', tip.place)
  browser.type('since', tip.since ?? '')
  browser.type('subject', tip.subject ?? '')
  browser.type('body', tip.body)
  for (const unit of tip.avoid) browser.tick('avoid', unit)
  if (tip.identity !== undefined) {
    browser.tick('named', 'named')
    browser.type('name', tip.identity.name)
    browser.type('phone', tip.identity.phone)
    if (tip.identity.insider !== undefined) browser.tick('insider', tip.identity.insider ? 'insider' : 'not-insider')
  }
  browser.tick('wantsReward', tip.wantsReward ? 'reward' : 'no-reward')
  await browser.press(buttons.next)
}

/** Files a tip and reads the code off the page. */
export async function fileInText(browser: TextBrowser, tip: Tip, base = ''): Promise<{ code: string; reference: string }> {
  await answerKind(browser, tip, base)
  await answerWords(browser, tip)
  await browser.press(buttons.send)
  return readCode(browser)
}

export function readCode(browser: TextBrowser): { code: string; reference: string } {
  const code = /(?:\d{4}-){6}\d{4}/.exec(browser.text)?.[0]
  const reference = new RegExp(`${formEnd.code.reference} (\\d{4}-\\d{4})`).exec(browser.text)?.[1]
  if (code === undefined || reference === undefined) throw new Error(`no code on the page: ${browser.text}`)
  return { code, reference }
}

/** Opens a report by its code. */
export async function openInText(browser: TextBrowser, code: string, base = ''): Promise<void> {
  await browser.go(`${base}/plain`)
  await browser.follow(plain.links.track)
  browser.type('code', code)
  await browser.press(track.code.open)
}
