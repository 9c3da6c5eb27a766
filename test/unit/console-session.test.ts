import { beforeAll, describe, expect, it } from 'vitest'
import { keyring } from '#contract/county/keyring.ts'
import type { Me } from '#contract/member.ts'
import type { Answer, Caller } from '../../site/api/call.ts'
import { giveUnitKey, readKeyFile } from '../../site/console/colleagues/give.ts'
import { signInStaff, unlockStaff, type StaffTools } from '../../site/console/session.ts'
import { recipientOf } from '../../site/crypto/age.ts'
import { toBase64Url } from '#contract/bytes.ts'
import { demonstrationMember, demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { openUnitBox, sealMember, sealUnitBox } from '../../site/crypto/member.ts'

/** fire01 as the server keeps them: boxes that it cannot open. */
let fire01: Me
let passphrase: string
const calls: { name: string; input: unknown }[] = []

const tools: StaffTools = {
  keyring,
  solve: () => Promise.resolve({ kind: 'altcha', payload: 'solved' }),
  call: ((operation: { name: string }, _: object, input: unknown): Promise<Answer<unknown>> => {
    calls.push({ name: operation.name, input })
    if (operation.name === 'startSignIn') return Promise.resolve({ ok: true, value: { salt: fire01.salt, challenge: { kind: 'altcha', challenge: {} } } })
    return Promise.resolve({ ok: true, value: operation.name === 'signIn' ? fire01 : { ok: true } })
  }) as unknown as Caller, // Each operation is answered with what its contract says.
}

beforeAll(async () => {
  const secrets = await demonstrationMember('fire01')
  passphrase = secrets.passphrase
  const { enrol } = await sealMember('fire01', secrets)
  const unit = await sealUnitBox(enrol.recipient, await demonstrationUnitKeys('fire'))
  fire01 = { name: 'fire01', displayName: '消防', unit: 'fire', roles: ['handler'], salt: enrol.salt, keys: { member: enrol.memberBox, unit } }
})

describe('a member’s session', () => {
  it('opens the unit’s keys, and sends neither passphrase nor unlocking key', async () => {
    const outcome = await signInStaff(tools, { name: 'fire01', passphrase: passphrase.toUpperCase(), totp: '123456' })
    expect(outcome).toMatchObject({ ok: true, value: { keyStanding: 'open', unitKeys: { unit: 'fire' } } })
    expect(Object.keys(calls.at(-1)?.input as object).sort()).toEqual(['authKey', 'challenge', 'name', 'totp'])
    expect(JSON.stringify(calls)).not.toMatch(new RegExp(`${passphrase}|AGE-SECRET`, 'i'))
  })

  it('says of text that is no passphrase that it is none, without asking the server to judge it', async () => {
    calls.length = 0
    expect(await signInStaff(tools, { name: 'fire01', passphrase: 'hunter2', totp: '123456' })).toMatchObject({ ok: false, code: 'bad-passphrase' })
    expect(calls.map(({ name }) => name)).toEqual(['startSignIn'])
  })

  it('unlocks with the passphrase alone, and with no other', async () => {
    expect(await unlockStaff(tools, fire01, passphrase)).toMatchObject({ ok: true, value: { keyStanding: 'open' } })
    expect(await unlockStaff(tools, fire01, '0000-0000-0000-0000')).toMatchObject({ ok: false, code: 'bad-box' })
  })

  it('waits for a unit box that is not there, and does not use one with other keys than the published ones', async () => {
    const own = await recipientOf((await demonstrationMember('fire01')).identity)
    const forged = await sealUnitBox(own, { ...(await demonstrationUnitKeys('police')), unit: 'fire' })
    const standing = async (unit: string | null) => {
      const outcome = await unlockStaff(tools, { ...fire01, keys: { ...fire01.keys, unit } }, passphrase)
      return outcome.ok && [outcome.value.keyStanding, outcome.value.unitKeys]
    }
    expect([await standing(null), await standing(forged)]).toEqual([['waiting', null], ['unfit', null]])
  })
})

describe('the unit’s key', () => {
  it('goes to a colleague sealed to them alone', async () => {
    const session = await unlockStaff(tools, fire01, passphrase)
    if (!session.ok) throw new Error(session.code)
    const fire02 = await demonstrationMember('fire02')
    await giveUnitKey(session.value, { name: 'fire02', displayName: '新人', recipient: await recipientOf(fire02.identity) })
    const given = calls.at(-1)?.input as { sealed: string } | undefined
    expect(await openUnitBox(given?.sealed ?? '', fire02.identity, 'fire')).toEqual(await demonstrationUnitKeys('fire'))
  })

  it('is taken from a key file only where it is this unit’s published one', async () => {
    const session = await unlockStaff(tools, fire01, passphrase)
    if (!session.ok) throw new Error(session.code)
    const fileOf = async (unit: string, keysOf = unit) => {
      const { identity, signSeed } = await demonstrationUnitKeys(keysOf)
      return JSON.stringify({ county: 'shifan', unit, version: 1, identity, sign: toBase64Url(signSeed) })
    }
    expect(await readKeyFile(session.value, await fileOf('fire'))).toEqual(await demonstrationUnitKeys('fire'))
    expect(await readKeyFile(session.value, await fileOf('police'))).toBe('another-unit')
    expect(await readKeyFile(session.value, await fileOf('fire', 'police'))).toBe('not-published')
    expect(await readKeyFile(session.value, '{"unit":"fire"}')).toBe('not-a-key-file')
  })
})
