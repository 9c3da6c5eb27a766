/** The built site as a whole: no link leads nowhere, no page stands alone, each says what it is. The build is the one in ANSHAO_OUT, else dist. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataBlock } from '../../site/layouts/data-block.ts'
import { isFile, readBuiltPages } from '../support/built-pages.ts'

const client = resolve(process.env['ANSHAO_OUT'] ?? 'dist', 'client')
const pages = existsSync(client) ? readBuiltPages(client) : new Map()

/** Rendered by the Worker on demand, or found by nobody on purpose. */
const ON_DEMAND = new Set(['/staff', '/plain'])
const ALONE = new Set(['/404', '/offline'])
/** Read by scripts after the #, not by the browser: a category, a query. */
const SCRIPTED = new Set(['/report', '/search'])

describe('the built site', () => {
  it('has its pages', () => {
    expect(pages.size, `no build in ${client}: run npm test, or npx astro build --root site`).toBeGreaterThan(230)
  })

  it('has no link that leads nowhere', () => {
    const broken = [...pages.values()].flatMap(({ path, links }) => links.flatMap((to: { path: string; fragment: string }) => {
      const target = pages.get(to.path)
      if (target === undefined) return ON_DEMAND.has(to.path) || isFile(client, to.path) ? [] : [`${path} → ${to.path}`]
      return to.fragment === '' || SCRIPTED.has(to.path) || target.ids.has(to.fragment) ? [] : [`${path} → ${to.path}#${to.fragment}`]
    }))
    expect([...new Set(broken)]).toEqual([])
  })

  it('has no page that nothing leads to', () => {
    const reached = new Set(['/'])
    for (const path of reached) for (const link of pages.get(path)?.links ?? []) if (pages.has(link.path)) reached.add(link.path)
    expect([...pages.keys()].filter((path) => !reached.has(path) && !ALONE.has(path))).toEqual([])
  })

  it('gives every picture words, every page one heading, a title of its own and a description', () => {
    const titles = new Map<string, string>()
    const wrong = [...pages.values()].flatMap(({ path, html }) => {
      const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''
      const twice = titles.get(title)
      titles.set(title, path)
      return [
        ...[...html.matchAll(/<img\b(?![^>]*\salt=)[^>]*>/g)].map((match) => `${path}: ${match[0]}`),
        ...[...html.matchAll(/<svg\b(?![^>]*(?:aria-hidden="true"|aria-label=|aria-labelledby=))[^>]*>/g)].map((match) => `${path}: ${match[0].slice(0, 80)}`),
        ...(html.match(/<h1\b/g)?.length === 1 ? [] : [`${path}: headings of the first order: ${html.match(/<h1\b/g)?.length ?? 0}`]),
        ...(title === '' || (twice !== undefined && !NEUTRAL.has(path)) ? [`${path}: its title “${title}” is also that of ${twice}`] : []),
        ...(/<meta name="description" content="[^"]{8,}"/.test(html) || ALONE.has(path) || NEUTRAL.has(path) ? [] : [`${path}: no description`]),
      ]
    })
    expect(wrong).toEqual([])
  })

  it('shows no gap where an editor ended a line, and none of the marks that editors keep', () => {
    const wrong = [...pages.values()].flatMap(({ path, html }) => [...html.matchAll(/[\p{Script=Han}，。；：、]\n\p{Script=Han}|[◐✔]|待核|凭记忆|domain-zh|LawRefBook/gu)].map(([found]) => `${path}: ${found}`))
    expect(wrong).toEqual([])
  })

  it('puts what is at home first among what is mainly about a danger', () => {
    const firstOf = (hazard: string) => /<ul class="pieces plain">.*?href="([^"]*)"/s.exec(pages.get(`/learn/hazard/${hazard}`)?.html ?? '')?.[1] ?? ''
    for (const hazard of ['fire', 'gas', 'ebike', 'electricity']) expect(firstOf(hazard)).toContain('/learn/knowledge/home/')
  })

  it('gives a year of the Safety Month a page only where more than its theme is written', () => {
    expect(['2002', '2025', '2026'].map((year) => pages.has(`/learn/campaigns/${year}`))).toEqual([false, false, true])
  })

  it('says an id once on a page', () => {
    const twice = [...pages.values()].flatMap(({ path, html, ids }) => {
      const all = [...html.replace(/<script[\s\S]*?<\/script>/g, '').matchAll(/\sid="([^"]*)"/g)].length
      return all === ids.size ? [] : [path]
    })
    expect(twice).toEqual([])
  })
})

