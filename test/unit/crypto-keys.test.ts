import { readFileSync } from 'node:fs'
import { hkdfSync, pbkdf2Sync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBase64Url } from '#contract/bytes.ts'
import { Keyring } from '#contract/public.ts'
import { enrol } from '#contract/member.ts'
import { makeIdentity, recipientOf } from '../../site/crypto/age.ts'
import { demonstrationKeyring, demonstrationMember, demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { hashOf, randomBytes } from '../../site/crypto/derive.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { currentVersion, holderKeys } from '../../site/crypto/keyring.ts'
import {
  keysFromPassphrase, makeEnrolment, makeMember, matchesPublic, openMemberBox, openUnitBox, sealMemberBox, sealUnitBox, type MemberSecrets,
} from '../../site/crypto/member.ts'
import { makePassphrase, readPassphrase } from '../../site/crypto/passphrase.ts'
import { keysFromCode } from '../../site/crypto/stretch.ts'
import { totpAddress, totpAt } from '../../site/crypto/totp.ts'
import { failureOf, the } from '../support/sealing.ts'
import { readVectors } from '../support/vectors.ts'

interface KeyVectors {
  reporter: { digits: string; county: string; lookup: string; lookupHash: string; identity: string; recipient: string; signSeed: string; verify: string }[]
  member: { passphrase: string; salt: string; authKey: string; unlock: string }
  demonstration: (MemberSecrets & { name: string })[]
}
const vectors = readVectors('keys') as KeyVectors
const keyring = Keyring.parse(JSON.parse(readFileSync('content/county/keyring.json', 'utf8')))

describe('keys from a code', () => {
  it.for(vectors.reporter)('$digits in $county gives exactly these', async ({ digits, county, signSeed, ...open }) => {
    const keys = await keysFromCode(digits, county)
    expect({ ...keys, signSeed: Buffer.from(keys.signSeed).toString('hex') }).toEqual({ ...open, signSeed })
  })

  it('any code is stretched as Node stretches it, and another county shares nothing', async () => {
    await fc.assert(fc.asyncProperty(fc.stringMatching(/^\d{28}$/), async (digits) => {
      const stretched = pbkdf2Sync(digits, 'anshao/v1/shifan', 100_000, 32, 'sha256')
      const lookup = new Uint8Array(hkdfSync('sha256', stretched, '', 'anshao/v1/lookup', 32))
      const [here, there] = [await keysFromCode(digits, 'shifan'), await keysFromCode(digits, 'linxian')]
      expect([here.lookup, here.lookupHash]).toEqual([toBase64Url(lookup), await hashOf(lookup)])
      const values = [here, there].flatMap((keys) => [keys.lookup, keys.lookupHash, keys.identity, keys.verify, toBase64Url(keys.signSeed)])
      expect(new Set(values).size).toBe(values.length)
    }), { numRuns: 5 })
  })
})

describe('a member’s passphrase', () => {
  it('gives exactly these keys, however it is written', async () => {
    const { passphrase, salt, ...keys } = vectors.member
    expect(await keysFromPassphrase(passphrase, salt)).toEqual(keys)
    expect(readPassphrase(` ${passphrase.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O')}\n`)).toBe(passphrase.replaceAll('-', ''))
    expect(readPassphrase('IL1o-O000-iiii-LLLL')).toBe('1110000011111111')
    expect(readPassphrase('ｏｈｊ６—ｋ３ｖｗ—９ｐｔｑ—ｚｘ２ｍ')).toBe(passphrase.replaceAll('-', ''))
  })

  it.for(['', 'abc', '0hj6-k3vw-9ptq-zx2', '0hj6-k3vw-9ptq-zx2mm', '0hj6-k3vw-9ptq-zx2u', '密码'])('is not %s', async (text) => {
    expect(readPassphrase(text)).toBeNull()
    expect(await failureOf(() => keysFromPassphrase(text, vectors.member.salt))).toBe('bad-key')
  })

  it('is made of 80 bits, in four groups that read back', () => {
    const made = Array.from({ length: 50 }, makePassphrase)
    expect(new Set(made).size).toBe(50)
    for (const passphrase of made) {
      expect(passphrase).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/)
      expect(readPassphrase(passphrase)).toBe(passphrase.replaceAll('-', ''))
    }
  })
})

