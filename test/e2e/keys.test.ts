/**
 * Keys through their whole life, with a county's own: made, used, known to somebody who leaves, changed, published, recovered from paper,
 * and the former ones declared void. What can be read is shown by reading, or by failing to.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { profile } from '#contract/county/profile.ts'
import { readReport } from '#contract/console.ts'
import { disableMember } from '#contract/member.ts'
import { holdersAtFiling, routeReport } from '#contract/rules/routing.ts'
import { listKeysDue } from '#contract/unit-key.ts'
import { inviteFirstAdministrator } from '../../site/cli/local/administrator.ts'
import { bringUnitKey, readKeyFile } from '../../site/console/colleagues/give.ts'
import { note } from '../../site/console/report/act.ts'
import { unsealReport } from '../../site/console/report/unseal.ts'
import { refreshKeys, type StaffSession } from '../../site/console/session.ts'
import { rotateUnit } from '../../site/console/unit-key/rotate.ts'
import { makeCode } from '../../site/crypto/code.ts'
import { sealFiling, type SealedFiling, type Tip } from '../../site/crypto/filing.ts'
import { openGrant } from '../../site/crypto/grant.ts'
import { openUnitBox, type UnitKeys } from '../../site/crypto/member.ts'
import { openWithAny } from '../../site/crypto/past.ts'
import { KeyFile, keysIn } from '../../site/crypto/rotation.ts'
import { keysFromCode } from '../../site/crypto/stretch.ts'
import { KeyedPortal, need } from '../support/keyed-portal.ts'
import { plainFieldsOf, TIPS } from '../support/tips.ts'

const HOME = '.test/keys-life'
const root = resolve(import.meta.dirname, '../..')
const plain = TIPS.map(({ tip }) => plainFieldsOf(tip)).find((fields) => {
  const route = routeReport(fields)
  return route.lead === 'fire' && !route.escalated && holdersAtFiling(route, fields).includes('fire')
})
const today = new Intl.DateTimeFormat('en-CA', { timeZone: profile.timezone }).format()

let portal: KeyedPortal
let admin: StaffSession
let stays: StaffSession
let leaver: StaffSession
let [before, after] = ['', '']
let changedFile: string

const fileOf = (...names: string[]): UnitKeys => keysIn(KeyFile.parse(JSON.parse(readFileSync(portal.path(...names), 'utf8'))))

/** Sealed as a page with this keyring seals. */
async function seal(body: string, keyring = portal.keyring): Promise<SealedFiling> {
  if (plain === undefined) throw new Error('no tip goes to fire')
  const tip: Tip = { ...plain, wantsReward: false, language: 'zh', place: '老街', body }
  return sealFiling(tip, await keysFromCode(makeCode(), profile.id), keyring, holdersAtFiling(routeReport(plain), plain))
}

const file = async (body: string): Promise<string> => need(await portal.submit(await seal(body))).receipt.reference
const see = async (who: StaffSession, reference: string) => unsealReport(who, need(await who.tools.call(readReport, { reference }, {})))
const bodyIn = async (who: StaffSession, reference: string) => (await see(who, reference)).content?.words?.body ?? null

/** Every grant in the whole database that these keys open: the references of their reports, whoever the grant was for. */
async function robs(keys: UnitKeys): Promise<string[]> {
  const grants = portal.rows('SELECT r.reference, g.report_id, g.holder, g.sealed FROM report_grant g JOIN report r ON r.id = g.report_id') as { reference: string; report_id: string; holder: string; sealed: string }[]
  const opened = await Promise.all(grants.map(async ({ reference, report_id: report, holder, sealed }) =>
    openWithAny([keys.identity, ...keys.past], (identity) => openGrant(sealed, identity, { report, holder })).then(() => [reference], () => [])))
  return [...new Set(opened.flat())].toSorted()
}

beforeAll(async () => {
  rmSync(resolve(root, HOME), { recursive: true, force: true })
  portal = new KeyedPortal(HOME)
  portal.keys('make', '--to', portal.path('safe'))
  portal.adopt(portal.path('safe', 'keyring.json'))
  await portal.open()
  const { enrolment, sql } = await inviteFirstAdministrator('head-of-it', today)
  portal.rows(sql)
  await portal.enrol({ name: 'head-of-it', displayName: '管理员', unit: null, roles: ['administrator'] }, { enrolment }, null)
  admin = await portal.signIn('head-of-it')
  for (const [name, unit, role] of [['fire-one', 'fire', 'handler'], ['fire-two', 'fire', 'handler'], ['desk-one', 'desk', 'desk']] as const) {
    await portal.enrol({ name, displayName: name, unit, roles: [role] }, admin.tools.call, fileOf('safe', `${unit}.private.json`))
  }
}, 600_000)

afterAll(async () => {
  await portal.close()
  rmSync(resolve(root, HOME), { recursive: true, force: true })
})

