/** The path without scripts in a browser with scripts switched off: filed, accepted, asked, answered; on a phone and on a desk. */
import type { Browser, Locator, Page } from '@playwright/test'
import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { plain } from '#contract/county/plain.ts'
import { track } from '#contract/county/track.ts'
import { flags, violations } from '#contract/county/violations.ts'
import * as act from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { heading, nameOf, shortOf, type Words } from './steps/citizen.ts'
import { moved, tipOf } from './steps/filed.ts'
import { choose, press, tick, type, untick } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { portal } from './steps/place.ts'
import { enter, open } from './steps/staff.ts'
import type { Eyes } from './steps/test.ts'
import { wrote, wroteCode } from './steps/typed.ts'

const { buttons, fields } = form

/** Each size has its own tip and department. */
const CASTS = {
  phone: { tip: tipOf('14'), desk: 'desk01', question: '请问充电线是从哪一层拉下来的', reply: '从四楼东户的窗户拉下来', contest: '他们来的那天正好停电' },
  desktop: { tip: tipOf('08'), desk: 'desk02', question: '请问那种桶装的油放在哪间屋', reply: '放在后院靠厨房的小棚里', contest: '去看的人没有进后院小棚' },
} as const

/** A page of somebody who has switched scripts off, at the size of this project. */
async function withoutScripts(browser: Browser, eyes: Eyes, like: Page): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: portal(), locale: 'zh-CN', viewport: like.viewportSize() })
  eyes.watch(context)
  return context.newPage()
}

/** Goes to another page: every button and link here does. */
async function follow(target: Locator): Promise<void> {
  const page = target.page()
  await Promise.all([page.waitForEvent('domcontentloaded'), press(target)])
}

