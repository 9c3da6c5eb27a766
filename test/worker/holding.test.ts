/** Who can open what of a report: tried with the units' real keys on everything the database holds, not only on what the API serves. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readReport } from '#contract/console.ts'
import { readHistory } from '#contract/console.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import * as holding from '../../site/console/holding/act.ts'
import * as act from '../../site/console/report/act.ts'
import { openWith } from '../../site/crypto/age.ts'
import { makeId } from '../../site/crypto/compartment.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { openGrants } from '../../site/crypto/grant.ts'
import { unpad } from '../../site/crypto/pad.ts'
import { fromBase64Url } from '#contract/bytes.ts'
import { codeOf, must, post } from '../support/api.ts'
import { dump, rows } from '../support/database.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { aBody, grantsTo } from '../support/sealed.ts'
import { comeBack, look, moved, say, tell, type Told } from '../support/story.ts'

const [desk, desk2, housing, fire, heping, gov, auditor] = await Promise.all(
  ['desk01', 'desk02', 'housing01', 'fire01', 't-heping01', 'gov01', 'auditor01'].map((name) => signedIn(name)),
) as [Worker, Worker, Worker, Worker, Worker, Worker, Worker]

const at = (told: Told, path: string) => `/api/staff/reports/${told.reference}${path}`
const as = (who: Worker) => ({ cookie: who.cookie })
const accepted = async (): Promise<Told> => {
  const told = await tell()
  await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  return told
}
const COPY = { place: '和平镇一条街上', body: '后厨有大气瓶，报警器的插头拔了。' }
const redacted = (who: Worker, told: Told, words = COPY) => moved(who, told.reference, (seen) => holding.redact(who.session, seen, words))
const handOn = (who: Worker, told: Told, units: string[], copies: string[] = []) => moved(who, told.reference, (seen) => act.handOn(who.session, seen, units, copies))
const replied = (who: Worker, told: Told, text: string) => moved(who, told.reference, (seen) => act.reply(who.session, seen, text))
const takenOut = (told: Told, unit: string) => moved(desk, told.reference, (seen) => holding.takeOut(desk.session, seen, unit, 'leak-suspected'))

/** A thief with a unit's private keys and the whole database: every body of the report tried with every key that any grant there yields. */
async function readsFromDisk(unit: string, told: Told): Promise<string> {
  const { identity } = await demonstrationUnitKeys(unit)
  const report = told.sealed.filing.report
  const grants = await rows<{ sealed: string }>('SELECT sealed FROM report_grant')
  const { opens } = await openGrants(grants.map((grant) => grant.sealed), identity, { report, holder: unit })
  const bodies = await rows<{ sealed: string }>('SELECT sealed FROM body WHERE report_id = ?1', report)
  const tries = bodies.flatMap(({ sealed }) => [identity, ...Object.values(opens)].map(async (key) => new TextDecoder().decode(unpad(await openWith(key, fromBase64Url(sealed))))))
  return (await Promise.allSettled(tries)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])).join('\n')
}

const TIP = '后厨摆着五六个大气瓶'
const BEFORE = '夜里几点开门？'
const ANSWERED = '十一点以后。'
const NOTED = '先别惊动老板。'
const AFTER = { theirs: '他们今天换了锁。', ours: '明天去看。', note: '那边可能走漏了。', finding: '查到六个大气瓶。' }

/** Every kind of word there is, written before and after `leave`. */
async function story(leave: (told: Told) => Promise<unknown>): Promise<Told> {
  const told = await accepted()
  await handOn(desk, told, ['fire'])
  await replied(housing, told, BEFORE)
  await say(told, ANSWERED)
  await moved(fire, told.reference, (seen) => act.note(fire.session, seen, NOTED))
  await leave(told)
  await say(told, AFTER.theirs)
  await replied(desk, told, AFTER.ours)
  await moved(desk, told.reference, (seen) => act.note(desk.session, seen, AFTER.note))
  return told
}
const gone = Object.values(AFTER)

