/** What a receipt is worth against one or more copies of the chain, each way in which it can be wrong told apart. */
import { beforeAll, describe, expect, it } from 'vitest'
import { profile } from '#contract/county/profile.ts'
import type { ChainLink } from '#contract/public.ts'
import type { Receipt } from '#contract/report.ts'
import { FIRST_HEAD, linkHead, receiptStatement } from '#contract/rules/receipt.ts'
import { hashOf, randomBytes } from '../../site/crypto/derive.ts'
import { sign, verifyKeyOf } from '../../site/crypto/sign.ts'
import { readHeads, type Heads } from '../../site/keys/heads.ts'
import { judgeReceipt, readReceipt, type ReceiptChecked } from '../../site/keys/receipt-check.ts'
import { isWell, sayChecked } from '../../site/keys/words.ts'
import { the } from '../support/sealing.ts'

const [ours, another] = [randomBytes(32), randomBytes(32)]
const DAYS = ['2026-11-18', '2026-11-18', '2026-11-19', '2026-11-21', '2026-11-21', '2026-11-22']
let receipts: Receipt[]
/** Three links: the filings of the 18th, of the 19th, of the 21st. The sixth is not published. */
let links: ChainLink[]

function receiptOf(position: number, digest: string, day: string, seed = ours): Receipt {
  const unsigned = { reference: `0000-000${position}`, position, digest, day }
  return { ...unsigned, signature: sign(seed, receiptStatement(profile.id, unsigned)) }
}

async function chainOf(digests: readonly string[]): Promise<ChainLink[]> {
  const made: ChainLink[] = []
  let head = FIRST_HEAD
  for (const day of new Set(DAYS.slice(0, 5))) {
    const first = DAYS.indexOf(day) + 1
    const own = digests.slice(0, 5).filter((_, at) => DAYS[at] === day)
    for (const [at, digest] of own.entries()) head = await linkHead(head, { position: first + at, digest, day })
    made.push({ n: made.length + 1, day, first, digests: own, head })
  }
  return made
}

beforeAll(async () => {
  const digests = await Promise.all(DAYS.map((_, at) => hashOf(new Uint8Array([at]))))
  receipts = digests.map((digest, at) => receiptOf(at + 1, digest, the(DAYS[at])))
  links = await chainOf(digests)
})

const heads = (changed: Partial<Heads> = {}): Heads => ({ county: profile.id, receiptKey: verifyKeyOf(ours), links, ...changed })
const nth = (position: number) => the(receipts[position - 1])

describe('a receipt against the published chain', () => {
  it('is included, at whatever place and day', async () => {
    for (const receipt of receipts.slice(0, 5)) expect(await judgeReceipt(receipt, [heads()])).toEqual({ receipt, verdict: 'included', signed: true, at: null, published: 5, until: '2026-11-21' })
  })

  it('is pending while its day is not published, and late two days after it', async () => {
    for (const [today, verdict] of [[null, 'pending'], ['2026-11-22', 'pending'], ['2026-11-23', 'pending'], ['2026-11-24', 'late'], ['2027-01-01', 'late']] as const) {
      expect((await judgeReceipt(nth(6), [heads()], today)).verdict).toBe(verdict)
    }
    expect(await judgeReceipt(nth(6), [heads({ links: [] })])).toMatchObject({ verdict: 'pending', published: 0, until: null })
  })

  it('is missing where its place holds another filing', async () => {
    const replaced = await chainOf(receipts.map(({ digest }, at) => (at === 2 ? nth(6).digest : digest)))
    expect(await judgeReceipt(nth(3), [heads({ links: replaced })])).toMatchObject({ verdict: 'missing', signed: true })
  })

  it('is missing where its place is published under another day, and where a later day was published without it', async () => {
    expect((await judgeReceipt(receiptOf(3, nth(3).digest, '2026-11-18'), [heads()])).verdict).toBe('missing')
    expect((await judgeReceipt(receiptOf(7, nth(3).digest, '2026-11-20'), [heads()])).verdict).toBe('missing')
  })

  it('says nothing of its place where the chain was altered, and names the first link that is wrong', async () => {
    const [one, two, three] = [the(links[0]), the(links[1]), the(links[2])]
    const swapped = [one, { ...two, digests: [nth(6).digest] }, three]
    for (const receipt of [nth(1), nth(6)]) expect(await judgeReceipt(receipt, [heads({ links: swapped })])).toMatchObject({ verdict: 'altered', at: 2, signed: true })
    expect(await judgeReceipt(nth(1), [heads({ links: [one, three] })])).toMatchObject({ verdict: 'altered', at: 3 })
  })

  it('signed by another key is told from one that was changed', async () => {
    expect(await judgeReceipt(receiptOf(2, nth(2).digest, nth(2).day, another), [heads()])).toMatchObject({ verdict: 'other-key', signed: false })
    expect(await judgeReceipt({ ...nth(2), reference: '9999-9999' }, [heads()])).toMatchObject({ verdict: 'other-key' })
    for (const change of [{ position: 3 }, { position: 9 }, { day: '2026-11-19' }, { digest: nth(6).digest }]) expect(await judgeReceipt({ ...nth(2), ...change }, [heads()])).toMatchObject({ verdict: 'forged', signed: false })
  })
})

