import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64Url, toBase64Url } from '#contract/bytes.ts'
import { MAX_GRANT_CHARACTERS } from '#contract/limits.ts'
import { identityFromSeed, recipientOf } from '../../site/crypto/age.ts'
import { makeId } from '../../site/crypto/compartment.ts'
import { grantStatement, openGrant, openGrants, sealGrant, vouchedFor, type Granter, type Opens } from '../../site/crypto/grant.ts'
import { sealJson } from '../../site/crypto/envelope.ts'
import { sign, verifyKeyOf } from '../../site/crypto/sign.ts'
import { failureOf } from '../support/sealing.ts'
import { readVectors } from '../support/vectors.ts'

interface GrantVectors {
  identity: string
  report: string
  holder: string
  sealed: string
  compartments: Opens
  /** One that names `__proto__` besides the first compartment. */
  prototype: string
  /** What a granter signs, and the signature: made from RFC 8032 alone. */
  signed: { seed: string; verify: string; by: string; recipientHash: string; statement: string; signature: string }[]
  fails: { why: string; sealed: string; code: string }[]
}
const { identity, report, holder, sealed, compartments, prototype, signed, fails } = readVectors('grant') as GrantVectors
const signSeed = new Uint8Array(32).fill(7)
const granter: Granter = { by: 'desk', signSeed }
const keysOf = (by: string) => (by === 'desk' ? [verifyKeyOf(signSeed)] : [])
const anId = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(toBase64Url)
const anIdentity = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(identityFromSeed)

describe('a grant', () => {
  it('made by another implementation opens, today and always', async () => {
    expect(await openGrant(sealed, identity, { report, holder })).toEqual(compartments)
  })

  it.for(fails)('$why is $code', async ({ sealed: other, code }) => {
    expect(await failureOf(() => openGrant(other, identity, { report, holder }))).toBe(code)
  })

  it('cannot reach the prototype of what it opens', async () => {
    const opens = await openGrant(prototype, identity, { report, holder })
    expect(Object.entries(opens)).toEqual([Object.entries(compartments)[0]])
    expect(Object.getPrototypeOf(opens)).toBe(Object.prototype)
  })

  it('gives its holder the identities that went in, in no more room than the contract leaves', async () => {
    const recipient = await recipientOf(identity)
    await fc.assert(fc.asyncProperty(fc.dictionary(anId, anIdentity, { minKeys: 1, maxKeys: 12, noNullPrototype: true }), async (opens) => {
      const grant = await sealGrant(recipient, { report, holder }, opens, granter)
      expect(grant.length).toBeLessThanOrEqual(MAX_GRANT_CHARACTERS)
      expect(await openGrant(grant, identity, { report, holder })).toEqual(opens)
    }), { numRuns: 25 })
  })

  it('adds up with the others; one that is spoiled or moved here is counted and takes nothing away', async () => {
    const recipient = await recipientOf(identity)
    const later = { [makeId()]: identity }
    const second = await sealGrant(recipient, { report, holder }, later, null)
    const moved = await sealGrant(recipient, { report: makeId(), holder }, { [makeId()]: identity }, null)
    expect(await openGrants([sealed, 'AAAA', moved, second], identity, { report, holder })).toMatchObject({ opens: { ...compartments, ...later }, failed: 2 })
    expect(await openGrants([], identity, { report, holder })).toEqual({ opens: {}, failed: 0, vouched: {}, recipientHash: null, replaced: [] })
  })
})

describe('who vouches for a compartment', () => {
  const id = makeId()
  const place = { report, holder }
  const sealedBy = async (by: Granter | null, opens: Opens = { [id]: identity }) => sealGrant(await recipientOf(identity), place, opens, by)

  it.for(signed.map((one, n) => [n, one] as const))('is who signed exactly this: another implementation’s vector %d', ([, { seed, verify, by, recipientHash, statement, signature }]) => {
    const bytes = grantStatement({ report, holder, by, ...(recipientHash !== '' && { recipientHash }), compartments })
    expect(new TextDecoder().decode(bytes)).toBe(statement)
    expect(sign(fromBase64Url(seed), bytes)).toBe(signature)
    expect(verifyKeyOf(fromBase64Url(seed))).toBe(verify)
  })

  it('is told for each: good, missing, wrong, or one who may not', async () => {
    const other = { ...granter, signSeed: new Uint8Array(32).fill(8) }
    const vouch = async (by: Granter | null) => (await openGrants([await sealedBy(by)], identity, place, keysOf)).vouched
    expect([await vouch(granter), await vouch(null), await vouch(other), await vouch({ ...granter, by: 'fire' })]).toEqual([{ [id]: 'good' }, { [id]: 'missing' }, { [id]: 'wrong' }, { [id]: 'wrong' }])
  })

  it.for<[string, (grant: Record<string, unknown>) => Record<string, unknown>]>([
    ['another compartment', (grant) => ({ ...grant, compartments: { ...(grant['compartments'] as Opens), [makeId()]: identity } })],
    ['another identity', (grant) => ({ ...grant, compartments: { [id]: identityFromSeed(new Uint8Array(32)) } })],
    ['another recipient of the reporter', (grant) => ({ ...grant, recipientHash: 'A'.repeat(43) })],
    ['another granter', (grant) => ({ ...grant, by: 'fire' })],
  ])('is nobody once it says %s', async ([, spoil]) => {
    const said = { purpose: 'anshao/v1/grant', ...place, by: 'desk', compartments: { [id]: identity } }
    const signature = sign(signSeed, grantStatement(said))
    const open = async (grant: object) => openGrants([await sealJson(await recipientOf(identity), grant)], identity, place, (by) => (['desk', 'fire'].includes(by) ? [verifyKeyOf(signSeed)] : []))
    expect(vouchedFor(await open({ ...said, signature }))).toEqual({ [id]: identity })
    expect(vouchedFor(await open(spoil({ ...said, signature })))).toEqual({})
  })

  it('keeps a compartment’s own identity, whatever is granted under its name later', async () => {
    const slipped = identityFromSeed(new Uint8Array(32))
    const before = [await sealedBy(granter)]
    for (const later of [null, { ...granter, signSeed: new Uint8Array(32) }, granter]) {
      const all = [...before, await sealedBy(later, { [id]: slipped })]
      for (const order of [all, ...(later === granter ? [] : [all.toReversed()])]) {
        expect(await openGrants(order, identity, place, keysOf)).toMatchObject({ opens: { [id]: identity }, vouched: { [id]: 'good' } })
      }
    }
  })
})