describe('a member’s boxes', () => {
  it('open from passphrase to unit key, and only by that member', async () => {
    const made = await makeMember('fire02')
    expect(enrol.input.safeParse({ ...made.enrol, name: 'fire02', enrolment: toBase64Url(randomBytes(32)), totp: totpAt(made.enrol.totpSecret, 0) }).error).toBeUndefined()
    const { authKey, unlock } = await keysFromPassphrase(made.show.passphrase, made.enrol.salt)
    expect(authKey).toBe(made.enrol.authKey)
    const own = await openMemberBox(made.enrol.memberBox, unlock, 'fire02')
    expect(await recipientOf(own)).toBe(made.enrol.recipient)

    const unitKeys = await demonstrationUnitKeys('fire')
    const box = await sealUnitBox(made.enrol.recipient, unitKeys)
    const opened = await openUnitBox(box, own, 'fire')
    expect(opened).toEqual(unitKeys)
    expect(await matchesPublic(opened, holderKeys(keyring, 'fire'))).toBe(true)
  })

  it('of another member, another unit or another key are refused', async () => {
    const [unlock, own] = [await makeIdentity(), await makeIdentity()]
    const memberBox = await sealMemberBox(unlock, 'fire02', own)
    const unitBox = await sealUnitBox(await recipientOf(own), await demonstrationUnitKeys('fire'))
    expect(await failureOf(() => openMemberBox(memberBox, unlock, 'fire03'))).toBe('misplaced')
    expect(await failureOf(() => openMemberBox(memberBox, own, 'fire02'))).toBe('unopenable')
    expect(await failureOf(() => openUnitBox(unitBox, own, 'police'))).toBe('misplaced')
    expect(await failureOf(() => openUnitBox(memberBox, unlock, 'fire'))).toBe('unopenable')
    expect(await failureOf(() => openMemberBox(unitBox, own, 'fire02'))).toBe('unopenable')
  })

  it('with keys that the keyring does not publish are found out', async () => {
    const fire = await demonstrationUnitKeys('fire')
    expect(await matchesPublic({ ...fire, signSeed: randomBytes(32) }, holderKeys(keyring, 'fire'))).toBe(false)
    expect(await matchesPublic({ ...fire, identity: await makeIdentity() }, holderKeys(keyring, 'fire'))).toBe(false)
    expect(await matchesPublic(fire, holderKeys(keyring, 'police'))).toBe(false)
  })

  it('an enrolment code is told to the server by its hash', async () => {
    const { enrolment, enrolmentHash } = await makeEnrolment()
    expect(await hashOf(new Uint8Array(Buffer.from(enrolment, 'base64url')))).toBe(enrolmentHash)
  })
})

describe('sign-in codes', () => {
  // RFC 6238, appendix B (SHA-1, the last six of its eight digits).
  it.for([[59, '287082'], [1111111109, '081804'], [1234567890, '005924'], [20000000000, '353130']] as const)('at %i s: %s', ([seconds, code]) => {
    expect(totpAt('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', seconds * 1000)).toBe(code)
  })

  it('are set up by an otpauth address', () => {
    const address = totpAddress('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 'fire01', '示范县')
    expect(decodeURIComponent(address)).toBe('otpauth://totp/示范县:fire01?issuer=示范县&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30')
  })
})

describe('the demonstration keys', () => {
  const ids = [
    'desk', 'gov', 'custodian', 'cashier', 'emergency', 'police', 'traffic-police', 'fire', 'housing', 'urban', 'transport', 'resources', 'market',
    'commerce', 'agriculture', 'culture', 'education', 'health', 'civil', 'water', 'environment', 'industry', 'development', 'forestry', 'religion',
    'post', 'labour', 'power', 't-chengguan', 't-heping', 't-qingshi', 't-gaozhao', 't-linhe', 't-songling', 't-xingye', 't-yangliu',
  ]

  it('keyring.json is exactly what the derivation gives, for every holder', async () => {
    expect(keyring).toEqual(await demonstrationKeyring(ids))
  })

  it.for(vectors.demonstration)('$name has the secrets that its name gives', async ({ name, ...secrets }) => {
    expect(await demonstrationMember(name)).toEqual(secrets)
  })
})

describe('the keyring', () => {
  const first = the(keyring.versions[0])
  const fire = the(first.holders['fire'])
  const holders = { fire: { ...fire, verify: 'B'.repeat(43) } }

  it('knows its holders and nobody else', async () => {
    expect(holderKeys(keyring, 'fire')).toEqual(fire)
    for (const nobody of ['reporter', 'constructor', '__proto__', '']) expect(await failureOf(() => holderKeys(keyring, nobody))).toBe('no-holder')
  })

  it('takes signatures of every version but a revoked one', () => {
    const rotated: Keyring = { demonstration: true, versions: [{ version: 2, holders }, first], revoked: [] }
    expect(verifyKeysOf(rotated, 'fire')).toEqual(['B'.repeat(43), fire.verify])
    expect(verifyKeysOf({ ...rotated, revoked: [1] }, 'fire')).toEqual(['B'.repeat(43)])
    expect(verifyKeysOf(rotated, 'constructor')).toEqual([])
  })

  it('is not sealed to once its current version is revoked', async () => {
    expect(await failureOf(() => currentVersion({ ...keyring, revoked: [1] }))).toBe('revoked')
  })
})
