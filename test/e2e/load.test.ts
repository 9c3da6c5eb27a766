/** Thirty people file in the same moment, and the day's chain holds every one of them. */
import { type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { profile } from '#contract/county/profile.ts'
import { listHeads, readKeyring } from '#contract/public.ts'
import type { ChainLink } from '#contract/public.ts'
import { freePort, runCron } from '../../site/cli/local/server.ts'
import { openPortal } from '../../site/cli/portal.ts'
import { callerFor } from '../../site/cli/staff-session.ts'
import { isIncluded, verifyChain, verifyReceipt } from '../../site/crypto/receipt.ts'
import type { Caller } from '../../site/api/call.ts'
import { fileReport, type FiledReport } from '../../site/report/submit.ts'
import { TIPS } from '../support/tips.ts'

const root = resolve(import.meta.dirname, '../..')
const home = '.test/load'
const PEOPLE = 30

let server: ChildProcess
let call: Caller
let port: number
let filed: FiledReport[]

beforeAll(async () => {
  rmSync(resolve(root, home), { recursive: true, force: true })
  port = await freePort()
  const out = process.env['ANSHAO_OUT']
  const place = { out: out ?? '.test/dist', built: out !== undefined, state: `${home}/state`, secrets: `${home}/secrets.env`, sessions: `${home}/sessions`, log: `${home}/server.log`, port }
  const opened = await openPortal(place, () => undefined)
  server = opened.server
  call = callerFor(opened.base)
})

afterAll(() => server.kill('SIGTERM'))

/** Everybody has sealed and solved before anybody sends: the thirty arrive together. */
async function together(): Promise<FiledReport[]> {
  let waiting = 0
  let open: () => void = () => undefined
  const gate = new Promise<void>((opened) => (open = opened))
  const people = Array.from({ length: PEOPLE }, (_, at) => TIPS[at % TIPS.length]?.tip).filter((tip) => tip !== undefined)
  const outcomes = await Promise.all(people.map((tip) => fileReport({ avoid: [], language: 'zh', ...tip }, {
    call,
    onStep: async (stage) => {
      if (stage !== 'sending') return
      waiting += 1
      if (waiting === PEOPLE) open()
      await gate
    },
  })))
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw new Error(`not accepted: ${JSON.stringify(outcome)}`)
    return outcome.value
  })
}

async function chain(): Promise<ChainLink[]> {
  const page = await call(listHeads, {}, {})
  if (!page.ok) throw new Error(page.code)
  expect(page.value.next).toBeNull()
  return page.value.links
}

describe('thirty filings at once', () => {
  it('are all accepted, each with a receipt that is good', async () => {
    filed = await together()
    const published = await call(readKeyring, {}, {})
    if (!published.ok) throw new Error(published.code)
    expect(filed).toHaveLength(PEOPLE)
    for (const { receipt, receiptGood } of filed) {
      expect(receiptGood).toBe(true)
      expect(verifyReceipt(receipt, profile.id, published.value.receiptKey)).toBe(true)
    }
  })

  it('stand in one line, without a gap and without a twin', () => {
    expect(filed.map(({ receipt }) => receipt.position).toSorted((a, b) => a - b)).toEqual(Array.from({ length: PEOPLE }, (_, at) => at + 1))
    expect(new Set(filed.map(({ reference }) => reference)).size).toBe(PEOPLE)
    expect(new Set(filed.map(({ code }) => code)).size).toBe(PEOPLE)
  })

  it('are in the public chain once the day’s cron has run, and whoever follows it finds each receipt', async () => {
    await runCron(port)
    const links = await chain()
    expect((await verifyChain(links)).ok).toBe(true)
    for (const { receipt } of filed) expect(isIncluded(receipt, links)).toBe(true)
    expect(links.reduce((sum, { digests }) => sum + digests.length, 0)).toBe(PEOPLE)
  })

  it('cannot be put in another order afterwards', async () => {
    const links = await chain()
    const swapped = links.map((link) => ({ ...link, digests: link.digests.toReversed() }))
    expect((await verifyChain(swapped)).ok).toBe(false)
    expect(filed.every(({ receipt }) => isIncluded(receipt, swapped))).toBe(false)
  })
})