describe('against several copies of the chain', () => {
  it('goes by the longest, in any order', async () => {
    const older = heads({ links: links.slice(0, 1) })
    for (const copies of [[older, heads()], [heads(), older]]) expect(await judgeReceipt(nth(5), copies)).toMatchObject({ verdict: 'included', published: 5 })
  })

  it('sees a past that was told anew, though each copy holds by itself', async () => {
    const anew = heads({ links: await chainOf(receipts.map(({ digest }, at) => (at === 3 ? nth(6).digest : digest))) })
    expect((await judgeReceipt(nth(1), [anew])).verdict).toBe('included')
    expect(await judgeReceipt(nth(1), [heads({ links: links.slice(0, 3) }), anew])).toMatchObject({ verdict: 'forked', at: 3 })
  })

  it('sees that the county changed its key', async () => {
    expect(await judgeReceipt(nth(1), [heads(), heads({ receiptKey: verifyKeyOf(another) })])).toMatchObject({ verdict: 'other-key', signed: false })
  })
})

describe('what is said of it', () => {
  const checked = (change: Partial<ReceiptChecked>): ReceiptChecked => ({ receipt: nth(6), verdict: 'pending', signed: true, at: null, published: 5, until: '2026-11-21', ...change })

  it('is something else for each, and only included and pending are well', () => {
    const verdicts = ['altered', 'forked', 'forged', 'other-key', 'missing', 'late', 'pending', 'included'] as const
    const said = verdicts.map((verdict) => sayChecked(checked({ verdict, at: 3 }), '2026-11-23', false))
    expect(new Set(said.map(([first]) => first)).size).toBe(7)
    expect(new Set(said.map((lines) => lines.join())).size).toBe(8)
    expect(verdicts.filter((verdict) => isWell(checked({ verdict })))).toEqual(['pending', 'included'])
  })

  it('a copy’s own last day, where the filing is later', () => {
    expect(sayChecked(checked({}), '2026-11-23', true).join('')).toContain('只到11月21日')
    expect(sayChecked(checked({}), '2026-11-23', false).join('')).toContain('明天再看')
  })
})

describe('files', () => {
  it('are told from each other, and another county’s from ours', () => {
    expect(readHeads(JSON.stringify(heads()))).toEqual({ ok: true, heads: heads() })
    expect(readHeads(JSON.stringify(heads({ county: 'linxian' })))).toEqual({ ok: false, problem: 'county' })
    for (const text of ['', '{}', '[]', 'null', JSON.stringify(nth(1)), JSON.stringify({ links, next: null })]) expect(readHeads(text)).toEqual({ ok: false, problem: 'none' })
    expect(readReceipt(JSON.stringify(heads()))).toBeNull()
    expect(readReceipt(JSON.stringify(nth(1), null, 1))).toEqual(nth(1))
  })
})
