import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { listAnswers, withdrawAnswer } from '#contract/answer.ts'
import { openReport, readHistory, readReport } from '#contract/console.ts'
import { units } from '#contract/county/units.ts'
import { STATUS_BY_CODE } from '#contract/errors.ts'
import { listReports } from '#contract/inbox.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import * as act from '../../site/console/report/act.ts'
import { makeId } from '../../site/crypto/compartment.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { openGrants } from '../../site/crypto/grant.ts'
import { listAnswers as selectAnswers } from '../../worker/answer/store.ts'
import { callerOf, codeOf, get, must, post } from '../support/api.ts'
import { countedDatabase, dump, rows, run } from '../support/database.ts'
import { anAsker } from '../support/filings.ts'
import { signedIn } from '../support/members.ts'
import { freshSealed, grantsTo } from '../support/sealed.ts'
import { ask, cheapChallenge, comeBack, look, moved, say, tell, type Asked } from '../support/story.ts'

const anybody = callerOf()
const [desk, desk2, approver, auditor] = await Promise.all([signedIn('desk01'), signedIn('desk02'), signedIn('approver01'), signedIn('auditor01')])
const others = await Promise.all(['housing01', 'fire01', 'gov01', 't-heping01'].map((name) => signedIn(name)))
const answered = async (): Promise<Asked> => {
  const asked = await ask()
  await moved(desk, asked.reference, (seen) => act.reply(desk.session, seen, '找燃气公司报装。气瓶不能放在后厨。'))
  return asked
}
const WORDS = { question: '小饭馆换管道气找谁办？', answer: '到当地燃气公司报装。换好以前，气瓶要放在单独的气瓶间。', category: 'HY16' }
const published = async (): Promise<Asked> => {
  const asked = await answered()
  await moved(desk, asked.reference, (seen) => act.publish(desk.session, seen, WORDS))
  return asked
}

