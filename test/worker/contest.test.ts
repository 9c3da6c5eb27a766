import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { contest } from '#contract/county/contest.ts'
import { answerContest, enterContest, readContest } from '#contract/contest.ts'
import { bank } from '../../worker/contest/bank.ts'
import { sweep } from '../../worker/sweep.ts'
import { callerOf, codeOf, get, must, post } from '../support/api.ts'
import { answersWith, anybody, asks, aWish, begun, played, rightAnswers } from '../support/contest.ts'
import { countedDatabase, dump, rows, run } from '../support/database.ts'
import { solved } from '../support/filings.ts'
import { cheapChallenge } from '../support/story.ts'

const { window, id, units } = contest
afterEach(() => Object.assign(contest, { window, id, units }))
const standingOf = async (unit: string) => must(await anybody(readContest, {}, {})).standings.find((one) => one.unit === unit)

describe('GET /api/contest', () => {
  it('tells the rules, that it is open, the units and their places', async () => {
    const seen = must(await anybody(readContest, {}, {}))
    expect(seen).toMatchObject({ title: contest.title, phase: 'open', questions: asks, units })
    expect(seen.standings).toHaveLength(units.length)
  })

  it('ranks by what was judged: average of the best, the missing as 0', async () => {
    const unit = 'songling-school' // Four people: all four count.
    for (const correct of [20, 20, 10]) await played(correct, { unit })
    expect(await standingOf(unit)).toEqual({ unit, rank: 1, average: 62.5, entrants: 3, needed: 4 })
    await begun({ unit })
    expect(await standingOf(unit)).toMatchObject({ entrants: 3 })
  })

  it('reads a row for each unit at most, however many took part, in one round trip', async () => {
    await run(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
      INSERT INTO contest_entrant (contest, unit, who, tries) SELECT ?1, 'county-hospital', 'many-' || i, 1 FROM n`, id)
    await run(`UPDATE contest_entrant SET best = 60 + length(who) WHERE who LIKE 'many-%'`)
    const counted = countedDatabase()
    const seen = must(await callerOf({ db: counted.db })(readContest, {}, {}))
    expect(seen.standings.find(({ unit }) => unit === 'county-hospital')).toMatchObject({ entrants: 300, needed: 114, average: 68 })
    expect(counted.trips).toBe(1)
    expect(counted.rowsRead).toBeLessThanOrEqual(units.length + 2)
  })
})

describe('POST /api/contest/entries', () => {
  it('asks the questions that were drawn, with shuffled options and without a word of the answers', async () => {
    const response = await post('/api/contest/entries', await aWish())
    const text = await response.text()
    const entry = enterContest.ok.parse(JSON.parse(text))
    expect(entry).toMatchObject({ attempt: 1 })
    expect(entry.secondsLeft).toBe(contest.minutes * 60)
    expect(entry.questions).toHaveLength(asks)
    for (const shown of entry.questions) {
      const known = bank.find((one) => one.question === shown.question)
      expect(new Set(shown.options)).toEqual(new Set(known?.options))
      expect(text).not.toContain(known?.explanation ?? '-')
      expect(text).not.toContain(known?.id ?? '-')
    }
    expect(text).not.toMatch(/answer|right|explanation|source/)
  })

  it('gives the same entry again with the time that is left, whatever its challenge is worth by now, and counts no try', async () => {
    const wish = await aWish()
    const first = must(await anybody(enterContest, {}, wish))
    await run('UPDATE contest_entry SET deadline = deadline - 60 WHERE id = ?1', wish.entry)
    const before = await dump()
    const again = must(await anybody(enterContest, {}, { ...wish, challenge: undefined }))
    expect(again.questions).toEqual(first.questions)
    expect(again.secondsLeft).toBeLessThanOrEqual(first.secondsLeft - 60)
    expect(await dump()).toEqual(before)
  })

  it('makes one entry of two sendings that race', async () => {
    const wish = await aWish()
    const [one, two] = (await Promise.all([wish, wish].map((sent) => anybody(enterContest, {}, sent)))).map(must)
    expect(two?.questions).toEqual(one?.questions)
    expect(await rows('SELECT tries FROM contest_entrant WHERE who = (SELECT who FROM contest_entry WHERE id = ?1)', wish.entry)).toEqual([{ tries: 1 }])
  })

  it('lets a nickname try as often as the contest says, and no more, not even at once', async () => {
    const nickname = '再来一次'
    for (let attempt = 1; attempt < contest.tries; attempt += 1) expect((await begun({ nickname })).attempt).toBe(attempt)
    const wishes = await Promise.all([0, 1, 2].map(() => aWish({ nickname: ' 再来一次 ' })))
    const answers = await Promise.all(wishes.map((wish) => anybody(enterContest, {}, wish)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await anybody(enterContest, {}, await aWish({ nickname }))).toMatchObject({ code: 'too_many' })
    expect((await begun({ nickname, unit: 'heping-gas' })).attempt).toBe(1)
  })

  it.for<[string, object, string]>([
    ['a unit that is none', { unit: 'nobody' }, 'invalid'],
    ['a unit that is not in the contest', { unit: 'desk' }, 'invalid'],
    ['no nickname', { nickname: '  ' }, 'invalid'],
    ['a telephone for a nickname', { nickname: '138 0000 000' }, 'invalid'],
    ['a nickname of signs', { nickname: '<img>' }, 'invalid'],
    ['a nickname that is long', { nickname: '一二三四五六七八九十一二三' }, 'invalid'],
    ['an id that is none', { entry: 'short' }, 'invalid'],
    ['a key that nobody knows', { score: 100 }, 'invalid'],
    ['no challenge', { challenge: undefined }, 'challenge'],
    ['a challenge that is garbage', { challenge: { kind: 'altcha', payload: 'Z2FyYmFnZQ==' } }, 'challenge'],
    ['a challenge of another kind', { challenge: { kind: 'turnstile', token: 'good' } }, 'challenge'],
  ])('refuses %s and keeps nothing', async ([, change, code]) => {
    const wish = await aWish()
    const before = await dump()
    expect(await codeOf(await post('/api/contest/entries', { ...wish, ...change }))).toBe(code)
    expect(await dump()).toEqual(before)
  })

  it('takes a challenge of its own once, and none that was made for a report', async () => {
    const challenge = await cheapChallenge('contest')
    expect(await anybody(enterContest, {}, { ...(await aWish()), challenge })).toMatchObject({ ok: true })
    expect(await anybody(enterContest, {}, { ...(await aWish()), challenge })).toMatchObject({ code: 'challenge' })
    expect(await anybody(enterContest, {}, { ...(await aWish()), challenge: await cheapChallenge('report') })).toMatchObject({ code: 'challenge' })
    const made = await solved(await (await get('/api/challenge?for=contest')).json())
    expect(await anybody(enterContest, {}, { ...(await aWish()), challenge: made })).toMatchObject({ ok: true })
  })

  it('does not make filing a report dearer, however many play', async () => {
    const costOf = async (path: string) => (await (await get(path)).json<{ challenge: { parameters: { cost: number } } }>()).challenge.parameters.cost
    const before = await costOf('/api/challenge')
    await run(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90) INSERT INTO contest_spent SELECT 'load-' || i, ?1 FROM n`, Math.floor(Date.now() / 3_600_000) + 1)
    expect(await costOf('/api/challenge?for=contest')).toBeGreaterThan(before)
    expect(await costOf('/api/challenge')).toBe(before)
  })

  it.for([['before', { from: '2999-01-01', to: '2999-02-01' }], ['over', { from: '2020-01-01', to: '2020-02-01' }]] as const)('takes nobody %s its window, by the Worker’s clock', async ([phase, other]) => {
    const wish = await aWish()
    Object.assign(contest, { window: other })
    expect(must(await anybody(readContest, {}, {})).phase).toBe(phase)
    expect(await anybody(enterContest, {}, wish)).toMatchObject({ code: 'conflict', message: phase === 'before' ? '竞赛还没有开始。' : '竞赛已经结束。' })
  })

  it('costs two round trips, and answering two', async () => {
    const wish = await aWish()
    const counted = countedDatabase()
    const call = callerOf({ db: counted.db })
    const entry = must(await call(enterContest, {}, wish))
    expect([counted.trips, counted.rowsRead <= 12]).toEqual([2, true])
    Object.assign(counted, { trips: 0, rowsRead: 0 })
    must(await call(answerContest, { id: entry.entry }, { answers: rightAnswers(entry) }))
    expect([counted.trips, counted.rowsRead <= 12]).toEqual([2, true])
  })

  it('keeps a hash of the nickname for the contest, and of the time the deadline alone', async () => {
    const nickname = '山里的风'
    const entry = await begun({ nickname })
    expect(JSON.stringify(await rows('SELECT * FROM contest_entrant'))).not.toContain(nickname)
    const [row] = await rows<{ deadline: number }>('SELECT * FROM contest_entry WHERE id = ?1', entry.entry)
    expect(Object.entries(row ?? {}).filter(([, value]) => typeof value === 'number' && value > 1e9).map(([name]) => name)).toEqual(['deadline'])
  })
})

