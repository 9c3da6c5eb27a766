import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { exportReport } from '#contract/archive.ts'
import { openReport, readHistory, readReport } from '#contract/console.ts'
import { listReports } from '#contract/inbox.ts'
import { addDays } from '#contract/rules/day.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { recordLook } from '../../site/console/evidence/act.ts'
import * as act from '../../site/console/report/act.ts'
import { act as move } from '../../worker/report/move.ts'
import { findMemberByName } from '../../worker/staff/store.ts'
import { callerOf, codeOf, must, post } from '../support/api.ts'
import { dump, rows, run } from '../support/database.ts'
import { told as filedWithOne } from '../support/filed-files.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { aBody, classicSealed, freshSealed, grantsTo } from '../support/sealed.ts'
import { comeBack, look, moved, say, tell, type Told } from '../support/story.ts'

const [desk, desk2, approver, housing, fire, market, gov, auditor] = await Promise.all(
  ['desk01', 'desk02', 'approver01', 'housing01', 'fire01', 'market01', 'gov01', 'auditor01'].map((name) => signedIn(name)),
) as [Worker, Worker, Worker, Worker, Worker, Worker, Worker, Worker]

const at = (told: Told, path: string) => `/api/staff/reports/${told.reference}${path}`
const as = (who: Worker) => ({ cookie: who.cookie })
const accepted = async (): Promise<Told> => {
  const told = await tell()
  await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  return told
}
const lists = async (who: Worker, told: Told) => must(await who.call(listReports, {}, {})).reports.find((row) => row.reference === told.reference)

/** The member's row, as the Worker would find it by the session. */
const memberOf = async (who: Worker) => {
  const member = await findMemberByName(env.DB, who.name)
  if (member === null) throw new Error('nobody')
  return member
}

describe('a report’s whole way', () => {
  it('goes from the desk to the department and back to its reporter, and ends', async () => {
    const told = await tell()
    expect(await lists(desk, told)).toMatchObject({ state: 'received', unread: true, lead: 'housing', urgent: true })
    expect(must(await act.open(desk.session, told.reference)).timeline.map((event) => event.kind)).toEqual(['received', 'opened'])
    expect(must(await act.open(desk2.session, told.reference)).seq).toBe(2)
    expect(await lists(desk, told)).toMatchObject({ unread: false })

    expect(await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))).toMatchObject({ state: 'assigned', lead: 'housing' })
    expect(await lists(housing, told)).toMatchObject({ state: 'assigned', unread: true })
    expect(await moved(housing, told.reference, (seen) => act.begin(housing.session, seen))).toMatchObject({ state: 'investigating' })
    await moved(housing, told.reference, (seen) => act.reply(housing.session, seen, '夜里几点开门？'))
    await say(told, '十一点以后。')
    expect(await lists(housing, told)).toMatchObject({ unread: true })
    await moved(housing, told.reference, (seen) => act.handOn(housing.session, seen, ['fire', 't-heping']))
    expect((await look(fire, told.reference)).dialogue.map((entry) => entry.words)).toEqual([{ text: '夜里几点开门？' }, { text: '十一点以后。' }])
    await moved(housing, told.reference, (seen) => act.find(housing.session, seen, 'substantiated', '查到六个大气瓶。'))
    await moved(desk, told.reference, (seen) => act.close(desk.session, seen, 'rectified', '已经换成管道气。'))

    const tracked = await comeBack(told)
    expect(tracked.state).toBe('closed')
    expect(tracked.timeline.map((event) => [event.kind, event.unit])).toEqual([
      ['received', null], ['opened', 'desk'], ['accepted', 'desk'], ['begun', 'housing'], ['replied', 'housing'], ['wrote', null],
      ['handed-on', 'housing'], ['found', 'housing'], ['closed', 'desk'],
    ])
    expect(tracked.deadlines.every((deadline) => deadline.met)).toBe(true)
    expect((await rows('SELECT due_day FROM inbox WHERE position = ?1', told.filed.receipt.position)).every((row) => (row as { due_day: unknown }).due_day === null)).toBe(true)
  })

  it('is kept in a history that holds together for whoever may not read it', async () => {
    const told = await accepted()
    await moved(housing, told.reference, (seen) => act.note(housing.session, seen, '先看消防。'))
    await moved(housing, told.reference, (seen) => act.find(housing.session, seen, 'unfounded', '没有查到。'))
    const { report, filingDigest, events } = must(await auditor.call(readHistory, { reference: told.reference }, {}))
    expect(await firstBrokenLink(report, filingDigest, events)).toBeNull()
    expect(filingDigest).toBe(told.filed.receipt.digest)
    expect(await auditor.call(readReport, { reference: told.reference }, {})).toMatchObject({ ok: false, code: 'forbidden' })

    await run('DROP TRIGGER event_no_update')
    await run(`UPDATE event SET detail = replace(detail, 'unfounded', 'substantiated') WHERE report_id = ?1 AND kind = 'found'`, report)
    const after = must(await auditor.call(readHistory, { reference: told.reference }, {}))
    expect(await firstBrokenLink(report, filingDigest, after.events)).toBe(4)
    expect(await firstBrokenLink(report, filingDigest, events.toSpliced(1, 1))).toBe(2)
    expect(await firstBrokenLink(report, told.reference, events)).toBe(1)
    await run(`CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'event is append-only'); END`)
  })
})