describe('a question', () => {
  it('is taken by the same door, with a receipt, a place in the line and a code to come back with', async () => {
    const before = await ask()
    const asked = await ask({ category: null })
    expect(asked.filed.receipt).toMatchObject({ position: before.filed.receipt.position + 1, digest: asked.sealed.digest })
    expect(asked.filed.route).toMatchObject({ lead: 'desk', assists: [], copies: [] })
    expect(asked.filed.deadlines.map(({ kind }) => kind)).toEqual(['answer'])
    expect(await comeBack(asked)).toMatchObject({ kind: 'question', state: 'received', category: null, wantsReward: false })
    const again = must(await anybody((await import('#contract/report.ts')).submitReport, {}, { filing: asked.sealed.filing, challenge: { kind: 'altcha', payload: 'Z2FyYmFnZQ==' } }))
    expect(again.receipt).toEqual(asked.filed.receipt)
  })

  it('reaches the desk and nobody else: no list, no page, no key, no row', async () => {
    const asked = await ask({ township: 't-heping' })
    const { report } = asked.sealed.filing
    expect((await rows<{ holder: string }>('SELECT holder FROM report_grant WHERE report_id = ?1 ORDER BY holder', report)).map(({ holder }) => holder)).toEqual(['desk', 'reporter'])
    expect(await rows('SELECT unit, part, standing FROM part WHERE report_id = ?1', report)).toEqual([{ unit: 'desk', part: 'desk', standing: 'holding' }])
    expect(await rows('SELECT unit, kind FROM inbox WHERE report_id = ?1', report)).toEqual([{ unit: 'desk', kind: 'question' }])
    const sealed = (await rows<{ sealed: string }>('SELECT sealed FROM report_grant WHERE report_id = ?1', report)).map((row) => row.sealed)
    for (const { id } of units.filter((unit) => unit.id !== 'desk')) {
      expect([id, Object.keys((await openGrants(sealed, (await demonstrationUnitKeys(id)).identity, { report, holder: id })).opens)]).toEqual([id, []])
    }
    for (const { call } of others) {
      expect(must(await call(listReports, {}, {})).reports.map((row) => row.reference)).not.toContain(asked.reference)
      const place = { reference: asked.reference }
      for (const answer of [await call(readReport, place, {}), await call(openReport, place, {}), await call(readHistory, place, {})]) expect(answer).toMatchObject({ ok: false, code: 'not_found' })
    }
    const seen = await look(desk, asked.reference)
    expect(seen).toMatchObject({ differences: [], content: { signature: 'good', words: { kind: 'question' } }, report: { kind: 'question', lead: 'desk' } })
  })

  it('goes from the desk to its asker and back, and ends, in a history that holds', async () => {
    const asked = await answered()
    expect(await comeBack(asked)).toMatchObject({ state: 'answered', deadlines: [{ kind: 'answer', met: true }] })
    expect(await rows('SELECT due_day FROM inbox WHERE reference = ?1', asked.reference)).toEqual([{ due_day: null }])
    await say(asked, '气瓶间要多大？')
    expect(await moved(approver, asked.reference, (seen) => act.reply(approver.session, seen, '看瓶数。'))).toMatchObject({ state: 'answered' })
    await moved(desk, asked.reference, (seen) => act.note(desk.session, seen, '可以写成公开答复。'))
    expect(await moved(desk, asked.reference, (seen) => act.close(desk.session, seen, 'answered'))).toMatchObject({ state: 'closed' })
    const { report, filingDigest, events } = must(await auditor.call(readHistory, { reference: asked.reference }, {}))
    expect(filingDigest).toBe(asked.sealed.digest)
    expect(await firstBrokenLink(report, filingDigest, events)).toBeNull()
  })

  it('is handed to nobody, and refused with words of its own', async () => {
    const asked = await ask()
    const at = `/api/staff/reports/${asked.reference}`
    const send = async (path: string, input: object) => codeOf(await post(`${at}${path}`, { seq: 1, ...input }, { cookie: desk.cookie }))
    expect(await send('/accept', { grants: [] })).toBe('conflict')
    expect(await send('/assign', { lead: 'fire', assists: [], grants: await grantsTo('fire') })).toBe('conflict')
    expect(await send('/hand-on', { units: ['fire'], grants: await grantsTo('fire') })).toBe('conflict')
    expect(await send('/close', { reason: 'answered' })).toBe('conflict')
    expect(await send('/answer', { answer: WORDS })).toBe('conflict')
    expect(await send('/refuse', { reason: 'no-clear-facts' })).toBe('invalid')
    expect(await send('/refuse', { reason: 'file-a-report' })).toBe('ok')
    const told = await tell()
    expect(await codeOf(await post(`/api/staff/reports/${told.reference}/refuse`, { seq: 1, reason: 'file-a-report' }, { cookie: desk.cookie }))).toBe('invalid')
  })

  it('is found by its kind in the desk’s list', async () => {
    const [asked, told] = [await ask(), await tell()]
    const list = async (kind: 'question' | 'report') => must(await desk.call(listReports, {}, { kind })).reports
    expect((await list('question')).every((row) => row.kind === 'question')).toBe(true)
    expect((await list('question')).map((row) => row.reference)).toContain(asked.reference)
    expect((await list('report')).map((row) => row.reference)).toEqual(expect.arrayContaining([told.reference]))
    expect((await list('report')).map((row) => row.reference)).not.toContain(asked.reference)
  })
})

