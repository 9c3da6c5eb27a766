/** What the offline worker may touch: every path of the site is asked. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { OPERATIONS } from '#contract/operations.ts'
import { isAsset, isReading, pathsIn } from '../../site/offline/plan.ts'
import { readBuiltPages } from '../support/built-pages.ts'

const client = resolve(process.env['ANSHAO_OUT'] ?? 'dist', 'client')
/** Pages on which something is told, asked, read back, searched, played or worked: each visit stays between the browser and the server. */
const NEVER = ['/report', '/track', '/ask', '/staff', '/keys', '/search', '/contest', '/reward', '/reward/waiting', '/edit', '/404', '/en/report', '/en/track', '/en/ask']

describe('the offline worker', () => {
  it.for(['', '/county/safety'])('never answers for a page on which somebody acts, nor for the API (below “%s”)', (base) => {
    const paths = [...NEVER, ...NEVER.map((path) => `${path}/`), ...OPERATIONS.map(({ path }) => path), '/sw.js', '/reports', '/en/x/y', '/learned', '/guide/x', '/api/learn']
    expect(paths.filter((path) => isReading(base, base + path) || isAsset(base, base + path))).toEqual([])
    expect(['', '/learn', '/learn/knowledge/home/gas-leak', '/emergency/fire', '/en', '/en/fire', '/offline'].filter((path) => !isReading(base, `${base}${path === '' && base === '' ? '/' : path}`))).toEqual([])
    expect(isReading('/county', '/learn')).toBe(false)
  })

  it('knows every built page as one or the other', () => {
    const pages = existsSync(client) ? [...readBuiltPages(client).keys()] : []
    expect(pages.length).toBeGreaterThan(230)
    expect(pages.filter((path) => !isReading('', path)).sort()).toEqual(NEVER.filter((path) => path !== '/staff' && path !== '/edit').sort())
  })

  it('takes along the styles and scripts that a page names, and nothing else', () => {
    expect(pathsIn('', '<link href="/_astro/a.css"><script src="/_astro/b.js"></script><a href="/report"><link href="/mark.svg"><a href="https://x.example/_astro/c.css">')).toEqual(['/_astro/a.css', '/_astro/b.js', '/mark.svg'])
  })

  it('is written with pages that are there', () => {
    const written = readFileSync(resolve(client, 'sw.js'), 'utf8')
    const shell = [...new Set(written.match(/\/[\w/.-]*\w(?=[,`'"])/g))].filter((path) => path.startsWith('/emergency') || path.startsWith('/_astro') || path === '/offline')
    expect(shell).toContain('/offline')
    expect(shell.length).toBeGreaterThan(15)
    const pages = readBuiltPages(client)
    expect(shell.filter((path) => !pages.has(path) && !existsSync(resolve(client, path.slice(1))))).toEqual([])
  })
})
