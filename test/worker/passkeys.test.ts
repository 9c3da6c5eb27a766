/** Passkeys from the first touch to the last: the console's own steps, a software authenticator, and everything that must not get in. */
import { describe, expect, it } from 'vitest'
import { toBase64Url } from '#contract/bytes.ts'
import { disableMember, inviteMember, readSession } from '#contract/member.ts'
import { addPasskey as addOperation, listMemberEvents, signInWithPasskey as signInOperation, startPasskeySignIn } from '#contract/passkey.ts'
import { addPasskey, readAccess, removePasskey, signInWithPasskey } from '../../site/console/access/passkey.ts'
import type { StaffTools } from '../../site/console/session.ts'
import { makeIdentity } from '../../site/crypto/age.ts'
import { callerOf, codeOf, must, post } from '../support/api.ts'
import { SoftwareAuthenticator } from '../support/authenticator.ts'
import { countedDatabase, dump, rows, run } from '../support/database.ts'
import { key, person, signedIn, type Worker } from '../support/members.ts'

let people = 0
const somebody = (name = 'fire01'): Promise<Worker> => signedIn({ ...person(name), name: `${name.slice(0, -2)}-pk-${(people += 1)}` })
const anybody = callerOf()
const tools = (who: Worker): StaffTools => ({ ...who.session.tools, call: anybody })

/** Somebody with a passkey on this device. */
async function withPasskey(habits: ConstructorParameters<typeof SoftwareAuthenticator>[0] = {}) {
  const [who, device] = [await somebody(), new SoftwareAuthenticator(habits)]
  must(await addPasskey(who.session, device, '办公室电脑'))
  return { who, device }
}

describe('a passkey that keeps a secret of its own', () => {
  it('is added, opens a session and the keys without a passphrase, and is listed with its days', async () => {
    const { who, device } = await withPasskey()
    const arrived = must(await signInWithPasskey(tools(who), device))
    expect([arrived.me.name, arrived.session?.own]).toEqual([who.name, who.session.own])
    expect(must(await readAccess(who.session)).passkeys).toEqual([{ label: '办公室电脑', opens: true, day: expect.any(String), usedDay: expect.any(String) }])
  })

  it('keeps that secret to the browser: neither what is sent nor what is stored holds it, in any step', async () => {
    const [who, device, sent] = [await somebody(), new SoftwareAuthenticator(), [] as unknown[]]
    const heard: Worker['call'] = async (operation, params, input) => {
      sent.push(input)
      return who.call(operation, params, input)
    }
    must(await addPasskey({ ...who.session, tools: { ...who.session.tools, call: heard } }, device, '手机'))
    must(await signInWithPasskey({ ...who.session.tools, call: heard }, device))
    const used = await device.use('x')
    const secret = typeof used === 'string' || used.prf === null ? '' : toBase64Url(used.prf)
    expect([sent.length, secret.length]).toEqual([5, 43])
    expect(JSON.stringify([sent, await dump()])).not.toMatch(new RegExp(`${secret}|${who.session.own}`))
  })

  it('opens a session as the member who was named, and no other', async () => {
    const { who, device } = await withPasskey()
    expect(must(await signInWithPasskey(tools(who), device, who.name)).me.name).toBe(who.name)
    expect(await signInWithPasskey(tools(who), device, 'desk01')).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await signInWithPasskey(tools(who), device, 'nobody99')).toMatchObject({ ok: false, code: 'forbidden' })
  })

  it('in place of a lock: the session before it ends', async () => {
    const { who, device } = await withPasskey()
    must(await signInWithPasskey({ ...who.session.tools, call: who.call }, device, who.name))
    expect(await who.call(readSession, {}, {})).toMatchObject({ ok: false, code: 'unauthenticated' })
  })

  it('is not opened by another’s box, and the passphrase is asked', async () => {
    const [{ who, device }, other] = [await withPasskey(), await withPasskey()]
    await run('UPDATE passkey SET member_box = (SELECT member_box FROM passkey WHERE member = ?2) WHERE member = ?1', who.name, other.who.name)
    expect(must(await signInWithPasskey(tools(who), device)).session).toBeNull()
  })
})

describe('a passkey without such a secret', () => {
  it('signs in and leaves the keys to the passphrase', async () => {
    const { who, device } = await withPasskey({ prf: false })
    expect(must(await signInWithPasskey(tools(who), device))).toMatchObject({ me: { name: who.name }, session: null })
    expect(must(await readAccess(who.session)).passkeys).toMatchObject([{ opens: false }])
  })
})

