/** A lost passphrase, a lost authenticator, and the history that remembers who changed which way in. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import { disableMember, enrol, grantUnitKey, inviteMember, readSession } from '#contract/member.ts'
import { changePassphrase, listMemberEvents } from '#contract/passkey.ts'
import { addPasskey, readAccess, removePasskey, signInWithPasskey } from '../../site/console/access/passkey.ts'
import { makeNewPassphrase, makeNewTotp, takePassphrase, takeTotp } from '../../site/console/access/renew.ts'
import { verifyMembers } from '../../site/console/audit/member-history.ts'
import { signInStaff, type StaffTools } from '../../site/console/session.ts'
import { makeIdentity } from '../../site/crypto/age.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { giveUnitKey, makeEnrolment, makeMember } from '../../site/crypto/member.ts'
import { totpAt } from '../../site/crypto/totp.ts'
import { hashOf } from '../../worker/platform/secrets.ts'
import { insertSession } from '../../worker/staff/store.ts'
import { callerOf, codeOf, must, post } from '../support/api.ts'
import { SoftwareAuthenticator } from '../support/authenticator.ts'
import { dump, rows, run } from '../support/database.ts'
import { solved } from '../support/filings.ts'
import { key, person, signedIn, type Worker } from '../support/members.ts'

const anybody = callerOf()
const fresh: StaffTools = { call: anybody, solve: solved, keyring }
let people = 0
const somebody = (): Promise<Worker> => signedIn({ ...person('fire01'), name: `fire-own-${(people += 1)}` })
const codeNow = (secret: string, steps = 0) => totpAt(secret, Date.now() + steps * 30_000)

/** Signed in by a passkey that opened the keys, from another device than the session of `who`. */
async function byPasskey(who: Worker) {
  const device = new SoftwareAuthenticator()
  must(await addPasskey(who.session, device, '手机'))
  const minute = Math.floor(Date.now() / 60_000)
  await run('INSERT INTO session (token_hash, member, started, seen) VALUES (?1, ?2, ?3, ?3)', `elsewhere-${who.name}`, who.name, minute)
  const { session } = must(await signInWithPasskey({ ...fresh, call: who.call }, device))
  if (session === null) throw new Error('the passkey opened nothing')
  // What the browser would do with the new cookie: the same member, by the session that the test can use.
  await run('UPDATE session SET token_hash = ?2 WHERE member = ?1 AND token_hash <> ?3', who.name, await hashOfCookie(who), `elsewhere-${who.name}`)
  return { device, session: { ...session, tools: { ...session.tools, call: who.call } } }
}
const hashOfCookie = ({ cookie }: Worker) => hashOf(cookie.split('=')[1] ?? '')

describe('a sign-in that was under way', () => {
  const begins = async (who: Worker, by: Parameters<typeof insertSession>[4]) => (await insertSession(env.DB, await hashOf(key()), who.name, 1, by).run()).meta.changes

  it('opens no session once its passkey is removed, or its passphrase replaced', async () => {
    const who = await somebody()
    must(await addPasskey(who.session, new SoftwareAuthenticator(), '手机'))
    const [{ id } = { id: '' }] = await rows<{ id: string }>('SELECT id FROM passkey WHERE member = ?1', who.name)
    const authHash = await hashOf(who.authKey)
    expect([await begins(who, { passkey: id }), await begins(who, { authHash })]).toEqual([1, 1])
    must(await removePasskey(who.session, '手机'))
    must(await takePassphrase(who.session, await makeNewPassphrase(who.session)))
    expect([await begins(who, { passkey: id }), await begins(who, { authHash })]).toEqual([0, 0])
  })
})

describe('a lost passphrase', () => {
  it('is replaced by whoever a passkey let in: the new one opens everything, the old one nothing, other sessions end', async () => {
    const who = await somebody()
    const { session, device } = await byPasskey(who)
    const made = await makeNewPassphrase(session)
    const after = must(await takePassphrase(session, made))
    expect(await rows('SELECT token_hash FROM session WHERE member = ?1', who.name)).toEqual([{ token_hash: await hashOfCookie(who) }])
    const again = must(await signInStaff(fresh, { name: who.name, passphrase: made.show, totp: codeNow(who.totpSecret) }))
    expect([again.own, after.me.salt]).toEqual([session.own, made.made.salt])
    expect(must(await signInWithPasskey(fresh, device)).session?.own).toBe(session.own)
    expect(await rows('SELECT 1 FROM member WHERE name = ?1 AND auth_hash = ?2', who.name, await hashOf(who.authKey))).toEqual([])
  })

  it('is not replaced by a session without the keys, nor twice with one signature', async () => {
    const who = await somebody()
    const made = await makeNewPassphrase(who.session)
    const before = await dump()
    expect(await takePassphrase({ ...who.session, own: await makeIdentity() }, made)).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await codeOf(await post(changePassphrase.path, { seq: 0, proof: 'A'.repeat(86), ...made.made }, { cookie: who.cookie }))).toBe('forbidden')
    await run('UPDATE member SET verify = NULL WHERE name = ?1', who.name)
    expect(await takePassphrase(who.session, made)).toMatchObject({ ok: false, code: 'forbidden' })
    await run('UPDATE member SET verify = ?2 WHERE name = ?1', who.name, (JSON.parse(String(before['member']?.find((row) => String(row).includes(who.name)))) as { verify: string }).verify)
    expect(await dump()).toEqual(before)
  })
})

