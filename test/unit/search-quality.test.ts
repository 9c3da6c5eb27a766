/** What people type, asked of the built index by Pagefind's own wasm. The build is the one in ANSHAO_OUT (`npm test` makes it first), else dist. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSearcher, type Searcher } from '../support/find-in-node.ts'
import { QUERIES } from '../support/queries.ts'

const client = resolve(process.env['ANSHAO_OUT'] ?? 'dist', 'client')
const MOST_BYTES = 300_000

let searcher: Searcher
beforeAll(async () => {
  expect(existsSync(`${client}/pagefind/pagefind.js`), `no index in ${client}: run npm test, or npx astro build --root site`).toBe(true)
  searcher = await openSearcher(client)
})
afterAll(() => searcher?.close())

describe('the first page for', () => {
  it('has at least sixty queries to answer', () => expect(new Set(QUERIES.map(([query]) => query)).size).toBeGreaterThanOrEqual(60))

  it.for(QUERIES)('%s is one that an editor would choose, within 300 KB', async ([query, ...pages]) => {
    const { hits, bytes, files } = await searcher.search(query)
    expect(pages.map((page) => (page.startsWith('/') ? page : `/learn/${page}`)), hits.map(({ path }) => path).join(' ')).toContain(hits[0]?.path)
    expect(bytes, files.join(', ')).toBeLessThanOrEqual(MOST_BYTES)
  })
})

describe('the index', () => {
  it('holds every page of 学安全 and none on which something is filed or read', () => {
    // What the index says of its pages, one compressed fragment for each.
    const held = new Set(globSync('pagefind/fragment/*', { cwd: client }).map((file) => (/^pagefind_dcd(.*)$/s.exec(gunzipSync(readFileSync(resolve(client, file))).toString())?.[1])).map((json) => (JSON.parse(json ?? '{}') as { url: string }).url))
    const pages = globSync('learn/{knowledge,law,cases,checklists,quiz,drills}/**/*.html', { cwd: client }).map((file) => `/${file.replace(/\.html$/, '')}`)
    expect(pages.length).toBeGreaterThan(180)
    expect(pages.filter((page) => !held.has(page) && page !== '/learn/quiz/daily')).toEqual([])
    expect([...held].filter((path) => /^\/(?:report|ask|track|staff|plain|edit)(?:$|\/)/.test(path))).toEqual([])
    expect([...held].filter((path) => !existsSync(`${client}${path}.html`))).toEqual([])
  })

  it('finds words wherever they stand in a sentence, and leaves out what nobody wrote', async () => {
    expect((await searcher.search('后斗拉人')).total).toBeGreaterThan(0)
    expect((await searcher.search('鑫淼犇')).total).toBe(0)
  })

  it('narrows by kind, scene and reader', async () => {
    const all = await searcher.search('燃气')
    const law = await searcher.search('燃气', { kind: 'law' })
    expect(law.total).toBeGreaterThan(0)
    expect(law.total).toBeLessThan(all.total)
    expect(law.hits.every(({ path, kind }) => kind === 'law' && path.startsWith('/learn/law/'))).toBe(true)
    expect((await searcher.search('燃气', { scene: 'home' })).hits.every(({ path }) => /\/(home|checklists)\//.test(path))).toBe(true)
    expect((await searcher.search('燃气', { audience: 'landlord' })).total).toBeLessThan(all.total)
  })

  it('ships nothing of Pagefind’s own interfaces', () => {
    expect(globSync('pagefind/*.{js,css}', { cwd: client }).map((file) => file.replace(/^.*[/\\]/, ''))).toEqual(['pagefind.js'])
  })
})
