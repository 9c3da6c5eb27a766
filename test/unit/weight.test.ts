/** What the built pages weigh, brotli. The build is the one in ANSHAO_OUT (`npm test` makes it first), else dist. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { referencesOf, weigh, weighScript } from '../support/weight.ts'

const client = resolve(process.env['ANSHAO_OUT'] ?? 'dist', 'client')
/** The signals adapter is in Astro's Preact client as an `import()` for props that are signals; we have none. */
const NEVER_FETCHED = /^signals\.module/
const KEYRING = /^keyring/
/** What chooses and sends files: fetched by whoever comes to that screen of the form. */
const FILES = /^(?:pick|sealer)\./

const total = (page: string, without: RegExp[]) => {
  const { first, later } = weigh(client, page)
  return first + [...later].reduce((sum, [name, bytes]) => sum + (without.some((pattern) => pattern.test(name)) ? 0 : bytes), 0)
}

describe('the built pages', () => {
  it('are there to be weighed', () => {
    expect(existsSync(client), `no build in ${client}: run npm test, or npx astro build --root site`).toBe(true)
  })

  it.for(['report', 'en/report'])('/%s weighs at most 35 KB before the first touch', (page) => {
    const { first, files } = weigh(client, page)
    expect(first, [...files].map((file) => file.join(' ')).join(', ')).toBeLessThanOrEqual(35_000)
  })

  it.for(['report', 'en/report'])('/%s weighs at most 110 KB with everything needed to seal and send, beside the keyring', (page) => {
    expect(total(page, [NEVER_FETCHED, KEYRING, FILES])).toBeLessThanOrEqual(110_000)
    expect([...weigh(client, page).later.keys()].filter((name) => KEYRING.test(name))).toHaveLength(1)
  })

  it.for(['report', 'en/report'])('/%s: choosing files weighs at most 16 KB more, and nothing of it comes before; a thread at most 12 KB to clean and 40 KB to seal', (page) => {
    const { files, later } = weigh(client, page)
    const own = [...later].filter(([name]) => FILES.test(name))
    expect(own.map(([name]) => name)).toContain('pick.js')
    expect([...files.keys()].filter((name) => FILES.test(name))).toEqual([])
    expect(own.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThanOrEqual(16_000)
    // Each thread is a script of its own, not among a page's.
    const threads = globSync('_astro/thread.*.js', { cwd: client }).map((file) => brotliCompressSync(readFileSync(resolve(client, file))).length).sort((a, b) => a - b)
    expect(threads).toHaveLength(2)
    expect(threads[0]).toBeLessThanOrEqual(12_000)
    expect(threads[1]).toBeLessThanOrEqual(40_000)
  })

  it.for([['index', 15_000], ['guide', 20_000], ['protect', 15_000], ['404', 10_000]] as const)('/%s needs no script and weighs at most %i bytes', ([page, most]) => {
    const { first, files } = weigh(client, page)
    expect([...files.keys()].filter((name) => name.endsWith('.js'))).toEqual([])
    expect(first).toBeLessThanOrEqual(most)
  })

  it('are weighed with everything that a browser with scripts asks for, and nothing else', () => {
    const asked = referencesOf(`<link rel="icon" href="/i.svg"><link rel="preload" as="image" href="/p.avif"><link rel="canonical" href="/c.html"><link rel="alternate" href="/feed.xml"><noscript><link rel="stylesheet" href="/n.css"></noscript>
<link rel="stylesheet" href="/s.css?v=1"><script src="/s.js" defer></script><img alt="a > b" src="/a.png" srcset="/b.png 2x, /c.png 3x"><a href="/x.html">x</a><svg><use href="/g.svg#flame"/></svg><img src="data:image/png;base64,AA=="><astro-island component-url="/k.js" client="idle">`)
    expect(asked.toSorted()).toEqual(['/a.png', '/b.png', '/c.png', '/g.svg', '/i.svg', '/k.js', '/p.avif', '/s.css', '/s.js'])
  })

  it('every page of 学安全, of the month and of the year weighs at most 25 KB, icon and pictures included; pages to read bring no script', () => {
    const pages = globSync('{calendar,learn,learn/**/*,month,month/**/*}.html', { cwd: client }).map((file) => file.replace(/\.html$/, ''))
    expect(pages.length).toBeGreaterThan(300)
    for (const page of pages) {
      const { first, requests, files } = weigh(client, page)
      const scripts = [...files].filter(([name]) => name.endsWith('.js'))
      const [most, script] = page === 'learn/quiz/daily' ? [8, 1_500] : /^learn\/(?:checklists|quiz)\//.test(page) ? [7, 1_500] : /^(?:month|calendar|learn\/campaigns\/)/.test(page) ? [6, 0] : [5, 0]
      expect(first, page).toBeLessThanOrEqual(25_000)
      expect(requests, `${page}: ${[...files.keys()].join()}`).toBeLessThanOrEqual(most)
      expect(scripts.reduce((sum, [, bytes]) => sum + bytes, 0), page).toBeLessThanOrEqual(script)
      expect([...files.keys()]).toContain('mark.svg')
    }
  }, 180_000)

  it.for(['ask', 'en/ask'])('/%s weighs at most 31 KB before the first touch, and 110 KB with everything needed to seal and send, beside the keyring', (page) => {
    expect(weigh(client, page).first).toBeLessThanOrEqual(31_000)
    expect(total(page, [NEVER_FETCHED, KEYRING, FILES])).toBeLessThanOrEqual(110_000)
  })

  it('/faq brings the answers with at most 20 KB beside the page, and nothing that seals', () => {
    const { first, later } = weigh(client, 'faq')
    expect(first).toBeLessThanOrEqual(35_000)
    const fetched = [...later].filter(([name]) => !NEVER_FETCHED.test(name))
    expect(fetched.map(([name]) => name).filter((name) => /^(?:seal|keyring)/.test(name))).toEqual([])
    expect(fetched.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThanOrEqual(20_000)
  })

  it.for(['track', 'en/track'])('/%s weighs at most 35 KB before the first touch', (page) => {
    expect(weigh(client, page).first).toBeLessThanOrEqual(35_000)
  })

  it('/staff brings nothing that opens files before a report has some, and nothing that plays or draws before a film or a PDF is opened', () => {
    const brought = weighScript(client, 'Console')
    /** What comes on top of what is there by then. */
    const added = (name: string, before: ReadonlyMap<string, number>) => [...weighScript(client, name)].filter(([file]) => !before.has(file))
    const sum = (files: readonly (readonly [string, number])[]) => files.reduce((all, [, bytes]) => all + bytes, 0)
    const sheet = added('Evidence', brought)
    const names = [...brought.keys(), ...sheet.map(([file]) => file)]
    for (const late of ['Film.js', 'Pdf.js', 'open-thread.js']) expect(names).not.toContain(late)
    expect([...brought.keys()]).not.toContain('Evidence.js')
    expect(sum(sheet)).toBeLessThanOrEqual(24_000)
    const seen = new Map([...brought, ...sheet])
    for (const [name, most] of [['Film', 90_000], ['Pdf', 125_000], ['open-thread', 36_000]] as const) {
      expect(sum(added(name, seen)), name).toBeLessThanOrEqual(most)
      expect(sum(added(name, seen)), `${name}: what it runs on came before it`).toBeGreaterThan(most * 0.75)
    }
  })

  it('a list and a bank of questions weigh at most 25 KB, and with what does them at most 35 KB', () => {
    for (const folder of ['learn/checklists', 'learn/quiz']) {
      const pages = globSync(`${folder}/*.html`, { cwd: client }).map((file) => file.replace(/\.html$/, ''))
      expect(pages.length).toBeGreaterThan(10)
      for (const page of pages) {
        const { first, later } = weigh(client, page)
        const own = [...later].filter(([name]) => ['Quiz.js', 'SelfCheck.js', 'order.js', 'core.js', `${page.replace(/^.*\//, '')}.js`].includes(name))
        expect(first, page).toBeLessThanOrEqual(25_000)
        expect(first + own.reduce((sum, [, bytes]) => sum + bytes, 0), page).toBeLessThanOrEqual(35_000)
      }
    }
  })

  it('/reward weighs at most 25 KB, its calculator included', () => {
    expect(weigh(client, 'reward').first).toBeLessThanOrEqual(25_000)
  })

  it('carry no question of the contest, no answer and no reason: those are the Worker’s', () => {
    const written = globSync('content/learn/quiz/contest-*.yaml').map((file) => (parse(readFileSync(file, 'utf8')) as { questions: { question: string; explanation: string }[] }).questions).flat()
    expect(written.length).toBeGreaterThanOrEqual(24)
    const built = globSync('**/*.{html,js,json,xml,css,svg,txt}', { cwd: client }).map((file) => readFileSync(resolve(client, file), 'utf8')).join('\n')
    expect(built).toContain('每人抽')
    expect(written.flatMap(({ question, explanation }) => [question, explanation]).filter((words) => built.includes(words) || built.includes(JSON.stringify(words).slice(1, -1)))).toEqual([])
  })

  it('/contest weighs at most 35 KB before the first touch, and 60 KB with all that asks and answers', () => {
    expect(weigh(client, 'contest').first).toBeLessThanOrEqual(35_000)
    expect(total('contest', [NEVER_FETCHED])).toBeLessThanOrEqual(60_000)
  })

  it('load no font, and nothing from another host', () => {
    // What members open a PDF with could show the PDF's own fonts, from memory: the page's policy has no font-src.
    const built = globSync('**/*.{html,css,js}', { cwd: client }).filter((file) => !file.startsWith('_astro/Pdf.')).map((file) => readFileSync(resolve(client, file), 'utf8'))
    expect(globSync('**/*.{woff,woff2,ttf,otf}', { cwd: client })).toEqual([])
    expect(built.join('\n')).not.toMatch(/@font-face|@import\s+url/)
    // Where a page officially lives is said, not fetched.
    for (const text of built.map((one) => one.replace(/<link rel="canonical"[^>]*>/, ''))) expect([...text.matchAll(/(?:src|href)="(https?:)?\/\/[^"]+"/g)].map((match) => match[0])).toEqual([])
  })

  it('carry no legal ground into a browser, and no name attribute on the form', () => {
    // Practice questions name their sources: those chunks are sources by intent.
    const banks = globSync('content/learn/quiz/*.yaml').map((file) => file.replace(/^.*\//, '').replace('.yaml', ''))
    const scripts = globSync('_astro/*.js', { cwd: client }).filter((file) => !banks.includes(file.replace(/^_astro\//, '').replace(/\.[\w-]{8}\.js$/, ''))).map((file) => readFileSync(resolve(client, file), 'utf8')).join('\n')
    expect(scripts).not.toContain('煤矿安全生产条例')
    for (const page of ['report.html', 'ask.html']) expect(readFileSync(resolve(client, page), 'utf8')).not.toMatch(/<(?:input|textarea|select)[^>]*\sname=/)
  })
})