describe('history in the database', () => {
  const filed = tell()

  it.for([
    [`UPDATE event SET day = '2020-01-01'`], ['DELETE FROM event'], [`INSERT OR REPLACE INTO event SELECT report_id, seq, kind, unit, 'somebody', day, detail, digest FROM event`],
    ['UPDATE position SET n = n + 1000'], ['DELETE FROM position'], [`INSERT OR REPLACE INTO position SELECT n, report_id, '2020-01-01', digest FROM position`],
    [`INSERT OR REPLACE INTO position SELECT n + 1000, report_id, day, digest FROM position`],
    [`UPDATE chain_link SET head = 'x'`], ['DELETE FROM chain_link'], [`INSERT OR REPLACE INTO chain_link SELECT n, day, first, digests, 'x' FROM chain_link`],
    [`UPDATE body SET sealed = 'x'`], [`UPDATE report_grant SET holder = 'fire'`], ['DELETE FROM report'],
  ])('stands against: %s', async ([sql]) => {
    await filed
    await env.DB.prepare(`INSERT OR IGNORE INTO chain_link VALUES (1, '2026-11-22', 1, 'd', 'h')`).run().catch(() => undefined)
    const before = await dump()
    await expect(run(sql ?? '')).rejects.toThrow(/append-only|never rewritten|FOREIGN KEY|UNIQUE/)
    expect(await dump()).toEqual(before)
  })
})

/** The database as a move finds it that somebody else overtakes once, after it has read and before it writes. */
function overtaken(by: () => Promise<unknown>): D1Database {
  let waiting = false
  let done = false
  const prepare = (sql: string) => {
    waiting ||= sql.startsWith('INSERT INTO event')
    return env.DB.prepare(sql)
  }
  const batch = async (statements: D1PreparedStatement[]) => {
    if (waiting && !done) {
      done = true
      await by()
    }
    return env.DB.batch(statements)
  }
  return { prepare, batch } as unknown as D1Database
}

