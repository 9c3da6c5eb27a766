import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { fromBase64Url } from '#contract/bytes.ts'
import { Keyring } from '#contract/public.ts'
import { Filing } from '#contract/report.ts'
import { filingDigest } from '#contract/rules/filing.ts'
import { openWith } from '../../site/crypto/age.ts'
import { openBody } from '../../site/crypto/body.ts'
import { makeCode } from '../../site/crypto/code.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { sealFiling, type SealedFiling, type Tip } from '../../site/crypto/filing.ts'
import { openGrant } from '../../site/crypto/grant.ts'
import { keysFromCode, type ReporterKeys } from '../../site/crypto/stretch.ts'
import { differingFields } from '../../site/crypto/words.ts'
import { failureOf, the } from '../support/sealing.ts'
import { TIPS } from '../support/tips.ts'

const keyring = Keyring.parse(JSON.parse(readFileSync('content/county/keyring.json', 'utf8')))
const tipOf = (name: string): Tip => ({ avoid: [], language: 'zh', ...the(TIPS.find((fixture) => fixture.name.startsWith(name))).tip })
const anonymous = tipOf('12')
const named = tipOf('16')

let code: string
let keys: ReporterKeys
let filed: SealedFiling
let filedByName: SealedFiling

beforeAll(async () => {
  code = makeCode()
  keys = await keysFromCode(code, 'shifan')
  filed = await sealFiling(anonymous, keys, keyring, ['desk', 'fire'])
  filedByName = await sealFiling(named, keys, keyring, ['desk', 'emergency'])
})

/** What one holder's grant opens, by compartment. */
async function opensFor({ filing }: SealedFiling, holder: string): Promise<string[]> {
  const grant = the(filing.grants.find((one) => one.holder === holder))
  const identity = holder === 'reporter' ? keys.identity : (await demonstrationUnitKeys(holder)).identity
  return Object.keys(await openGrant(grant.sealed, identity, { report: filing.report, holder })).sort()
}

describe('a sealed filing', () => {
  it('is what the contract takes', () => {
    expect(Filing.safeParse(filed.filing).error).toBeUndefined()
    expect(Filing.safeParse(filedByName.filing).error).toBeUndefined()
  })

  it('grants words and dialogue to the units, the dialogue alone to the reporter, the identity alone to the custodian', async () => {
    const { content, dialogue, identity, grants } = filedByName.filing
    expect(grants.map((grant) => grant.holder).sort()).toEqual(['custodian', 'desk', 'emergency', 'reporter'])
    for (const unit of ['desk', 'emergency']) expect(await opensFor(filedByName, unit)).toEqual([content.compartment, dialogue.compartment].sort())
    expect(await opensFor(filedByName, 'reporter')).toEqual([dialogue.compartment])
    expect(await opensFor(filedByName, 'custodian')).toEqual([the(identity).compartment])
  })

  it('without a name has no identity and nothing for the custodian', () => {
    expect(filed.filing.identity).toBeUndefined()
    expect(filed.filing.grants.map((grant) => grant.holder).sort()).toEqual(['desk', 'fire', 'reporter'])
  })

  it('tells the desk every word, signed by the code, with every plain field repeated', async () => {
    const { filing } = filedByName
    const unit = await demonstrationUnitKeys('desk')
    const opens = await openGrant(the(filing.grants.find((grant) => grant.holder === 'desk')).sealed, unit.identity, { report: filing.report, holder: 'desk' })
    const { compartment, sealed } = filing.content
    const place = { report: filing.report, compartment, n: 1, author: 'reporter', kind: 'content' } as const
    const body = await openBody(sealed, the(opens[compartment]), place, [filing.reporter.verify])
    expect(body.signature).toBe('good')
    expect(body.statement.body).toMatchObject({ body: named.body, place: named.place, named: true })
    // The bytes themselves: reading drops keys it does not know.
    expect(new TextDecoder().decode(await openWith(the(opens[compartment]), fromBase64Url(sealed)))).not.toContain(the(named.identity).name)
    expect(differingFields(filing, body.statement.body)).toEqual([])
  })

  it('shows nothing sealed in the clear', () => {
    const clear = JSON.stringify(filedByName.filing)
    for (const word of [named.body, named.place, the(named.since), the(named.identity).name, the(named.identity).phone, code, keys.lookup, keys.identity]) expect(clear).not.toContain(word)
  })

  it('is new each time, but for the keys of the code', async () => {
    const again = await sealFiling(anonymous, keys, keyring, ['desk', 'fire'])
    expect(again.digest).not.toBe(filed.digest)
    expect(again.filing.report).not.toBe(filed.filing.report)
    expect(again.filing.lookupHash).toBe(filed.filing.lookupHash)
    const sizes = ({ filing }: SealedFiling) => [filing.content.sealed.length, ...filing.grants.map((grant) => grant.sealed.length)]
    expect(sizes(again)).toEqual(sizes(filed))
  })

  it('is not made for an avoided unit, an unknown one, or with a revoked keyring', async () => {
    expect(await failureOf(() => sealFiling({ ...anonymous, avoid: ['fire'] }, keys, keyring, ['desk', 'fire']))).toBe('avoided')
    expect(await failureOf(() => sealFiling(anonymous, keys, keyring, ['desk', 'nobody']))).toBe('no-holder')
    expect(await failureOf(() => sealFiling(anonymous, keys, { ...keyring, revoked: [1] }, ['desk']))).toBe('revoked')
  })
})

