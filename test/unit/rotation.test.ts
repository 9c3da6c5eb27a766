/** Units change their keys: what was sealed before still opens, what comes after does not open to the former keys, and no report is touched. */
import { beforeAll, describe, expect, it } from 'vitest'
import { units as countyUnits } from '#contract/county/units.ts'
import { profile } from '#contract/county/profile.ts'
import { Keyring } from '#contract/public.ts'
import type { Sharer } from '#contract/unit-key.ts'
import { SealedUnitBox } from '#contract/sealed.ts'
import type { Caller } from '../../site/api/call.ts'
import { unsealReport } from '../../site/console/report/unseal.ts'
import type { StaffSession } from '../../site/console/session.ts'
import { rotateUnit } from '../../site/console/unit-key/rotate.ts'
import { makeIdentity, recipientOf } from '../../site/crypto/age.ts'
import { sealFiling, type SealedFiling } from '../../site/crypto/filing.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { giveUnitKey, openUnitBox, sealUnitBox, type UnitKeys } from '../../site/crypto/member.ts'
import { problemOf, revocable, revokeVersion } from '../../site/crypto/publish.ts'
import { rotateKeys } from '../../site/crypto/rotation.ts'
import { keysFromCode, type ReporterKeys } from '../../site/crypto/stretch.ts'
import { decideFiling } from '../../worker/report/filing.ts'
import { COUNTY, DAY, freshCounty, rotated, type Keyed } from '../support/rotation.ts'
import { the } from '../support/sealing.ts'
import { aReport, aSession } from '../support/staff-report.ts'

const UNITS = countyUnits.map(({ id }) => id)
const WORKING = countyUnits.filter(({ kind }) => kind === 'department' || kind === 'township').map(({ id }) => id)
let first: Keyed
let twice: Keyed
let reporter: ReporterKeys

beforeAll(async () => {
  first = await freshCounty(UNITS)
  twice = await rotated(await rotated(first, UNITS), UNITS)
  reporter = await keysFromCode('0123456789012345678901234567', COUNTY)
})

const tip = { category: 'HY16', township: 't-heping', violations: [], flags: [], avoid: [], wantsReward: false, language: 'zh', place: '夜市东口', body: '煤气罐没有报警器' } as const
const file = ({ keyring }: Keyed, unit: string) => sealFiling({ ...tip, violations: [], flags: [], avoid: [] }, reporter, keyring, [unit])

async function sessionOf({ keyring, keys }: Keyed, unit: string): Promise<StaffSession> {
  const session = await aSession(unit, ['handler'])
  return { ...session, tools: { ...session.tools, keyring }, unitKeys: the(keys.get(unit)) }
}

/** The words of a filing, by the console's own way of reading; null when it stays shut. */
async function read(session: StaffSession, { filing }: SealedFiling, shown: Awaited<ReturnType<typeof aReport>>['report']): Promise<string | null> {
  const { report, content, grants, keyring, dialogue } = filing
  const body = { compartment: content.compartment, n: 1, kind: 'content', author: 'reporter', day: DAY, sealed: content.sealed } as const
  const seen = await unsealReport(session, {
    ...shown, report, keyring, dialogue: dialogue.compartment, reporter: filing.reporter, bodies: [body],
    grants: grants.filter(({ holder }) => holder === session.unitKeys?.unit).map(({ sealed }) => sealed),
  })
  return seen.content?.signature === 'good' ? (seen.content.words?.body ?? null) : null
}

describe('after every unit has changed its keys twice', () => {
  it('1,000 old reports still open, each with its own unit’s keys of today', { timeout: 900_000 }, async () => {
    const shown = (await aReport()).report
    const sessions = new Map<string, StaffSession>()
    for (const unit of WORKING) sessions.set(unit, await sessionOf(twice, unit))
    let opened = 0
    for (let at = 0; at < 1_000; at += 1) {
      const unit = the(WORKING[at % WORKING.length])
      if ((await read(the(sessions.get(unit)), await file(first, unit), shown)) === tip.body) opened += 1
    }
    expect(opened).toBe(1_000)
  })

  it('the former keys open what was filed before, and nothing filed afterwards', async () => {
    const shown = (await aReport()).report
    const left = await sessionOf({ keyring: twice.keyring, keys: first.keys }, 'fire')
    const stays = await sessionOf(twice, 'fire')
    const [before, after] = [await file(first, 'fire'), await file(twice, 'fire')]
    expect([await read(left, before, shown), await read(left, after, shown)]).toEqual([tip.body, null])
    expect([await read(stays, before, shown), await read(stays, after, shown)]).toEqual([tip.body, tip.body])
  })

  it('the keyring still counts every signature made before, and carries no recipient twice', () => {
    expect(Keyring.safeParse(twice.keyring).error).toBeUndefined()
    for (const unit of UNITS) expect(verifyKeysOf(twice.keyring, unit)).toHaveLength(3)
    const text = JSON.stringify(twice.keyring)
    expect(text.match(/age1pq1/g)).toHaveLength(UNITS.length)
    expect(text.length).toBeLessThan(JSON.stringify(first.keyring).length * 1.2)
  })
})

