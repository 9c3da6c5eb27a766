import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBase64Url } from '#contract/bytes.ts'
import { MAX_GRANT_CHARACTERS } from '#contract/limits.ts'
import { identityFromSeed, recipientOf } from '../../site/crypto/age.ts'
import { makeId } from '../../site/crypto/compartment.ts'
import { openGrant, openGrants, sealGrant, type Opens } from '../../site/crypto/grant.ts'
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
  fails: { why: string; sealed: string; code: string }[]
}
const { identity, report, holder, sealed, compartments, prototype, fails } = readVectors('grant') as GrantVectors
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
      const grant = await sealGrant(recipient, { report, holder }, opens)
      expect(grant.length).toBeLessThanOrEqual(MAX_GRANT_CHARACTERS)
      expect(await openGrant(grant, identity, { report, holder })).toEqual(opens)
    }), { numRuns: 25 })
  })

  it('adds up with the others; one that is spoiled or moved here is counted and takes nothing away', async () => {
    const recipient = await recipientOf(identity)
    const later = { [makeId()]: identity }
    const second = await sealGrant(recipient, { report, holder }, later)
    const moved = await sealGrant(recipient, { report: makeId(), holder }, { [makeId()]: identity })
    expect(await openGrants([sealed, 'AAAA', moved, second], identity, { report, holder })).toEqual({ opens: { ...compartments, ...later }, failed: 2 })
    expect(await openGrants([], identity, { report, holder })).toEqual({ opens: {}, failed: 0 })
  })
})
