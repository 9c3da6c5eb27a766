/** A further language, written from right to left, joins by a line and a file: no code is touched, and its pages come out. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { quiet } from '../../site/cli/local/server.ts'

const root = resolve(import.meta.dirname, '../..')
const copy = resolve(root, '.test/languages-rtl')

beforeAll(() => {
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  for (const part of ['site', 'worker', 'content', 'package.json', 'tsconfig.json', 'wrangler.toml']) cpSync(join(root, part), join(copy, part), { recursive: true, filter: (path) => !path.includes('node_modules') })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  appendFileSync(join(copy, 'content/form/languages.yaml'), '- { id: qaa, name: ئۆزگىچە, called: 试验文, tag: ug-CN, dir: rtl }\n')
  writeFileSync(join(copy, 'content/form/report.qaa.yaml'), 'buttons: { next: كېيىنكى }\n')
})

describe('a language from right to left', () => {
  it('has its pages with their direction, its own words, and Chinese ones where it has none', () => {
    const done = spawnSync(process.execPath, [join(root, 'node_modules/.bin/astro'), 'build', '--root', 'site'], { cwd: copy, env: quiet({ ANSHAO_OUT: join(copy, 'dist') }), encoding: 'utf8' })
    expect(done.status, `${done.stdout}\n${done.stderr}`).toBe(0)
    const page = (name: string) => readFileSync(join(copy, 'dist/client', `${name}.html`), 'utf8')
    for (const name of ['qaa', 'qaa/report', 'qaa/track', 'qaa/ask']) expect(page(name), name).toMatch(/<html lang="ug-CN" dir="rtl"/)
    expect(page('qaa/report')).toContain('كېيىنكى')
    expect(page('qaa/report')).toContain('现在有没有危险？')
    expect(page('report')).toMatch(/href="\/qaa\/report" hreflang="ug-CN"/)
    expect(page('report')).toMatch(/<html lang="zh-CN" dir="ltr"/)
  }, 300_000)

  it('is laid out by logical sides alone', () => {
    const sheets = ['base', 'page', 'form', 'later', 'track', 'report-view', 'ask', 'emergency'].flatMap((name) => globSync(`site/styles/${name}.css`, { cwd: root }))
    expect(sheets).toHaveLength(8)
    const physical = sheets.flatMap((file) => (readFileSync(join(root, file), 'utf8').match(/(?:margin|padding|border)-(?:left|right)\b|(?:text-align|float): (?:left|right)|[{;]\s*(?:left|right):/g) ?? []).map((rule) => `${file}: ${rule}`))
    expect(physical).toEqual([])
  })
})
