/** 实名保管 through the API: who sees an identity, tried with real keys on everything that is served and on everything that is stored. */
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { readHistory } from '#contract/console.ts'
import { listCustody, openIdentity, readCustody } from '#contract/custody.ts'
import { profile } from '#contract/county/profile.ts'
import { units } from '#contract/county/units.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { readCode } from '../../site/crypto/code.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { openJson } from '../../site/crypto/envelope.ts'
import { keysFromCode } from '../../site/crypto/stretch.ts'
import * as custody from '../../site/console/custody/act.ts'
import { askContact, grantReset } from '../../site/console/custody/unit-act.ts'
import * as act from '../../site/console/report/act.ts'
import { renewed } from '../../site/console/holding/act.ts'
import { trackReport } from '../../site/track/track.ts'
import { lapse } from '../../worker/custody/commands.ts'
import { callerOf, codeOf, must, post } from '../support/api.ts'
import { countedDatabase, dump, rows, run } from '../support/database.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { aBody, grantsTo } from '../support/sealed.ts'
import { comeBack, look, moved, say, tell, type Told } from '../support/story.ts'

const [first, second, supervisor, desk, housing, fire, auditor] = await Promise.all(
  ['custodian01', 'custodian02', 'supervisor01', 'desk01', 'housing01', 'fire01', 'auditor01'].map((name) => signedIn(name)),
) as [Worker, Worker, Worker, Worker, Worker, Worker, Worker]

const IDENTITY = { name: '苗秋穗', phone: '13900007788', insider: true }
const CALL = '请问他当班的是哪几天。'
const BACK = '他说是单日。'
const named = async (): Promise<Told> => {
  const told = await tell({ identity: IDENTITY })
  await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  return told
}
const open = async (who: Worker, { reference }: Told) => must(await custody.read(who.session, reference))
/** Asks, is agreed to, looks. */
async function looked(told: Told, reason: 'contact-wanted' | 'reset-code' = 'contact-wanted'): Promise<custody.SeenIdentity> {
  const asked = must(await custody.askLook(first.session, told.reference, reason))
  const n = asked.view.requests.at(-1)?.n ?? 0
  must(await custody.consent(second.session, told.reference, n))
  return must(await custody.look(first.session, told.reference, n))
}
const kinds = async (told: Told) => (await comeBack(told)).timeline.map(({ kind }) => kind)
const at = (told: Told, path: string) => `/api/staff/custody/${told.reference}${path}`

