import { describe, expect, it, vi } from 'vitest'
import { keyring } from '#contract/county/keyring.ts'
import { STATUS_BY_CODE, ErrorBody, type ErrorCode } from '#contract/errors.ts'
import { MAX_FILING_BYTES } from '#contract/limits.ts'
import type { Filing } from '#contract/report.ts'
import { makeId } from '../../site/crypto/compartment.ts'
import { decideFiling } from '../../worker/report/filing.ts'
import { post, send } from '../support/api.ts'
import { dump, run } from '../support/database.ts'
import { aReporter, aTip, type Reporter } from '../support/filings.ts'
import { key } from '../support/members.ts'
import { classicRecipient, classicSealed, freshSealed, grantsTo, respelled, twiceSealed } from '../support/sealed.ts'
import { cheapChallenge, tell } from '../support/story.ts'

type Change = (filing: Filing) => Partial<Record<keyof Filing, unknown>> | Promise<Partial<Record<keyof Filing, unknown>>>

/** Nobody has filed these; each test sends its own variation. */
const anonymous = aReporter(aTip({ avoid: ['t-heping'] }))
const named = aReporter(aTip({ identity: { name: '沈砚秋', phone: '000-1234567' } }))

/** The answer is this refusal, in the contract's shape and status, echoes nothing, and left every table as it was. */
async function refusedWith(code: ErrorCode, sendIt: () => Promise<Response>, secret?: string): Promise<string> {
  const before = await dump()
  const response = await sendIt()
  const text = await response.text()
  expect([response.status, ErrorBody.parse(JSON.parse(text)).error.code]).toEqual([STATUS_BY_CODE[code], code])
  if (secret !== undefined) expect(text).not.toContain(secret)
  expect(await dump()).toEqual(before)
  return ErrorBody.parse(JSON.parse(text)).error.message
}

const sendFiling = async (filing: unknown, challenge?: unknown) => post('/api/reports', { filing, challenge: challenge ?? (await cheapChallenge()) })
const changed = async (change: Change, whose: Promise<Reporter>) => {
  const { filing } = (await whose).sealed
  return { ...filing, ...(await change(filing)) }
}
const changedGrants = (holders: (filing: Filing) => Promise<Filing['grants']>): Change => async (filing) => ({ grants: await holders(filing) })
const without = (holder: string) => changedGrants(async ({ grants }) => grants.filter((grant) => grant.holder !== holder))
const withMore = (...holders: string[]) => changedGrants(async ({ grants }) => [...grants, ...(await grantsTo(...holders))])

describe('a filing that is not one', () => {
  const filingPath = '/api/reports'
  const asText = (body: BodyInit, type = 'application/json') => send('POST', filingPath, body, { headers: { 'content-type': type } })
  const deep = (open: string, close: string) => `{"filing":${open.repeat(10_000)}${close.repeat(10_000)},"challenge":{}}`

  it.for<[string, () => Promise<Response>]>([
    ['is not JSON', () => asText('{"filing":')],
    ['is empty', () => asText('')],
    ['is bytes', () => asText(Uint8Array.of(0xff, 0xfe, 0, 1, 0x80))],
    ['is null', () => asText('null')],
    ['is a number', () => asText('7')],
    ['is a list', () => asText('[]')],
    ['is JSON called text/plain', () => asText('{}', 'text/plain')],
    ['is a form', () => asText('filing=1', 'application/x-www-form-urlencoded')],
    ['has no type', () => send('POST', filingPath, Uint8Array.of(123, 125), { headers: { 'content-type': '' } })],
    ['is a list ten thousand deep', () => asText(deep('[', ']'))],
    ['is an object ten thousand deep', () => asText(deep('{"a":', '}').replace('}', '1}'))],
    ['names __proto__ for a filing', () => asText('{"__proto__":{"filing":{}},"challenge":{"kind":"turnstile","token":"x"}}')],
    ['names constructor beside it', () => asText('{"filing":{},"constructor":{},"challenge":{"kind":"turnstile","token":"x"}}')],
  ])('is refused when it %s', async ([, sendIt]) => {
    await refusedWith('invalid', sendIt)
  })

  it.for(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp', 'text/plain; application/json'])('is refused as %s, though every word of it is right', async (type) => {
    const { filing } = (await anonymous).sealed
    const body = JSON.stringify({ filing, challenge: await cheapChallenge() })
    await refusedWith('invalid', () => asText(body, type))
  })

  it('is refused at its size, whether or not it says how large it is', async () => {
    const large = JSON.stringify({ filing: 'x'.repeat(1024 * 1024) })
    await refusedWith('too_large', () => asText(large))
    await refusedWith('too_large', () => send('POST', filingPath, streamOf(large), {}))
    await refusedWith('too_large', () => asText(large, 'application/json; charset=utf-8'))
    expect(large.length).toBeGreaterThan(MAX_FILING_BYTES)
  })
})

