import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { profile } from '#contract/county/profile.ts'
import { listHeads, readKeyring, type ChainLink } from '#contract/public.ts'
import { submitReport, type Filed } from '#contract/report.ts'
import { isIncluded, isReceiptFor, verifyChain, verifyReceipt } from '../../site/crypto/receipt.ts'
import { sealFiling } from '../../site/crypto/filing.ts'
import { keyring } from '#contract/county/keyring.ts'
import { receive } from '../../worker/report/commands.ts'
import { sweep } from '../../worker/sweep.ts'
import { callerOf, codeOf, get, must, post, SITE } from '../support/api.ts'
import { countedDatabase, dump, rows } from '../support/database.ts'
import { aReporter, aTip, solved } from '../support/filings.ts'
import { cheapChallenge, comeBack, messageOf, tell } from '../support/story.ts'

const anybody = callerOf()
const garbage = { kind: 'altcha', payload: 'Z2FyYmFnZQ==' } as const
const receiptKey = async () => must(await anybody(readKeyring, {}, {})).receiptKey

describe('filing a report', () => {
  it('takes a sealed filing by the deployed entry, with the challenge that the page solves', async () => {
    const { sealed } = await aReporter()
    const challenge = await solved(await (await get('/api/challenge')).json())
    const response = await exports.default.fetch(`${SITE}/api/reports`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ filing: sealed.filing, challenge }),
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(submitReport.ok.parse(await response.json()).receipt.digest).toBe(sealed.digest)
  })

  it('gives a receipt that the county signed, for this filing and no other', async () => {
    const [first, second] = [await tell(), await tell()]
    expect(verifyReceipt(first.filed.receipt, profile.id, await receiptKey())).toBe(true)
    expect(await isReceiptFor(first.filed.receipt, first.sealed.filing)).toBe(true)
    expect(await isReceiptFor(first.filed.receipt, second.sealed.filing)).toBe(false)
    expect(await isReceiptFor(first.filed.receipt, { ...first.sealed.filing, township: 't-linhe' })).toBe(false)
    expect(verifyReceipt({ ...first.filed.receipt, position: first.filed.receipt.position + 1 }, profile.id, await receiptKey())).toBe(false)
  })

  it('gives the same filing the same receipt again, whatever its challenge is worth by now', async () => {
    const { sealed } = await aReporter()
    const challenge = await cheapChallenge()
    const first = must(await anybody(submitReport, {}, { filing: sealed.filing, challenge }))
    const before = await dump()
    for (const again of [challenge, garbage]) {
      expect(must(await anybody(submitReport, {}, { filing: sealed.filing, challenge: again }))).toEqual(first)
    }
    const reordered = { ...sealed.filing, grants: sealed.filing.grants.toReversed() }
    expect(must(await anybody(submitReport, {}, { filing: reordered, challenge: garbage }))).toEqual(first)
    expect(await dump()).toEqual(before)
  })

  it('takes no second filing under one code', async () => {
    const { keys } = await tell()
    const other = await sealFiling(aTip({ body: '另一件事。' }), keys, keyring, ['desk', 'housing'])
    const before = await dump()
    expect(await codeOf(await post('/api/reports', { filing: other.filing, challenge: await cheapChallenge() }))).toBe('conflict')
    expect(await dump()).toEqual(before)
  })

  it('makes one report of two sendings that race, with one challenge or two', async () => {
    for (const challenges of [[await cheapChallenge()], [await cheapChallenge(), await cheapChallenge()]]) {
      const { sealed } = await aReporter()
      const send = (at: number) => anybody(submitReport, {}, { filing: sealed.filing, challenge: challenges[at % challenges.length] ?? garbage })
      const [one, two, three] = (await Promise.all([0, 1, 2].map(send))).map(must)
      expect(two).toEqual(one)
      expect(three).toEqual(one)
      expect(await rows('SELECT 1 FROM report WHERE id = ?1', sealed.filing.report)).toHaveLength(1)
    }
  })

  it('takes one of two filings that race under one code and tells the other', async () => {
    const { keys, sealed } = await aReporter()
    const other = await sealFiling(aTip(), keys, keyring, ['desk', 'housing'])
    const answers = await Promise.all([sealed, other].map(async ({ filing }) => codeOf(await post('/api/reports', { filing, challenge: await cheapChallenge() }))))
    expect(answers.sort()).toEqual(['conflict', 'ok'])
  })

  it('tries another reference when the random one is taken', async () => {
    const [{ reference }, { sealed }] = [await tell(), await aReporter()]
    const digits = Number(reference.replace('-', ''))
    const real = crypto.getRandomValues.bind(crypto)
    let times = 0
    crypto.getRandomValues = <T extends ArrayBufferView>(array: T): T => {
      if (array.byteLength !== 4 || ++times > 1) return real(array as never) as T
      new DataView(array.buffer).setUint32(array.byteOffset, digits)
      return array
    }
    const filed = await anybody(submitReport, {}, { filing: sealed.filing, challenge: await cheapChallenge() }).finally(() => (crypto.getRandomValues = real))
    expect(times).toBe(2)
    expect(must(filed).receipt.reference).not.toBe(reference)
  })
})

