import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { listReports } from '#contract/inbox.ts'
import { readSession, signIn, signOut, startSignIn } from '#contract/member.ts'
import type { SolvedChallenge } from '#contract/report.ts'
import { totpAt } from '../../site/crypto/totp.ts'
import { makeAltcha } from '../../worker/challenge/altcha.ts'
import { signInCost } from '../../worker/staff/sign-in.ts'
import { sweep } from '../../worker/sweep.ts'
import { app } from '../../worker/app.ts'
import { callerOf, codeOf, get, must, post, send, SITE } from '../support/api.ts'
import { dump, rows, run } from '../support/database.ts'
import { solved } from '../support/filings.ts'
import { key, person, signedIn, type Worker } from '../support/members.ts'
import { cheapChallenge } from '../support/story.ts'

const anybody = callerOf()
const STEP = 30_000
const BASE = signInCost(0)

/** A challenge that costs what a name without failures costs. */
const challengeFor = (name: string, cost = BASE): Promise<SolvedChallenge> => cheapChallenge(`sign-in:${name}`, cost)

let people = 0
/** Somebody of this person's unit and roles under a name of their own. */
const another = (name: string): Promise<Worker> => signedIn({ ...person(name), name: `${name.slice(0, -2)}-${(people += 1)}` })

interface Try {
  readonly name?: string
  readonly authKey?: string
  readonly totp?: string
  readonly challenge?: unknown
  readonly url?: string
}
async function attempt(who: Pick<Worker, 'name' | 'authKey' | 'totpSecret'>, change: Try = {}): Promise<Response> {
  const { name = who.name, authKey = who.authKey, totp = totpAt(who.totpSecret, Date.now()) } = change
  return post('/api/staff/sign-in', { name, authKey, totp, challenge: change.challenge ?? (await challengeFor(name)) })
}
const cookieOf = (response: Response) => response.headers.getSetCookie()[0] ?? ''
const sessionOf = (response: Response) => cookieOf(response).split(';')[0] ?? ''
const minutes = (change: { seen?: number; started?: number }, name: string) =>
  run('UPDATE session SET seen = seen - ?1, started = started - ?2 WHERE member = ?3', change.seen ?? 0, change.started ?? 0, name)

