/** The whole site below another's address: pages, links, scripts, headers and the API alike. */
import { type ChildProcess } from 'node:child_process'
import { globSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../site/cli/local/server.ts'
import { openPortal } from '../../site/cli/portal.ts'
import { callerFor } from '../../site/cli/staff-session.ts'
import { fileReport } from '../../site/report/submit.ts'
import { fileInText, openInText } from '../support/plain-steps.ts'
import { TextBrowser } from '../support/text-browser.ts'
import { byNode } from '../support/text-fetching.ts'
import { TIPS } from '../support/tips.ts'

const root = resolve(import.meta.dirname, '../..')
const home = '.test/sub-path'
const SUB = '/county/safety'

let server: ChildProcess
let base: string

beforeAll(async () => {
  rmSync(resolve(root, home), { recursive: true, force: true })
  const place = { out: `${home}/dist`, state: `${home}/state`, secrets: `${home}/secrets.env`, sessions: `${home}/sessions`, log: `${home}/server.log`, port: await freePort(), subPath: SUB }
  const opened = await openPortal(place, () => undefined)
  server = opened.server
  base = opened.base
}, 240_000)

afterAll(() => server.kill('SIGTERM'))

const client = resolve(root, home, 'dist/client')

describe('a site below another’s address', () => {
  it('answers its pages there, with their headers, and nowhere else', async () => {
    for (const path of ['', '/report', '/learn/knowledge/home/gas-leak', '/staff', '/api/health']) expect((await fetch(base + path)).status, path).toBe(200)
    expect((await fetch(`${base}/report`)).headers.get('cache-control')).toBe('no-store')
    expect((await fetch(`${base}/staff`)).headers.get('cache-control')).toBe('no-store')
    const host = new URL(base).origin
    for (const path of ['/report', '/api/health']) expect((await fetch(host + path)).status, path).toBe(404)
  })

  it('links to nothing outside of itself but telephones, mail and the county’s own portal', () => {
    const pages = globSync('**/*.html', { cwd: client })
    expect(pages.length).toBeGreaterThan(150)
    const astray = pages.flatMap((page) =>
      [...readFileSync(resolve(client, page), 'utf8').matchAll(/\s(?:href|src|action|component-url|renderer-url)="([^"]*)"/g)]
        .map((match) => match[1] ?? '')
        .filter((to) => to.startsWith('/') && to !== SUB && !to.startsWith(`${SUB}/`))
        .map((to) => `${page} → ${to}`))
    expect(astray).toEqual([])
  })

  it('takes a report through the same client', async () => {
    const tip = TIPS[0]?.tip
    if (tip === undefined) throw new Error('no tip')
    const filed = await fileReport({ avoid: [], language: 'zh', ...tip }, { call: callerFor(base), onStep: async () => undefined })
    expect(filed.ok).toBe(true)
  })

  it('takes one without scripts, and opens it, with every link and form below it', async () => {
    const tip = TIPS[0]?.tip
    if (tip === undefined) throw new Error('no tip')
    const browser = new TextBrowser(byNode(new URL(base).origin))
    const { code, reference } = await fileInText(browser, { avoid: [], language: 'zh', ...tip }, SUB)
    await openInText(browser, code, SUB)
    expect(browser.text).toContain(reference)
    const led = [...browser.html.matchAll(/\s(?:href|action)="(\/[^"]*)"/g)].map((match) => match[1] ?? '')
    expect(led.filter((to) => to !== SUB && !to.startsWith(`${SUB}/`))).toEqual([])
  })

  it('has scripts that ask below it', () => {
    const scripts = globSync('**/*.js', { cwd: client }).map((file) => readFileSync(resolve(client, file), 'utf8')).join('\n')
    expect(scripts).toContain(SUB)
  })
})