describe('two who move at once', () => {
  it('lets one of two racing clerks win, and rolls the other’s whole batch back', async () => {
    const told = await tell()
    const before = await look(desk, told.reference)
    const outcomes = await Promise.all([
      act.accept(desk.session, before),
      act.assign(desk2.session, before, 'market', ['fire']),
      act.refuse(desk2.session, before, { reason: 'not-a-report', text: '不受理。' }),
    ])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(outcomes.filter((outcome) => !outcome.ok).map((outcome) => !outcome.ok && outcome.code)).toEqual(['conflict', 'conflict'])
    const { report } = told.sealed.filing
    const winner = outcomes.findIndex((outcome) => outcome.ok)
    expect(await rows('SELECT seq FROM event WHERE report_id = ?1', report)).toHaveLength(2)
    expect(await rows('SELECT 1 FROM body WHERE report_id = ?1', report)).toHaveLength(winner === 2 ? 2 : 1)
    expect(await rows('SELECT 1 FROM report_grant WHERE report_id = ?1 AND seq = 2', report)).toHaveLength(winner === 1 ? 2 : 0)
    expect(await rows('SELECT 1 FROM inbox WHERE report_id = ?1', report)).toHaveLength(winner === 1 ? 3 : 2)
  })

  it('is not held up by somebody who only looked meanwhile, at the report or at a file; by whoever did something, it is', async () => {
    const { reference } = await filedWithOne()
    await moved(desk, reference, (seen) => act.accept(desk.session, seen))
    const before = await look(desk, reference)
    must(await act.open(housing.session, reference))
    must(await recordLook(housing.session, reference, 1))
    must(await auditor.call(exportReport, { reference }, {}))
    expect(await act.handOn(desk.session, before, ['fire'])).toMatchObject({ ok: true, value: { seq: 6 } })
    // By then it was handed on, and the same sheet is too old, whoever looks afterwards.
    must(await act.open(desk.session, reference))
    expect(await act.handOn(desk.session, before, ['market'])).toMatchObject({ ok: false, code: 'conflict' })
    const noted = await look(desk, reference)
    await moved(housing, reference, (seen) => act.note(housing.session, seen, '后门锁着。'))
    expect(await act.handOn(desk.session, noted, ['market'])).toMatchObject({ ok: false, code: 'conflict' })
    const history = must(await desk.call(readHistory, { reference }, {}))
    expect(await firstBrokenLink(history.report, history.filingDigest, history.events)).toBeNull()
  })

  it('is not held up by a look that is written between its reading and its writing; by a deed it is', async () => {
    const between = async (done: (reference: string) => Promise<unknown>) => {
      const { reference } = await accepted()
      const db = overtaken(() => done(reference))
      const call = callerOf({ ...as(desk), db })
      const outcome = await act.handOn({ ...desk.session, tools: { ...desk.session.tools, call } }, await look(desk, reference), ['fire'])
      return [outcome.ok || outcome.code, (await look(desk, reference)).report.timeline.map(({ kind }) => kind).slice(2)]
    }
    expect(await between((reference) => act.open(housing.session, reference))).toEqual([true, ['opened', 'handed-on']])
    expect(await between((reference) => moved(housing, reference, (seen) => act.begin(housing.session, seen)))).toEqual(['conflict', ['begun']])
  })

  it('opens a report once for a unit, however many of its members look', async () => {
    const told = await tell()
    await Promise.all([desk, desk2, desk, housing].map((who) => act.open(who.session, told.reference)))
    const { timeline } = must(await desk.call(readReport, { reference: told.reference }, {}))
    expect(timeline.map((event) => event.kind)).toEqual(['received', 'opened', 'opened'])
  })

  it('answers a move sent twice with a conflict, and makes it once', async () => {
    const told = await accepted()
    const seen = await look(housing, told.reference)
    must(await act.begin(housing.session, seen))
    const before = await dump()
    expect(await act.begin(housing.session, seen)).toMatchObject({ ok: false, code: 'conflict' })
    expect(await dump()).toEqual(before)
  })
})

