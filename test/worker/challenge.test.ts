import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { policy } from '#contract/county/policy.ts'
import { submitReport, type SolvedChallenge } from '#contract/report.ts'
import { checkAltcha, costAt, makeAltcha } from '../../worker/challenge/altcha.ts'
import { sweep } from '../../worker/sweep.ts'
import { callerOf, codeOf, get, post } from '../support/api.ts'
import { dump, rows, run } from '../support/database.ts'
import { aReporter, aTip, solved } from '../support/filings.ts'
import { freshSealed } from '../support/sealed.ts'
import { cheapChallenge } from '../support/story.ts'

const anybody = callerOf()
const seconds = () => Math.floor(Date.now() / 1000)
const unsent = aReporter(aTip())

/** Another filing each time, at little cost: same code of nobody, other sealed bytes, other id. */
async function sendWith(challenge: unknown): Promise<Response> {
  const { filing } = (await unsent).sealed
  return post('/api/reports', { filing, challenge })
}

const payloadOf = (challenge: SolvedChallenge) => (challenge.kind === 'altcha' ? (JSON.parse(atob(challenge.payload)) as Payload) : null)
interface Payload {
  challenge: { parameters: Record<string, unknown>; signature: string }
  solution: { counter: number; derivedKey: string }
}
const altcha = (payload: unknown): SolvedChallenge => ({ kind: 'altcha', payload: btoa(JSON.stringify(payload)) })

/** The cheapest challenge, solved, then changed by whoever sends it. */
const tampered = async (change: (payload: Payload) => void): Promise<SolvedChallenge> => {
  const payload = payloadOf(await cheapChallenge())
  if (payload !== null) change(payload)
  return altcha(payload)
}