/** What somebody typed may hold any letters. */
const typed = ({ place, subject = '', body }: { place: string; subject?: string | undefined; body: string }) =>
  new RegExp([place, subject, ...body.split('\n')].filter((line) => line !== '').map((line) => line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')

/** Shows the same page to a browser with scripts, in which axe can run. */
async function look(page: Page, eyes: Page, state: string, besides?: RegExp): Promise<void> {
  await eyes.setContent(await page.content())
  await inspect(eyes, `plain-${state}`, besides === undefined ? {} : { besides })
}

/**
 * Presses a button. The local runtime now and then loses the connection under a post (“Network connection lost”, wrangler 4.149, on a busy
 * machine) and answers 500 by itself: then the page is reloaded, as anybody would, which sends the same form again and must do no harm.
 */
async function send(page: Page, eyes: Eyes, name: string): Promise<void> {
  await follow(page.getByRole('button', { name }))
  if (!(await page.locator('body').innerText()).includes('Network connection lost')) return
  eyes.forgive(/status of (?:500|404)/)
  await page.reload()
}

const box = (page: Page, label: string) => page.getByRole('checkbox', { name: label, exact: false })

async function answerKind(page: Page, tip: Words): Promise<void> {
  for (const flag of tip.flags) await tick(box(page, flags.find(({ id }) => id === flag)?.question ?? flag))
  await choose(page.getByLabel(fields.category.label), tip.category)
  for (const violation of tip.violations) await tick(page.getByRole('group', { name: fields.violations.label }).getByRole('checkbox', { name: nameOf(violations, violation), exact: true }))
  await choose(page.getByLabel(fields.township.label), { label: shortOf(tip.township) })
}

async function answerWords(page: Page, tip: Words): Promise<void> {
  wrote('text', tip.place, tip.subject, tip.body)
  await type(page.getByLabel(fields.place.label), tip.place)
  await type(page.getByLabel(fields.since.label), tip.since)
  await type(page.getByLabel(fields.subject.label), tip.subject ?? '')
  await type(page.getByLabel(fields.body.label, { exact: true }), tip.body)
}

test('somebody without scripts tells, is asked, and answers', async ({ page, browser, eyes, another }, { project }) => {
  test.setTimeout(150_000)
  const { tip, desk, question, reply, contest } = CASTS[project.name as keyof typeof CASTS]
  wrote('text', question, reply, contest)
  const wen = await withoutScripts(browser, eyes, page)

  await test.step('wen is led from the page that needs scripts, and told the price before anything can be typed', async () => {
    await wen.goto('/report')
    await follow(wen.getByRole('link', { name: plain.title }))
    await expect(heading(wen)).toHaveText(plain.title)
    await expect(wen.getByText(plain.cost.lines[0] ?? '')).toBeVisible()
    await expect(wen.getByRole('textbox')).toHaveCount(0)
    await look(wen, page, 'start')
    await follow(wen.getByRole('link', { name: plain.links.start }))
    await expect(wen.getByRole('link', { name: /^119/ })).toHaveAttribute('href', 'tel:119')
  })

  await test.step('wen is told what is missing; nothing that was ticked is lost', async () => {
    await tick(box(wen, flags[0]?.question ?? ''))
    await send(wen, eyes, buttons.next)
    await expect(wen.getByRole('alert')).toContainText('有2处要改')
    await expect(wen.getByLabel(fields.category.label)).toHaveAccessibleDescription(new RegExp(fields.category.errors.missing))
    await expect(box(wen, flags[0]?.question ?? '')).toBeChecked()
    await look(wen, page, 'kind-wrong')
    await untick(box(wen, flags[0]?.question ?? ''))
    await answerKind(wen, tip)
    await send(wen, eyes, buttons.next)
    await answerWords(wen, tip)
    await look(wen, page, 'words')
    await send(wen, eyes, buttons.next)
  })

  await test.step('wen sees where it goes and every word once more, and sends it by keyboard', async () => {
    await expect(heading(wen)).toHaveText(form.steps.check.question)
    await expect(wen.getByRole('region', { name: formEnd.preview.title })).toContainText('牵头：')
    await expect(wen.getByText(tip.body)).toBeVisible()
    await look(wen, page, 'check', typed(tip))
    await follow(wen.getByRole('button', { name: buttons.send }))
    await expect(heading(wen)).toHaveText(formEnd.code.title, { timeout: 30_000 })
  })

  const code = (await wen.getByText(/^(\d{4}-){6}\d{4}$/).innerText()).trim()
  const reference = /\d{4}-\d{4}$/.exec(await wen.getByRole('heading', { name: formEnd.code.reference }).innerText())?.[0] ?? ''
  wroteCode(code)
  wrote('reference', reference)
  await look(wen, page, 'code')
  await wen.reload()
  await expect(wen.getByText(code)).toBeVisible()
  await expect(wen.getByText(plain.again)).toBeVisible()

  await test.step('he of the desk sees how it came, and the department asks', async () => {
    const he = await another()
    await enter(he, desk)
    await open(he, reference)
    await expect(he.getByText(tip.body)).toBeVisible()
    await expect(he.getByText('用的是不加密的那几页：服务器经手过原文')).toBeVisible()
    await inspect(he, 'plain-desk', { besides: typed(tip) })
    await moved(desk, reference, (session, seen) => act.reply(session, seen, question))
  })

  await test.step('wen comes back with the code and answers; the desk reads it', async () => {
    await follow(wen.getByRole('link', { name: formEnd.code.open }))
    await look(wen, page, 'track')
    await type(wen.getByLabel(track.code.label), code)
    await send(wen, eyes, track.code.open)
    await expect(heading(wen)).toHaveText('已接收')
    await expect(wen.getByText(question)).toBeVisible()
    await look(wen, page, 'view')
    await type(wen.getByLabel(/^写给/), reply)
    await send(wen, eyes, track.message.send)
    await expect(wen.getByText(/送到了，(承办单位|受理台)能看到。/)).toBeVisible()
    await expect(wen.getByRole('region', { name: track.sections.dialogue })).toContainText(reply)
    await look(wen, page, 'written')
  })

  await test.step('wen does not accept the result: contests it, once, in words that the desk reads', async () => {
    const { lead } = await moved(desk, reference, act.accept)
    await moved(`${lead ?? ''}01`, reference, (session, seen) => act.find(session, seen, 'unfounded', '去看过，没有查到。'))
    await follow(wen.getByRole('link', { name: plain.track.another }))
    await type(wen.getByLabel(track.code.label), code)
    await send(wen, eyes, track.code.open)
    await expect(wen.getByRole('region', { name: track.review.title })).toContainText('只有一次')
    await look(wen, page, 'result')
    await send(wen, eyes, track.review.send)
    await expect(wen.getByLabel(track.review.label)).toHaveAccessibleDescription(new RegExp(track.review.errors.missing))
    await type(wen.getByLabel(track.review.label), contest)
    await follow(wen.getByRole('button', { name: track.review.send }))
    await expect(wen.getByText(plain.track.contested)).toBeVisible()
    await expect(wen.getByText('已经要求复查，最晚')).toBeVisible()
    await expect(wen.getByRole('region', { name: track.sections.dialogue })).toContainText(contest)
    await expect(wen.getByLabel(track.review.label)).toHaveCount(0)
    await look(wen, page, 'contested')
    await moved(desk, reference, (session, seen) => {
      expect(seen.dialogue.at(-1)?.words).toEqual({ text: contest })
      return act.note(session, seen, '复查的事记下了')
    })
  })

  await test.step('nothing was asked of the server but these pages, and no address says anything', () => {
    const asked = eyes.requests.filter((request) => request.url().includes('/plain')).map((request) => request.url().replace(portal(), ''))
    expect([...new Set(asked)].sort()).toEqual(['/plain', '/plain/report', '/plain/track'])
    expect(eyes.requests.filter((request) => request.frame().page() === wen && !/\/(?:plain.*|report|noscript\.css|mark\.svg|_astro\/[^/]+)$/.test(request.url())).map((request) => request.url())).toEqual([])
  })
  await wen.context().close()
})
