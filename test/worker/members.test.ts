import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import { listReports } from '#contract/inbox.ts'
import { disableMember, enrol, grantUnitKey, inviteMember, listColleagues, listMembers, readSession } from '#contract/member.ts'
import { ROLES, type Role } from '#contract/roles.ts'
import { bringUnitKey, giveUnitKey } from '../../site/console/colleagues/give.ts'
import { makeStart, type Start } from '../../site/console/sign-in/enrol.ts'
import { refreshKeys, signInStaff, type StaffTools } from '../../site/console/session.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { giveUnitKey as giveKey, makeEnrolment } from '../../site/crypto/member.ts'
import { totpAt } from '../../site/crypto/totp.ts'
import { enrol as enrolCommand } from '../../worker/staff/members.ts'
import { callerOf, codeOf, must, post, SITE } from '../support/api.ts'
import { dump, rows, run } from '../support/database.ts'
import { solved } from '../support/filings.ts'
import { anyRecipient, anySealed, key, ofUnit, signedIn, type Worker } from '../support/members.ts'
import { app } from '../../worker/app.ts'
import { tell } from '../support/story.ts'

const anybody = callerOf()
const admin = await signedIn('admin01')
const someSealed = await anySealed()

type Invitation = { name: string; unit: string | null; roles: Role[]; displayName?: string }
const invite = async (row: Invitation, enrolmentHash = key()) => admin.call(inviteMember, {}, { displayName: '新来的', ...row, enrolmentHash })

/** What a new member's browser would hand in, without the second of stretching. */
async function start(name: string, enrolment: string, change: Record<string, unknown> = {}) {
  const totpSecret = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  return { name, enrolment, salt: key(), authKey: key(), recipient: anyRecipient, verify: key(), memberBox: await anySealed(), totpSecret, totp: totpAt(totpSecret, Date.now()), ...change }
}

/** A browser of its own: calls with the cookie that its sign-in gave it. */
function browser(): StaffTools {
  let cookie = ''
  const call: StaffTools['call'] = async (operation, params, input) => {
    if (operation.path !== '/api/staff/sign-in') return callerOf({ cookie })(operation, params, input)
    const response = await app.fetch(new Request(SITE + operation.path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) }), env)
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    return { ok: true, value: operation.ok.parse(await response.json()) }
  }
  return { call, solve: solved, keyring }
}

const handIn = ({ name, enrolment, made }: Start, totp: string) => anybody(enrol, {}, { name, enrolment, ...made.enrol, totp })

