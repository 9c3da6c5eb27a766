/** Builds and serves the portal on this machine, with the real local runtime. Used by `npm start` and by the browser tests, each with its own folders. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { dirname, resolve } from 'node:path'
import { readHealth } from '#contract/public.ts'
import { call } from '../../api/call.ts'
import { ensureSecrets } from './secrets.ts'

export interface Place {
  /** Where the build goes. */
  readonly out: string
  /** Where the local database, queue and objects lie. */
  readonly state: string
  readonly secrets: string
  readonly port: number
  /** The sub-path to build for and serve under, as '/safety'; the root when absent. */
  readonly subPath?: string
  /** Whether the build has the editor's page, /edit. */
  readonly editor?: boolean
  /** Where the server's own output goes; to this terminal when absent. */
  readonly log?: string
}

const root = resolve(import.meta.dirname, '../../..')
const bin = (name: string) => resolve(root, 'node_modules/.bin', name)

/**
 * Telemetry and the request trace off: the local runtime would otherwise keep the address and the exact time of each
 * request in its state, and ask the network for a `cf` object.
 */
export const quiet = (extra: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  X_LOCAL_OBSERVABILITY: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG_PATH: resolve(root, '.wrangler/logs'),
  WRANGLER_WRITE_LOGS: 'false',
  ASTRO_TELEMETRY_DISABLED: '1',
  CI: '1',
  ...extra,
})

/** Runs a tool of node_modules to its end; its output is shown only when it fails. */
export function run(name: string, args: readonly string[], extra: Record<string, string> = {}): string {
  const done = spawnSync(process.execPath, [bin(name), ...args], { cwd: root, env: quiet(extra), encoding: 'utf8', maxBuffer: 1 << 26 })
  if (done.status !== 0) throw new Error(`${name} ${args[0] ?? ''} 没有成功：\n${done.stdout}\n${done.stderr}`)
  return done.stdout
}

export function build(place: Pick<Place, 'out' | 'subPath' | 'editor'>): void {
  run('astro', ['build', '--root', 'site'], { ANSHAO_OUT: resolve(root, place.out), ANSHAO_BASE: place.subPath ?? '/', ANSHAO_EDIT: place.editor === true ? '1' : '0' })
}

export function migrate(place: Pick<Place, 'state'>): void {
  run('wrangler', ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', place.state])
}

/** Runs SQL on the local database and returns the rows of the last statement. */
export function query(place: Pick<Place, 'state'>, sql: string): Record<string, unknown>[] {
  const printed = run('wrangler', ['d1', 'execute', 'DB', '--local', '--persist-to', place.state, '--json', '--command', sql])
  const answers = JSON.parse(printed.slice(printed.indexOf('['))) as { results: Record<string, unknown>[] }[]
  return answers.at(-1)?.results ?? []
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => found(port))
    })
  })
}

/** Throws a sentence when somebody else listens there. */
export function requireFree(port: number): Promise<void> {
  return new Promise((free, failed) => {
    const probe = createServer()
    probe.once('error', () => failed(new Error(`端口 ${port} 已被占用。换一个：PORT=8788 npm start`)))
    probe.listen(port, '127.0.0.1', () => probe.close(() => free()))
  })
}

/** Serves what was built; resolves once it answers. Only warnings are printed: a line for each request would keep its exact time. */
export async function serve(place: Place, extra: Record<string, string> = {}): Promise<ChildProcess> {
  await ensureSecrets(resolve(root, place.secrets))
  const args = [
    'dev', '-c', `${place.out}/server/wrangler.json`, '--persist-to', place.state, '--env-file', resolve(root, place.secrets),
    '--ip', '127.0.0.1', '--port', String(place.port), '--inspector-port', String(await freePort()), '--log-level', 'warn',
    '--show-interactive-dev-session=false', ...Object.entries(extra).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
  ]
  if (place.log !== undefined) mkdirSync(dirname(resolve(root, place.log)), { recursive: true })
  const output = place.log === undefined ? 'inherit' : openSync(resolve(root, place.log), 'a')
  const server = spawn(process.execPath, [bin('wrangler'), ...args], { cwd: root, env: quiet(), stdio: ['ignore', output, output] })
  const ended = new Promise<never>((_, failed) => server.once('exit', (code) => failed(new Error(`服务没有起来（${code}）`))))
  await Promise.race([answering(addressOf(place)), ended])
  return server
}

/** Where the served site is. */
export const addressOf = ({ port, subPath = '' }: Pick<Place, 'port' | 'subPath'>): string => `http://127.0.0.1:${port}${subPath}`

async function answering(base: string): Promise<void> {
  for (let tried = 0; tried < 240; tried += 1) {
    const answer = await call(readHealth, {}, {}, { base })
    if (answer.ok) return
    await new Promise((next) => setTimeout(next, 250))
  }
  throw new Error('服务60秒内没有应答')
}

/** Runs the day's cron; the local runtime does not do it by itself. */
export function runCron(port: number): Promise<void> {
  return new Promise((done, failed) => {
    get(`http://127.0.0.1:${port}/cdn-cgi/local/scheduled`, (answer) => {
      answer.resume()
      if (answer.statusCode === 200) done()
      else failed(new Error(`每日任务没有跑成（${answer.statusCode}）`))
    }).once('error', failed)
  })
}