describe('days and persons', () => {
  it('takes a report back within five working days of its assignment, and not after', async () => {
    const [inTime, late] = [await accepted(), await accepted()]
    const back = async (told: Told, today: string) => {
      const seen = must(await housing.call(readReport, { reference: told.reference }, {}))
      return move(env.DB, await memberOf(housing), told.reference, { move: 'return', seq: seen.seq, reason: 'not-our-duty', grants: [] }, today, [])
    }
    const seen = must(await housing.call(readReport, { reference: inTime.reference }, {}))
    const last = seen.deadlines.find((deadline) => deadline.kind === 'return')?.due ?? ''
    expect(await back(late, addDays(last, 1))).toEqual({ ok: false, refusal: 'too-late' })
    expect(await back(inTime, last)).toMatchObject({ ok: true })
    expect(await lists(housing, inTime)).toBeUndefined()
    expect(await housing.call(readReport, { reference: inTime.reference }, {})).toMatchObject({ code: 'not_found' })
    expect(await lists(desk, inTime)).toMatchObject({ state: 'accepted', lead: null, unread: true })

    // Given to somebody else, who gives it back to the first: granted anew, as anybody who holds nothing.
    await moved(desk, inTime.reference, (again) => act.assign(desk.session, again, 'housing', []))
    expect((await look(housing, inTime.reference)).content?.words).not.toBeNull()
  })

  it('extends once, by another person than asked', async () => {
    const told = await accepted()
    const due = async () => must(await desk.call(readReport, { reference: told.reference }, {})).deadlines.find((deadline) => deadline.kind === 'completion')?.warnBy ?? ''
    const before = await due()
    const extend = async (who: Worker) => act.extend(who.session, await look(who, told.reference), 'complex')
    expect(await extend(approver)).toMatchObject({ code: 'forbidden' })
    expect(must(await extend(housing))).toMatchObject({ extension: 'requested', extensionBy: 'housing01' })
    expect(await extend(housing)).toMatchObject({ code: 'conflict' })
    expect(await extend(desk)).toMatchObject({ code: 'forbidden' })
    expect(await due()).toBe(before)
    expect(must(await extend(approver))).toMatchObject({ extension: 'granted' })
    expect(await due()).toBe(addDays(before, 30))
    expect(await extend(approver)).toMatchObject({ code: 'conflict' })
    expect((await comeBack(told)).timeline.at(-1)).toMatchObject({ kind: 'extended', unit: 'desk', detail: { reason: 'complex' } })
  })

  it('keeps an escalated report with the county government, whoever leads it', async () => {
    const told = await tell({ flags: ['death'] })
    await moved(desk, told.reference, (seen) => act.assign(desk.session, seen, 'police', []))
    expect((await look(gov, told.reference)).content?.words).not.toBeNull()
    expect(await lists(gov, told)).toMatchObject({ lead: 'police' })
  })
})