describe('POST /api/contest/entries/:id/answers', () => {
  const send = async (entry: string, answers: unknown) => post(`/api/contest/entries/${entry}/answers`, { answers })

  it('judges, explains every question, and gives what stands on a certificate', async () => {
    const result = await played(18, { nickname: '老槐树', unit: 'linhe-foundry' })
    expect(result).toMatchObject({ points: 90, correct: 18, asked: asks, certificate: { title: contest.title, nickname: '老槐树', unit: '临河铸造厂', points: 90 } })
    expect(result.certificate?.day).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(result.questions.map(({ right }) => right)).toEqual(Array.from({ length: asks }, (_, at) => at < 18))
    for (const { answer, options, explanation, source, question } of result.questions) {
      const known = bank.find((one) => one.question === question)
      expect([new Set(answer.map((at) => options[at])), explanation, source]).toEqual([new Set(known?.answer.map((at) => known.options[at])), known?.explanation, known?.source])
    }
  })

  it('gives no certificate to who did not pass', async () => {
    expect(await played(Math.ceil((asks * contest.pass) / 100) - 1)).toMatchObject({ certificate: null })
  })

  it('gives the same answers the same result again, even past their time, and refuses others', async () => {
    const entry = await begun()
    const answers = answersWith(entry, 15)
    const first = must(await anybody(answerContest, { id: entry.entry }, { answers }))
    await run('UPDATE contest_entry SET deadline = 1 WHERE id = ?1', entry.entry)
    const before = await dump()
    expect(must(await anybody(answerContest, { id: entry.entry }, { answers: answers.map((one) => one.toReversed()) }))).toEqual(first)
    expect(await anybody(answerContest, { id: entry.entry }, { answers: rightAnswers(entry) })).toMatchObject({ code: 'conflict', message: '这份卷子已经判过，不能再改。' })
    expect(await dump()).toEqual(before)
  })

  it('counts once what is sent twice at once, and lets one of two different papers win', async () => {
    const unit = 'gaozhao-mine'
    const entry = await begun({ unit })
    const same = await Promise.all([0, 1, 2].map(async () => codeOf(await send(entry.entry, answersWith(entry, 10)))))
    expect(same).toEqual(['ok', 'ok', 'ok'])
    expect(await standingOf(unit)).toMatchObject({ entrants: 1 })
    const other = await begun({ unit })
    const answers = await Promise.all([5, 6].map(async (correct) => codeOf(await send(other.entry, answersWith(other, correct)))))
    expect(answers.toSorted()).toEqual(['conflict', 'ok'])
    expect(await standingOf(unit)).toMatchObject({ entrants: 2 })
  })

  it('counts the best of a nickname’s tries, and one entrant for all of them', async () => {
    const who = { unit: 'first-school', nickname: '三次' }
    const average = async (correct: number) => {
      await played(correct, who)
      return standingOf(who.unit)
    }
    expect([await average(10), await average(16), await average(4)].map((one) => [one?.entrants, one?.average])).toEqual([[1, 1.04], [1, 1.67], [1, 1.67]])
  })

  it('is refused in words when the time is over, and may be a little late', async () => {
    const [late, tooLate] = [await begun(), await begun()]
    const now = Math.floor(Date.now() / 1000)
    await run('UPDATE contest_entry SET deadline = ?2 WHERE id = ?1', late.entry, now - 60)
    await run('UPDATE contest_entry SET deadline = ?2 WHERE id = ?1', tooLate.entry, now - 200)
    expect(await codeOf(await send(late.entry, answersWith(late, 1)))).toBe('ok')
    expect(await anybody(answerContest, { id: tooLate.entry }, { answers: answersWith(tooLate, 1) })).toMatchObject({ code: 'conflict', message: /时间过了/ })
  })

  it('answers an entry that was begun in the window, after it', async () => {
    const entry = await begun()
    Object.assign(contest, { window: { from: '2020-01-01', to: '2020-02-01' } })
    expect(await codeOf(await send(entry.entry, rightAnswers(entry)))).toBe('ok')
  })

  it.for<[string, (count: number) => unknown, string]>([
    ['too few', (count) => Array.from({ length: count - 1 }, () => []), 'invalid'],
    ['too many', (count) => Array.from({ length: count + 1 }, () => []), 'invalid'],
    ['an option that was not shown', (count) => [[4], ...Array.from({ length: count - 1 }, () => [])], 'invalid'],
    ['one option twice', (count) => [[0, 0], ...Array.from({ length: count - 1 }, () => [])], 'invalid'],
    ['words', (count) => Array.from({ length: count }, () => ['A']), 'invalid'],
    ['nothing', () => undefined, 'invalid'],
  ])('refuses %s, and the entry can still be answered', async ([, make, code]) => {
    const entry = await begun()
    const before = await dump()
    expect(await codeOf(await send(entry.entry, make(asks)))).toBe(code)
    expect(await dump()).toEqual(before)
    expect(await codeOf(await send(entry.entry, rightAnswers(entry)))).toBe('ok')
  })

  it('finds nothing under an id that nobody has', async () => {
    expect(await codeOf(await send('A'.repeat(22), []))).toBe('not_found')
  })
})