describe('a look at an identity', () => {
  it('is served once, to who asked, after a second member has agreed; and is an event that auditor and reporter see', async () => {
    const told = await named()
    const seen = await looked(told)
    expect(seen).toMatchObject({ words: IDENTITY, signature: 'good' })
    expect(await custody.look(first.session, told.reference, 1)).toMatchObject({ ok: false, code: 'conflict' })

    const history = must(await auditor.call(readHistory, { reference: told.reference }, {}))
    expect(history.events.slice(-3).map(({ kind, member, detail }) => [kind, member, detail.reason])).toEqual([
      ['identity-asked', 'custodian01', 'contact-wanted'], ['identity-consented', 'custodian02', 'contact-wanted'], ['identity-opened', 'custodian01', 'contact-wanted'],
    ])
    expect(await firstBrokenLink(history.report, history.filingDigest, history.events)).toBeNull()
    const shown = (await comeBack(told)).timeline.slice(-3)
    expect(shown.map(({ kind, unit }) => [kind, unit])).toEqual([['identity-asked', 'custodian'], ['identity-consented', 'custodian'], ['identity-opened', 'custodian']])
    expect(JSON.stringify(shown)).not.toContain('custodian0')
  })

  it('gives nothing without a consent: neither body nor the grant that opens it', async () => {
    const told = await named()
    must(await custody.askLook(first.session, told.reference, 'contact-wanted'))
    const secret = await rows<{ sealed: string }>(
      `SELECT sealed FROM body WHERE report_id = ?1 AND kind = 'identity' UNION SELECT sealed FROM report_grant WHERE report_id = ?1 AND holder = 'custodian'`, told.sealed.filing.report,
    )
    expect(secret).toHaveLength(2)
    const before = await dump()
    expect(await custody.look(first.session, told.reference, 1)).toMatchObject({ ok: false, code: 'conflict' })
    const served = JSON.stringify([
      await first.call(readCustody, { reference: told.reference }, {}), await first.call(listCustody, {}, {}), await first.call(openIdentity, { reference: told.reference }, { n: 1 }),
      await look(desk, told.reference), await comeBack(told),
    ])
    for (const { sealed } of secret) expect(served).not.toContain(sealed)
    expect(await dump()).toEqual(before)
  })

  it('opens with the custodian’s key alone, to whoever has the whole database and every other key', async () => {
    const told = await named()
    await moved(desk, told.reference, (seen) => askContact(desk.session, seen, CALL))
    const { after } = await looked(told)
    must(await custody.answerContact(first.session, after, 1, BACK))
    const report = told.sealed.filing.report
    const [stored] = await rows<{ sealed: string }>(`SELECT sealed FROM body WHERE report_id = ?1 AND kind = 'identity'`, report)
    const grants = await rows<{ sealed: string }>('SELECT sealed FROM report_grant WHERE report_id = ?1', report)
    /** Every grant tried with this key, and the identity with whatever came out. */
    const opensWith = async (key: string) => {
      const granted = await Promise.allSettled(grants.map(({ sealed }) => openJson(key, sealed, z.object({ compartments: z.record(z.string(), z.string()) }))))
      const found = granted.flatMap((one) => (one.status === 'fulfilled' ? Object.values(one.value.compartments) : []))
      const tried = await Promise.allSettled(found.map((identity) => openJson(identity, stored?.sealed ?? '', z.unknown())))
      return tried.some(({ status }) => status === 'fulfilled')
    }
    const unitKeys = await Promise.all(units.map(async ({ id }) => ({ id, key: (await demonstrationUnitKeys(id)).identity })))
    const openers = await Promise.all([{ id: 'reporter', key: told.keys.identity }, ...unitKeys].map(async ({ id, key }) => ((await opensWith(key)) ? id : null)))
    expect(openers.filter((id) => id !== null)).toEqual(['custodian'])
  })

  it.for<[string, Worker, string]>([
    ['who asked', first, 'forbidden'], ['a member of the desk', desk, 'forbidden'], ['a unit that works on it', housing, 'forbidden'], ['the auditor', auditor, 'forbidden'],
  ])('is not agreed to by %s', async ([, who, code]) => {
    const told = await named()
    must(await custody.askLook(first.session, told.reference, 'court-order'))
    expect(await codeOf(await post(at(told, '/consent'), { n: 1 }, { cookie: who.cookie }))).toBe(code)
  })

  it('is agreed to by a supervisor, but not where the desk itself leads', async () => {
    const told = await named()
    must(await custody.askLook(first.session, told.reference, 'court-order'))
    expect(must(await custody.consent(supervisor.session, told.reference, 1)).request).toMatchObject({ standing: 'consented', consentBy: 'supervisor01' })
    await moved(desk, told.reference, (seen) => act.assign(desk.session, seen, 'desk', []))
    must(await custody.askLook(second.session, told.reference, 'court-order'))
    expect(await custody.consent(supervisor.session, told.reference, 2)).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await custody.consent(first.session, told.reference, 2)).toMatchObject({ ok: true })
  })

  it('has one winner where two agree, or look, at once', async () => {
    const told = await named()
    must(await custody.askLook(first.session, told.reference, 'court-order'))
    const outcome = (all: readonly ({ ok: true } | { ok: false; code: string })[]) => all.map((one) => (one.ok ? 'done' : one.code)).toSorted((a, b) => (a < b ? -1 : 1))
    expect(outcome(await Promise.all([custody.consent(second.session, told.reference, 1), custody.consent(supervisor.session, told.reference, 1), custody.decline(second.session, told.reference, 1)]))).toEqual(['conflict', 'conflict', 'done'])
    const [request] = (await open(first, told)).view.requests
    if (request?.standing === 'declined') return
    expect(outcome(await Promise.all([1, 1, 1].map((n) => custody.look(first.session, told.reference, n))))).toEqual(['conflict', 'conflict', 'done'])
    expect(await rows(`SELECT 1 FROM event WHERE report_id = ?1 AND kind = 'identity-opened'`, told.sealed.filing.report)).toHaveLength(1)
  })

  it('lapses by the cron, and is told to the reporter', async () => {
    const told = await named()
    must(await custody.askLook(first.session, told.reference, 'court-order'))
    await lapse(env.DB, '2099-01-01')
    expect((await open(first, told)).view.requests).toMatchObject([{ standing: 'lapsed' }])
    expect((await comeBack(told)).timeline.at(-1)).toMatchObject({ kind: 'custody-lapsed', unit: null, detail: { reason: 'look' } })
    const before = await dump()
    await lapse(env.DB, '2099-01-01')
    expect(await dump()).toEqual(before)
  })

  it('is not there for an anonymous report', async () => {
    const told = await tell()
    expect(await custody.askLook(first.session, told.reference, 'reset-code')).toMatchObject({ ok: false, code: 'not_found' })
    expect(await custody.read(first.session, told.reference)).toMatchObject({ ok: false, code: 'not_found' })
  })

  it('costs two round trips beside the session, and one more for what is shown after it', async () => {
    const told = await named()
    must(await custody.askLook(first.session, told.reference, 'court-order'))
    must(await custody.consent(second.session, told.reference, 1))
    const counted = countedDatabase()
    expect(await codeOf(await post(at(told, '/identity'), { n: 1 }, { cookie: first.cookie, db: counted.db }))).toBe('ok')
    expect(counted.trips).toBe(5) // Session and the notice's row are the other two.
    // What a range read ends at is a row of the next report: up to 18 such, none for the last one. No more, however many there are.
    expect(counted.rowsRead).toBeLessThanOrEqual(99)
  })
})

