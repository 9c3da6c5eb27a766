/** What does not depend on the machine: accessibility, good practice, being found. Speed is measured by `npm run lighthouse`. */
import { type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../site/cli/local/server.ts'
import { openPortal } from '../../site/cli/portal.ts'
import { KINDS_OF_PAGE, look } from '../support/lighthouse.ts'

const home = '.test/lighthouse'

let server: ChildProcess
let base: string

beforeAll(async () => {
  rmSync(resolve(import.meta.dirname, '../..', home), { recursive: true, force: true })
  const out = process.env['ANSHAO_OUT']
  const place = { out: out ?? '.test/dist', built: out !== undefined, state: `${home}/state`, secrets: `${home}/secrets.env`, sessions: `${home}/sessions`, log: `${home}/server.log`, port: await freePort() }
  const opened = await openPortal(place, () => undefined)
  server = opened.server
  base = opened.base
})

afterAll(() => server.kill('SIGTERM'))

describe('through the eyes of Lighthouse', () => {
  it.for(Object.entries(KINDS_OF_PAGE))('the %s page is for everybody, well made and found', async ([, path]) => {
    const { scores, faults } = await look(base + path, ['accessibility', 'best-practices', 'seo'])
    expect({ ...scores, faults }).toEqual({ performance: null, accessibility: 100, 'best-practices': 100, seo: 100, faults: [] })
  })
})