describe('signing in', () => {
  it('opens a session with the right secrets, in a cookie that only this host can set and no script can read', async () => {
    const who = await signedIn('fire01')
    const response = await attempt(who)
    expect(response.status).toBe(200)
    expect(signIn.ok.parse(await response.json())).toMatchObject({ name: 'fire01', unit: 'fire', roles: ['handler'] })
    expect(cookieOf(response)).toMatch(/^__Host-anshao_staff=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
    expect(must(await callerOf({ cookie: sessionOf(response) })(readSession, {}, {})).name).toBe('fire01')
    const stored = JSON.stringify(await rows('SELECT * FROM session'))
    expect(stored).not.toContain(sessionOf(response).split('=')[1])
  })

  it.for<[string, (who: Worker) => Promise<Try> | Try]>([
    ['another passphrase', () => ({ authKey: key() })],
    ['another dynamic code', (who) => ({ totp: totpAt(who.totpSecret, Date.now() + 20 * STEP) })],
    ['a dynamic code of two steps ago', (who) => ({ totp: totpAt(who.totpSecret, Date.now() - 3 * STEP) })],
    ['a name that nobody has', async () => ({ name: 'nobody99', challenge: await challengeFor('nobody99') })],
    ['a colleague’s name', async () => ({ name: 'police02', challenge: await challengeFor('police02') })],
  ])('says one and the same thing of %s', async ([what, change]) => {
    const who = await another('police01')
    if (what.includes('colleague')) await signedIn('police02')
    const answer = await (await attempt(who, await change(who))).json()
    expect(answer).toMatchObject({ error: { code: 'unauthenticated', message: '姓名代号、口令或动态码不对。动态码每个只能用一次。' } })
  })

  it('takes the step before and the step after, each once and never backwards', async () => {
    const who = await signedIn('housing01')
    const at = async (steps: number) => attempt(who, { totp: totpAt(who.totpSecret, Date.now() + steps * STEP), challenge: await challengeFor(who.name, 8 * BASE) })
    const start = Date.now()
    const answers = [await at(-1), await at(-1), await at(0), await at(0), await at(-1), await at(1), await at(0)].map((response) => response.status)
    // A step that turns while the test runs would shift them all.
    if (Math.floor(start / STEP) === Math.floor(Date.now() / STEP)) expect(answers).toEqual([200, 401, 200, 401, 401, 200, 401])
  })

  it('lets one of two in who use one dynamic code at once', async () => {
    const who = await signedIn('market01')
    const totp = totpAt(who.totpSecret, Date.now())
    const answers = await Promise.all([0, 1, 2].map(() => attempt(who, { totp })))
    expect(answers.map((response) => String(response.status)).toSorted()).toEqual(['200', '401', '401'])
  })

  it('is not open to whoever is disabled or has not enrolled, with the same words', async () => {
    for (const standing of ['disabled', 'invited'] as const) {
      const who = await signedIn({ ...person('water01'), name: `water-${standing}`, standing })
      if (standing === 'invited') await run('UPDATE member SET auth_hash = NULL, totp_sealed = NULL, salt = NULL WHERE name = ?1', who.name)
      expect(await codeOf(await attempt(who))).toBe('unauthenticated')
      expect(await who.call(readSession, {}, {})).toMatchObject({ ok: false, code: 'unauthenticated' })
    }
  })

  it.for<[string, (name: string) => unknown, string]>([
    ['no challenge', () => null, 'invalid'],
    ['a challenge of another name', () => challengeFor('desk02'), 'challenge'],
    ['a challenge of a filing', () => cheapChallenge('report', BASE), 'challenge'],
    ['a Turnstile token', () => ({ kind: 'turnstile', token: 'good' }), 'challenge'],
    ['a challenge that expired', async (name) => solved({ kind: 'altcha', challenge: await makeAltcha(env, `sign-in:${name}`, BASE, 1_000_000) }), 'challenge'],
    ['a challenge cheaper than the name costs', (name) => challengeFor(name, BASE - 1), 'challenge'],
  ])('is refused with %s, before any secret is looked at', async ([, make, code]) => {
    const who = await another('desk01')
    const challenge = await make(who.name)
    const before = await dump()
    expect(await codeOf(await post('/api/staff/sign-in', { name: who.name, authKey: who.authKey, totp: totpAt(who.totpSecret, Date.now()), challenge }))).toBe(code)
    expect(await dump()).toEqual(before)
  })

  it('spends a challenge whether the guess was right or wrong', async () => {
    const who = await signedIn('culture01')
    const challenge = await challengeFor(who.name)
    expect(await codeOf(await attempt(who, { authKey: key(), challenge }))).toBe('unauthenticated')
    expect(await codeOf(await attempt(who, { challenge }))).toBe('challenge')
  })
})

describe('guessing', () => {
  const costOf = async (name: string) => {
    const { challenge } = must(await anybody(startSignIn, {}, { name }))
    return (challenge.kind === 'altcha' ? (challenge.challenge as { parameters: { cost: number } }) : { parameters: { cost: 0 } }).parameters.cost
  }
  const fail = (name: string, count: number) =>
    run('INSERT INTO sign_in_failure VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET count = count + ?3', name, Math.floor(Date.now() / 3_600_000), count)

  it('grows dear for that name, up to a cap, and never shuts the right person out', async () => {
    const who = await signedIn('education01')
    expect(await costOf(who.name)).toBe(BASE)
    for (let wrong = 0; wrong < 3; wrong += 1) expect(await codeOf(await attempt(who, { authKey: key() }))).toBe('unauthenticated')
    expect(await costOf(who.name)).toBe(2 * BASE)
    expect(await costOf('desk02')).toBe(BASE)

    // What was fetched while it was cheap no longer does.
    expect(await codeOf(await attempt(who))).toBe('challenge')
    expect((await attempt(who, { challenge: await challengeFor(who.name, 2 * BASE) })).status).toBe(200)

    await fail(who.name, 10_000)
    const cap = await costOf(who.name)
    expect([cap, signInCost(1e9)]).toEqual([12_800, 12_800])
    const challenge = await challengeFor(who.name, cap)
    await fail(who.name, 10_000)
    const next = totpAt(who.totpSecret, Date.now() + STEP)
    expect((await attempt(who, { challenge, totp: next })).status).toBe(200)
  })

  it('tells nobody which names there are', async () => {
    const who = await signedIn('health01')
    const [real, again, invented, steady, other] = await Promise.all([who.name, who.name, 'nobody01', 'nobody01', 'nobody02'].map(async (name) => must(await anybody(startSignIn, {}, { name }))))
    expect(real?.salt).toBe(again?.salt)
    expect(invented?.salt).toBe(steady?.salt)
    expect(other?.salt).not.toBe(invented?.salt)
    const shape = (value: unknown) => JSON.stringify(value).replaceAll(/"(salt|nonce|signature|purpose)":"[^"]+"/g, '"$1"')
    expect(shape(invented).length).toBe(shape(real).length)

    await run('UPDATE member SET salt = NULL, auth_hash = NULL WHERE name = ?1', who.name)
    expect(must(await anybody(startSignIn, {}, { name: who.name })).salt).toMatch(/^[\w-]{43}$/)
    for (const name of [who.name, 'nobody03']) expect(await codeOf(await attempt(who, { name }))).toBe('unauthenticated')
    const counted = await rows<{ name: string }>(`SELECT name FROM sign_in_failure WHERE name IN ('health01', 'nobody03')`)
    expect(counted).toHaveLength(2)
  })

  it('is forgotten within two hours', async () => {
    const hour = Math.floor(Date.now() / 3_600_000)
    await run('INSERT INTO sign_in_failure VALUES (?1, ?2, 50)', 'old01', hour - 2)
    expect(await costOf('old01')).toBe(BASE)
    await sweep(env)
    expect(await rows(`SELECT 1 FROM sign_in_failure WHERE name = 'old01'`)).toEqual([])
  })
})

describe('a session', () => {
  const status = async (who: Worker) => (await get('/api/staff/session', { cookie: who.cookie })).status

  it('ends after thirty minutes without a request, and every request begins them anew', async () => {
    const who = await signedIn('transport01')
    await minutes({ seen: 5 + 29 }, who.name)
    expect(await status(who)).toBe(200)
    await minutes({ seen: 29 }, who.name)
    expect(await status(who)).toBe(200)
    await minutes({ seen: 30 }, who.name)
    expect(await status(who)).toBe(401)
    expect(await rows('SELECT 1 FROM session WHERE member = ?1', who.name)).toEqual([])
  })

  it('ends ten hours after it began, however busy it was', async () => {
    const who = await signedIn('resources01')
    await minutes({ started: 10 * 60 - 1 }, who.name)
    expect(await status(who)).toBe(200)
    await minutes({ started: 1 }, who.name)
    expect(await status(who)).toBe(401)
  })

  it('ends by signing out, for good', async () => {
    const who = await signedIn('commerce01')
    const response = await post('/api/staff/sign-out', {}, { cookie: who.cookie })
    expect(cookieOf(response)).toMatch(/^__Host-anshao_staff=; Max-Age=0; Path=\/; Secure$/)
    expect(await who.call(signOut, {}, {})).toMatchObject({ ok: false, code: 'unauthenticated' })
  })

  it.for(['', 'x', 'A'.repeat(43), 'A'.repeat(44), '%00', `${'A'.repeat(42)}"`])('is not opened by the token %j', async (token) => {
    expect(await codeOf(await get('/api/staff/session', { cookie: `__Host-anshao_staff=${token}` }))).toBe('unauthenticated')
    expect(await codeOf(await get('/api/staff/session', { cookie: `anshao_staff=${token}` }))).toBe('unauthenticated')
  })

  it('is not taken from a cookie that a sibling host could have set', async () => {
    const who = await signedIn('labour01')
    expect(await codeOf(await get('/api/staff/session', { cookie: who.cookie.replace('__Host-', '') }))).toBe('unauthenticated')
  })

  it.for([['same-origin', 'ok'], ['none', 'ok'], ['same-site', 'forbidden'], ['cross-site', 'forbidden'], ['anything', 'forbidden']])('used by a page that the browser calls %s: %s', async ([site, code]) => {
    const who = await another('power01')
    const headers = { 'sec-fetch-site': site ?? '' }
    expect(await codeOf(await get('/api/staff/session', { cookie: who.cookie, headers }))).toBe(code)
    expect(await codeOf(await post('/api/staff/sign-out', {}, { cookie: who.cookie, headers }))).toBe(code)
  })

  it('is not used by a form of another site, and no other site is let to read an answer', async () => {
    const who = await signedIn('post01')
    const form = await send('POST', '/api/staff/sign-out', '{}', { cookie: who.cookie, headers: { 'content-type': 'text/plain' } })
    expect(await codeOf(form)).toBe('invalid')
    const preflight = await send('OPTIONS', '/api/staff/sign-out', null, { headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } })
    expect(preflight.status).toBe(405)
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(must(await who.call(listReports, {}, {})).reports).toEqual([])
  })

  it('goes with the cron once nobody can use it any more', async () => {
    const who = await signedIn('religion01')
    await minutes({ started: 601 }, who.name)
    await sweep(env)
    expect(await rows('SELECT 1 FROM session WHERE member = ?1', who.name)).toEqual([])
  })

  it('lives in a plain cookie on a machine of one’s own without https', async () => {
    const who = await signedIn('civil01')
    const body = JSON.stringify({ name: who.name, authKey: who.authKey, totp: totpAt(who.totpSecret, Date.now()), challenge: await challengeFor(who.name) })
    const response = await app.fetch(new Request(`${SITE.replace('https', 'http')}/api/staff/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }), env)
    expect(cookieOf(response)).toMatch(/^anshao_staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  })
})