describe('reaching a named reporter', () => {
  let told: Told
  beforeAll(async () => {
    told = await named()
    await moved(housing, told.reference, (seen) => askContact(housing.session, seen, CALL))
  })

  it('is asked in words that the custodian and the asking unit read, and nobody else is served', async () => {
    expect((await open(first, told)).errands).toMatchObject([{ author: 'housing', words: { text: CALL }, signature: 'good' }])
    expect((await look(housing, told.reference)).errands).toMatchObject([{ words: { text: CALL } }])
    const others = await look(desk, told.reference)
    expect(others.errands).toEqual([])
    expect(others.report.bodies.map(({ kind }) => kind)).not.toContain('errand')
    expect((await comeBack(told)).timeline.at(-1)).toEqual(expect.objectContaining({ kind: 'contact-asked', unit: 'housing', detail: {} }))
  })

  it('is answered once the custodian has looked for it: the unit reads the answer, never the identity', async () => {
    expect(await custody.answerContact(first.session, await open(first, told), 1, BACK)).toMatchObject({ ok: false, code: 'conflict' })
    const { after } = await looked(told)
    const done = must(await custody.answerContact(first.session, after, 1, BACK))
    expect(done.view.requests).toMatchObject([{ kind: 'contact', standing: 'used' }, { kind: 'look', standing: 'used' }])
    const seen = await look(housing, told.reference)
    expect(seen.errands.map(({ author, words, signature }) => [author, words?.text, signature])).toEqual([['housing', CALL, 'good'], ['custodian', BACK, 'good']])
    expect(JSON.stringify(seen)).not.toContain(IDENTITY.name)
    expect(await kinds(told)).toEqual(expect.arrayContaining(['contact-asked', 'identity-opened', 'contact-made']))
    expect(await rows(`SELECT unit FROM inbox WHERE report_id = ?1 AND unread = 1 AND unit = 'housing'`, told.sealed.filing.report)).toHaveLength(1)
  })

  it('is not granted on with the report: a unit that comes later opens none of it', async () => {
    await moved(housing, told.reference, (seen) => act.handOn(housing.session, seen, ['fire']))
    const seen = await look(fire, told.reference)
    expect(seen.content?.words?.body).toContain('大气瓶')
    const compartments = (await look(housing, told.reference)).errands.map(({ compartment }) => compartment)
    expect(Object.keys(seen.opens).filter((id) => compartments.includes(id))).toEqual([])
  })

  it('is not asked by who does not hold the report, nor of an anonymous one', async () => {
    const input = { body: await aBody('A'.repeat(22)), grants: await grantsTo('custodian', 'market') }
    const market = await signedIn('market01')
    expect(await codeOf(await post(`/api/staff/reports/${told.reference}/contact`, input, { cookie: market.cookie }))).toBe('not_found')
    const anonymous = await tell()
    expect(await askContact(desk.session, await look(desk, anonymous.reference), CALL)).toMatchObject({ ok: false, code: 'not_found' })
  })
})

