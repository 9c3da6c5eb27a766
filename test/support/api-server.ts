/** The API alone in the real local runtime, over HTTP: no page is built for it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readHealth } from '#contract/public.ts'
import { call } from '../../site/api/call.ts'
import { ensureSecrets } from '../../site/cli/local/secrets.ts'
import { freePort, migrate, quiet } from '../../site/cli/local/server.ts'

const ROOT = resolve(import.meta.dirname, '../..')

export interface ApiServer {
  readonly base: string
  readonly port: number
  readonly process: ChildProcess
}

/** `home`: a folder below the repository for state, secrets and log. */
export async function openApi(home: string): Promise<ApiServer> {
  const at = (name: string) => resolve(ROOT, home, name)
  mkdirSync(at('no-pages'), { recursive: true })
  await ensureSecrets(at('secrets.env'))
  migrate({ state: `${home}/state` })
  const port = await freePort()
  const log = openSync(at('server.log'), 'a')
  const server = spawn(process.execPath, [
    resolve(ROOT, 'node_modules/.bin/wrangler'), 'dev', 'test/support/worker-entry.ts', '-c', 'wrangler.toml', '--assets', at('no-pages'), '--persist-to', `${home}/state`,
    '--env-file', at('secrets.env'), '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', String(await freePort()), '--log-level', 'warn', '--show-interactive-dev-session=false',
  ], { cwd: ROOT, env: quiet(), stdio: ['ignore', log, log] })
  const base = `http://127.0.0.1:${port}`
  for (let tried = 0; tried < 480; tried += 1) {
    if ((await call(readHealth, {}, {}, { base })).ok) return { base, port, process: server }
    await new Promise((next) => setTimeout(next, 250))
  }
  server.kill()
  throw new Error(`nothing answers: ${readFileSync(at('server.log'), 'utf8')}`)
}