describe('the order of filings', () => {
  it('takes thirty at once, positions without gap or twin, and each is found in the chain that verifies', async () => {
    const last = (await rows<{ n: number }>('SELECT coalesce(max(n), 0) AS n FROM position'))[0]?.n ?? 0
    const reporters = await Promise.all(Array.from({ length: 30 }, () => aReporter()))
    const challenges = await Promise.all(reporters.map(() => cheapChallenge()))
    const answers = await Promise.all(
      reporters.map(({ sealed }, at) => anybody(submitReport, {}, { filing: sealed.filing, challenge: challenges[at] ?? garbage })),
    )
    const receipts = answers.map(must).map(({ receipt }) => receipt)
    expect(receipts.map(({ position }) => position - last).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1))
    expect(new Set(receipts.map(({ reference }) => reference)).size).toBe(30)

    await Promise.all([sweep(env), sweep(env)])
    const links = await published()
    expect(await verifyChain(links)).toMatchObject({ ok: true })
    expect(receipts.filter((receipt) => !isIncluded(receipt, links))).toEqual([])
    expect(receipts.every((receipt) => verifyReceipt(receipt, profile.id, '') === false)).toBe(true)
  })

  it('keeps its days in order when filings cross midnight', async () => {
    const file = async (today: string): Promise<Filed> => {
      const { sealed } = await aReporter()
      const result = await receive(env.DB, env, sealed.filing, await cheapChallenge(), { today, seconds: Math.floor(Date.now() / 1000) }, [])
      if (!result.ok) throw new Error(result.refusal)
      return result.value
    }
    const days = ['2031-05-01', '2031-05-02', '2031-05-01', '2031-05-02']
    const receipts: Filed['receipt'][] = []
    for (const day of days) receipts.push((await file(day)).receipt)
    expect(receipts.map(({ day }) => day)).toEqual(['2031-05-01', '2031-05-02', '2031-05-02', '2031-05-02'])

    await sweep(env)
    const links = await published()
    expect(await verifyChain(links)).toMatchObject({ ok: true })
    const key = await receiptKey()
    expect(receipts.every((receipt) => isIncluded(receipt, links) && verifyReceipt(receipt, profile.id, key))).toBe(true)
  })

  it('publishes the chain page by page, oldest first', async () => {
    const links = await published()
    expect(links.map(({ n }) => n)).toEqual(links.map((_, at) => at + 1))
    const after = must(await anybody(listHeads, {}, { after: '1' }))
    expect(after.links[0]?.n).toBe(2)
    expect(await verifyChain(after.links, links[0])).toMatchObject({ ok: true })
  })
})

describe('what it costs', () => {
  it('files in at most three round trips to the database, the notice afterwards among them', async () => {
    const { sealed } = await aReporter()
    const counted = countedDatabase()
    const challenge = await cheapChallenge()
    expect((await post('/api/reports', { filing: sealed.filing, challenge }, { db: counted.db })).status).toBe(200)
    expect(counted.trips).toBe(3)
    counted.trips = 0
    expect((await post('/api/reports', { filing: sealed.filing, challenge }, { db: counted.db })).status).toBe(200)
    expect(counted.trips).toBe(1)
  })

  it('comes back in one round trip, and writes in three, the notice among them', async () => {
    const reporter = await tell()
    const counted = countedDatabase()
    const asReporter = (path: string, value: unknown) => post(path, value, { db: counted.db })
    expect((await asReporter('/api/track', { lookup: reporter.keys.lookup })).status).toBe(200)
    expect(counted.trips).toBe(1)
    expect(counted.rowsRead).toBeLessThan(40)

    const body = await messageOf(reporter, await comeBack(reporter), '白天关着门，夜里十一点以后才开。')
    counted.trips = 0
    expect((await asReporter('/api/track/messages', { lookup: reporter.keys.lookup, body })).status).toBe(200)
    expect(counted.trips).toBe(3)
  })
})

async function published(): Promise<ChainLink[]> {
  const links: ChainLink[] = []
  for (let after: number | null = 0; after !== null; ) {
    const page: { links: ChainLink[]; next: number | null } = must(await anybody(listHeads, {}, { after: String(after) }))
    links.push(...page.links)
    after = page.next
  }
  return links
}