describe('a filing', () => {
  it('under the version before is still taken, under an older one not, and under a revoked one with words of its own', async () => {
    const once = await rotated(first, ['fire'])
    const { filing } = await file(first, 'fire')
    expect(decideFiling(filing, once.keyring)).toBeNull()
    expect(decideFiling(filing, twice.keyring)).toBe('unknown-keyring')
    expect(decideFiling(filing, revokeVersion(once.keyring, 1))).toBe('revoked-keyring')
  })
})

describe('a key that somebody else may have', () => {
  it('counts no more once the version it ended with is revoked; those of other units do', async () => {
    const once = await rotated(first, ['fire'])
    const revoked = revokeVersion(once.keyring, 1)
    const verifyOf = ({ keyring }: Keyed, unit: string) => the(keyring.versions[0]?.holders[unit]).verify
    expect(verifyKeysOf(once.keyring, 'fire')).toEqual([verifyOf(once, 'fire'), verifyOf(first, 'fire')])
    expect(verifyKeysOf(revoked, 'fire')).toEqual([verifyOf(once, 'fire')])
    expect(verifyKeysOf(revoked, 'market')).toEqual([verifyOf(first, 'market')])
    expect([revocable(once.keyring, 2), revocable(once.keyring, 1), revocable(revoked, 1), revocable(once.keyring, 0)]).toEqual([false, true, false, false])
  })

  it('can be published by nobody but the unit itself', async () => {
    const [fire, market] = [the(first.keys.get('fire')), the(first.keys.get('market'))]
    const { card } = await rotateKeys(fire, { county: COUNTY, from: 1, day: DAY })
    const forged = (await rotateKeys({ ...market, unit: 'fire' }, { county: COUNTY, from: 1, day: DAY })).card
    const problems = [card, forged, { ...card, recipient: forged.recipient }, { ...card, county: 'elsewhere' }, { ...card, unit: 'nobody' }, { ...card, from: 2 }].map((one) => problemOf(first.keyring, COUNTY, one))
    expect(problems).toEqual([null, 'unproven', 'unproven', 'another-county', 'unknown-unit', 'too-new'])
    expect(problemOf(twice.keyring, COUNTY, card)).toBe('unproven')
  })
})

describe('a unit’s box', () => {
  it('holds the keys of a hundred rotations, in the order in which they were', { timeout: 120_000 }, async () => {
    const own = await makeIdentity()
    const past = await Promise.all(Array.from({ length: 120 }, makeIdentity))
    const keys: UnitKeys = { ...the(first.keys.get('fire')), past }
    const box = await sealUnitBox(await recipientOf(own), keys)
    expect(SealedUnitBox.safeParse(box).error).toBeUndefined()
    expect(await openUnitBox(box, own, 'fire')).toEqual(keys)
  })
})

describe('what a rotation costs', () => {
  const OWN = 'me'
  /** A member of fire with colleagues; the server names one whom the unit never vouched for. */
  async function changing(colleagues: number) {
    const fire = the(first.keys.get('fire'))
    const own = await makeIdentity()
    const sharers: Sharer[] = [{ name: OWN, displayName: '我', recipient: await recipientOf(own), proof: null }]
    for (let at = 0; at < colleagues; at += 1) {
      const [member, recipient] = [`fire-${at}`, await recipientOf(await makeIdentity())]
      sharers.push({ name: member, displayName: member, recipient, proof: (await giveUnitKey(fire, { county: profile.id, member, recipient })).proof })
    }
    sharers.push({ ...the(sharers[1]), name: 'slipped-in', recipient: await recipientOf(await makeIdentity()) })
    const sent: { name: string; bytes: number; input: { boxes?: { member: string }[] } }[] = []
    const call = ((operation: { name: string }, _: object, input: { boxes?: { member: string }[] }) => {
      sent.push({ name: operation.name, bytes: JSON.stringify(input).length, input })
      return Promise.resolve({ ok: true, value: operation.name === 'readUnitKey' ? { due: true, pending: null, sharers } : { ok: true } })
    }) as unknown as Caller // Each operation is answered with what its contract says.
    const session = await sessionOf(first, 'fire')
    return { sent, session: { ...session, own, me: { ...session.me, name: OWN }, tools: { ...session.tools, call } } }
  }

  it('is one look and one request, whatever there is of reports: a box for each colleague whom the unit vouched for', async () => {
    const { sent, session } = await changing(3)
    const outcome = await rotateUnit(session, DAY)
    expect(sent.map(({ name }) => name)).toEqual(['readUnitKey', 'rotateUnitKey'])
    expect(sent[1]?.input.boxes?.map(({ member }) => member)).toEqual([OWN, 'fire-0', 'fire-1', 'fire-2'])
    expect(outcome.ok && outcome.value.leftOut.map(({ name }) => name)).toEqual(['slipped-in'])
    expect(the(sent[1]).bytes).toBeLessThan(4 * 6_000 + 3_000)
  })

  it('takes the past along, and a card that the present key signed', async () => {
    const { session } = await changing(1)
    const outcome = await rotateUnit(session, DAY)
    if (!outcome.ok) throw new Error(outcome.code)
    expect(outcome.value.keyFile.past).toHaveLength(1)
    expect(problemOf(first.keyring, profile.id, outcome.value.card)).toBeNull()
    expect(JSON.stringify(outcome.value.card)).not.toContain(outcome.value.keyFile.sign)
  })
})