describe('a new code for a lost one', () => {
  const SAID = '他们换了锁。'
  let told: Told
  let code: string
  const anew = async (): Promise<Pick<Told, 'keys'>> => {
    const read = readCode(code)
    if (!read.ok) throw new Error('a made code must read back')
    return { keys: await keysFromCode(read.digits, profile.id) }
  }
  beforeAll(async () => {
    told = await named()
    await moved(housing, told.reference, (seen) => act.reply(housing.session, seen, '几点开门？'))
    await say(told, SAID)
    const { after } = await looked(told, 'reset-code')
    code = must(await custody.askReset(first.session, after)).code
  })

  it('changes nothing until the desk agrees', async () => {
    expect((await comeBack(told)).timeline.at(-1)).toMatchObject({ kind: 'reset-asked' })
    expect(await trackReport(code, { call: callerOf() })).toMatchObject({ ok: false, code: 'not_found' })
  })

  it('kills the old code at once and reads the dialogue, its own old words still good, under the same receipt', async () => {
    const before = await comeBack(told)
    await moved(desk, told.reference, (seen) => grantReset(desk.session, seen))
    expect(await trackReport(told.code, { call: callerOf() })).toMatchObject({ ok: false, code: 'not_found' })
    const answer = await trackReport(code, { call: callerOf() })
    if (!answer.ok) throw new Error(answer.code)
    const back = answer.value
    expect(back.messages.map(({ text, signature }) => [text, signature])).toEqual([['几点开门？', 'good'], [SAID, 'good']])
    expect(back.tracked.receipt).toEqual(before.receipt)
    expect(await rows('SELECT lookup_hash FROM filed WHERE report_id = ?1', told.sealed.filing.report)).toEqual([{ lookup_hash: told.keys.lookupHash }])
    // What the custodian signed of the new code stays (it vouches for a payee later), and tells nothing that the report's own row does not.
    expect(await rows('SELECT lookup_hash, recipient, verify_key FROM custody WHERE lookup_hash IS NOT NULL AND report_id = ?1', told.sealed.filing.report)).toEqual(await rows('SELECT lookup_hash, recipient, verify_key FROM report WHERE id = ?1', told.sealed.filing.report))
  })

  it('goes on from there: both sides write and believe each other, and what follows is shut to the old code', async () => {
    await say(await anew(), '新码写的。')
    await moved(housing, told.reference, (seen) => act.reply(housing.session, seen, '收到。'))
    const seen = await look(desk, told.reference)
    expect(seen.content?.signature).toBe('good')
    expect(seen.dialogue.map(({ words, signature }) => [words?.text, signature])).toEqual([['几点开门？', 'good'], [SAID, 'good'], ['新码写的。', 'good'], ['收到。', 'good']])
    const { openGrants } = await import('../../site/crypto/grant.ts')
    const stored = await rows<{ sealed: string }>(`SELECT sealed FROM report_grant WHERE report_id = ?1 AND holder = 'reporter'`, told.sealed.filing.report)
    const { opens } = await openGrants(stored.map(({ sealed }) => sealed), told.keys.identity, { report: told.sealed.filing.report, holder: 'reporter' })
    expect(Object.keys(opens)).toEqual([told.sealed.filing.dialogue.compartment])
  })

  it('lets the dialogue be renewed to the new code, and to no recipient that the desk did not vouch for', async () => {
    await moved(housing, told.reference, (seen) => act.giveBack(housing.session, seen, 'not-our-duty'))
    const stale = await look(desk, told.reference)
    const { renewal } = await import('../../site/console/holding/renewal.ts')
    const { reporter } = stale.report
    const former = reporter?.former?.[0]
    if (reporter === null || former === undefined) throw new Error('the old code’s keys are kept')
    await expect(renewal(desk.session, { ...stale, report: { ...stale.report, reporter: { ...reporter, recipient: former.recipient } } })).rejects.toMatchObject({ code: 'unvouched' })
    expect((await renewed(desk.session, stale)).report.renewalDue).toBe(false)
    await say(await anew(), '还在。')
    expect((await look(desk, told.reference)).dialogue.at(-1)).toMatchObject({ words: { text: '还在。' }, signature: 'good' })
  })

  it('is not granted to keys that the custodian did not sign', async () => {
    const one = await named()
    const { after } = await looked(one, 'reset-code')
    must(await custody.askReset(first.session, after))
    const other = await tell()
    await env.DB.prepare('UPDATE custody SET recipient = ?1 WHERE report_id = ?2 AND n = 2').bind(other.keys.recipient, one.sealed.filing.report).run()
    expect(await grantReset(desk.session, await look(desk, one.reference))).toMatchObject({ ok: false, code: 'unvouched' })
    expect(await comeBack(one)).toMatchObject({ reference: one.reference })
  })

  it('is kept in an unbroken history that names both members', async () => {
    const history = must(await auditor.call(readHistory, { reference: told.reference }, {}))
    expect(await firstBrokenLink(history.report, history.filingDigest, history.events)).toBeNull()
    expect(history.events.filter(({ kind }) => kind.startsWith('reset') || kind === 'code-reset').map(({ kind, member }) => [kind, member])).toEqual([['reset-asked', 'custodian01'], ['code-reset', 'desk01']])
  })
})

