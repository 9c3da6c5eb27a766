/** A unit takes new keys while its members work on. 消防 is the unit: two who stay, and one who leaves. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import { disableMember, grantUnitKey, inviteMember, listColleagues, readSession } from '#contract/member.ts'
import type { Keyring } from '#contract/public.ts'
import { listKeysDue, readUnitKey, rotateUnitKey, type RotationCard } from '#contract/unit-key.ts'
import { makeIdentity, recipientOf } from '../../site/crypto/age.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { giveUnitKey, openUnitBox, type UnitKeys } from '../../site/crypto/member.ts'
import { rotateKeys } from '../../site/crypto/rotation.ts'
import { meOf } from '../../worker/staff/sign-in.ts'
import { findMemberByName } from '../../worker/staff/store.ts'
import * as unitKey from '../../worker/staff/unit-key.ts'
import { rows, run } from '../support/database.ts'
import { key, signedIn, type Worker } from '../support/members.ts'

const county = profile.id
let turn = 0
let [he, she, leaver]: Worker[] = []
let own: Map<string, string>

/** Somebody of fire with a recipient of their own, whose key came under the unit's signature. */
async function firefighter(): Promise<Worker> {
  const worker = await signedIn({ name: `fire-${(turn += 1)}`, unit: 'fire', roles: ['handler'] })
  const identity = await makeIdentity()
  own.set(worker.name, identity)
  const given = await giveUnitKey(await demonstrationUnitKeys('fire'), { county, member: worker.name, recipient: await recipientOf(identity) })
  await run('UPDATE member SET recipient = ?2, unit_box = ?3, unit_proof = ?4, unit_verify = ?5 WHERE name = ?1',
    worker.name, await recipientOf(identity), given.sealed, given.proof, keyring.versions[0]?.holders['fire']?.verify)
  return worker
}

async function boxesFor(keys: UnitKeys, workers: readonly Worker[]) {
  return Promise.all(workers.map(async ({ name }) => ({ member: name, ...(await giveUnitKey(keys, { county, member: name, recipient: await recipientOf(own.get(name) ?? '') })) })))
}

const rotation = async () => rotateKeys(await demonstrationUnitKeys('fire'), { county, from: 1, day: '2026-11-22' })
const published = ({ recipient, verify }: RotationCard): Keyring => ({
  demonstration: true, revoked: [],
  versions: [{ version: 2, holders: { ...keyring.versions[0]?.holders, fire: { recipient, verify } } }, { version: 1, holders: {} }],
})
const admin = () => signedIn({ name: `admin-${(turn += 1)}`, unit: null, roles: ['administrator'] })
const memberOf = async ({ name }: Worker) => (await findMemberByName(env.DB, name)) ?? expect.fail('no such member')
const boxOf = async (worker: Worker, known: Keyring) => (await unitKey.withFittingBox(env.DB, meOf(await memberOf(worker)), known)).keys.unit ?? ''

beforeEach(async () => {
  for (const table of ['unit_box', 'unit_rotation', 'unit_key_due']) await run(`DELETE FROM ${table}`)
  // Their histories are kept for good, so the members of the test before are too: of no unit any more.
  await run(`UPDATE member SET unit = NULL WHERE unit = 'fire'`)
  own = new Map()
  he = await firefighter()
  she = await firefighter()
  leaver = await firefighter()
})
const [theTwo, all] = [() => [he, she] as [Worker, Worker], () => [he, she, leaver] as [Worker, Worker, Worker]]

describe('a unit that changes its keys', () => {
  it('goes on with the old ones until the keyring is published, and then each member has the new box', async () => {
    const [one, other, third] = all()
    const { keys, card } = await rotation()
    expect(await one.call(rotateUnitKey, {}, { card, boxes: await boxesFor(keys, all()) })).toMatchObject({ ok: true })
    expect(await other.call(readUnitKey, {}, {})).toMatchObject({ ok: true, value: { due: false, pending: { verify: card.verify } } })
    for (const worker of [one, other, third]) {
      const identity = own.get(worker.name) ?? ''
      const now = await worker.call(readSession, {}, {})
      expect((await openUnitBox((now.ok && now.value.keys.unit) || '', identity, 'fire')).identity).toBe((await demonstrationUnitKeys('fire')).identity)
      expect(await openUnitBox(await boxOf(worker, published(card)), identity, 'fire')).toEqual(keys)
    }
    expect(await unitKey.readUnitKey(env.DB, await memberOf(other), published(card))).toMatchObject({ pending: null, due: false })
  })

  it('names who shares the key, each with the unit’s own word for it', async () => {
    const [one] = all()
    const answer = await one.call(readUnitKey, {}, {})
    expect(answer.ok && answer.value.sharers.map(({ name, proof }) => [name, proof !== null])).toEqual(all().map(({ name }) => name).toSorted().map((name) => [name, true]))
  })

  it('is refused keys that its present key does not vouch for, and boxes that the new one does not', async () => {
    const [one, other] = all()
    const { keys, card } = await rotation()
    const market = await rotateKeys(await demonstrationUnitKeys('market'), { county, from: 1, day: '2026-11-22' })
    const boxes = await boxesFor(keys, theTwo())
    const stranger = await signedIn('market01')
    const send = (by: Worker, change: object) => by.call(rotateUnitKey, {}, { card, boxes, ...change })
    expect(await send(stranger, {})).toMatchObject({ ok: false, code: 'conflict' })
    expect(await send(one, { card: market.card })).toMatchObject({ ok: false, code: 'conflict' })
    expect(await send(one, { card: { ...market.card, unit: 'fire' } })).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await send(one, { card: { ...card, from: 2 } })).toMatchObject({ ok: false, code: 'conflict' })
    expect(await send(one, { boxes: await boxesFor(await demonstrationUnitKeys('fire'), theTwo()) })).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await send(one, { boxes: boxes.slice(1) })).toMatchObject({ ok: false, code: 'conflict' })
    expect(await send(one, { boxes: [...boxes, { ...boxes[0], member: 'nobody' }] })).toMatchObject({ ok: false, code: 'conflict' })
    expect(await other.call(readUnitKey, {}, {})).toMatchObject({ ok: true, value: { pending: null } })
    expect(await send(one, {})).toMatchObject({ ok: true })
  })
})

