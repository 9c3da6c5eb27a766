/** A file through the built portal, by the commands alone: sent with a tip, read by the unit, found by no thief. */
import { spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../site/cli/local/server.ts'
import { openPortal } from '../../site/cli/portal.ts'
import { survivors } from '../support/evidence/planted.ts'
import { SAMPLES } from '../support/evidence/samples.ts'
import { PHOTOGRAPHED, sendPhotograph } from '../support/photograph.ts'
import { SENT_LATER, sendLater } from '../support/sent-later.ts'
import { search } from '../support/thief.ts'

const root = resolve(import.meta.dirname, '../..')
const home = '.test/evidence'

/** What the unit writes to the reporter, step by step. */
const RIGHTED = { found: '院门边的气瓶是实的', ordered: '三天内把院门边的气瓶运走', seen: '去看过，院门边已经清空' }

let server: ChildProcess
let base: string
let filed: { code: string; reference: string }

function command(...words: string[]): string {
  const done = spawnSync(process.execPath, ['--import', './site/cli/ready.ts', ...words, '--url', base], { cwd: root, encoding: 'utf8', env: { ...process.env, ANSHAO_SESSIONS: resolve(root, `${home}/sessions`) } })
  if (done.status !== 0) throw new Error(`${words.join(' ')}: ${done.stderr}`)
  return done.stdout
}

beforeAll(async () => {
  rmSync(resolve(root, home), { recursive: true, force: true })
  const out = process.env['ANSHAO_OUT']
  const place = { out: out ?? '.test/dist', built: out !== undefined, state: `${home}/state`, secrets: `${home}/secrets.env`, sessions: resolve(root, `${home}/sessions`), log: `${home}/server.log`, port: await freePort() }
  ;({ server, base } = await openPortal(place, () => undefined))
  filed = sendPhotograph(command)
})
afterAll(() => server.kill('SIGKILL'))

describe('a file sent with a tip', () => {
  it('came out byte for byte, and is listed with the report', () => {
    const seen = JSON.parse(command('site/cli/staff.ts', 'desk01', 'show', filed.reference)) as { evidence: unknown[] }
    expect(seen.evidence).toMatchObject([{ k: 1, name: PHOTOGRAPHED.name, type: 'image/jpeg', signature: 'good', problem: null }])
  })

  it('is followed by others later, and by one that the unit sends back: each byte for byte on the other side', () => {
    sendLater(command, filed)
  })

  it('is cleaned by the command, and again where it is saved, unless it is asked for as it is', async () => {
    const safe = mkdtempSync(join(tmpdir(), 'anshao-as-is-'))
    const bytes = await (SAMPLES['exif.jpg']?.() ?? Buffer.alloc(0))
    writeFileSync(join(safe, '院门.jpg'), bytes)
    writeFileSync(join(safe, 'tip.json'), JSON.stringify({ ...PHOTOGRAPHED.tip, files: [join(safe, '院门.jpg')] }))
    interface Fetched { readonly file: string; readonly cleaned: string[] | null; readonly removed?: string[] }
    const fetched = (reference: string, ...how: string[]) => {
      const { evidence } = JSON.parse(command('site/cli/staff.ts', 'housing01', 'evidence', reference, '--to', mkdtempSync(join(safe, 'to-')), ...how)) as { evidence: [Fetched] }
      return { ...evidence[0], bytes: readFileSync(evidence[0].file) }
    }
    const filedAs = (...how: string[]) => (JSON.parse(command('site/cli/report.ts', join(safe, 'tip.json'), ...how)) as { reference: string }).reference
    const [cleaned, asItIs] = [filedAs(), filedAs('--as-they-are', 'yes')]
    const before = fetched(cleaned, '--reason', 'for-court')
    expect([before.cleaned?.includes('place'), survivors(before.bytes)]).toEqual([true, []])
    const raw = fetched(asItIs, '--reason', 'for-court')
    expect([raw.cleaned, raw.bytes.equals(bytes), survivors(bytes).length > 0]).toEqual([null, true, true])
    const saved = fetched(asItIs)
    expect([saved.removed?.includes('place'), survivors(saved.bytes), survivors(Buffer.from(JSON.stringify(saved.removed)))]).toEqual([true, [], []])
    rmSync(safe, { recursive: true })
  }, 120_000)

  it('is copied by a number that there is; any other is told before a copy is read or sent', () => {
    for (const [k, said] of [['9', '没有附件9'], ['101', '没有附件101'], ['x', '不是“x”']] as const) {
      expect(() => command('site/cli/staff.ts', 'desk01', 'copy-file', filed.reference, '--file', k, '--with', '/no/such/file.jpg')).toThrow(said)
    }
    expect(() => command('site/cli/staff.ts', 'desk01', 'hand-on', filed.reference, '--to', 'fire', '--without-file', 'x')).toThrow('不是“x”')
    expect(() => command('site/cli/staff.ts', 'desk01', 'assign', filed.reference, '--lead', 'housing', '--assist', 'fire', '--without-file', '1@market')).toThrow('这一步不给market，@ 后面要写这一步给的单位：fire')
  }, 60_000)

  it('is answered with a result, and what was found is put right, inspected and taken off the list by commands, then closed for a reason that can be true', () => {
    const staff = (member: string, verb: string, ...words: string[]) => JSON.parse(command('site/cli/staff.ts', member, verb, filed.reference, ...words)) as { state: string; lead: string | null; messages: { text: string }[] }
    staff('desk01', 'accept')
    const unit = `${staff('desk01', 'show').lead ?? ''}01`
    staff(unit, 'find', '--result', 'substantiated', '--text', RIGHTED.found)
    expect(() => staff('desk01', 'rectify')).toThrow('由牵头单位来做')
    expect(staff(unit, 'rectify', '--text', RIGHTED.ordered)).toMatchObject({ state: 'rectifying' })
    expect(() => staff('desk01', 'clear')).toThrow('还轮不到')
    expect(staff(unit, 'inspect', '--text', RIGHTED.seen)).toMatchObject({ state: 'inspected' })
    expect(staff('desk01', 'clear')).toMatchObject({ state: 'cleared' })
    expect(() => staff('desk01', 'close', '--reason', 'unfounded')).toThrow('办结的理由和核查结论对不上')
    expect(staff('desk01', 'close')).toMatchObject({ state: 'closed' })
    expect(staff('desk01', 'show').messages.map(({ text }) => text).slice(-2)).toEqual([RIGHTED.ordered, RIGHTED.seen])
  }, 120_000)

  it('is nowhere on the disk, nor are they: neither name, nor type, nor a word', async () => {
    // What still writes changes the files under the search.
    server.kill('SIGTERM')
    await new Promise((ended) => server.once('exit', ended))
    const finds = search([resolve(root, home)], { texts: [PHOTOGRAPHED.name, PHOTOGRAPHED.words, ...SENT_LATER.names, ...SENT_LATER.contents, SENT_LATER.words, SENT_LATER.told, ...Object.values(RIGHTED)], words: ['image/jpeg', 'audio/mp4', 'application/pdf', PHOTOGRAPHED.name, filed.code, filed.reference], published: [] })
    expect([...new Set(finds.map(({ what }) => what))]).toEqual([filed.reference])
  })
})