describe('the challenge of a filing', () => {
  it.for<[string, () => unknown, 'challenge' | 'invalid']>([
    ['missing', () => undefined, 'invalid'],
    ['null', () => null, 'invalid'],
    ['badly padded', () => ({ kind: 'altcha', payload: 'AA=' }), 'challenge'],
    ['padded beyond reason', () => ({ kind: 'altcha', payload: 'AAAA====' }), 'challenge'],
    ['of a kind that nobody knows', () => ({ kind: 'captcha', payload: 'x' }), 'invalid'],
    ['of the kind that this county does not use', () => ({ kind: 'turnstile', token: 'good' }), 'challenge'],
    ['no base64', () => ({ kind: 'altcha', payload: '{}' }), 'challenge'],
    ['base64 of nothing', () => ({ kind: 'altcha', payload: '' }), 'challenge'],
    ['base64 of no JSON', () => ({ kind: 'altcha', payload: btoa('hello') }), 'challenge'],
    ['base64 of a list ten thousand deep', () => ({ kind: 'altcha', payload: btoa('['.repeat(2900)) }), 'challenge'],
    ['too long', () => ({ kind: 'altcha', payload: 'A'.repeat(4001) }), 'invalid'],
    ['half solved', () => tampered((payload) => Object.assign(payload, { solution: {} })), 'challenge'],
    ['wrongly solved', () => tampered(({ solution }) => (solution.counter += 1)), 'challenge'],
    ['solved by words', () => tampered(({ solution }) => (solution.derivedKey = '00'.repeat(32))), 'challenge'],
    ['forged to live longer', () => tampered(({ challenge }) => (challenge.parameters['expiresAt'] = seconds() + 86_400)), 'challenge'],
    ['forged to be new', () => tampered(({ challenge }) => (challenge.parameters['nonce'] = '00'.repeat(16))), 'challenge'],
    ['signed by somebody else', () => tampered(({ challenge }) => (challenge.signature = '00'.repeat(32))), 'challenge'],
    ['for a sign-in', () => cheapChallenge('sign-in:desk01'), 'challenge'],
    ['expired', async () => solved({ kind: 'altcha', challenge: await makeAltcha(env, 'report', 1, seconds() - 3600) }), 'challenge'],
  ])('is refused, and nothing changes, when it is %s', async ([, make, code]) => {
    const challenge = await make()
    const before = await dump()
    expect(await codeOf(await sendWith(challenge))).toBe(code)
    expect(await dump()).toEqual(before)
  })

  it('is good once, even for two filings at once', async () => {
    const [one, two, challenge] = [await aReporter(), await aReporter(), await cheapChallenge()]
    const answers = await Promise.all([one, two].map(({ sealed }) => anybody(submitReport, {}, { filing: sealed.filing, challenge })))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ code: 'challenge' })
    const three = await aReporter()
    expect(await anybody(submitReport, {}, { filing: three.sealed.filing, challenge })).toMatchObject({ ok: false, code: 'challenge' })
  })

  it('is not spent by a filing that was refused for another reason', async () => {
    const [{ sealed }, challenge] = [await aReporter(), await cheapChallenge()]
    const wrong = { ...sealed.filing, grants: [...sealed.filing.grants, { holder: 'cashier', sealed: await freshSealed() }] }
    expect(await anybody(submitReport, {}, { filing: wrong, challenge })).toMatchObject({ code: 'invalid' })
    expect(await anybody(submitReport, {}, { filing: sealed.filing, challenge })).toMatchObject({ ok: true })
  })

  it('says nothing of who asked for it', async () => {
    const [one, two] = [await (await get('/api/challenge')).text(), await (await get('/api/challenge', { headers: { 'cf-connecting-ip': '198.51.100.7' } })).text()]
    const shape = (text: string) => text.replaceAll(/"(nonce|salt|signature)":"[0-9a-f]+"/g, '').replaceAll(/"expiresAt":\d+/g, '')
    expect(shape(two)).toBe(shape(one))
    expect(two).not.toContain('198.51')
  })

  it('grows with the load of the whole county, up to a ceiling', async () => {
    expect([0, 19, 20, 40, 80, 320, 640, 100_000].map((recent) => costAt(recent))).toEqual([500, 500, 1000, 2000, 4000, 16_000, 16_000, 16_000])
    const hour = Math.floor(seconds() / 3600)
    await run(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 45) INSERT INTO challenge_spent SELECT 'load-' || i, ?1 FROM n`, hour + 1)
    const { challenge } = await (await get('/api/challenge')).json<{ challenge: { parameters: { cost: number } } }>()
    expect(challenge.parameters.cost).toBe(2000)
  })

  it('is forgotten by the cron once it is void anyway', async () => {
    const hour = Math.floor(seconds() / 3600)
    await run('INSERT INTO challenge_spent VALUES (?1, ?2)', 'of the hour before', hour - 1)
    await sweep(env)
    expect(await rows('SELECT 1 FROM challenge_spent WHERE hour < ?1', hour)).toEqual([])
    expect((await rows('SELECT 1 FROM challenge_spent')).length).toBeGreaterThan(0)
  })

  it('is refused by a check that asks for more work than it cost', async () => {
    const challenge = await cheapChallenge('report', 4)
    const payload = challenge.kind === 'altcha' ? challenge.payload : ''
    expect(await checkAltcha(env, 'report', payload, 4)).not.toBeNull()
    expect(await checkAltcha(env, 'report', payload, 5)).toBeNull()
  })
})

describe('a county that uses Turnstile', () => {
  const ours = policy.challenge
  afterEach(() => Object.assign(policy, { challenge: ours }))

  /** Files with this token while the county's policy is Turnstile and its check is asked at this address. */
  async function fileWith(token: string, at: string): Promise<Response> {
    Object.assign(policy, { challenge: { kind: 'turnstile', siteKey: 'site-key' } })
    const { sealed } = await aReporter()
    return post('/api/reports', { filing: sealed.filing, challenge: { kind: 'turnstile', token } }, { secrets: { TURNSTILE_SECRET: 'secret-key', TURNSTILE_VERIFY_URL: at } })
  }
  const told = async () => (await fetch(`${env.OUTSIDE}/told`)).json<{ path: string; body: unknown }[]>()

  it('names the site key to the page', async () => {
    Object.assign(policy, { challenge: { kind: 'turnstile', siteKey: 'site-key' } })
    expect(await (await get('/api/challenge')).json()).toEqual({ kind: 'turnstile', siteKey: 'site-key' })
  })

  it('asks with the secret and the token, and never with an address of whoever files', async () => {
    await told()
    expect(await codeOf(await fileWith('good', `${env.OUTSIDE}/turnstile`))).toBe('ok')
    expect(await told()).toEqual([{ path: '/turnstile', body: { secret: 'secret-key', response: 'good' } }])
    expect(JSON.stringify(await rows('SELECT * FROM challenge_spent'))).not.toContain('good')
  })

  it('takes a token once', async () => {
    expect(await codeOf(await fileWith('good', `${env.OUTSIDE}/turnstile`))).toBe('challenge')
  })

  it.for<[string, string, string]>([
    ['says no', '/turnstile', 'challenge'],
    ['is broken', '/turnstile/broken', 'unavailable'],
    ['talks nonsense', '/turnstile/garbage', 'unavailable'],
    ['sends the question elsewhere', '/moved', 'unavailable'],
    ['cannot be reached', 'http://127.0.0.1:9', 'unavailable'],
    ['has no proper address', 'not a url', 'unavailable'],
  ])('refuses in words and keeps nothing when the check %s', async ([, at, code]) => {
    const before = await dump()
    expect(await codeOf(await fileWith('bad', at.startsWith('/') ? env.OUTSIDE + at : at))).toBe(code)
    expect(await dump()).toEqual(before)
  })

  it('takes no proof of work instead', async () => {
    Object.assign(policy, { challenge: { kind: 'turnstile', siteKey: 'site-key' } })
    const { sealed } = await aReporter()
    expect(await anybody(submitReport, {}, { filing: sealed.filing, challenge: await cheapChallenge() })).toMatchObject({ code: 'challenge' })
  })
})
