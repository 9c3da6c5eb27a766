/** A library that has grown: with a thousand articles more, the site builds in time, and no slower for each. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { quiet } from '../../site/cli/local/server.ts'

const root = resolve(import.meta.dirname, '../..')
const copy = resolve(root, '.test/scale')

beforeAll(() => {
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  for (const part of ['site', 'worker', 'content', 'package.json', 'tsconfig.json', 'wrangler.toml']) cpSync(join(root, part), join(copy, part), { recursive: true, filter: (path) => !path.includes('node_modules') })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})

/** Articles as long as ours, made from one of them; each says something of its own. */
function write(from: number, to: number): void {
  const model = readFileSync(join(root, 'content/learn/knowledge/home/gas-leak.md'), 'utf8')
  for (let number = from; number < to; number += 1) {
    const words = [...Array(40).keys()].map((at) => String.fromCharCode(0x4e00 + ((number * 7919 + at * 104729) % 20000))).join('')
    writeFileSync(join(copy, `content/learn/knowledge/work/made-${number}.md`), `${model.replace(/^title: .*$/m, `title: 第${number}篇，试长度用`)}\n\n${words.repeat(15)}\n`)
  }
}

/** Seconds that a build takes. */
function build(): number {
  const started = performance.now()
  const done = spawnSync(process.execPath, [join(root, 'node_modules/.bin/astro'), 'build', '--root', 'site'], { cwd: copy, env: quiet({ ANSHAO_OUT: join(copy, 'dist') }), encoding: 'utf8' })
  expect(done.status, `${done.stdout}\n${done.stderr}`).toBe(0)
  return (performance.now() - started) / 1000
}

describe('a library that has grown', () => {
  it('builds with a thousand articles more within a minute, and does not slow down on the way', () => {
    write(0, 250)
    const some = build()
    write(250, 1000)
    const many = build()
    process.stdout.write(`build with 250 articles more ${some.toFixed(1)} s, with 1,000 more ${many.toFixed(1)} s\n`)
    expect(many).toBeLessThan(60)
    // What does not grow with the articles takes most of the first build; growth by the square would make the second over four times as long.
    expect(many / some).toBeLessThan(3)
  }, 300_000)
})