describe('a filing with a field that is wrong', () => {
  it.for<[string, Change, string]>([
    ['an unknown key', () => ({ ip: '198.51.100.7' }) as never, 'filing'],
    ['a category as a number', () => ({ category: 16 }), 'filing.category'],
    ['a category that the county has not', () => ({ category: 'HY99' }), '行业类别'],
    ['a department for a township', () => ({ township: 'fire' }), '乡镇街道'],
    ['a township that the county has not', () => ({ township: 't-nowhere' }), '乡镇街道'],
    ['a violation that the county has not', () => ({ violations: ['jaywalking'] }), '违法行为类型'],
    ['a violation twice', () => ({ violations: ['other', 'other'] }), '选了两次'],
    ['a flag that is none', () => ({ flags: ['boring'] }), 'filing.flags.0'],
    ['the desk kept out', () => ({ avoid: ['desk'] }), '回避'],
    ['a unit kept out that the county has not', () => ({ avoid: ['nobody'] }), '回避'],
    ['constructor kept out', () => ({ avoid: ['constructor'] }), '回避'],
    ['a huge keyring version', () => ({ keyring: 1e308 }), 'filing.keyring'],
    ['a broken keyring version', () => ({ keyring: 1.5 }), 'filing.keyring'],
    ['a keyring version that never was', () => ({ keyring: 999 }), '密钥太旧'],
    ['a truth that is a word', () => ({ wantsReward: 'yes' }), 'filing.wantsReward'],
    ['half a surrogate pair in its id', () => ({ report: `${makeId().slice(1)}\ud800` }), 'filing.report'],
    ['half a surrogate pair for a township', () => ({ township: 't-\udc00' }), 'filing.township'],
    ['NUL in its category', () => ({ category: 'HY16\u0000' }), 'filing.category'],
    ['a lookup hash too short', () => ({ lookupHash: 'AAAA' }), 'filing.lookupHash'],
    ['an X25519 recipient for the reporter', async ({ reporter }) => ({ reporter: { ...reporter, recipient: await classicRecipient() } }), 'filing.reporter.recipient'],
    ['content sealed to X25519', async ({ content }) => ({ content: { ...content, sealed: await classicSealed() } }), 'filing.content.sealed'],
    ['content sealed to two', async ({ content }) => ({ content: { ...content, sealed: await twiceSealed() } }), 'filing.content.sealed'],
    ['content that is not sealed', ({ content }) => ({ content: { ...content, sealed: 'aGVsbG8' } }), 'filing.content.sealed'],
    ['content in its clear words', ({ content }) => ({ content: { ...content, sealed: '后厨摆着五六个大气瓶' } }), 'filing.content.sealed'],
    ['content too long', ({ content }) => ({ content: { ...content, sealed: content.sealed.padEnd(60_004, 'A') } }), 'filing.content.sealed'],
    ['one compartment for content and dialogue', ({ content }) => ({ dialogue: { compartment: content.compartment } }), '分开封存'],
    ['a grant sealed to X25519', async ({ grants }) => ({ grants: [{ holder: 'desk', sealed: await classicSealed() }, ...grants.slice(1)] }), 'filing.grants.0.sealed'],
    ['a grant sealed to two', async ({ grants }) => ({ grants: [{ holder: 'desk', sealed: await twiceSealed() }, ...grants.slice(1)] }), 'filing.grants.0.sealed'],
    ['an identity though it is not named', async () => ({ identity: { compartment: makeId(), sealed: await freshSealed() } }), '实名'],
    ['no identity though it is named', () => ({ named: true }), '实名'],
  ])('is refused: %s', async ([, change, says]) => {
    const filing = await changed(change, anonymous)
    expect(await refusedWith('invalid', () => sendFiling(filing), '198.51.100.7')).toContain(says)
  })

  it('is refused: one compartment for identity and content', async () => {
    const filing = await changed(({ content, identity }) => ({ identity: { ...identity, compartment: content.compartment } }), named)
    await refusedWith('invalid', () => sendFiling(filing))
  })
})

