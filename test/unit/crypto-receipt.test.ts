import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChainLink } from '#contract/public.ts'
import type { Filing, Receipt } from '#contract/report.ts'
import { filingDigest } from '#contract/rules/filing.ts'
import { linkHead } from '#contract/rules/receipt.ts'
import { isIncluded, isReceiptFor, verifyChain, verifyReceipt } from '../../site/crypto/receipt.ts'
import { the } from '../support/sealing.ts'
import { readVectors } from '../support/vectors.ts'

interface ReceiptVectors {
  county: string
  receiptKey: string
  filing: Filing
  digest: string
  anonymous: { filing: Filing; digest: string }
  receipt: Receipt
  otherCounty: Receipt
  links: ChainLink[]
}
const { county, receiptKey, filing, digest, anonymous, receipt, otherCounty, links } = readVectors('receipt') as ReceiptVectors
const [one, two, three] = [the(links[0]), the(links[1]), the(links[2])]
const { head } = three

describe('a receipt', () => {
  it('is for the filing whose digest it signs, and no other', async () => {
    expect(await filingDigest(filing)).toBe(digest)
    expect(await filingDigest(anonymous.filing)).toBe(anonymous.digest)
    expect(await isReceiptFor(receipt, filing)).toBe(true)
    expect(await isReceiptFor(receipt, anonymous.filing)).toBe(false)
  })

  it('counts when the county’s key signed it', () => {
    expect(verifyReceipt(receipt, county, receiptKey)).toBe(true)
  })

  it.for([
    ['another position', { position: 1 }],
    ['another day', { day: '2026-11-19' }],
    ['another reference', { reference: '0123-4568' }],
    ['another digest', { digest: 'A'.repeat(43) }],
    ['no signature', { signature: '' }],
    ['another county’s signature', { signature: otherCounty.signature }],
  ] as const)('does not count with %s', ([, change]) => {
    expect(verifyReceipt({ ...receipt, ...change }, county, receiptKey)).toBe(false)
  })

  it('does not count for another county or by another key', () => {
    expect(verifyReceipt(receipt, 'linxian', receiptKey)).toBe(false)
    expect(verifyReceipt(receipt, county, 'A'.repeat(43))).toBe(false)
  })
})

describe('the chain of filings', () => {
  it('verifies whole, in pages, and empty', async () => {
    expect(await verifyChain(links)).toEqual({ ok: true, head })
    expect(await verifyChain(links.slice(1), one)).toEqual({ ok: true, head })
    expect(await verifyChain([])).toEqual({ ok: true, head: 'A'.repeat(43) })
  })

  it.for<[string, ChainLink[], number]>([
    ['its first link gone', links.slice(1), 2],
    ['a link gone from the middle', [one, three], 3],
    ['two links swapped', [one, three, two], 3],
    ['a link twice', [one, one], 1],
    ['a number skipped', [one, { ...two, n: 3 }], 3],
    ['a position skipped', [one, { ...two, first: 5 }], 2],
    ['a filing dropped', [{ ...one, digests: one.digests.slice(0, 2) }], 1],
    ['a filing slipped in', [{ ...one, digests: [...one.digests, digest] }], 1],
    ['two filings in another order', [{ ...one, digests: one.digests.toReversed() }], 1],
    ['a day changed', [one, { ...two, day: '2026-11-21' }], 2],
    ['a head changed', [{ ...one, head: two.head }], 1],
  ])('with %s breaks there', async ([, broken, n]) => {
    expect(await verifyChain(broken)).toEqual({ ok: false, n })
  })

  it('breaks where a position is skipped, even with the head that would follow', async () => {
    const [digest] = two.digests
    const skipped = { ...two, first: 5, head: await linkHead(one.head, { position: 5, digest: the(digest), day: two.day }) }
    expect(await verifyChain([one, skipped])).toEqual({ ok: false, n: 2 })
  })

  it('breaks with any one digest changed', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(links.length - 1), fc.nat(9), fc.stringMatching(/^[A-Za-z0-9_-]{43}$/), async (at, index, other) => {
      const link = the(links[at])
      const digests = link.digests.map((one, position) => (position === index % link.digests.length ? other : one))
      expect(await verifyChain(links.with(at, { ...link, digests }))).toEqual({ ok: false, n: at + 1 })
    }))
  })

  it('includes a receipt at its own position, day and digest only', () => {
    expect(isIncluded(receipt, links)).toBe(true)
    expect(isIncluded({ ...receipt, position: 1 }, links)).toBe(false)
    expect(isIncluded({ ...receipt, position: 0 }, links)).toBe(false)
    expect(isIncluded({ ...receipt, position: 6 }, links)).toBe(false)
    expect(isIncluded({ ...receipt, day: '2026-11-22' }, links)).toBe(false)
    expect(isIncluded({ ...receipt, digest: the(one.digests[0]) }, links)).toBe(false)
    expect(isIncluded(receipt, [])).toBe(false)
  })
})
