/**
 * A long film through the built Worker and the console: both stay small, whoever sends, reads, plays or saves it.
 * `ANSHAO_LONG=1`: of 490 MB instead of 100, which is nearly all that a report may bring. Sending by six at once is upload.test.ts's.
 */
import { createHash } from 'node:crypto'
import { spawnSync, type ChildProcess } from 'node:child_process'
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort, query, runCron } from '../../site/cli/local/server.ts'
import { openPortal } from '../../site/cli/portal.ts'
import { findChromium } from '../support/chromium.ts'
import { atConsole } from '../support/console-page.ts'
import { writeHeavyFilm } from '../support/evidence/heavy-film.ts'
import { ISOLATE, takenWhile } from '../support/isolate.ts'
import { renderersOf } from '../support/own-memory.ts'

const root = resolve(import.meta.dirname, '../..')
const home = '.test/large-film'
const at = (name: string) => resolve(root, home, name)
const MEGABYTE = 1_000_000
const size = (process.env['ANSHAO_LONG'] === '1' ? 490 : 100) * MEGABYTE
const TIP = { category: 'HY16', township: 't-heping', violations: [], flags: [], place: '码头', body: '夜里装船，有录像。', wantsReward: false }

let server: ChildProcess
let base: string
let port: number
let filedFilm: Filed

beforeAll(async () => {
  rmSync(at(''), { recursive: true, force: true })
  mkdirSync(at(''), { recursive: true })
  await writeHeavyFilm(at('film.webm'), size)
  const out = process.env['ANSHAO_OUT']
  port = await freePort()
  ;({ server, base } = await openPortal({ out: out ?? '.test/dist', built: out !== undefined, state: `${home}/state`, secrets: `${home}/secrets.env`, sessions: at('sessions'), log: `${home}/server.log`, port }, () => undefined))
})
afterAll(() => {
  server.kill('SIGTERM')
  for (const name of ['film.webm', 'member', 'again', 'reporter', 'browser']) rmSync(at(name), { recursive: true, force: true })
})

function run(...words: string[]): unknown {
  const done = spawnSync(process.execPath, ['--import', './site/cli/ready.ts', ...words, '--url', base], { cwd: root, encoding: 'utf8', env: { ...process.env, ANSHAO_SESSIONS: at('sessions') } })
  if (done.status !== 0) throw new Error(`${words.join(' ')}: ${done.stderr}`)
  return JSON.parse(done.stdout)
}

/** What it gives; the Worker must stay small meanwhile. */
async function small<T>(title: string, work: () => T | Promise<T>): Promise<T> {
  const given: T[] = []
  const taken = await takenWhile(server, async () => void given.push(await work()))
  process.stdout.write(`${title}: ${JSON.stringify(taken)}\n`)
  expect(taken.looks, title).toBeGreaterThan(1)
  expect(taken.isolate, title).toBeLessThan(ISOLATE)
  return given[0] as T
}

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

interface Filed {
  readonly code: string
  readonly reference: string
}
interface Read {
  readonly evidence: readonly { readonly file: string; readonly holds: boolean }[]
}
const same = async ({ evidence: [file] }: Read) => expect(file?.holds === true && (await digestOf(file.file)) === (await digestOf(at('film.webm')))).toBe(true)
const filed = (files: readonly string[]): Filed => {
  writeFileSync(at('tip.json'), JSON.stringify({ ...TIP, files }))
  return run('site/cli/report.ts', at('tip.json'), '--as-they-are', 'yes') as Filed
}
/** Parts of files that lie where they were put, and where the night has put them. */
const lying = () => query({ state: `${home}/state` }, "SELECT sum(object LIKE 'new/%') AS fresh, sum(object LIKE 'kept/%') AS kept FROM upload_part")[0]

