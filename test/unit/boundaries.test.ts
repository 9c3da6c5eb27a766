/** Who may import whom, and what stands in one place only: architecture rules as tests. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Written by the build from content/, or by wrangler: no code of ours. */
const WRITTEN = /contract\/county\/|contest\/bank\.ts|env\.d\.ts/
const sources = (pattern: string, except: RegExp = /^$/) =>
  globSync(pattern, { exclude: (path) => /node_modules/.test(path) }).filter((file) => !WRITTEN.test(file) && !except.test(file))
const importsOf = (file: string) => [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '')
const offenders = (files: string[], forbidden: RegExp) => files.flatMap((file) => importsOf(file).filter((path) => forbidden.test(path)).map((path) => `${file} → ${path}`))
const mentions = (files: string[], word: RegExp) => files.filter((file) => word.test(readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))

const SITE = 'site/**/*.{ts,tsx,astro}'
const WORKER = 'worker/**/*.ts'

describe('who may import whom', () => {
  it('the site reaches the worker only through its contract', () => {
    expect(sources(SITE).length).toBeGreaterThan(40)
    expect(offenders(sources(SITE), /\/worker\//)).toEqual([])
  })

  it('the worker never reaches the site, and cannot decrypt', () => {
    expect(sources(WORKER).length).toBeGreaterThan(40)
    expect(offenders(sources(WORKER, /^worker\/plain\.ts$/), /\/site\/|^age-encryption|^@noble|^@scure/)).toEqual([])
  })

  it('but for the pages without scripts: one file of the Worker knows their entry, one mounts that file, and no feature either', () => {
    expect(offenders(['worker/plain.ts'], /\/site\/|^age-encryption|^@noble|^@scure/)).toEqual(['worker/plain.ts → ../site/plain/plain.ts'])
    expect(sources(WORKER).filter((file) => importsOf(file).some((path) => /(?:^|\/)plain\.ts$/.test(path) && !path.startsWith('#contract')))).toEqual(['worker/index.ts', 'worker/plain.ts'])
    expect(offenders(sources(SITE, /^site\/plain\//), /\/plain\//)).toEqual([])
  })

  it('the pages without scripts write no markup from words, keep nothing, log nothing and take no time of their own', () => {
    const files = sources('site/plain/*.ts')
    expect(files.length).toBeGreaterThan(8)
    expect(mentions(files, /\braw\(|console\.|localStorage|caches\.|Date\.now|new Date\(\)|Set-Cookie/)).toEqual([])
  })

  it('the contract needs zod/mini and itself, nothing else', () => {
    expect(offenders(sources('worker/contract/**/*.ts'), /^(?!zod\/mini$|\.{1,2}\/)/)).toEqual([])
    expect(offenders(sources('worker/contract/**/*.ts'), /\.\.\/\.\.\/(?!county)/)).toEqual([])
  })

  it('the contest’s questions with their answers are the Worker’s alone', () => {
    const importers = [...sources(SITE), ...sources(WORKER)].filter((file) => importsOf(file).some((path) => /(^|\/)bank(\.ts)?$|contest\/bank/.test(path)))
    expect(importers).toEqual(['worker/contest/commands.ts'])
    expect(importsOf('site/editing/contest-bank.ts').filter((path) => /worker|contract/.test(path))).toEqual([])
    expect(offenders(sources(SITE, /^site\/(cli|county|editing)\//), /contest-bank/)).toEqual([])
  })

  it('decisions touch no clock, no database, no framework', () => {
    const decisions = sources('worker/{*/decide,report/{change,holders,holding,merge,review}}.ts')
    expect(decisions.length).toBeGreaterThan(7)
    expect(offenders(decisions, /hono|cloudflare|d1\.ts|clock|random/)).toEqual([])
  })

  it('the check of the county loads nothing that it has yet to write', () => {
    const load = (file: string, seen: Set<string>): Set<string> => {
      if (seen.has(file)) return seen
      seen.add(file)
      if (WRITTEN.test(file) || !existsSync(file)) return seen
      const code = readFileSync(file, 'utf8').replace(/^import type .*$/gm, '')
      for (const [, path = ''] of code.matchAll(/(?:from|import)\s*\(?\s*['"]([#.][^'"]+)['"]/g)) {
        load(path.startsWith('#contract/') ? path.replace('#contract', 'worker/contract') : join(dirname(file), path), seen)
      }
      return seen
    }
    const loaded = [...load('site/cli/county.ts', new Set())]
    expect(loaded.length).toBeGreaterThan(20)
    expect(loaded.filter((file) => WRITTEN.test(file))).toEqual([])
  })

  it('cleaning a file needs no page, no network and nothing that keeps', () => {
    const files = sources('site/evidence/clean/*.ts')
    expect(files.length).toBeGreaterThan(30)
    expect(offenders(files, /^\.\.\/|^#contract\/(?!(?:evidence|bytes)\.ts$)|^preact|^node:/)).toEqual([])
    expect(mentions(files, /\bdocument\.|\bwindow\.|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|localStorage|sessionStorage|indexedDB|caches\.|console\./)).toEqual([])
  })

  it('a feature uses another’s store and decisions, never its routes', () => {
    const routes = sources('worker/*/*.ts').flatMap((file) => importsOf(file).filter((path) => /^\.\.\/(?!http|platform).*\/routes\.ts$/.test(path)).map((path) => `${file} → ${path}`))
    expect(routes).toEqual([])
  })

  it('commands and tools stay out of the pages', () => {
    expect(offenders(sources(SITE, /^site\/(cli|astro\.config)/), /\/cli\//)).toEqual([])
    expect(offenders(sources(SITE, /^site\/(build|cli|county|editing|astro\.config|layouts|pages|content\.config)/), /^node:/)).toEqual([])
  })
})

describe('one place each', () => {
  it.for([
    ['age-encryption is imported by site/crypto alone', SITE, /from 'age-encryption'/, /^site\/crypto\/age\.ts$/],
    ['fetch is called by site/api for what is sent, for pages to read by the offline worker, for the pages put first by the search thread and the tables of PDF fonts, which send nothing along', SITE, /(?<![.\w])fetch\(/, /^site\/(?:api\/(?:call|bytes)|offline\/worker|search\/pins|console\/evidence\/pdf)\.ts$/],
    ['batches are run by platform/d1.ts and the two that need no race', WORKER, /\.batch\(/, /^worker\/(platform\/d1|sweep|staff\/members)\.ts$/],
    ['the clock is read by platform/clock.ts', WORKER, /Date\.now\(|new Date\(\)/, /^worker\/platform\/clock\.ts$/],
    ['session storage holds a contest’s answers on their way, and nothing else is stored by its page', 'site/contest/**/*.{ts,tsx}', /localStorage|sessionStorage|document\.cookie|indexedDB|caches\./, /^site\/contest\/draft\.ts$/],
    ['the device speaks for site/aloud alone', SITE, /speechSynthesis/, /^site\/aloud\//],
    ['reading aloud keeps nothing and asks nobody', 'site/aloud/**/*.{ts,astro}', /localStorage|sessionStorage|document\.cookie|indexedDB|caches\.|fetch\(|sendBeacon/, /^$/],
    ['randomness comes from platform/', WORKER, /getRandomValues|randomUUID|Math\.random/, /^worker\/platform\//],
    ['errors are caught in platform/', WORKER, /(?<!\.)\bcatch\s*(\(|\{)/, /^worker\/(platform|contract\/rules)\//],
    ['logs are written by platform/log.ts', WORKER, /console\.(log|error|warn|info|debug)/, /^worker\/platform\/log\.ts$/],
  ] as const)('%s', ([, pattern, word, allowed]) => {
    expect(mentions(sources(pattern), word).filter((file) => !allowed.test(file))).toEqual([])
  })

  it('nothing is kept by the reporter’s pages: no cookie, no storage', () => {
    expect(mentions(sources('site/{report,track,crypto,api}/**/*.{ts,tsx}'), /document\.cookie|localStorage|sessionStorage|indexedDB|caches\.|serviceWorker/)).toEqual([])
  })

  it('the wish for a view is kept by site/display alone, as one of two words', () => {
    expect(mentions(sources('site/{display,layouts,ui}/**/*.{ts,tsx,astro}'), /localStorage|sessionStorage/).filter((file) => !/^site\/display\/(menu\.ts|Early\.astro)$/.test(file))).toEqual([])
  })

  it('no page writes markup from words; a block of data, escaped, is none', () => {
    expect(mentions(sources(SITE), /dangerouslySetInnerHTML|innerHTML|set:html|insertAdjacentHTML|document\.write/)).toEqual(['site/layouts/StructuredData.astro'])
  })

  // Names of vocabularies look like addresses; nobody asks them.
  it('nothing is fetched from another host', () => {
    const hosts = sources('{site,worker}/**/*.{ts,tsx,astro,css}').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/https?:\/\/([\w.-]+)/g)].map((match) => match[1]).filter((host) => !/^(127\.0\.0\.1|localhost|www\.w3\.org|schema\.org|schemas\.openxmlformats\.org|purl\.org|jsonfeed\.org|challenges\.cloudflare\.com)$/.test(host ?? '')).map((host) => `${file} → ${host}`))
    expect(hosts).toEqual([])
  })
})