describe('a filing that is neither one nor the other', () => {
  const refused = async (filing: unknown, says?: string) => {
    const before = await dump()
    const response = await post('/api/reports', { filing, challenge: await cheapChallenge() })
    expect([response.status, await codeOf(response)]).toEqual([STATUS_BY_CODE.invalid, 'invalid'])
    if (says !== undefined) expect(await response.text()).toContain(says)
    expect(await dump()).toEqual(before)
  }

  it.for<[string, () => object | Promise<object>, string?]>([
    ['with flags', () => ({ flags: ['death'] })],
    ['with no flags, said', () => ({ flags: [] })],
    ['with violations', () => ({ violations: ['other'] })],
    ['with units to keep out', () => ({ avoid: ['fire'] })],
    ['that wants a reward', () => ({ wantsReward: true })],
    ['that is named', () => ({ named: true })],
    ['with an identity', async () => ({ identity: { compartment: makeId(), sealed: await freshSealed() } })],
    ['of another kind', () => ({ kind: 'complaint' }), 'filing.kind'],
    ['of the kind __proto__', () => ({ kind: '__proto__' }), 'filing.kind'],
    ['about what the county has not', () => ({ category: 'HY99' }), '行业类别'],
    ['from where the county is not', () => ({ township: 'fire' }), '乡镇街道'],
    ['said to be a report', () => ({ kind: 'report' }), 'filing.violations'],
    ['that says no kind', () => ({ kind: undefined }), 'filing.violations'],
  ])('is refused: a question %s', async ([, change, says]) => {
    const { filing } = (await anAsker()).sealed
    await refused({ ...filing, ...(await change()) }, says)
  })

  it('is refused: a question granted to anybody but the desk', async () => {
    const { filing } = (await anAsker()).sealed
    for (const holder of ['housing', 'gov', 'custodian']) await refused({ ...filing, grants: [...filing.grants, ...(await grantsTo(holder))] }, '不该收到')
    await refused({ ...filing, grants: [...filing.grants.filter((grant) => grant.holder !== 'desk'), ...(await grantsTo('housing'))] })
  })

  it('cannot be turned into the other kind afterwards', async () => {
    const asked = await ask()
    const { kind: _, category = 'HY16', ...rest } = asked.sealed.filing
    const turned = { ...rest, category, township: 't-heping', violations: [], flags: [], avoid: [], wantsReward: false, named: false }
    expect(await codeOf(await post('/api/reports', { filing: turned, challenge: await cheapChallenge() }))).toBe('conflict')
    for (const kind of ['report', 'question']) await expect(run('UPDATE report SET kind = ?1 WHERE reference = ?2', kind, asked.reference)).rejects.toThrow('stays of its kind')
    expect(await rows('SELECT kind FROM report WHERE reference = ?1', asked.reference)).toEqual([{ kind: 'question' }])
  })
})