describe('a member who leaves', () => {
  it('marks the unit until another key is live, and takes no box of the next one along', async () => {
    const [one, , third] = all()
    const { keys, card } = await rotation()
    await one.call(rotateUnitKey, {}, { card, boxes: await boxesFor(keys, all()) })
    const administrator = await admin()
    expect(await administrator.call(listKeysDue, {}, {})).toEqual({ ok: true, value: { units: [] } })
    await administrator.call(disableMember, { name: third.name }, {})
    expect(await administrator.call(listKeysDue, {}, {})).toEqual({ ok: true, value: { units: ['fire'] } })
    expect(await one.call(readUnitKey, {}, {})).toMatchObject({ ok: true, value: { due: true, pending: { verify: card.verify } } })
    expect((await rows<{ member: string }>('SELECT member FROM unit_box')).map(({ member }) => member)).toEqual(theTwo().map(({ name }) => name))
    expect(await unitKey.listKeysDue(env.DB, published(card))).toEqual([])
    expect(await unitKey.readUnitKey(env.DB, await memberOf(one), published(card))).toMatchObject({ due: false })
  })

  it('who made the change themselves knows the new keys too: it is due again', async () => {
    const [one, , third] = all()
    const { keys, card } = await rotation()
    await third.call(rotateUnitKey, {}, { card, boxes: await boxesFor(keys, all()) })
    await (await admin()).call(disableMember, { name: third.name }, {})
    expect(await one.call(readUnitKey, {}, {})).toMatchObject({ ok: true, value: { due: true, pending: null } })
    expect(await unitKey.listKeysDue(env.DB, published(card))).toEqual(['fire'])
  })

  it('by going to another unit is one as well; a new start in the same unit is not', async () => {
    const [one, , third] = all()
    const administrator = await admin()
    const again = (who: Worker, unit: string) => administrator.call(inviteMember, {}, { name: who.name, displayName: '消防', unit, roles: ['handler'], enrolmentHash: key() })
    expect(await again(one, 'fire')).toMatchObject({ ok: true })
    expect(await administrator.call(listKeysDue, {}, {})).toEqual({ ok: true, value: { units: [] } })
    expect(await again(third, 'market')).toMatchObject({ ok: true })
    expect(await administrator.call(listKeysDue, {}, {})).toEqual({ ok: true, value: { units: ['fire'] } })
  })
})

describe('a member who leaves after a new start, before having the key again', () => {
  it('knew it all the same: the unit is marked', async () => {
    const [one] = all()
    const administrator = await admin()
    const again = (unit: string) => administrator.call(inviteMember, {}, { name: one.name, displayName: '消防', unit, roles: ['handler'], enrolmentHash: key() })
    await again('fire')
    await again('fire')
    expect(await administrator.call(listKeysDue, {}, {})).toEqual({ ok: true, value: { units: [] } })
    await administrator.call(disableMember, { name: one.name }, {})
    expect(await administrator.call(listKeysDue, {}, {})).toEqual({ ok: true, value: { units: ['fire'] } })
  })
})

describe('a member whose box holds a former key', () => {
  it('is shown to the colleagues, who may give the present one, once', async () => {
    const [one, other] = all()
    const give = async (to: Worker) => giveUnitKey(await demonstrationUnitKeys('fire'), { county, member: to.name, recipient: await recipientOf(own.get(to.name) ?? '') })
    expect(await one.call(grantUnitKey, { name: other.name }, await give(other))).toMatchObject({ ok: false, code: 'not_found' })
    await run('UPDATE member SET unit_verify = ?2 WHERE name = ?1', other.name, key())
    expect(await one.call(listColleagues, {}, {})).toMatchObject({ ok: true, value: { colleagues: [{ name: other.name }] } })
    expect(await one.call(grantUnitKey, { name: other.name }, await give(other))).toMatchObject({ ok: true })
    expect(await one.call(listColleagues, {}, {})).toEqual({ ok: true, value: { colleagues: [] } })
  })
})