/** Neutral on purpose: a browser's history should not say what was done there. */
const NEUTRAL = new Set(['/report', '/track', '/keys', '/ask', '/en/report', '/en/track', '/en/ask'])

describe('a page of a danger', () => {
  const links = (path: string) => (pages.get(path)?.links ?? []).map((link: { path: string }) => link.path)

  it('begins with what to do now, then what is about it, then what mentions it', () => {
    const gas: string[] = links('/learn/hazard/gas')
    const at = (path: string) => gas.indexOf(path)
    expect(at('/emergency/gas-leak')).toBeGreaterThan(-1)
    expect(at('/emergency/gas-leak')).toBeLessThan(at('/emergency/co-poisoning'))
    expect(at('/emergency/co-poisoning')).toBeLessThan(gas.findIndex((path) => path.startsWith('/learn/knowledge/')))
    // The second names gas after fire; by the alphabet it would come first.
    expect(at('/learn/knowledge/home/gas-leak')).toBeGreaterThan(-1)
    expect(at('/learn/knowledge/home/gas-leak')).toBeLessThan(at('/learn/knowledge/campus/after-school'))
  })
})

describe('what machines read', () => {
  const read = (file: string) => readFileSync(join(client, file), 'utf8')

  it('the sitemap names pages for everybody, each of which is there', () => {
    const paths = [...read('sitemap-0.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) => new URL(match[1] ?? '').pathname)
    expect(paths.length).toBeGreaterThan(220)
    expect(paths.filter((path) => !pages.has(path))).toEqual(['/plain'])
    expect(paths.filter((path) => /^\/(?:track|staff|edit|offline|404)$/.test(path))).toEqual([])
  })

  it('both feeds carry the same pieces', () => {
    const rss = [...read('feed.xml').matchAll(/<item><title>([^<]*)<\/title><link>([^<]*)</g)].map((match) => match[2])
    const json = (JSON.parse(read('feed.json')) as { items: { url: string }[] }).items.map(({ url }) => url)
    expect(rss.length).toBeGreaterThan(30)
    expect(json).toEqual(rss)
    expect(json.filter((url) => !pages.has(new URL(url).pathname))).toEqual([])
  })

  it('an article describes itself', () => {
    const [, block = ''] = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(pages.get('/learn/knowledge/home/gas-leak')?.html ?? '') ?? []
    expect(JSON.parse(block)).toMatchObject({ '@graph': [{ '@type': 'Article', headline: '闻到煤气味，先别开灯', inLanguage: 'zh-CN' }, { '@type': 'BreadcrumbList' }] })
  })

  it('the questions and answers describe themselves, without marks of their sources', () => {
    const [, block = ''] = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(pages.get('/faq')?.html ?? '') ?? []
    const { mainEntity } = JSON.parse(block) as { mainEntity: { name: string; acceptedAnswer: { text: string } }[] }
    expect(mainEntity.length).toBeGreaterThan(10)
    for (const { name, acceptedAnswer } of mainEntity) {
      expect(pages.get('/faq')?.html).toContain(name)
      expect(acceptedAnswer.text).not.toMatch(/〔/)
    }
  })

  it('no words can end the block they stand in', () => {
    expect(dataBlock({ name: '</script><script>alert(1)</script>' })).not.toContain('<')
    expect(JSON.parse(dataBlock({ name: '</script>' }))).toMatchObject({ name: '</script>' })
  })
})
