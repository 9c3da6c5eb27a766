import { beforeAll, describe, expect, it } from 'vitest'
import { BoardQuery, countBoard as countContract, listBoard as listContract, type BoardRow } from '#contract/board.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { addDays } from '#contract/rules/day.ts'
import * as act from '../../site/console/report/act.ts'
import { countBoard, listBoard } from '../../worker/oversight/board.ts'
import { now } from '../../worker/platform/clock.ts'
import { must } from '../support/api.ts'
import { countedDatabase, rows, run } from '../support/database.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { ask, moved, tell } from '../support/story.ts'

const { today } = now()
const span = { today, soonest: addDays(today, 7) }
const MANY = 1200

/** 1,200 reports of a past year, most of them done, and the same in another unit's list. */
async function fill(): Promise<void> {
  await run(
    `WITH RECURSIVE i(n) AS (SELECT 1001 UNION ALL SELECT n + 1 FROM i WHERE n < 1000 + ${MANY})
     INSERT INTO report (id, reference, lookup_hash, digest, keyring, category, township, violations, flags, avoid, wants_reward, named, language, recipient,
       verify_key, dialogue, route, state, seq, head, day)
     SELECT 'id-' || n, printf('%04d-%04d', 9000 + n / 1000, n), 'hash-' || n, '', 1, 'HY16', 't-heping', '[]', '[]', '[]', 0, 0, 'zh', '', '', '', '{}', 'received', 1, '', ?1 FROM i`,
    today,
  )
  for (const unit of ['desk', 'gov']) {
    await run(
      `INSERT INTO inbox (unit, position, report_id, reference, kind, state, category, township, lead, due_day, clock, day, urgent, unread)
       SELECT ?1, CAST(substr(id, 4) AS INTEGER) AS n, id, reference, 'report', CASE CAST(substr(id, 4) AS INTEGER) % 3 WHEN 0 THEN 'investigating' ELSE 'assigned' END, 'HY16', 't-heping',
         CASE CAST(substr(id, 4) AS INTEGER) % 2 WHEN 0 THEN 'fire' ELSE 'housing' END,
         CASE WHEN CAST(substr(id, 4) AS INTEGER) % 4 = 0 THEN date(?2, (CAST(substr(id, 4) AS INTEGER) % 41 - 20) || ' days') END,
         CASE WHEN CAST(substr(id, 4) AS INTEGER) % 4 = 0 THEN CASE CAST(substr(id, 4) AS INTEGER) % 3 WHEN 0 THEN 'completion' ELSE 'return' END END, ?2, 0, 0
       FROM report WHERE id LIKE 'id-%'`,
      unit, today,
    )
  }
}

const truth = (where: string) => rows<{ position: number }>(`SELECT position FROM inbox WHERE unit = 'desk' AND due_day IS NOT NULL AND ${where} ORDER BY due_day, position`)

let supervisor: Worker
beforeAll(async () => {
  await fill()
  supervisor = await signedIn('supervisor01')
})

describe('the board', () => {
  const DUE = { overdue: `due_day < '${today}'`, soon: `due_day >= '${today}' AND due_day < '${span.soonest}'` }
  const LOOKS: [string, Omit<BoardQuery, 'due'>, string][] = [
    ['of the whole county', {}, 'TRUE'], ['of one unit', { owes: 'fire' }, `owes = 'fire'`], ['of one clock', { clock: 'return' }, `clock = 'return'`], ['of a unit that owes nothing', { owes: 'health' }, 'FALSE'],
  ]
  it.for(LOOKS.flatMap(([name, look, where]) => (['overdue', 'soon'] as const).map((due) => [`${due} ${name}`, { ...look, due }, `${DUE[due]} AND ${where}`] as const)))('%s: soonest first, page by page, reading a page and two', async ([, query, where]) => {
    const found: BoardRow[] = []
    for (let after: string | null = null; ; ) {
      const counted = countedDatabase()
      const page: Awaited<ReturnType<typeof listBoard>> = await listBoard(counted.db, BoardQuery.parse({ ...query, ...(after !== null && { after }) }), span, PAGE_SIZE)
      expect([counted.trips, counted.rowsRead <= page.reports.length + 2]).toEqual([1, true])
      found.push(...page.reports)
      after = page.next
      if (after === null) break
    }
    expect(found.map(({ position }) => position)).toEqual((await truth(where)).map(({ position }) => position))
  })

  const counted = async () => {
    const total = (list: { overdue: number; soon: number }[]) => list.reduce((sum, { overdue, soon }) => [(sum[0] ?? 0) + overdue, (sum[1] ?? 0) + soon], [0, 0])
    return total(must(await supervisor.call(countContract, {}, {})).counts)
  }
  const wanted = async () => [(await truth(DUE.overdue)).length, (await truth(DUE.soon)).length]

  it('counts by unit and clock what the lists show, and reads no row of what is done', async () => {
    const watched = countedDatabase()
    const counts = await countBoard(watched.db, span)
    for (const { owes, clock, overdue } of counts) expect(await truth(`${DUE.overdue} AND owes = '${owes}' AND clock = '${clock}'`)).toHaveLength(overdue)
    expect(await counted()).toEqual(await wanted())
    const groups = (await rows('SELECT 1 FROM due_count WHERE due_day < ?1', span.soonest)).length
    expect(watched.rowsRead).toBeLessThanOrEqual(2 * groups + 2)
    await run(`UPDATE inbox SET due_day = NULL, clock = NULL, state = 'closed' WHERE report_id LIKE 'id-%'`)
    expect(await rows('SELECT 1 FROM due_count')).toHaveLength(0)
  })

  it('follows a report from the desk to the unit and back, and a question', async () => {
    const [desk, housing] = [await signedIn('desk01'), await signedIn('housing01')]
    const told = await tell()
    const asked = await ask()
    const standing = () => rows('SELECT owes, clock FROM inbox WHERE unit = ?1 AND reference = ?2', 'desk', told.reference)
    const kept = async () => expect(await rows('SELECT owes, clock, sum(n) AS n FROM due_count GROUP BY 1, 2 ORDER BY 1, 2')).toEqual(await rows(`SELECT owes, clock, count(*) AS n FROM inbox WHERE unit = 'desk' AND due_day IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`))
    expect(await standing()).toEqual([{ owes: 'desk', clock: 'decision' }])
    expect(await rows('SELECT clock FROM inbox WHERE reference = ?1', asked.reference)).toEqual([{ clock: 'answer' }])
    await kept()
    const seen: unknown[] = []
    const steps: [Worker, Parameters<typeof moved>[2]][] = [
      [desk, (report) => act.accept(desk.session, report)],
      [housing, (report) => act.begin(housing.session, report)],
      [housing, (report) => act.find(housing.session, report, 'unfounded', '没有查到')],
      [desk, (report) => act.close(desk.session, report, 'unfounded')],
    ]
    for (const [who, step] of steps) {
      await moved(who, told.reference, step)
      seen.push(...(await standing()))
      await kept()
    }
    expect(seen).toEqual([{ owes: 'housing', clock: 'return' }, { owes: 'housing', clock: 'completion' }, { owes: 'desk', clock: 'tell-result' }, expect.objectContaining({ clock: null })])
  })

  it('is the supervisor’s, and refuses a look that is none', async () => {
    expect(await (await signedIn('fire01')).call(listContract, {}, { due: 'soon' })).toMatchObject({ code: 'forbidden' })
    expect(await supervisor.call(listContract, {}, { due: 'soon', owes: 'fire', clock: 'return' })).toMatchObject({ code: 'invalid' })
  })
})