describe('the day’s cron', () => {
  it('forgets entries an hour after their time, with their nicknames and answers; the ranking stays', async () => {
    const unit = 'yangliu-village'
    await played(20, { unit, nickname: '集东人' })
    const before = await standingOf(unit)
    await sweep(env)
    expect(await rows('SELECT 1 FROM contest_entry WHERE unit = ?1', unit)).toHaveLength(1)
    await run('UPDATE contest_entry SET deadline = ?2 WHERE unit = ?1', unit, Math.floor(Date.now() / 1000) - 3700)
    await sweep(env)
    expect(await rows('SELECT 1 FROM contest_entry WHERE unit = ?1', unit)).toEqual([])
    expect(await rows('SELECT 1 FROM contest_result WHERE entry_id NOT IN (SELECT id FROM contest_entry)')).toEqual([])
    expect(await standingOf(unit)).toEqual(before)
    expect(JSON.stringify(await dump())).not.toContain('集东人')
  })

  it('forgets the entrants once the contest is over, and all of it once there is another', async () => {
    const unit = 'bus-company'
    await played(12, { unit })
    const before = await standingOf(unit)
    Object.assign(contest, { window: { from: '2020-01-01', to: '2020-02-01' } })
    await sweep(env)
    expect(await rows('SELECT 1 FROM contest_entrant')).toEqual([])
    expect(await standingOf(unit)).toEqual(before)
    Object.assign(contest, { id: 'next-year' })
    await sweep(env)
    expect(await rows('SELECT 1 FROM contest_tally')).toEqual([])
  })
})