describe('a filing that grants to the wrong holders', () => {
  it.for<[string, Change, string]>([
    ['nobody at the desk', without('desk'), '少了'],
    ['nobody who leads', without('housing'), '少了'],
    ['not its reporter', without('reporter'), '少了'],
    ['an avoided unit', withMore('t-heping'), '要求回避'],
    ['a unit the county has not', withMore('ministry'), '本县没有'],
    ['an assist before anybody has looked', withMore('fire'), '不该收到'],
    ['the custodian of nothing', withMore('custodian'), '不该收到'],
    ['the cashier', withMore('cashier'), '不该收到'],
    ['a holder twice', withMore('desk'), '两次'],
    ['the reporter twice', withMore('reporter'), '两次'],
    ['toString', withMore('toString'), 'filing.grants.3.holder'],
    ['nobody at all', changedGrants(async () => []), 'filing.grants'],
    ['everybody', changedGrants(async ({ grants }) => [...grants, ...(await grantsTo('fire', 'market', 'gov', 'police'))]), 'filing.grants'],
  ])('is refused: %s', async ([, change, says]) => {
    const filing = await changed(change, anonymous)
    expect(await refusedWith('invalid', () => sendFiling(filing))).toContain(says)
  })

  it('is refused: a named one without its custodian', async () => {
    const filing = await changed(without('custodian'), named)
    await refusedWith('invalid', () => sendFiling(filing))
  })

  it('is refused: the lead that an escalated report keeps out', async () => {
    const filing = await changed(async () => ({ flags: ['death'], grants: await grantsTo('desk', 'gov', 'reporter', 'housing') }), anonymous)
    expect(await refusedWith('invalid', () => sendFiling(filing))).toContain('不该收到')
  })
})

describe('a filing made of somebody else’s', () => {
  it('is refused when its content was moved from another report, even respelled', async () => {
    const victim = await tell()
    const stolen = victim.sealed.filing.content.sealed
    for (const sealed of [stolen, respelled(stolen)]) {
      const filing = await changed(({ content }) => ({ content: { ...content, sealed }, report: makeId(), lookupHash: key() }), anonymous)
      await refusedWith(sealed === stolen ? 'conflict' : 'invalid', () => sendFiling(filing))
    }
  })

  it('is refused when its id is another report’s', async () => {
    const victim = await tell()
    const filing = await changed(() => ({ report: victim.sealed.filing.report }), anonymous)
    await refusedWith('conflict', () => sendFiling(filing))
  })
})

describe('the keyring a filing is sealed to', () => {
  it('is refused once it is revoked, and told to begin anew', async () => {
    const { filing } = (await anonymous).sealed
    expect(decideFiling(filing, { ...keyring, revoked: [filing.keyring] })).toBe('revoked-keyring')
    expect(decideFiling({ ...filing, keyring: 7 }, keyring)).toBe('unknown-keyring')
    expect(decideFiling({ ...filing, language: 'xx' }, keyring)).toBe('unknown-language')
    const both = { ...keyring, versions: [{ version: 2, holders: {} }, { version: 1, holders: {} }] }
    expect([1, 2, 3].map((version) => decideFiling({ ...filing, keyring: version }, both))).toEqual([null, null, 'unknown-keyring'])

    // The county's own keyring, revoked while the Worker runs: the same as a deployment with the next one.
    keyring.revoked.push(filing.keyring)
    const message = await refusedWith('invalid', () => sendFiling(filing)).finally(() => keyring.revoked.pop())
    expect(message).toContain('作废')
  })
})

describe('a filing that the database refuses half way', () => {
  it('leaves no trace, and is taken when it is sent again', async () => {
    const { filing } = (await anonymous).sealed
    await run(`CREATE TRIGGER fail_late BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'out of space'); END`)
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    await refusedWith('fault', () => sendFiling(filing))
    quiet.mockRestore()
    await run('DROP TRIGGER fail_late')
    expect((await sendFiling(filing)).status).toBe(200)
  })
})

function streamOf(text: string): ReadableStream {
  const bytes = new TextEncoder().encode(text)
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.subarray(at, (at += 65_536)))
    },
  })
}
