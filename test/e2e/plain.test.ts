/** The path without scripts through the real server, by w3m or lynx where there is one; which of them ran is said in the test's name. */
import type { ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readReport } from '#contract/console.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { plain } from '#contract/county/plain.ts'
import { track } from '#contract/county/track.ts'
import { freePort } from '../../site/cli/local/server.ts'
import { openPortal } from '../../site/cli/portal.ts'
import { staffSession } from '../../site/cli/staff-session.ts'
import type { Outcome } from '../../site/console/outcome.ts'
import { accept, find } from '../../site/console/report/act.ts'
import { unsealReport, type UnsealedReport } from '../../site/console/report/unseal.ts'
import type { StaffSession } from '../../site/console/session.ts'
import { answerKind, answerWords, openInText, readCode } from '../support/plain-steps.ts'
import { TextBrowser } from '../support/text-browser.ts'
import { byNode, readerAt } from '../support/text-fetching.ts'
import { TIPS } from '../support/tips.ts'

const root = resolve(import.meta.dirname, '../..')
const home = '.test/plain-text'
let server: ChildProcess
let base: string

beforeAll(async () => {
  rmSync(resolve(root, home), { recursive: true, force: true })
  const out = process.env['ANSHAO_OUT']
  const place = { out: out ?? '.test/dist', built: out !== undefined, state: `${home}/state`, secrets: `${home}/secrets.env`, sessions: resolve(root, `${home}/sessions`), log: `${home}/server.log`, port: await freePort() }
  ;({ server, base } = await openPortal(place, () => undefined))
})
afterAll(() => server.kill('SIGTERM'))

/** A member looks at a report and makes a move. */
async function moved(name: string, reference: string, move: (session: StaffSession, seen: UnsealedReport) => Promise<Outcome<StaffReport>>): Promise<StaffReport> {
  const session = await staffSession(name, base, resolve(root, `${home}/sessions`))
  const read = await session.tools.call(readReport, { reference }, {})
  if (!read.ok) throw new Error(`${name} cannot read ${reference}: ${read.code}`)
  const done = await move(session, await unsealReport(session, read.value))
  if (!done.ok) throw new Error(`${name} was refused: ${done.code} ${done.message}`)
  return done.value
}

describe(`somebody with ${readerAt('').name}`, () => {
  it('reads the price, tells, keeps the code, comes back, writes, and contests the result', async () => {
    const found = TIPS.find(({ name }) => name.startsWith('13'))
    if (found === undefined) throw new Error('no such tip')
    const tip = { avoid: [], language: 'zh' as const, ...found.tip }
    const { browser, screen } = readerAt(base)
    await browser.go('/plain')
    expect(screen().replace(/\s/g, '')).toContain(plain.cost.lines[0])
    await answerKind(browser, tip)
    for (const label of [form.fields.place.label, form.fields.body.label, form.buttons.next]) expect(screen()).toContain(label)
    await answerWords(browser, tip)
    expect(screen().replace(/\s/g, '')).toContain(tip.body.replace(/\s/g, '').slice(0, 60))
    await browser.press(form.buttons.send)
    const { code, reference } = readCode(browser)
    expect(screen()).toContain(code)
    expect(screen()).toContain(`${formEnd.code.reference} ${reference}`)
    await openInText(browser, code)
    expect(screen()).toContain('已接收')
    browser.type('message', '星期三下午\n又闪了一次火')
    await browser.press(track.message.send)
    expect(screen()).toContain('又闪了一次火')
    await browser.again()
    expect(screen().split('又闪了一次火')).toHaveLength(2)

    const lead = (await moved('desk01', reference, accept)).lead ?? ''
    await moved(`${lead}01`, reference, (by, seen) => find(by, seen, 'unfounded', '去看过，没有查到。'))
    await openInText(browser, code)
    expect(screen()).toContain(track.review.title)
    browser.type('contest', '他们只看了前门，后门没有去')
    await browser.press(track.review.send)
    for (const words of [plain.track.contested, '要求复查，最晚', '后门没有去']) expect(screen().replace(/\s/g, '')).toContain(words.replace(/\s/g, ''))
    await browser.again()
    expect(screen().split('后门没有去')).toHaveLength(2)
  })

  it('is led there from the page that needs scripts, and every page is kept by nobody', async () => {
    // The local runtime sends stored pages in pieces, which w3m's HTTP/1.0 cannot read; the hosted one does not.
    const browser = new TextBrowser(byNode(base))
    await browser.go('/report')
    await browser.follow(plain.title)
    await browser.follow(plain.links.start)
    expect(browser.html).toContain('name="category"')
    for (const path of ['/plain', '/plain/report', '/plain/track']) {
      const { headers } = await fetch(base + path)
      expect([headers.get('cache-control'), headers.get('referrer-policy'), headers.get('set-cookie')]).toEqual(['no-store', 'no-referrer', null])
    }
  })
})