describe(`${size / MEGABYTE} MB through the Worker`, () => {
  it('with the filing; to a member; past the archive and through the night', async () => {
    filedFilm = await small('filed', () => filed([at('film.webm')]))
    const { reference } = filedFilm
    await same(await small('read by a member', () => run('site/cli/staff.ts', 'desk01', 'evidence', reference, '--to', at('member'), '--reason', 'for-court') as Read))
    await small('archived', () => run('site/cli/staff.ts', 'auditor01', 'export', reference, '--to', at('')))
    const before = Number(lying()?.['fresh'])
    expect(before).toBe(Math.ceil(statSync(at('film.webm')).size / (8 << 20)))
    await small('moved by the night', () => runCron(port))
    expect(lying()).toEqual({ fresh: 0, kept: before })
    await same(await small('read again', () => run('site/cli/staff.ts', 'desk01', 'evidence', reference, '--to', at('again'), '--reason', 'for-court') as Read))
  }, 600_000)

  it('after the filing; to the reporter', async () => {
    const { code } = filed([])
    await small('sent later', () => run('site/cli/track.ts', code, '--attach', at('film.webm')))
    const read = (await small('read by the reporter', () => run('site/cli/track.ts', code, '--to', at('reporter')))) as Read
    // Cleaned on its way: it is compared with what was signed for.
    expect(read.evidence.map(({ holds }) => holds)).toEqual([true])
  }, 600_000)
})

const pause = (milliseconds: number) => new Promise((over) => setTimeout(over, milliseconds))

describe('the console', () => {
  it('plays it from where one wants and saves it as it came, and the page never holds it', async () => {
    const page = await atConsole(process.env['ANSHAO_CHROMIUM'] ?? (await findChromium()), at('browser'), base, 'desk02', filedFilm.reference)
    await pause(1500)
    const before = renderersOf()
    let peak = before
    const watch = setInterval(() => (peak = Math.max(peak, renderersOf())), 50)
    const taken: Record<string, number> = {}
    const fetched = async (title: string, work: () => Promise<unknown>): Promise<number[]> => {
      await page.ask('parts.length = 0')
      peak = 0
      await work()
      taken[title] = Math.round((peak - before) / MEGABYTE)
      return page.ask('parts')
    }
    const begun = Date.now()
    const first = await fetched('opened', async () => {
      await page.ask(`button('film.webm').click()`)
      await page.until('colours() > 1')
    })
    const seconds = Number(await page.ask('slider().max'))
    process.stdout.write(`first picture after ${Date.now() - begun} ms\n`)
    const there = (second: number) => fetched(`at ${Math.round(second)}`, async () => {
      await page.ask(`seek(${second})`)
      await page.until(`parts.length > 0`)
      await pause(2000)
    })
    const [end, back] = [await there(seconds * 0.8), await there(seconds / 3)]
    const played = await fetched('played', async () => {
      await page.ask(`button('播放', '.viewer').click()`)
      await page.until(`Number(slider().value) > ${seconds / 3 + 3}`)
      await page.ask(`button('暂停', '.viewer').click()`)
    })
    await fetched('saved', async () => {
      await page.ask(`button('另存…').click()`)
      await page.until(`button('不存了')`)
      await page.ask(`tick('原样')`)
      await page.ask(`button('存', '.ask-save').click()`)
      await page.until(`button('另存…')`, 300_000)
    })
    clearInterval(watch)
    await page.close()
    process.stdout.write(`the console ${Math.round(before / MEGABYTE)} MB; at most so many more: ${JSON.stringify(taken)}\n`)
    // The beginning, and the index at the end; then what is played.
    expect([first.length <= 2, end.length <= 2, back.length <= 2, played.length <= 3]).toEqual([true, true, true, true])
    const saved = readdirSync(at('browser'), { recursive: true, encoding: 'utf8' }).map((name) => at(`browser/${name}`)).filter((path) => statSync(path, { throwIfNoEntry: false })?.size === statSync(at('film.webm')).size)
    expect(await Promise.all(saved.map(digestOf))).toEqual([await digestOf(at('film.webm'))])
    expect(Math.max(...Object.values(taken))).toBeLessThan(200)
  }, 400_000)
})
