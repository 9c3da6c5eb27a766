import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { openReport } from '#contract/console.ts'
import { InboxQuery, listReports, type InboxRow } from '#contract/inbox.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { addDays } from '#contract/rules/day.ts'
import { STATES } from '#contract/states.ts'
import * as act from '../../site/console/report/act.ts'
import { now } from '../../worker/platform/clock.ts'
import { listInbox } from '../../worker/report/inbox.ts'
import { codeOf, get, must } from '../support/api.ts'
import { countedDatabase, rows, run } from '../support/database.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { look, moved, say, tell } from '../support/story.ts'

const MANY = 1500
const { today } = now()
const CATEGORIES = ['HY01', 'HY11', 'HY16']
const LEADS = ['fire', 'housing', 'market', null]

/** The desk's list as 1,500 filings of half a year leave it, and as many in another unit's that must never show. */
async function fill(): Promise<void> {
  await run(
    `WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < ${MANY})
     INSERT INTO report (id, reference, lookup_hash, digest, keyring, category, township, violations, flags, avoid, wants_reward, named, language, recipient,
       verify_key, dialogue, route, state, seq, head, day)
     SELECT 'id-' || n, printf('%04d-%04d', 9000 + n / 1000, n), 'hash-' || n, '', 1, 'HY16', 't-heping', '[]', '[]', '[]', 0, 0, 'zh', '', '', '', '{}', 'received', 1, '', ?1 FROM i`,
    today,
  )
  await run(`INSERT INTO position SELECT CAST(substr(id, 4) AS INTEGER), id, ?1, '' FROM report WHERE id LIKE 'id-%' ORDER BY 1`, addDays(today, -9))
  for (const unit of ['desk', 'gov']) {
    await run(
      `INSERT INTO inbox (unit, position, report_id, reference, kind, state, category, township, lead, due_day, day, urgent, unread)
       SELECT ?1, n, report_id, r.reference, CASE WHEN n % 6 = 0 THEN 'question' ELSE 'report' END, (SELECT value FROM json_each(?2) WHERE key = n % ${STATES.length}), (SELECT value FROM json_each(?3) WHERE key = n % 3),
         't-heping', (SELECT value FROM json_each(?4) WHERE key = n % 4), CASE WHEN n % 5 = 0 THEN NULL ELSE date(?5, (n % 29 - 14) || ' days') END, ?5, n % 2, n % 7 = 0
       FROM position p JOIN report r ON r.id = p.report_id WHERE n <= ${MANY}`,
      unit, JSON.stringify(STATES), JSON.stringify(CATEGORIES), JSON.stringify(LEADS), today,
    )
  }
}

let desk: Worker
beforeAll(async () => {
  await fill()
  desk = await signedIn('desk01')
})

interface Read {
  readonly rows: InboxRow[]
  readonly pages: { shown: number; read: number; trips: number }[]
}

/** Every page of one filter, with what each cost. */
async function readAll(query: InboxQuery): Promise<Read> {
  const read: Read = { rows: [], pages: [] }
  let after: string | null = null
  do {
    const counted = countedDatabase()
    const input = InboxQuery.parse({ ...query, ...(after !== null && { after }) })
    const page: Awaited<ReturnType<typeof listInbox>> = await listInbox(counted.db, 'desk', input, today, addDays(today, 7), PAGE_SIZE)
    read.rows.push(...page.reports)
    read.pages.push({ shown: page.reports.length, read: counted.rowsRead, trips: counted.trips })
    after = page.next
  } while (after !== null)
  return read
}

const FILTERS: [string, InboxQuery, string, string][] = [
  ['nothing', {}, 'TRUE', 'position DESC'],
  ...STATES.map((state): [string, InboxQuery, string, string] => [`state ${state}`, { state }, `state = '${state}'`, 'position DESC']),
  ...CATEGORIES.map((category): [string, InboxQuery, string, string] => [`category ${category}`, { category }, `category = '${category}'`, 'position DESC']),
  ['kind question', { kind: 'question' }, `kind = 'question'`, 'position DESC'],
  ['kind report', { kind: 'report' }, `kind = 'report'`, 'position DESC'],
  ['a category without reports', { category: 'HY43' }, 'FALSE', 'position DESC'],
  ['lead fire', { lead: 'fire' }, `lead = 'fire'`, 'position DESC'],
  ['unread', { unread: '1' }, 'unread = 1', 'position DESC'],
  ['overdue', { due: 'overdue' }, `due_day < '${today}'`, 'due_day, position'],
  ['soon', { due: 'soon' }, `due_day >= '${today}' AND due_day < '${addDays(today, 7)}'`, 'due_day, position'],
]