describe('what waits', () => {
  it('is shown to whoever can go on with it, and to the custodian', async () => {
    const told = await named()
    must(await custody.askLook(first.session, told.reference, 'reset-code'))
    const waits = async (who: Worker) => must(await who.call(listCustody, {}, {})).waiting.filter(({ reference }) => reference === told.reference).map(({ kind }) => kind)
    expect(await Promise.all([first, second, supervisor, desk].map(waits))).toEqual([['look'], ['look'], ['look'], []])
    must(await custody.consent(second.session, told.reference, 1))
    must(await custody.askReset(first.session, must(await custody.look(first.session, told.reference, 1)).after))
    expect(await Promise.all([first, supervisor, desk].map(waits))).toEqual([['reset'], [], ['reset']])
  })
})

it.for([
  [`UPDATE custody SET standing = 'consented' WHERE standing = 'used'`], ['DELETE FROM custody'], [`INSERT OR REPLACE INTO custody SELECT * FROM custody WHERE standing = 'used'`],
  [`UPDATE reporter_key SET recipient = 'x'`], ['DELETE FROM reporter_key'], ['INSERT OR REPLACE INTO reporter_key SELECT * FROM reporter_key'],
])('stands, whoever holds the connection: %s', async ([sql]) => {
  await expect(run(sql ?? '')).rejects.toThrow(/append-only|ends once|UNIQUE/)
})