/** The lead hands it on; whether it may. */
const handedBack = async (told: Told, unit: string) => {
  const seen = await look(housing, told.reference)
  const outcome = await act.handOn(housing.session, seen, [unit])
  return outcome.ok ? 'ok' : outcome.code
}

describe('a unit that the desk took out', () => {
  it('comes to it again by the desk, never by the lead', async () => {
    const told = await story((one) => takenOut(one, 'fire'))
    const before = await rows('SELECT unit, standing FROM part WHERE report_id = ?1', told.sealed.filing.report)
    expect(await handedBack(told, 'fire')).toBe('forbidden')
    expect(await rows('SELECT unit, standing FROM part WHERE report_id = ?1', told.sealed.filing.report)).toEqual(before)
    await handOn(desk, told, ['fire'])
    expect((await look(fire, told.reference)).content?.words?.body).toContain(TIP)
  })
})

describe('a unit taken out', () => {
  let told: Told
  beforeAll(async () => {
    told = await story((one) => takenOut(one, 'fire'))
    await moved(housing, told.reference, (seen) => act.find(housing.session, seen, 'substantiated', AFTER.finding))
  })

  it('opens what was written while it held the report, and nothing that was written after, with the whole database in hand', async () => {
    const read = await readsFromDisk('fire', told)
    for (const words of [TIP, BEFORE, ANSWERED, NOTED]) expect(read).toContain(words)
    for (const words of gone) expect(read).not.toContain(words)
    expect(await fire.call(readReport, { reference: told.reference }, {})).toMatchObject({ ok: false, code: 'not_found' })
  })

  it('leaves everybody else all of it, in the order in which it was written', async () => {
    for (const who of [desk, housing]) {
      const seen = await look(who, told.reference)
      expect(seen.dialogue.map((entry) => [entry.words?.text, entry.signature])).toEqual([BEFORE, ANSWERED, AFTER.theirs, AFTER.ours, AFTER.finding].map((text) => [text, 'good']))
      expect(seen.notes.map((entry) => entry.words?.text)).toEqual([NOTED, AFTER.note])
      expect(new Set(seen.notes.map((entry) => entry.compartment)).size).toBe(2)
      const read = await readsFromDisk(who.session.me.unit ?? '', told)
      for (const words of [TIP, ...gone]) expect(read).toContain(words)
    }
  })

  it('is told to the reporter with its reason, in an unbroken history; renewing alone is not', async () => {
    const { timeline, bodies } = await comeBack(told)
    expect(timeline.find(({ kind }) => kind === 'taken-out')).toMatchObject({ unit: 'desk', detail: { units: ['fire'], reason: 'leak-suspected' } })
    expect(bodies).toHaveLength(5)
    const history = must(await auditor.call(readHistory, { reference: told.reference }, {}))
    expect(await firstBrokenLink(history.report, history.filingDigest, history.events)).toBeNull()
  })

  it('that led leaves the report to the desk, which cannot accept it back into the same hands by accident', async () => {
    const led = await accepted()
    expect(await takenOut(led, 'housing')).toMatchObject({ state: 'accepted', lead: null })
    const early = await tell()
    expect(await takenOut(early, 'housing')).toMatchObject({ state: 'received', lead: null })
    expect(await act.accept(desk.session, await look(desk, early.reference))).toMatchObject({ ok: false, code: 'conflict' })
  })
})