describe('a lost authenticator', () => {
  it('is replaced by one that shows a code of its own; the old one’s codes are nothing from then on', async () => {
    const who = await somebody()
    const { session } = await byPasskey(who)
    const made = makeNewTotp(session)
    expect(made.address).toMatch(/^otpauth:/)
    expect(await takeTotp(session, made, codeNow(who.totpSecret))).toMatchObject({ ok: false, code: 'invalid' })
    must(await takeTotp(session, made, codeNow(made.totpSecret)))
    const passphrase = await makeNewPassphrase(session)
    must(await takePassphrase(session, passphrase))
    expect(await signInStaff(fresh, { name: who.name, passphrase: passphrase.show, totp: codeNow(who.totpSecret) })).toMatchObject({ code: 'unauthenticated' })
    expect(await signInStaff(fresh, { name: who.name, passphrase: passphrase.show, totp: codeNow(made.totpSecret, 1) })).toMatchObject({ ok: true })
    expect(JSON.stringify(await dump())).not.toContain(made.totpSecret)
  })
})

describe('the history of ways in', () => {
  it('holds everything that happened to a member, by whom, linked; the auditor sees it and finds the link that was broken', async () => {
    const [admin, colleague, auditor] = [await signedIn({ ...person('admin01'), name: 'admin-own' }), await signedIn({ ...person('fire01'), name: 'fire-colleague' }), await signedIn({ ...person('auditor01'), name: 'auditor-own' })]
    const name = 'fire-whole'
    const { enrolment, enrolmentHash } = await makeEnrolment()
    must(await admin.call(inviteMember, {}, { name, displayName: '新来的', unit: 'fire', roles: ['handler'], enrolmentHash }))
    const made = await makeMember(name)
    const response = await post(enrol.path, { name, enrolment, ...made.enrol, totp: codeNow(made.enrol.totpSecret, -1), signIn: true })
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const call = callerOf({ cookie })
    expect(must(await call(readSession, {}, {})).name).toBe(name)
    must(await colleague.call(grantUnitKey, { name }, await giveUnitKey(await demonstrationUnitKeys('fire'), { county: profile.id, member: name, recipient: made.enrol.recipient })))
    const signed = must(await signInStaff(fresh, { name, passphrase: made.show.passphrase, totp: codeNow(made.enrol.totpSecret) }))
    const session = { ...signed, tools: { ...fresh, call } }
    must(await addPasskey(session, new SoftwareAuthenticator(), '手机'))
    must(await removePasskey(session, '手机'))
    must(await takePassphrase(session, await makeNewPassphrase(session)))
    const totp = makeNewTotp(session)
    must(await takeTotp(session, totp, codeNow(totp.totpSecret)))
    must(await admin.call(disableMember, { name }, {}))

    const { histories, people } = must(await verifyMembers({ call: auditor.call }))
    const whole = histories.find(({ member }) => member === name)
    expect(whole?.events.map(({ kind, by }) => [kind, by])).toEqual([
      ['invited', 'admin-own'], ['enrolled', name], ['unit-key-granted', 'fire-colleague'], ['passkey-added', name], ['passkey-removed', name],
      ['passphrase-changed', name], ['totp-changed', name], ['disabled', 'admin-own'],
    ])
    expect([whole?.brokenAt, people[name]]).toEqual([null, '新来的'])
    expect(await codeOf(await post('/api/staff/access', {}, { cookie: admin.cookie }))).toBe('wrong_method')
    expect(await admin.call(listMemberEvents, {}, {})).toMatchObject({ code: 'forbidden' })

    // Whoever holds the database can drop the trigger; the digests tell.
    await run('DROP TRIGGER member_event_no_update')
    await run(`UPDATE member_event SET by_member = 'admin-own' WHERE member = ?1 AND seq = 4`, name)
    expect(must(await verifyMembers({ call: auditor.call })).histories.find(({ member }) => member === name)?.brokenAt).toBe(4)
  })

  it('is append-only, whoever holds the connection', async () => {
    const who = await somebody()
    must(await addPasskey(who.session, new SoftwareAuthenticator(), '手机'))
    for (const sql of ['DELETE FROM member_event', `INSERT OR REPLACE INTO member_event SELECT member, seq, 'disabled', by_member, day, digest FROM member_event WHERE member = '${who.name}'`]) {
      await expect(env.DB.prepare(sql).run()).rejects.toThrow()
    }
  })

  it('is read page by page, each event once', async () => {
    const auditor = await signedIn({ ...person('auditor01'), name: 'auditor-pages' })
    await run(`INSERT INTO member (name, display_name, unit, roles, standing) VALUES ('many-events', '很多', NULL, '["auditor"]', 'invited')`)
    await run(`WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 450)
      INSERT INTO member_event SELECT 'many-events', n, 'invited', 'many-events', '2026-01-01', ?1 FROM i`, key())
    const { histories } = must(await verifyMembers({ call: auditor.call }))
    expect(histories.find(({ member }) => member === 'many-events')?.events.map(({ seq }) => seq)).toEqual(Array.from({ length: 450 }, (_, at) => at + 1))
    expect(histories.flatMap(({ events }) => events)).toHaveLength((await rows('SELECT 1 FROM member_event')).length)
  })

  it('makes the later of two changes at once start again', async () => {
    const who = await somebody()
    const [one, two] = await Promise.all([addPasskey(who.session, new SoftwareAuthenticator(), '一'), addPasskey(who.session, new SoftwareAuthenticator(), '二')])
    expect([one, two].map((outcome) => (outcome.ok ? 'ok' : outcome.code)).toSorted()).toEqual(['conflict', 'ok'])
    expect(must(await readAccess(who.session))).toMatchObject({ seq: 1, passkeys: [{}] })
  })
})