describe('a unit’s list', () => {
  it.for(FILTERS)('by %s: every row once, in order, and each page reads its rows and at most two more', async ([, query, where, order]) => {
    const { rows: found, pages } = await readAll(query)
    const wanted = await rows<{ position: number }>(`SELECT position FROM inbox WHERE unit = 'desk' AND ${where} ORDER BY ${order}`)
    expect(found.map((row) => row.position)).toEqual(wanted.map((row) => row.position))
    expect(pages.filter((page) => page.trips !== 1 || page.read > page.shown + 2 || page.shown > PAGE_SIZE)).toEqual([])
    expect(pages.slice(0, -1).every((page) => page.shown === PAGE_SIZE)).toBe(true)
  })

  it('is read by position while new reports arrive, without repeating one', async () => {
    const first = must(await desk.call(listReports, {}, {}))
    const told = await tell()
    const second = must(await desk.call(listReports, {}, { after: first.next ?? '' }))
    expect(second.reports[0]?.position).toBe((first.reports.at(-1)?.position ?? 0) - 1)
    expect(must(await desk.call(listReports, {}, {})).reports[0]?.reference).toBe(told.reference)
  })

  it('costs the Worker a session, a page and its count: two round trips', async () => {
    const counted = countedDatabase()
    expect((await get('/api/staff/reports?state=assigned', { cookie: desk.cookie, db: counted.db })).status).toBe(200)
    expect(counted.trips).toBe(2)
  })

  it.for([
    ['two filters at once', '?state=received&category=HY16'], ['a state that is none', '?state=lost'], ['a kind that is none', '?kind=complaint'], ['a kind and a state', '?kind=question&state=received'], ['an unknown filter', '?everything=1'], ['a crooked page key', '?after=-1'],
    ['a page key of words', '?after=x'], ['a huge page key', '?after=9999999999999'], ['unread as a word', '?unread=yes'], ['__proto__', '?state=received&__proto__=1&constructor=1'],
  ])('refuses %s', async ([, query]) => {
    expect(await codeOf(await get(`/api/staff/reports${query}`, { cookie: desk.cookie }))).toBe('invalid')
  })
})

describe('what is unread', () => {
  const counts = async () => Object.fromEntries((await rows<{ unit: string; unread: number }>('SELECT unit, unread FROM inbox_count')).map((row) => [row.unit, row.unread]))
  const truth = async () => Object.fromEntries((await rows<{ unit: string; n: number }>('SELECT unit, sum(unread) AS n FROM inbox GROUP BY unit')).map((row) => [row.unit, row.n]))

  it('is counted per unit, whatever happens', async () => {
    expect(await counts()).toEqual(await truth())
    const housing = await signedIn('housing01')
    const told = await tell()
    const steps: (() => Promise<unknown>)[] = [
      () => desk.call(openReport, { reference: told.reference }, {}),
      () => moved(desk, told.reference, (seen) => act.accept(desk.session, seen)),
      () => housing.call(openReport, { reference: told.reference }, {}),
      () => housing.call(openReport, { reference: told.reference }, {}),
      () => say(told, '还在开。'),
      async () => act.reply(housing.session, await look(housing, told.reference), '收到。'),
      async () => act.giveBack(housing.session, await look(housing, told.reference), 'not-our-duty'),
      () => moved(desk, told.reference, (seen) => act.assign(desk.session, seen, 'fire', [])),
    ]
    for (const step of steps) {
      await step()
      const counted = await counts()
      expect(await truth()).toEqual(counted)
      expect(must(await desk.call(listReports, {}, {})).unread).toBe(counted['desk'])
    }
    expect(await counts()).toMatchObject({ fire: 1 })
  })

  it('survives a batch that fails', async () => {
    const before = await counts()
    await expect(env.DB.batch([env.DB.prepare('UPDATE inbox SET unread = 1 - unread'), env.DB.prepare('INSERT INTO inbox_count VALUES (NULL, NULL)')])).rejects.toThrow()
    expect(await counts()).toEqual(before)
  })
})