describe('the keys of a county', () => {
  it('open what is filed, for both members of the unit', async () => {
    ;[stays, leaver] = [await portal.signIn('fire-one'), await portal.signIn('fire-two')]
    before = await file('老街的灭火器全是空的')
    expect([await bodyIn(stays, before), await bodyIn(leaver, before)]).toEqual(['老街的灭火器全是空的', '老街的灭火器全是空的'])
    expect((await note(stays, await see(stays, before), '先去看看')).ok).toBe(true)
  })

  it('are changed when one of them leaves: in the console by fire, from the command line by the desk', async () => {
    need(await admin.tools.call(disableMember, { name: 'fire-two' }, {}))
    expect(need(await admin.tools.call(listKeysDue, {}, {}))).toEqual({ units: ['fire'] })
    const rotated = need(await rotateUnit(stays, today))
    expect(rotated.shared.map(({ name }) => name)).toEqual(['fire-one'])
    changedFile = portal.path('fire.private.2.json')
    writeFileSync(changedFile, JSON.stringify(rotated.keyFile))
    writeFileSync(portal.path('fire.card.2.json'), JSON.stringify(rotated.card))
    portal.keys('rotate', '--key', portal.path('safe', 'desk.private.json'), '--to', portal.path('safe2'))
    const between = await file('公布以前来的一件')
    expect(await bodyIn(stays, between)).toBe('公布以前来的一件')
    expect(portal.keys('publish', '--card', portal.path('fire.card.2.json'), portal.path('safe2', 'desk.card.2.json'))).toMatchObject({ version: 2, units: ['fire', 'desk'] })
  })

  it('once published, open old and new to who stays, who does nothing for it', async () => {
    await portal.open()
    stays = await portal.signIn('fire-one')
    expect(stays).toMatchObject({ keyStanding: 'open', unitKeys: { past: [fileOf('safe', 'fire.private.json').identity] } })
    after = await file('新来的一件，后门锁死了')
    expect([await bodyIn(stays, before), await bodyIn(stays, after)]).toEqual(['老街的灭火器全是空的', '新来的一件，后门锁死了'])
    expect((await see(stays, before)).notes.map(({ signature, words }) => [signature, words?.text])).toEqual([['good', '先去看看']])
    admin = await portal.signIn('head-of-it')
    expect(need(await admin.tools.call(listKeysDue, {}, {}))).toEqual({ units: [] })
  })

  it('open nothing filed afterwards to who left, with all they had and the whole database', async () => {
    const old = leaver.unitKeys ?? expect.fail('the leaver had keys')
    const [theirs, ours] = [await robs(old), await robs(stays.unitKeys ?? old)]
    expect([theirs.includes(before), theirs.includes(after)]).toEqual([true, false])
    expect([ours.includes(before), ours.includes(after)]).toEqual([true, true])
    const boxes = portal.rows('SELECT sealed FROM unit_box UNION SELECT unit_box FROM member WHERE unit_box IS NOT NULL') as { sealed: string }[]
    expect(boxes.length).toBeGreaterThan(2)
    const opened = await Promise.all(boxes.map(({ sealed }) => openUnitBox(sealed, leaver.own, 'fire').then(() => true, () => false)))
    expect(opened).not.toContain(true)
  })

  it('come to a member whose unit changed them elsewhere by the unit’s own file', async () => {
    const desk = await portal.signIn('desk-one')
    expect(desk).toMatchObject({ keyStanding: 'unfit', unitKeys: null })
    expect(await readKeyFile(desk, readFileSync(portal.path('safe', 'desk.private.json'), 'utf8'))).toBe('not-published')
    const keys = await readKeyFile(desk, readFileSync(portal.path('safe2', 'desk.private.2.json'), 'utf8'))
    if (typeof keys === 'string') throw new Error(keys)
    need(await bringUnitKey(desk, keys))
    const now = need(await refreshKeys(desk))
    expect([now.keyStanding, await bodyIn(now, before), await bodyIn(now, after)]).toEqual(['open', '老街的灭火器全是空的', '新来的一件，后门锁死了'])
  })

  it('recovered from three of five sheets open everything that they should', async () => {
    portal.keys('split', '--key', changedFile, '--need', '3', '--of', '5', '--to', portal.path('sheets'))
    const sheets = [1, 3, 4].map((n) => portal.path('sheets', `fire.share-${n}.html`))
    expect(portal.keys('recover', '--share', ...sheets, '--to', portal.path('back'))).toMatchObject({ unit: 'fire', current: true })
    const held = portal.rows(`SELECT DISTINCT r.reference FROM report_grant g JOIN report r ON r.id = g.report_id WHERE g.holder = 'fire'`).map((row) => String(row['reference']))
    expect(held.length).toBeGreaterThan(2)
    expect(await robs(fileOf('back', 'fire.private.2.json'))).toEqual(held.toSorted())
  })

  it('that were in use before are accepted from an old page until they are revoked, and then refused with what to do', async () => {
    const old = { ...portal.keyring, versions: [{ version: 1, holders: { ...portal.keyring.versions[0]?.holders } }] } satisfies typeof portal.keyring
    expect(await portal.submit(await seal('旧页面送来的', old))).toMatchObject({ ok: true })
    portal.keys('revoke', '--version', '1')
    await portal.open()
    const refused = await portal.submit(await seal('旧页面又送来一件', old))
    expect(refused).toMatchObject({ ok: false, code: 'invalid' })
    expect(refused.ok ? '' : refused.message).toContain('重新打开举报页')
    stays = await portal.signIn('fire-one')
    // What the compromised key signed counts no more; what it opens still opens.
    expect((await see(stays, before)).notes.map(({ signature }) => signature)).toEqual(['wrong'])
    expect(await bodyIn(stays, before)).toBe('老街的灭火器全是空的')
  })
})
