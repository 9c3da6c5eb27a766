/** A reporter keeps a receipt and copies of the chain, and checks them from a terminal: before and after the day's cron, with the portal there and gone. */
import { execFile, type ChildProcess } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort, runCron } from '../../site/cli/local/server.ts'
import { openPortal } from '../../site/cli/portal.ts'
import { callerFor } from '../../site/cli/staff-session.ts'
import { Heads } from '../../site/keys/heads.ts'
import { fileReport } from '../../site/report/submit.ts'
import { TIPS } from '../support/tips.ts'

const root = resolve(import.meta.dirname, '../..')
const home = resolve(root, '.test/receipt')
const at = (name: string) => resolve(home, name)
const [receipt, later, heads, now] = [at('receipt.json'), at('later.json'), at('heads.json'), at('now.json')]

let server: ChildProcess
let base: string
let port: number

interface Ran { readonly status: number; readonly stdout: string; readonly stderr: string }

const run = (command: string, ...args: string[]) => new Promise<Ran>((done) => {
  execFile(process.execPath, ['--import', './site/cli/ready.ts', `site/cli/${command}.ts`, ...args], { cwd: root, encoding: 'utf8' }, (fault, stdout, stderr) => done({ status: fault === null ? 0 : 1, stdout, stderr }))
})
const verify = async (...args: string[]) => JSON.parse((await run('verify', ...args)).stdout) as unknown

async function file(name: string, nth: number): Promise<void> {
  const { tip } = TIPS[nth] ?? expect.unreachable()
  const filed = await fileReport({ avoid: [], language: 'zh', ...tip }, { call: callerFor(base) })
  if (!filed.ok) throw new Error(filed.code)
  writeFileSync(name, JSON.stringify(filed.value.receipt, null, 1))
}

beforeAll(async () => {
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  port = await freePort()
  const out = process.env['ANSHAO_OUT']
  const place = { out: out ?? '.test/dist', built: out !== undefined, state: '.test/receipt/state', secrets: '.test/receipt/secrets.env', sessions: '.test/receipt/sessions', log: '.test/receipt/server.log', port }
  ;({ server, base } = await openPortal(place, () => undefined))
  await file(receipt, 0)
})

afterAll(() => server.kill('SIGTERM'))

describe('a receipt, from a terminal', () => {
  it('waits for the day’s chain, and is in it once the cron has run', async () => {
    expect(await verify(receipt, '--url', base)).toMatchObject({ verdict: 'pending', signed: true, published: 0 })
    await runCron(port)
    expect(await verify(receipt, '--url', base)).toMatchObject({ verdict: 'included', signed: true, published: 1, says: [expect.stringContaining('回执没有问题'), expect.any(String), expect.any(String)] })
  })

  it('is found in a copy that somebody kept, while a later one is not there yet', async () => {
    const kept = await run('heads', '--url', base)
    expect({ status: kept.status, stderr: kept.stderr }).toEqual({ status: 0, stderr: '' })
    writeFileSync(heads, kept.stdout)
    await file(later, 1)
    expect(await verify(later, '--heads', heads)).toMatchObject({ verdict: 'pending' })
    await runCron(port)
    writeFileSync(now, (await run('heads', '--url', base)).stdout)
    expect(await verify(later, '--heads', heads, '--heads', now)).toMatchObject({ verdict: 'included', published: 2 })
  })

  it('is checked with the portal gone, and what somebody changed is told apart', async () => {
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await ended
    expect(await verify(receipt, '--heads', heads)).toMatchObject({ verdict: 'included' })
    const kept = Heads.parse(JSON.parse(readFileSync(now, 'utf8')))
    writeFileSync(at('altered.json'), JSON.stringify({ ...kept, links: kept.links.map((link) => ({ ...link, digests: ['A'.repeat(43)] })) }))
    expect(await verify(receipt, '--heads', at('altered.json'))).toMatchObject({ verdict: 'altered', brokenAt: 1, signed: true })
    writeFileSync(at('other-key.json'), JSON.stringify({ ...kept, receiptKey: 'A'.repeat(43) }))
    expect(await verify(receipt, '--heads', at('other-key.json'))).toMatchObject({ verdict: 'other-key', signed: false })
    writeFileSync(at('forged.json'), JSON.stringify({ ...(JSON.parse(readFileSync(receipt, 'utf8')) as object), position: 2 }))
    expect(await verify(at('forged.json'), '--heads', now)).toMatchObject({ verdict: 'forged', signed: false })
    expect(JSON.parse((await run('verify', receipt, '--url', base)).stderr)).toMatchObject({ error: { code: 'network' } })
  })

  it.for([['nothing', []], ['no such file', ['nowhere.json']], ['another file', [heads]], ['a receipt for a chain', [receipt, '--heads', receipt]]] as const)('%s ends with one sentence', async ([, args]) => {
    const { status, stdout, stderr } = await run('verify', ...args)
    expect({ status, stdout, error: JSON.parse(stderr) as unknown }).toEqual({ status: 1, stdout: '', error: { error: { code: 'invalid', message: expect.stringMatching(/。|用法/) } } })
  })
})