describe('a new member', () => {
  it('is invited, enrols, waits, and is handed the unit’s key by a colleague: the console’s own steps', async () => {
    const { enrolment, enrolmentHash } = await makeEnrolment()
    expect(must(await invite({ name: 'fire02', unit: 'fire', roles: ['handler'] }, enrolmentHash))).toMatchObject({ standing: 'invited' })
    const begun = await makeStart('fire02', enrolment)
    expect(must(await handIn(begun, totpAt(begun.made.show.totpSecret, Date.now() - 30_000)))).toMatchObject({ name: 'fire02', standing: 'waiting' })

    const tools = browser()
    const session = must(await signInStaff(tools, { name: 'fire02', passphrase: begun.made.show.passphrase, totp: totpAt(begun.made.show.totpSecret, Date.now()) }))
    expect(session).toMatchObject({ keyStanding: 'waiting', unitKeys: null })

    const colleague = await signedIn('fire01')
    const [waiting] = must(await colleague.call(listColleagues, {}, {})).colleagues
    expect(waiting).toMatchObject({ name: 'fire02', recipient: begun.made.enrol.recipient })
    if (waiting === undefined) throw new Error('nobody waits')
    must(await giveUnitKey(colleague.session, waiting))
    const refreshed = must(await refreshKeys(session))
    expect([refreshed.keyStanding, refreshed.unitKeys?.identity]).toEqual(['open', (await demonstrationUnitKeys('fire')).identity])
    expect(must(await colleague.call(listColleagues, {}, {})).colleagues).toEqual([])
  })

  it('who is the first of a unit brings its key from the unit’s own file', async () => {
    const { enrolment, enrolmentHash } = await makeEnrolment()
    must(await invite({ name: 'market02', unit: 'market', roles: ['handler'] }, enrolmentHash))
    const begun = await makeStart('market02', enrolment)
    must(await handIn(begun, totpAt(begun.made.show.totpSecret, Date.now() - 30_000)))
    const session = must(await signInStaff(browser(), { name: 'market02', passphrase: begun.made.show.passphrase, totp: totpAt(begun.made.show.totpSecret, Date.now()) }))
    must(await bringUnitKey(session, await demonstrationUnitKeys('market')))
    expect(must(await refreshKeys(session)).keyStanding).toBe('open')
  })

  it('enrols once with a code, even when two browsers hand it in together', async () => {
    const { enrolment, enrolmentHash } = await makeEnrolment()
    must(await invite({ name: 'water02', unit: 'water', roles: ['handler'] }, enrolmentHash))
    const [one, two] = [await start('water02', enrolment), await start('water02', enrolment)]
    const codes = await Promise.all([one, two].map(async (made) => codeOf(await post('/api/staff/enrol', made))))
    expect(codes.toSorted()).toEqual(['forbidden', 'ok'])
    const before = await dump()
    expect(await codeOf(await post('/api/staff/enrol', one))).toBe('forbidden')
    expect(await dump()).toEqual(before)
  })

  it('enrols within seven days of the invitation', async () => {
    const { enrolment, enrolmentHash } = await makeEnrolment()
    must(await invite({ name: 'power02', unit: 'power', roles: ['handler'] }, enrolmentHash))
    const made = await start('power02', enrolment)
    const seconds = Math.floor(Date.now() / 1000)
    await run(`UPDATE member SET invited_day = '2026-11-02' WHERE name = 'power02'`)
    expect(await enrolCommand(env.DB, env, made, { today: '2026-11-10', seconds })).toEqual({ ok: false, refusal: 'wrong_enrolment' })
    expect(await enrolCommand(env.DB, env, made, { today: '2026-11-09', seconds })).toMatchObject({ ok: true })
  })

  it.for<[string, Record<string, unknown>, string]>([
    ['another code', { enrolment: key() }, 'forbidden'],
    ['a name nobody has', { name: 'nobody09' }, 'forbidden'],
    ['the name of somebody enrolled', { name: 'admin01' }, 'forbidden'],
    ['a wrong dynamic code', { totp: '000000' }, 'invalid'],
    ['a short dynamic secret', { totpSecret: 'ABCD' }, 'invalid'],
    ['an X25519 recipient', { recipient: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p' }, 'invalid'],
    ['a unit key that nobody signed', { unitKey: { sealed: someSealed, proof: 'A'.repeat(86) } }, 'forbidden'],
    ['an open box', { memberBox: 'AGE-SECRET-KEY-PQ-1' }, 'invalid'],
    ['a role of their own choice', { roles: ['administrator'] }, 'invalid'],
  ])('is refused, and nothing changes, with %s', async ([what, change, code]) => {
    const { enrolment, enrolmentHash } = await makeEnrolment()
    const name = `health-${what.length}`
    must(await invite({ name, unit: 'health', roles: ['handler'] }, enrolmentHash))
    const made = await start(name, enrolment, change)
    // One chance in 333,333 that the right code is just that.
    if (made.totp === totpAt(made.totpSecret, Date.now()) && what.includes('wrong')) return
    const before = await dump()
    expect(await codeOf(await post('/api/staff/enrol', made))).toBe(code)
    expect(await dump()).toEqual(before)
  })
})

describe('the administrator', () => {
  it('ends a member’s sessions and every later sign-in, and may give them a new start', async () => {
    const who = await signedIn('culture01')
    expect(must(await admin.call(disableMember, { name: who.name }, {}))).toMatchObject({ standing: 'disabled' })
    expect(await who.call(readSession, {}, {})).toMatchObject({ code: 'unauthenticated' })
    expect(await rows(`SELECT auth_hash, unit_box, enrolment_hash FROM member WHERE name = ?1`, who.name)).toEqual([{ auth_hash: null, unit_box: null, enrolment_hash: null }])

    const { enrolment, enrolmentHash } = await makeEnrolment()
    must(await invite({ name: who.name, unit: 'culture', roles: ['handler'] }, enrolmentHash))
    const [row] = await rows<Record<string, unknown>>('SELECT salt, auth_hash, recipient, member_box, unit_box, totp_sealed FROM member WHERE name = ?1', who.name)
    expect(new Set(Object.values(row ?? {}))).toEqual(new Set([null]))
    expect(await codeOf(await post('/api/staff/enrol', await start(who.name, enrolment)))).toBe('ok')
  })

  it('ends at the new start a session that slipped in behind the invitation', async () => {
    const who = await signedIn('labour01')
    const { enrolment, enrolmentHash } = await makeEnrolment()
    must(await invite({ name: who.name, unit: 'labour', roles: ['handler'] }, enrolmentHash))
    const minute = Math.floor(Date.now() / 60_000)
    await run('INSERT INTO session (token_hash, member, started, seen) VALUES (?1, ?2, ?3, ?3)', 'slipped in', who.name, minute)
    expect(await codeOf(await post('/api/staff/enrol', await start(who.name, enrolment)))).toBe('ok')
    expect(await rows('SELECT 1 FROM session WHERE member = ?1', who.name)).toEqual([])
  })

  it('can read no report, nor anything about one', async () => {
    const told = await tell()
    for (const path of ['', `/${told.reference}`, `/${told.reference}/history`]) {
      const answer = await app.fetch(new Request(`${SITE}/api/staff/reports${path}`, { headers: { cookie: admin.cookie } }), env)
      expect(await codeOf(answer)).toBe('forbidden')
    }
  })

  it('changes nothing about themselves', async () => {
    const before = await dump()
    expect(await admin.call(disableMember, { name: 'admin01' }, {})).toMatchObject({ code: 'forbidden' })
    expect(await invite({ name: 'admin01', unit: 'desk', roles: ['desk'] })).toMatchObject({ code: 'forbidden' })
    expect(await admin.call(disableMember, { name: 'nobody01' }, {})).toMatchObject({ code: 'not_found' })
    expect(await dump()).toEqual(before)
  })

  it.for<[string | null, Role[]]>([
    ['desk', ['desk', 'approver', 'supervisor']], ['gov', ['handler']], ['fire', ['handler']], ['t-heping', ['handler']],
    ['custodian', ['custodian']], ['cashier', ['cashier']], [null, ['auditor', 'administrator']],
  ])('gives members of %s the roles that fit it, and no other', async ([unit, fit]) => {
    const codes = await Promise.all(ROLES.map(async (role) => [role, (await invite({ name: `fit-${unit ?? 'none'}-${role}`, unit, roles: [role] })).ok]))
    expect(codes.filter(([, ok]) => ok).map(([role]) => role)).toEqual(ROLES.filter((role) => fit.includes(role)))
  })

  it.for<[string, Partial<Invitation>, string]>([
    ['auditor and administrator in one', { unit: null, roles: ['auditor', 'administrator'] }, 'invalid'],
    ['a unit that the county has not', { unit: 'ministry' }, 'invalid'],
    ['the reporter as a unit', { unit: 'reporter' }, 'invalid'],
    ['no role', { roles: [] }, 'invalid'],
    ['a name in capitals', { name: 'Fire09' }, 'invalid'],
    ['a name with a NUL', { name: 'fire\u00009' }, 'invalid'],
    ['half a surrogate pair', { displayName: '王\ud800' }, 'invalid'],
    ['a name that runs the other way', { displayName: '\u202e员理管' }, 'invalid'],
    ['a name of nothing', { displayName: '' }, 'invalid'],
    ['a name of many lines', { displayName: '管理员\n管理员' }, 'invalid'],
    ['a long name', { displayName: '长'.repeat(41) }, 'invalid'],
  ])('invites nobody with %s', async ([, change, code]) => {
    const before = await dump()
    const row = { name: 'post09', displayName: '新来的', unit: 'post', roles: ['handler'], enrolmentHash: key(), ...change }
    expect(await codeOf(await post('/api/staff/members', row, { cookie: admin.cookie }))).toBe(code)
    expect(await dump()).toEqual(before)
  })

  it('lists every member once, page by page, and none of their secrets', async () => {
    await run(`WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 250)
      INSERT INTO member (name, display_name, unit, roles, standing) SELECT printf('many-%03d', n), '很多人', NULL, '["auditor"]', 'invited' FROM i`)
    const names: string[] = []
    let after: string | null = null
    do {
      const page: { members: { name: string }[]; next: string | null } = must(await admin.call(listMembers, {}, after === null ? {} : { after }))
      names.push(...page.members.map((row) => row.name))
      after = page.next
    } while (after !== null)
    expect(names).toEqual((await rows<{ name: string }>('SELECT name FROM member ORDER BY name')).map((row) => row.name))
  })
})

describe('the unit’s key', () => {
  const waiting = (name: string, unit = 'forestry'): Promise<Worker> => signedIn({ ...ofUnit(unit, name), standing: 'waiting' })
  /** `keys`: the unit whose keys the giver really has; null for none. */
  const give = async (by: Worker, name: string, keys: string | null = by.unit) => {
    const to = { county: profile.id, member: name, recipient: anyRecipient }
    const given = await giveKey({ ...(await demonstrationUnitKeys(keys ?? 'desk')), unit: by.unit ?? 'desk' }, to)
    return by.call(grantUnitKey, { name }, given)
  }

  it('is handed over by an active colleague of the same unit, once, and by nobody else', async () => {
    const [one, two, colleague, stranger] = [await waiting('forestry02'), await waiting('forestry03'), await signedIn('forestry01'), await signedIn('environment01')]
    const before = await dump()
    expect(await give(stranger, one.name)).toMatchObject({ code: 'not_found' })
    expect(await give(two, one.name, null)).toMatchObject({ code: 'forbidden' })
    expect(await give(one, one.name, null)).toMatchObject({ code: 'forbidden' })
    expect(await give(colleague, one.name, 'environment')).toMatchObject({ code: 'forbidden' })
    expect(await give(admin, one.name)).toMatchObject({ code: 'not_found' })
    expect(await give(colleague, 'nobody01')).toMatchObject({ code: 'not_found' })
    expect(await anybody(grantUnitKey, { name: one.name }, { sealed: await anySealed(), proof: 'A'.repeat(86) })).toMatchObject({ code: 'unauthenticated' })
    expect(await dump()).toEqual(before)
    expect(must(await give(colleague, one.name))).toEqual({ ok: true })
    expect(await give(colleague, one.name)).toMatchObject({ code: 'not_found' })
    expect(await give(one, two.name)).toMatchObject({ ok: true })
  })

  it('is waited for by colleagues of one’s own unit only', async () => {
    await waiting('agriculture02', 'agriculture')
    expect(must(await (await signedIn('agriculture01')).call(listColleagues, {}, {})).colleagues.map((one) => one.name)).toEqual(['agriculture02'])
    for (const name of ['industry01', 'auditor01']) expect(must(await (await signedIn(name)).call(listColleagues, {}, {})).colleagues).toEqual([])
    expect(must(await admin.call(listColleagues, {}, {})).colleagues).toEqual([])
  })

  it('does not bring back a member who was disabled meanwhile', async () => {
    const [one, colleague] = [await waiting('religion02', 'religion'), await signedIn('religion01')]
    must(await admin.call(disableMember, { name: one.name }, {}))
    expect(await give(colleague, one.name)).toMatchObject({ code: 'not_found' })
    expect(await one.call(listReports, {}, {})).toMatchObject({ code: 'unauthenticated' })
  })
})