describe('a sign-in is refused', () => {
  type Case = { who: Worker; device: SoftwareAuthenticator }
  it.for<[string, (one: Case) => unknown]>([
    ['from another origin', ({ device }) => (device.habits.origin = 'https://tip.example.evil.example')],
    ['of another relying party', ({ device }) => (device.habits.rpId = 'evil.example')],
    ['without the person verified', ({ device }) => (device.habits.verified = false)],
    ['with a counter that went back', ({ device }) => (device.counter = 0)],
    ['with a passkey that nobody registered', async ({ device, who }) => run('DELETE FROM passkey WHERE member = ?1 AND ?2 = ?2', who.name, device.counter)],
    ['with another’s key under this id', async ({ who }) => run('UPDATE passkey SET public_key = (SELECT public_key FROM passkey WHERE member <> ?1 LIMIT 1) WHERE member = ?1', who.name)],
    ['of somebody disabled', async ({ who }) => run(`UPDATE member SET standing = 'disabled' WHERE name = ?1`, who.name)],
    ['of somebody invited anew', async ({ who }) => run(`UPDATE member SET standing = 'invited' WHERE name = ?1`, who.name)],
  ])('%s, with one and the same sentence, and nothing changes', async ([, spoil]) => {
    const one = await withPasskey()
    await withPasskey()
    one.device.counter = 10
    must(await signInWithPasskey(tools(one.who), one.device))
    await spoil(one)
    const before = await dump()
    const outcome = await signInWithPasskey(tools(one.who), one.device)
    expect(outcome).toMatchObject({ ok: false, code: 'unauthenticated', message: expect.stringMatching(/^这把通行密钥登录不了/) })
    expect(await dump()).toEqual(before)
  })

  it('when it is sent again, also twice at once', async () => {
    const { who, device } = await withPasskey()
    must(await signInWithPasskey(tools(who), device))
    expect(await codeOf(await post('/api/staff/passkey-sign-in', { response: device.last }))).toBe('unauthenticated')
    const { challenge } = must(await anybody(startPasskeySignIn, {}, {}))
    const used = await device.use(challenge)
    const codes = await Promise.all([0, 1, 2].map(async () => codeOf(await post('/api/staff/passkey-sign-in', { response: typeof used === 'string' ? null : used.response }))))
    expect(codes.toSorted()).toEqual(['ok', 'unauthenticated', 'unauthenticated'])
  })

  it.for(['A'.repeat(70), key(), 'not base64url at all!'])('for the challenge %s, which is none of ours', async (challenge) => {
    const { device } = await withPasskey()
    const used = await device.use(challenge)
    expect(await codeOf(await post('/api/staff/passkey-sign-in', { response: typeof used === 'string' ? null : used.response }))).toBe('unauthenticated')
  })

  it('when it carries what the authenticator keeps secret: there is no room for it', async () => {
    const { device } = await withPasskey()
    await device.use('x')
    const response = { ...device.last, clientExtensionResults: { prf: { results: { first: key() } } } }
    expect(await codeOf(await post('/api/staff/passkey-sign-in', { response }))).toBe('invalid')
  })
})