describe('what the server shows in the clear', () => {
  const content = { category: 'HY16', township: 't-heping', violations: ['a', 'b'], flags: ['death'], avoid: ['fire'], wantsReward: false, named: false, language: 'zh', place: '', body: '' }

  it.for([
    ['category', { category: 'HY01' }], ['township', { township: 't-linhe' }], ['violations', { violations: ['a'] }], ['flags', { flags: [] }],
    ['avoid', { avoid: [] }], ['wantsReward', { wantsReward: true }], ['named', { named: true }], ['language', { language: 'en' }],
  ] as const)('with another %s is found out', ([field, change]) => {
    expect(differingFields({ ...content, ...(change as object) }, content)).toEqual([field])
  })

  it('in another order is the same', () => {
    expect(differingFields({ ...content, violations: ['b', 'a'] }, content)).toEqual([])
  })
})

/** Every place in a value where there is a text, a number, a truth or a list. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  const inside = Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, key]))
  return Array.isArray(value) ? [path, ...inside] : inside
}

/** A copy with one thing changed; `salt` varies how. */
function changed(filing: Filing, path: readonly string[], salt: number): unknown {
  const copy = structuredClone(filing) as unknown
  const parent = path.slice(0, -1).reduce((at, key) => (at as Record<string, unknown>)[key], copy) as Record<string, unknown>
  const last = the(path.at(-1))
  parent[last] = change(parent[last], salt)
  return copy
}

function change(value: unknown, salt: number): unknown {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1 + salt
  if (Array.isArray(value)) return salt % 2 === 0 && value.length > 0 ? value.slice(1) : [...value, typeof value[0] === 'object' ? { holder: 'zz', sealed: 'A' } : 'zz']
  const text = String(value)
  const at = salt % text.length
  return text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1)
}

describe('the digest of a filing', () => {
  it('changes with any change of anything in it', async () => {
    const whole: Filing = { ...filedByName.filing, violations: ['a', 'b'], flags: ['death'], avoid: ['fire'] }
    const digest = await filingDigest(whole)
    const paths = pathsOf(whole)
    await fc.assert(fc.asyncProperty(fc.constantFrom(...paths), fc.nat(5000), async (path, salt) => {
      expect(await filingDigest(changed(whole, path, salt) as Filing), path.join('.')).not.toBe(digest)
    }), { numRuns: 500, examples: paths.map((path) => [path, 0] as [string[], number]) })
    const { identity: _, ...nameless } = whole
    expect(await filingDigest(nameless)).not.toBe(digest)
  })

  it('is the same in whatever order its lists are', async () => {
    const { filing, digest } = filedByName
    const reversed = { ...filing, violations: filing.violations.toReversed(), flags: filing.flags.toReversed(), grants: filing.grants.toReversed() }
    expect(await filingDigest(reversed)).toBe(digest)
    expect(fromBase64Url(digest).length).toBe(32)
  })
})