describe('a unit that gives the report back, or is named no more', () => {
  const giveBack = (told: Told) => moved(housing, told.reference, (seen) => act.giveBack(housing.session, seen, 'conflict-of-interest', '和老板认识。'))

  it('gave it back: the desk renews before it writes, and what follows is shut to it', async () => {
    const told = await story(async (one) => {
      await giveBack(one)
      const stale = await look(desk, one.reference)
      expect(stale.report.renewalDue).toBe(true)
      expect(await act.reply(desk.session, stale, '谁都不该看到')).toMatchObject({ ok: false, code: 'conflict' })
      expect(await act.reply(fire.session, await look(fire, one.reference), '谁都不该看到')).toMatchObject({ ok: false, code: 'conflict' })
      expect((await holding.renewed(fire.session, await look(fire, one.reference))).report.renewalDue).toBe(true)
      expect((await holding.renewed(desk.session, stale)).report.renewalDue).toBe(false)
    })
    const read = await readsFromDisk('housing', told)
    for (const words of [TIP, BEFORE, ANSWERED, NOTED]) expect(read).toContain(words)
    for (const words of gone) expect(read).not.toContain(words)
    expect((await comeBack(told)).timeline.map(({ kind }) => kind)).not.toContain('renewed')
  })

  it('was named no more: the assignment itself brings the new dialogue', async () => {
    const told = await story((one) => moved(desk, one.reference, (seen) => act.assign(desk.session, seen, 'market', ['fire'])))
    for (const [unit, sees] of [['housing', false], ['fire', true], ['market', true]] as const) {
      const read = await readsFromDisk(unit, told)
      expect([unit, [AFTER.theirs, AFTER.ours, AFTER.note].every((words) => read.includes(words))]).toEqual([unit, sees])
      expect(read).toContain(BEFORE)
    }
  })

  it('is renewed once by two who open it at once', async () => {
    const told = await accepted()
    await giveBack(told)
    const seen = await look(desk, told.reference)
    const both = await Promise.all([holding.renew(desk.session, seen), holding.renew(desk2.session, seen)])
    expect(both.map((one) => (one.ok ? 'done' : one.code)).sort()).toEqual(['conflict', 'done'])
    expect(await rows(`SELECT 1 FROM event WHERE report_id = ?1 AND kind = 'renewed'`, told.sealed.filing.report)).toHaveLength(1)
    await say(told, '还在吗？')
    expect((await look(desk2, told.reference)).dialogue.at(-1)?.words).toEqual({ text: '还在吗？' })
  })
})