describe('a published answer', () => {
  it('stands in public without a trace of the question that it comes from', async () => {
    const asked = await published()
    const { answers } = must(await anybody(listAnswers, {}, {}))
    const [found] = answers.filter(({ question }) => question === WORDS.question)
    expect(found).toMatchObject({ ...WORDS, unit: 'desk' })
    const response = await (await get('/api/answers')).text()
    const { report, content, dialogue } = asked.sealed.filing
    for (const trace of [asked.reference, report, content.compartment, dialogue.compartment, asked.sealed.digest, desk.name]) expect(response).not.toContain(trace)

    const [last] = await rows<{ detail: string; kind: string }>('SELECT kind, detail FROM event WHERE report_id = ?1 ORDER BY seq DESC LIMIT 1', report)
    expect(last).toEqual({ kind: 'published', detail: '{}' })
    const elsewhere = Object.entries(await dump()).filter(([table]) => !['answer', 'answer_event'].includes(table)).map(([, all]) => all.join('\n')).join('\n')
    for (const words of [found?.id ?? 'none', WORDS.question, WORDS.answer]) expect(elsewhere).not.toContain(words)
    const own = [...(await rows('SELECT * FROM answer')), ...(await rows('SELECT * FROM answer_event'))].map((row) => JSON.stringify(row)).join('\n')
    for (const trace of [asked.reference, report, asked.sealed.digest]) expect(own).not.toContain(trace)
    expect((await comeBack(asked)).timeline.at(-1)).toMatchObject({ kind: 'published', unit: 'desk', detail: {} })
  })

  it.for<[string, object]>([
    ['nothing asked', { question: '  ' }], ['nothing answered', { answer: '\n' }], ['too long a question', { question: '问'.repeat(101) }], ['too long an answer', { answer: '答'.repeat(601) }],
    ['a mark that turns the words round', { answer: '好\u202e' }], ['half a character', { question: '问\ud800' }], ['no such category', { category: 'HY99' }], ['a reference', { reference: '0000-0000' }],
  ])('is refused with %s', async ([, change]) => {
    const asked = await answered()
    const before = await dump()
    expect(await codeOf(await post(`/api/staff/reports/${asked.reference}/answer`, { seq: 2, answer: { ...WORDS, ...change } }, { cookie: desk.cookie }))).toBe('invalid')
    expect(await dump()).toEqual(before)
  })

  it('is published by the desk’s clerks, once for each thing they saw', async () => {
    const asked = await answered()
    const path = `/api/staff/reports/${asked.reference}/answer`
    const from = (cookie: string) => post(path, { seq: 2, answer: WORDS }, { cookie }).then(codeOf)
    expect([await from(others[0]?.cookie ?? ''), await from(approver.cookie)]).toEqual(['forbidden', 'forbidden'])
    const [{ n: before } = { n: 0 }] = await rows<{ n: number }>('SELECT count(*) AS n FROM answer')
    expect((await Promise.all([from(desk.cookie), from(desk2.cookie)])).sort()).toEqual(['conflict', 'ok'])
    expect(await rows('SELECT count(*) AS n FROM answer')).toEqual([{ n: before + 1 }])
  })

  it('is withdrawn for good by whoever of the desk sees that it should be; that it stood there stays', async () => {
    await published()
    const [{ id } = { id: '' }] = must(await anybody(listAnswers, {}, {})).answers
    expect(await codeOf(await post(`/api/staff/answers/${id}/withdraw`, {}, {}))).toBe('unauthenticated')
    const both = await Promise.all([desk, desk2].map(async ({ call }) => call(withdrawAnswer, { id }, {})))
    expect(both.map((answer) => (answer.ok ? 'ok' : answer.code)).sort()).toEqual(['not_found', 'ok'])
    expect(must(await anybody(listAnswers, {}, {})).answers.map((answer) => answer.id)).not.toContain(id)
    const events = await rows<{ seq: number; kind: string; digest: string }>('SELECT seq, kind, digest FROM answer_event WHERE answer_id = ?1 ORDER BY seq', id)
    expect(events.map(({ seq, kind }) => [seq, kind])).toEqual([[1, 'published'], [2, 'withdrawn']])
    expect(events[0]?.digest).toBe(events[1]?.digest)
    for (const sql of [`UPDATE answer_event SET member = 'x'`, 'DELETE FROM answer_event', `INSERT OR REPLACE INTO answer_event SELECT answer_id, 1, 'withdrawn', unit, 'x', day, digest FROM answer_event WHERE seq = 1`]) {
      await expect(run(sql)).rejects.toThrow()
    }
  })

  it('is never rewritten', async () => {
    await published()
    await expect(run(`UPDATE answer SET answer = 'x'`)).rejects.toThrow('never rewritten')
  })

  it('costs little, however many there are: one round trip, and no more rows than a hundred and their index', async () => {
    await run(`WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 2000)
      INSERT INTO answer SELECT printf('id-%019d', n), '问', '答', NULL, 'desk', date('2020-01-01', n || ' days') FROM i`)
    const counted = countedDatabase()
    const answers = await selectAnswers(counted.db, 100)
    expect(answers).toHaveLength(100)
    expect(answers.map(({ day }) => day)).toEqual(answers.map(({ day }) => day).toSorted().toReversed())
    expect([counted.trips, counted.rowsRead <= 200]).toEqual([1, true])
    const served = countedDatabase(env.DB)
    expect((await get('/api/answers', { db: served.db })).status).toBe(200)
    expect(served.trips).toBe(1)
  })
})
