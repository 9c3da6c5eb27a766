/** Opens a portal of the browser tests' own before them, and after them searches what it leaves on the disk for all that they typed. */
import { globSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { freePort } from '../../site/cli/local/server.ts'
import { openPortal } from '../../site/cli/portal.ts'
import { search } from '../support/thief.ts'
import { HOME, ROOT } from './steps/place.ts'
import { readTyped } from './steps/typed.ts'

/** Playwright calls what this returns when the last test has ended. A find there fails the run. */
export default async function openForTests(): Promise<() => Promise<void>> {
  rmSync(HOME, { recursive: true, force: true })
  const out = process.env['ANSHAO_OUT']
  const place = {
    out: out ?? '.test/dist', built: out !== undefined,
    state: '.test/e2e/state', secrets: '.test/e2e/secrets.env', sessions: '.test/e2e/sessions', log: '.test/e2e/server.log',
    port: await freePort(),
  }
  const { server, base } = await openPortal(place, () => undefined)
  process.env['ANSHAO_PORTAL'] = base
  process.env['ANSHAO_PORTAL_PROCESS'] = String(server.pid)
  return async () => {
    const ended = new Promise((done) => server.once('exit', done))
    if (server.exitCode !== null || !server.kill('SIGTERM')) throw new Error(`The portal was gone before the tests were: see ${HOME}/server.log`)
    await ended
    letTheThiefIn()
  }
}

/** References may be told to anybody, and must turn up: they show that the search looks where the reports are. */
function letTheThiefIn(): void {
  const { texts, words, references } = readTyped()
  const published = globSync('content/{county,form}/**/*.yaml', { cwd: ROOT }).map((file) => readFileSync(resolve(ROOT, file), 'utf8'))
  const finds = search([`${HOME}/state`, `${HOME}/server.log`], { texts, words: [...words, ...references], published })
  const loot = finds.filter(({ what }) => !references.includes(what))
  if (loot.length > 0) throw new Error(`A thief finds on the disk: ${JSON.stringify(loot, null, 1)}`)
  const missed = references.filter((reference) => !finds.some(({ what }) => what === reference))
  if (missed.length > 0) throw new Error(`The search of the disk is blind to ${missed.join(', ')}`)
}