describe('a redacted copy', () => {
  let told: Told
  let original: unknown
  beforeAll(async () => {
    told = await accepted()
    original = await rows(`SELECT * FROM body WHERE report_id = ?1 AND kind = 'content'`, told.sealed.filing.report)
    await replied(housing, told, BEFORE)
    await say(told, ANSWERED)
    await moved(housing, told.reference, (seen) => act.note(housing.session, seen, NOTED))
    await redacted(desk, told, { ...COPY, body: '第一份，写多了。' })
    await redacted(housing, told)
    await handOn(housing, told, ['fire', 't-heping'], ['t-heping'])
  })

  it('is all that its unit can open, with the whole database in hand, and all that it is served', async () => {
    const read = await readsFromDisk('t-heping', told)
    expect(read).toContain(COPY.body)
    for (const words of [TIP, BEFORE, ANSWERED, NOTED, '写多了']) expect(read).not.toContain(words)
    const seen = await look(heping, told.reference)
    expect(seen).toMatchObject({ copyOnly: true, content: null, dialogue: [], notes: [] })
    expect(seen.copies.map((entry) => [entry.words, entry.signature, entry.author])).toEqual([[COPY, 'good', 'housing']])
    expect(seen.report.bodies.map((body) => body.kind)).toEqual(['redacted', 'redacted'])
  })

  it('comes with nothing that the reporter chose or is known by: a language, a wish, a unit to keep out', async () => {
    const one = await tell({ language: 'en', avoid: ['market'], wantsReward: true, identity: { name: '沈砚秋', phone: '13900000001' } })
    await moved(desk, one.reference, (seen) => act.accept(desk.session, seen))
    await redacted(desk, one)
    await handOn(desk, one, ['t-heping'], ['t-heping'])
    const { report } = await look(heping, one.reference)
    expect([report.language, report.wantsReward, report.named, report.avoid, report.route.why, report.reporter]).toEqual(['zh', false, false, [], [], null])
    const { recipient, verify } = one.sealed.filing.reporter
    for (const theirs of [recipient, verify, 'market', '回避']) expect(JSON.stringify(report)).not.toContain(theirs)
    expect((await look(desk, one.reference)).report).toMatchObject({ language: 'en', wantsReward: true, named: true, avoid: ['market'], reporter: { recipient } })
  })

  it('leaves the original as it was, to the byte, and whole to whoever was given that', async () => {
    expect(await rows(`SELECT * FROM body WHERE report_id = ?1 AND kind = 'content'`, told.sealed.filing.report)).toEqual(original)
    expect((await look(fire, told.reference)).content?.words?.body).toContain(TIP)
    expect((await look(desk, told.reference)).report.parts.filter(({ standing }) => standing === 'holding').map(({ unit, copy, since }) => [unit, copy, since !== undefined])).toEqual([
      ['desk', 'original', true], ['fire', 'original', true], ['housing', 'original', true], ['t-heping', 'redacted', true],
    ])
  })

  it('is told to the reporter as what it is; that one was made is not', async () => {
    const { timeline } = await comeBack(told)
    expect(timeline.find(({ kind }) => kind === 'handed-on')?.detail).toMatchObject({ units: ['fire', 't-heping'], redacted: ['t-heping'] })
    expect(timeline.map(({ kind }) => kind)).not.toContain('redacted')
  })

  it('lets its unit do nothing but read', async () => {
    const { seq, report: { dialogue } } = { seq: (await look(heping, told.reference)).report.seq, report: { dialogue: (await look(desk, told.reference)).report.dialogue } }
    const before = await dump()
    const tries = [
      post(at(told, '/messages'), { seq, body: await aBody(dialogue, 3) }, as(heping)),
      post(at(told, '/notes'), { seq, body: await aBody(makeId()), grants: await grantsTo('desk', 'housing', 'fire') }, as(heping)),
      post(at(told, '/hand-on'), { seq, units: ['market'], grants: await grantsTo('market') }, as(heping)),
      post(at(told, '/redact'), { seq, body: await aBody(makeId()), grants: await grantsTo('desk', 'housing', 'fire') }, as(heping)),
    ]
    expect(await Promise.all(tries.map(async (one) => codeOf(await one)))).toEqual(tries.map(() => 'forbidden'))
    expect(await dump()).toEqual(before)
  })

  it('can be followed by the original; taking a mere copy back needs no new dialogue', async () => {
    const one = await accepted()
    await redacted(desk, one)
    await handOn(desk, one, ['t-heping', 'fire'], ['t-heping', 'fire'])
    const { dialogue } = await takenOut(one, 'fire')
    expect(dialogue).toBe(one.sealed.filing.dialogue.compartment)
    await handOn(desk, one, ['t-heping'])
    expect((await look(heping, one.reference)).content?.words?.body).toContain(TIP)
    expect(await act.handOn(desk.session, await look(desk, one.reference), ['t-heping'])).toMatchObject({ ok: false })
  })

  it('stays a copy for an assist whom an assignment names again', async () => {
    const one = await accepted()
    await redacted(desk, one)
    await handOn(desk, one, ['fire'], ['fire'])
    await moved(desk, one.reference, (seen) => act.assign(desk.session, seen, 'market', ['fire']))
    expect(await look(fire, one.reference)).toMatchObject({ copyOnly: true, content: null })
    expect(await readsFromDisk('fire', one)).not.toContain(TIP)
  })
})