describe('adding one', () => {
  it('takes the member’s own opened keys: a session alone adds nothing', async () => {
    const who = await somebody()
    const stolen = { ...who.session, own: await makeIdentity() }
    const before = await dump()
    expect(await addPasskey(stolen, new SoftwareAuthenticator(), '我的')).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await dump()).toEqual(before)
  })

  it('refuses another origin, a stranger’s challenge, a missing verification, the same device and the same name', async () => {
    const { who, device } = await withPasskey()
    const add = async (habits: ConstructorParameters<typeof SoftwareAuthenticator>[0], label: string) => {
      const outcome = await addPasskey(who.session, new SoftwareAuthenticator(habits), label)
      return outcome.ok ? 'ok' : outcome.code
    }
    expect(await add({ origin: 'https://evil.example' }, '一')).toBe('invalid')
    expect(await add({ rpId: 'evil.example' }, '二')).toBe('invalid')
    expect(await add({ verified: false }, '三')).toBe('invalid')
    expect(await add({}, '办公室电脑')).toBe('conflict')
    expect(await addPasskey(who.session, device, '四')).toMatchObject({ code: 'passkey-there' })
    const other = await somebody()
    const foreign = { ...who.session, tools: { ...who.session.tools, call: (async (operation, params, input) => (operation.name === 'startPasskey' ? other : who).call(operation, params, input)) as Worker['call'] } }
    expect(await addPasskey(foreign, new SoftwareAuthenticator(), '五')).toMatchObject({ ok: false, code: 'invalid' })
    expect(must(await readAccess(who.session)).passkeys).toHaveLength(1)
  })

  it('keeps its signature good for one place in the history', async () => {
    const who = await somebody()
    const sent: unknown[] = []
    const spy = { ...who.session, tools: { ...who.session.tools, call: (async (operation, params, input) => {
      if (operation.name === addOperation.name) sent.push(input)
      return who.call(operation, params, input)
    }) as Worker['call'] } }
    must(await addPasskey(spy, new SoftwareAuthenticator(), '手机'))
    expect(await codeOf(await post('/api/staff/passkeys', sent[0], { cookie: who.cookie }))).toBe('conflict')
  })

  it('ends at ten', async () => {
    const { who } = await withPasskey()
    await run(`WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 9)
      INSERT INTO passkey SELECT printf('id-%s-%d', ?1, n), ?1, 'k', 0, '[]', printf('第%d把', n), NULL, '2026-01-01', NULL FROM i`, who.name)
    expect(await addPasskey(who.session, new SoftwareAuthenticator(), '第十一把')).toMatchObject({ ok: false, code: 'conflict', message: expect.stringContaining('10把') })
  })
})

describe('removing one', () => {
  it('ends it and the member’s other sessions, and not one’s own', async () => {
    const { who, device } = await withPasskey()
    const lost = must(await signInWithPasskey(tools(who), device)).me.name
    expect(await rows('SELECT 1 FROM session WHERE member = ?1', lost)).toHaveLength(2)
    expect(must(await removePasskey(who.session, '办公室电脑')).passkeys).toEqual([])
    expect(await rows('SELECT 1 FROM session WHERE member = ?1', lost)).toHaveLength(1)
    expect(await who.call(readSession, {}, {})).toMatchObject({ ok: true })
    expect(await signInWithPasskey(tools(who), device)).toMatchObject({ code: 'unauthenticated' })
    expect(await removePasskey(who.session, '办公室电脑')).toMatchObject({ code: 'not_found' })
  })

  it('is done by the administrator’s new invitation, and by disabling', async () => {
    const admin = await signedIn({ ...person('admin01'), name: 'admin-pk' })
    for (const end of ['invite', 'disable'] as const) {
      const { who, device } = await withPasskey()
      if (end === 'disable') must(await admin.call(disableMember, { name: who.name }, {}))
      else must(await admin.call(inviteMember, {}, { name: who.name, displayName: '同一位', unit: 'fire', roles: ['handler'], enrolmentHash: key() }))
      expect(await rows('SELECT 1 FROM passkey WHERE member = ?1', who.name)).toEqual([])
      expect(await signInWithPasskey(tools(who), device)).toMatchObject({ code: 'unauthenticated' })
    }
  })
})

describe('what it tells and costs', () => {
  it('tells nobody which names there are: it is asked for none', async () => {
    expect(await codeOf(await post('/api/staff/passkey-sign-in/start', { name: 'desk01' }))).toBe('invalid')
    expect(Object.keys(must(await anybody(startPasskeySignIn, {}, {})))).toEqual(['challenge'])
  })

  it('signs in with five round trips, the last for the unit’s box that fits this build, however many passkeys there are', async () => {
    const { device } = await withPasskey()
    await run(`WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 500)
      INSERT INTO passkey SELECT printf('many-%d', n), (SELECT name FROM member LIMIT 1), 'k', 0, '[]', printf('很多%d', n), NULL, '2026-01-01', NULL FROM i`)
    const { challenge } = must(await anybody(startPasskeySignIn, {}, {}))
    const used = await device.use(challenge)
    const counted = countedDatabase()
    const answer = await callerOf({ db: counted.db })(signInOperation, {}, { response: typeof used === 'string' ? ({} as never) : used.response })
    expect(answer).toMatchObject({ ok: true })
    expect(counted.trips).toBeLessThanOrEqual(5)
    expect(counted.rowsRead).toBeLessThan(12)
    expect(await anybody(listMemberEvents, {}, {})).toMatchObject({ code: 'unauthenticated' })
  })
})