describe('a move that must not be made', () => {
  // Nothing changes in any of these tests, so they share their reports.
  const untouched = Promise.all([tell(), tell()])

  it('is refused in words and changes nothing: units', async () => {
    const [told, death] = [await tell({ avoid: ['market'] }), await tell({ flags: ['death'] })]
    const assign = async (which: Told, lead: string, assists: string[] = []) =>
      post(at(which, '/assign'), { seq: 1, lead, assists, grants: await grantsTo(...[lead, ...assists].filter((unit) => unit !== 'desk')) }, as(desk))
    const handOn = async (which: Told, unit: string) => post(at(which, '/hand-on'), { seq: 1, units: [unit], grants: await grantsTo(unit) }, as(desk))
    const before = await dump()
    const answers = [
      await assign(told, 'market'), await assign(told, 'fire', ['market']), await handOn(told, 'market'),
      await assign(death, 'housing'), await assign(death, 'fire', ['housing']), await handOn(death, 'housing'), await handOn(death, 't-heping'), await assign(death, 't-linhe'),
    ]
    expect(await Promise.all(answers.map(codeOf))).toEqual(Array.from(answers, () => 'forbidden'))
    const unknown = [await assign(told, 'cashier'), await assign(told, 'custodian'), await assign(told, 'ministry'), await handOn(told, 'desk'), await assign(told, 'fire', ['fire'])]
    expect(await Promise.all(unknown.map(codeOf))).toEqual(Array.from(unknown, () => 'invalid'))
    expect(await dump()).toEqual(before)
  })

  it.for<[string, Worker, string, (told: Told, other: Told) => unknown, string]>([
    ['a stale seq', desk, '/accept', () => ({ seq: 9, grants: [] }), 'conflict'],
    ['a seq of nothing', desk, '/accept', () => ({ seq: 0, grants: [] }), 'invalid'],
    ['a huge seq', desk, '/accept', () => ({ seq: 1e300, grants: [] }), 'invalid'],
    ['a seq as a word', desk, '/accept', () => ({ seq: '1', grants: [] }), 'invalid'],
    ['an unknown key', desk, '/accept', () => ({ seq: 1, grants: [], by: 'admin01' }), 'invalid'],
    ['a grant too many', desk, '/accept', async () => ({ seq: 1, grants: await grantsTo('fire') }), 'invalid'],
    ['a reason that is none', desk, '/refuse', () => ({ seq: 1, reason: '不想管' }), 'invalid'],
    ['a destination in words', desk, '/refer', () => ({ seq: 1, destination: '隔壁县' }), 'invalid'],
    ['handing on without a grant', desk, '/hand-on', () => ({ seq: 1, units: ['fire'], grants: [] }), 'invalid'],
    ['handing on to nobody', desk, '/hand-on', () => ({ seq: 1, units: [], grants: [] }), 'invalid'],
    ['handing on with a classic grant', desk, '/hand-on', async () => ({ seq: 1, units: ['fire'], grants: [{ holder: 'fire', sealed: await classicSealed() }] }), 'invalid'],
    ['a reply in the content’s compartment', housing, '/messages', async (told) => ({ seq: 1, body: await aBody(told.sealed.filing.content.compartment, 2) }), 'invalid'],
    ['a note in the dialogue', housing, '/notes', async (told) => ({ seq: 1, body: await aBody(told.sealed.filing.dialogue.compartment), grants: await grantsTo('desk', 'housing') }), 'invalid'],
    ['a body moved from another report', housing, '/messages', async (told, other) => ({ seq: 1, body: { compartment: told.sealed.filing.dialogue.compartment, n: 1, sealed: other.sealed.filing.content.sealed } }), 'conflict'],
    ['a finding by the desk', desk, '/finding', async (told) => ({ seq: 1, result: 'partly', body: await aBody(told.sealed.filing.dialogue.compartment) }), 'forbidden'],
    ['a finding before it is accepted', housing, '/finding', async (told) => ({ seq: 1, result: 'partly', body: await aBody(told.sealed.filing.dialogue.compartment) }), 'conflict'],
    ['closing what nobody has found', desk, '/close', () => ({ seq: 1, reason: 'rectified' }), 'conflict'],
    ['accepting by the lead', housing, '/accept', () => ({ seq: 1, grants: [] }), 'forbidden'],
    ['moving what the unit does not hold', market, '/messages', async (told) => ({ seq: 1, body: await aBody(told.sealed.filing.dialogue.compartment) }), 'not_found'],
    ['opening what the unit does not hold', fire, '/open', () => ({}), 'not_found'],
  ])('is refused in words and changes nothing: %s', async ([, who, path, make, code]) => {
    const [told, other] = await untouched
    const input = await make(told, other)
    const before = await dump()
    expect(await codeOf(await post(at(told, path), input, as(who)))).toBe(code)
    expect(await dump()).toEqual(before)
  })

  it('finds no report under a foreign, long, or crooked reference', async () => {
    const before = await dump()
    for (const reference of ['0000-0000', 'x', '1234-5678\u0000', '%', '../members', '\ufffd', 'A'.repeat(5000), `' OR 1=1 --`]) {
      expect(await desk.call(readReport, { reference }, {})).toMatchObject({ ok: false, code: 'not_found' })
      expect(await desk.call(openReport, { reference }, {})).toMatchObject({ ok: false, code: 'not_found' })
      expect(await auditor.call(readHistory, { reference }, {})).toMatchObject({ ok: false, code: 'not_found' })
    }
    expect(await codeOf(await post('/api/staff/reports/%E0%A4%A/open', {}, as(desk)))).toBe('not_found')
    expect(await dump()).toEqual(before)
  })

  it('does not go through with a body of five megabytes, or on a member’s word for a unit', async () => {
    const told = await tell()
    expect(await codeOf(await post(at(told, '/messages'), { seq: 1, body: 'x'.repeat(5 << 20) }, as(housing)))).toBe('too_large')
    const sealed = await freshSealed()
    const input = { seq: 1, unit: 'desk', body: { compartment: told.sealed.filing.dialogue.compartment, n: 1, sealed } }
    expect(await codeOf(await post(at(told, '/messages'), input, as(housing)))).toBe('invalid')
  })
})