describe('what must not be done with who holds what', () => {
  it.for<[string, Worker, string, (told: Told) => unknown, string]>([
    ['a copy for a unit that is not handed on to', desk, '/hand-on', async () => ({ units: ['fire'], redacted: ['market'], grants: await grantsTo('fire') }), 'invalid'],
    ['a copy for one unit twice', desk, '/hand-on', async () => ({ units: ['fire'], redacted: ['fire', 'fire'], grants: await grantsTo('fire') }), 'invalid'],
    ['a copy that nobody has made', desk, '/hand-on', async () => ({ units: ['fire'], redacted: ['fire'], grants: await grantsTo('fire') }), 'conflict'],
    ['a redaction granted to too few', desk, '/redact', async () => ({ body: await aBody(makeId()), grants: await grantsTo('desk') }), 'invalid'],
    ['a redaction granted to too many', desk, '/redact', async () => ({ body: await aBody(makeId()), grants: await grantsTo('desk', 'housing', 'fire') }), 'invalid'],
    ['a redaction granted to the reporter', desk, '/redact', async () => ({ body: await aBody(makeId()), grants: await grantsTo('desk', 'housing', 'reporter') }), 'invalid'],
    ['a redaction in the dialogue', desk, '/redact', async (told) => ({ body: await aBody(told.sealed.filing.dialogue.compartment), grants: await grantsTo('desk', 'housing') }), 'invalid'],
    ['a redaction over the content', desk, '/redact', async (told) => ({ body: await aBody(told.sealed.filing.content.compartment, 2), grants: await grantsTo('desk', 'housing') }), 'invalid'],
    ['a redaction by whoever does not hold it', fire, '/redact', async () => ({ body: await aBody(makeId()), grants: await grantsTo('desk', 'housing') }), 'not_found'],
    ['taking out without a new dialogue', desk, '/take-out', () => ({ unit: 'housing', reason: 'leak-suspected', grants: [] }), 'invalid'],
    ['taking out with a grant to the one taken out', desk, '/take-out', async () => ({ unit: 'housing', reason: 'leak-suspected', dialogue: makeId(), grants: await grantsTo('reporter', 'desk', 'housing') }), 'invalid'],
    ['taking out without a grant to the reporter', desk, '/take-out', async () => ({ unit: 'housing', reason: 'leak-suspected', dialogue: makeId(), grants: await grantsTo('desk') }), 'invalid'],
    ['taking out into the old dialogue', desk, '/take-out', async (told) => ({ unit: 'housing', reason: 'leak-suspected', dialogue: told.sealed.filing.dialogue.compartment, grants: await grantsTo('reporter', 'desk') }), 'invalid'],
    ['taking out into the content', desk, '/take-out', async (told) => ({ unit: 'housing', reason: 'leak-suspected', dialogue: told.sealed.filing.content.compartment, grants: await grantsTo('reporter', 'desk') }), 'invalid'],
    ['taking out who holds nothing', desk, '/take-out', () => ({ unit: 'fire', reason: 'leak-suspected', grants: [] }), 'conflict'],
    ['taking out the desk', desk, '/take-out', async () => ({ unit: 'desk', reason: 'leak-suspected', dialogue: makeId(), grants: await grantsTo('reporter', 'housing') }), 'forbidden'],
    ['taking out in words', desk, '/take-out', () => ({ unit: 'housing', reason: '不想给了', grants: [] }), 'invalid'],
    ['taking out by the lead', housing, '/take-out', () => ({ unit: 'desk', reason: 'leak-suspected', grants: [] }), 'forbidden'],
    ['renewing what is not due', desk, '/renew', async () => ({ dialogue: makeId(), grants: await grantsTo('reporter', 'desk', 'housing') }), 'conflict'],
    ['assigning away without a new dialogue', desk, '/assign', async () => ({ lead: 'market', assists: [], grants: await grantsTo('market') }), 'invalid'],
    ['assigning with a new dialogue that nobody needs', desk, '/assign', async () => ({ lead: 'housing', assists: [], dialogue: makeId(), grants: await grantsTo('reporter', 'desk', 'housing') }), 'invalid'],
  ])('is refused and changes nothing: %s', async ([, who, path, make, code]) => {
    const told = await shared
    const input = { seq: 2, ...(await make(told) as object) }
    const before = await dump()
    expect(await codeOf(await post(at(told, path), input, as(who)))).toBe(code)
    expect(await dump()).toEqual(before)
  })
  // Nothing changes in any of these tests, so they share their report.
  const shared = accepted()

  it('never takes an escalated report from the county government', async () => {
    const death = await tell({ flags: ['death'] })
    expect((await look(gov, death.reference)).content?.words).not.toBeNull()
    expect(await holding.takeOut(desk.session, await look(desk, death.reference), 'gov', 'no-longer-needed')).toMatchObject({ ok: false, code: 'forbidden' })
  })
})
