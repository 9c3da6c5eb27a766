import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { ARCHIVED_TABLES, exportReport } from '#contract/archive.ts'
import { EventQuery, listEvents } from '#contract/audit.ts'
import { openReport } from '#contract/console.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { checkArchive, readArchive, type Check } from '../../site/console/archive/check.ts'
import { openArchive } from '../../site/console/archive/open.ts'
import { verifyAll, type Fault } from '../../site/console/audit/verify-all.ts'
import { verifyHistory } from '../../site/console/audit/verify.ts'
import * as act from '../../site/console/report/act.ts'
import { openGrants } from '../../site/crypto/grant.ts'
import { identitiesFor } from '../../site/crypto/past.ts'
import { linkFilings } from '../../worker/chain/commands.ts'
import { listEvents as readEvents } from '../../worker/oversight/events.ts'
import { listHistories as readHistories } from '../../worker/oversight/histories.ts'
import { callerOf, codeOf, must, post } from '../support/api.ts'
import { countedDatabase, rows, run } from '../support/database.ts'
import { aTip } from '../support/filings.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { ask, comeBack, look, moved, say, tell, type Told } from '../support/story.ts'

let desk: Worker
let housing: Worker
let auditor: Worker
let supervisor: Worker
let told: Told

/** A whole story: a named tip, accepted, asked about, answered, found; a question refused; a tip referred. */
beforeAll(async () => {
  desk = await signedIn('desk01')
  housing = await signedIn('housing01')
  auditor = await signedIn('auditor01')
  supervisor = await signedIn('supervisor01')
  told = await tell({ identity: { name: '沈砚秋', phone: '13800000000' } })
  must(await desk.call(openReport, { reference: told.reference }, {}))
  await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  must(await housing.call(openReport, { reference: told.reference }, {}))
  await moved(housing, told.reference, (seen) => act.reply(housing.session, seen, '哪一家送的气？'))
  await say(told, '三轮车送的。')
  await moved(desk, told.reference, (seen) => act.note(desk.session, seen, '先不要惊动店家'))
  const refused = await ask()
  await moved(desk, refused.reference, (seen) => act.refuse(desk.session, seen, { reason: 'file-a-report' }))
  await linkFilings(env.DB)
})

describe('who did what', () => {
  it('shows the auditor each opening with its member, and nobody else', async () => {
    const { events, people } = must(await auditor.call(listEvents, {}, { kind: 'opened' }))
    expect(events.map(({ member, reference }) => `${member} ${reference}`).toSorted()).toEqual([`desk01 ${told.reference}`, `housing01 ${told.reference}`])
    expect(people).toEqual({ desk01: 'desk01', housing01: 'housing01' })
    expect(await housing.call(listEvents, {}, {})).toMatchObject({ ok: false, code: 'forbidden' })
  })

  it('finds by member, by report, by day and by kind, together too', async () => {
    const count = async (query: EventQuery) => must(await auditor.call(listEvents, {}, query)).events.length
    const wanted = async (where: string) => (await rows<{ n: number }>(`SELECT count(*) AS n FROM event e JOIN report r ON r.id = e.report_id WHERE ${where}`))[0]?.n
    const [{ today }] = [must(await auditor.call(listEvents, {}, {}))]
    expect(await count({ member: 'desk01' })).toBe(await wanted(`member = 'desk01'`))
    expect(await count({ member: 'desk01', kind: 'refused' })).toBe(1)
    expect(await count({ reference: told.reference })).toBe(await wanted(`reference = '${told.reference}'`))
    expect(await count({ reference: told.reference, kind: 'noted' })).toBe(1)
    expect(await count({ day: today, kind: 'opened' })).toBe(2)
    expect(await count({ day: '2020-01-01' })).toBe(0)
  })

  it('gives every refusal with its reason', async () => {
    expect(must(await auditor.call(listEvents, {}, { kind: 'refused' })).events).toMatchObject([{ report: 'question', member: 'desk01', detail: { reason: 'file-a-report' } }])
  })
})

const faults = async (): Promise<Fault[]> => [...must(await verifyAll(auditor.session.tools, () => undefined)).faults]
/** Somebody with a hand in the database: the triggers are their first concern. */
async function tampered(trigger: string | null, sql: string, ...values: unknown[]): Promise<Fault[]> {
  const [made] = trigger === null ? [] : await rows<{ sql: string }>('SELECT sql FROM sqlite_master WHERE name = ?1', trigger)
  if (trigger !== null) await run(`DROP TRIGGER ${trigger}`)
  await run(sql, ...values)
  const found = await faults()
  if (made !== undefined) await run(made.sql)
  return found
}

describe('every history there is', () => {
  it('holds, and says how much there was', async () => {
    const all = must(await verifyAll(auditor.session.tools, () => undefined))
    expect(all).toMatchObject({ reports: 2, linked: 2, faults: [], done: true })
    expect(must(await verifyHistory(auditor.session.tools, told.reference))).toMatchObject({ brokenAt: null })
  })

  it('names the event that was changed, the one cut off at the end, and the filing that was exchanged', async () => {
    const at = { position: 1, reference: told.reference }
    const id = (await rows<{ id: string }>('SELECT id FROM report WHERE reference = ?1', told.reference))[0]?.id
    expect(await tampered('event_no_update', `UPDATE event SET member = 'desk02' WHERE report_id = ?1 AND seq = 3`, id)).toEqual([{ kind: 'history', ...at, event: 3 }])
    expect(must(await verifyHistory(auditor.session.tools, told.reference)).brokenAt).toBe(3)
    expect(await tampered('event_no_update', `UPDATE event SET member = 'desk01' WHERE report_id = ?1 AND seq = 3`, id)).toEqual([])

    const [last] = await rows<{ seq: number; kind: string; unit: string; member: string; day: string; detail: string; digest: string }>('SELECT seq, kind, unit, member, day, detail, digest FROM event WHERE report_id = ?1 ORDER BY seq DESC LIMIT 1', id)
    expect(await tampered('event_no_delete', 'DELETE FROM event WHERE report_id = ?1 AND seq = ?2', id, last?.seq)).toEqual([{ kind: 'history', ...at, event: last?.seq }])
    await run('INSERT INTO event (report_id, seq, kind, unit, member, day, detail, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)', id, ...Object.values(last ?? {}))
    expect(await faults()).toEqual([])

    const digest = (await rows<{ digest: string }>('SELECT digest FROM report WHERE id = ?1', id))[0]?.digest
    expect(await tampered(null, 'UPDATE report SET digest = ?2 WHERE id = ?1', id, 'B'.repeat(43))).toEqual([{ kind: 'filing', ...at }, { kind: 'history', ...at, event: 1 }])
    await run('UPDATE report SET digest = ?2 WHERE id = ?1', id, digest)
    expect(await tampered('position_no_update', `UPDATE position SET day = '2020-01-01' WHERE n = 2`)).toMatchObject([{ kind: 'day-back', position: 2 }, { kind: 'unlike-chain' }, { kind: 'filing' }])
    expect(await tampered('position_no_update', 'UPDATE position SET n = 4, day = (SELECT day FROM report WHERE id = report_id) WHERE n = 2')).toMatchObject([{ kind: 'gap', position: 2 }])
    expect(await tampered('position_no_update', 'UPDATE position SET n = 2 WHERE n = 4')).toEqual([])
    expect(await tampered('chain_link_no_update', `UPDATE chain_link SET head = ?1 WHERE n = 1`, 'C'.repeat(43))).toEqual([{ kind: 'chain', position: 1, reference: null, link: 1 }])
    await run('DROP TRIGGER chain_link_no_delete')
    await run('DELETE FROM chain_link')
    await linkFilings(env.DB)
    expect(await faults()).toEqual([])
  })
})

describe('a sealed archive', () => {
  const take = async (who = auditor) => must(await who.call(exportReport, { reference: told.reference }, {}))
  const bad = (checks: Check[]) => checks.filter(({ standing }) => standing !== 'good').map(({ what, standing }) => `${what} ${standing}`)
  const anybody = callerOf()

  it('holds everything the database has of the report, and everything in it holds', async () => {
    const archive = await take()
    const text = JSON.stringify(archive)
    expect(bad(await checkArchive(must2(readArchive(text)), anybody))).toEqual(['filing open'])
    expect(bad(await checkArchive(archive, null))).toEqual(['filing open', 'key open', 'chain open'])
    const id = told.sealed.filing.report
    const named = await rows<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%report\\_id %' ESCAPE '\\'`)
    expect(named.map(({ name }) => name).filter((name) => name !== 'inbox').toSorted()).toEqual(ARCHIVED_TABLES.filter((name) => name !== 'report').toSorted())
    for (const table of ARCHIVED_TABLES) {
      const found = await rows<Record<string, unknown>>(`SELECT * FROM ${table} WHERE ${table === 'report' ? 'id' : 'report_id'} = ?1`, id)
      const wanted = found.map((row) => (table === 'report_grant' && row['holder'] === 'custodian' ? { ...row, sealed: null, withheld: expect.any(String) as string } : row))
      expect(archive.tables[table]).toEqual(wanted.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'page_key'))))
    }
    for (const words of ['大气瓶', '三轮车', '沈砚秋', '13800000000', '惊动', told.code, told.code.replaceAll('-', ''), told.keys.lookup]) expect(text).not.toContain(words)
    expect(text).not.toMatch(/\d\d:\d\d/)
  })

  it('is opened by a unit with its own keys from the file alone, and by nobody else', async () => {
    const archive = await take()
    const nobody = async () => { throw new Error('asked somebody') }
    const alone = (who: Worker) => openArchive({ ...who.session, tools: { ...who.session.tools, call: nobody } }, archive)
    const seen = await alone(housing)
    expect(seen?.content?.words?.body).toBe(aTip().body)
    expect(seen?.dialogue.map(({ words }) => words?.text)).toEqual(['哪一家送的气？', '三轮车送的。'])
    const fire = await alone(await signedIn('fire01'))
    expect([fire?.content?.words, fire?.dialogue.map(({ problem }) => problem)]).toEqual([null, ['no-key', 'no-key']])
  })

  it('opens no identity, though the custodian’s key is at hand: that still takes the second member’s consent', async () => {
    const { report } = told.sealed.filing
    const { session } = await signedIn('custodian02')
    const keys = must2(session.unitKeys)
    const openedBy = async (sealed: unknown[]) => {
      const grants = sealed.filter((one): one is string => typeof one === 'string')
      return Object.keys((await openGrants(grants, identitiesFor(keys, 1), { report, holder: 'custodian' }, () => [])).opens)
    }
    const [kept = {}] = await rows<Record<string, unknown>>(`SELECT sealed FROM report_grant WHERE report_id = ?1 AND holder = 'custodian'`, report)
    expect(await openedBy([kept['sealed']])).toEqual([told.sealed.filing.identity?.compartment])
    const { tables } = await take()
    const left = (tables['report_grant'] ?? []).filter((row) => row['holder'] === 'custodian')
    expect([left.length, await openedBy(left.map((row) => row['sealed']))]).toEqual([1, []])
    expect(JSON.stringify(tables)).not.toContain(JSON.stringify(kept['sealed']))
    expect(await openArchive(session, await take())).not.toBeNull()
  })

  it('of an anonymous report is reckoned again to the receipt’s very digest', async () => {
    const nameless = await tell()
    const archive = must(await auditor.call(exportReport, { reference: nameless.reference }, {}))
    expect(bad(await checkArchive(archive, null))).toEqual(['key open', 'chain open'])
    const copy = JSON.parse(JSON.stringify(archive)) as { tables: Record<string, Record<string, unknown>[]> } & typeof archive
    if (copy.tables['report']?.[0]) copy.tables['report'][0]['category'] = 'HY01'
    expect(bad(await checkArchive(copy, null))).toEqual(expect.arrayContaining(['manifest bad', 'filing bad']))
  })

  it('is an event that staff see and the reporter does not, and waits for nobody', async () => {
    await take(supervisor)
    const seen = await look(desk, told.reference)
    expect(seen.report.timeline.at(-1)).toMatchObject({ kind: 'exported', unit: 'desk', member: 'supervisor01' })
    expect([seen.brokenAt, (await comeBack(told)).timeline.map(({ kind }) => kind)]).toEqual([null, expect.not.arrayContaining(['exported'])])
    expect(await codeOf(await post(`/api/staff/reports/${told.reference}/export`, {}, { cookie: desk.cookie }))).toBe('forbidden')
    expect(await codeOf(await post('/api/staff/reports/0000-0000/export', {}, { cookie: auditor.cookie }))).toBe('not_found')
    expect(await rows('SELECT 1 FROM inbox WHERE report_id = ?1 AND unread = 1 AND unit = ?2', told.sealed.filing.report, 'desk')).toHaveLength(0)
  })

  it('says what was changed: in any part, in any row, with a manifest made to fit', async () => {
    const archive = await take()
    type Tables = Record<string, Record<string, unknown>[]>
    const changed = async (change: (tables: Tables) => void) => {
      const copy = JSON.parse(JSON.stringify(archive)) as typeof archive
      change(copy.tables)
      return { copy, found: bad(await checkArchive(copy, anybody)) }
    }
    expect((await changed(({ event }) => event?.[2] && (event[2]['member'] = 'desk02'))).found).toEqual(['manifest bad', 'filing open', 'history bad'])
    expect((await changed(({ event }) => event?.pop())).found).toEqual(['manifest bad', 'filing open', 'history bad'])
    expect((await changed((tables) => void (tables['body'] = (tables['body'] ?? []).filter((row) => row['kind'] !== 'message')))).found).toEqual(['manifest bad', 'filing open', 'bodies bad'])
    expect((await changed(({ report }) => report?.[0] && (report[0]['digest'] = 'A'.repeat(43)))).found).toEqual(['manifest bad', 'filing bad'])
    expect((await changed(({ part }) => part?.pop())).found).toEqual(['manifest bad', 'filing open'])
    const { copy } = await changed(({ part }) => part?.pop())
    const { manifestOf } = await import('#contract/rules/archive.ts')
    expect(bad(await checkArchive({ ...copy, manifest: await manifestOf(copy) }, anybody))).toEqual(['seal bad', 'filing open'])
    expect(bad(await checkArchive({ ...archive, receiptKey: 'A'.repeat(43) }, anybody))).toEqual(expect.arrayContaining(['seal bad', 'receipt bad', 'key bad']))
  })

  it('still knows the filing after its dialogue was renewed and its code replaced', async () => {
    const { reference } = await tell()
    await run('UPDATE report SET dialogue = ?2 WHERE reference = ?1', reference, 'D'.repeat(22))
    await run('UPDATE report SET lookup_hash = ?2 WHERE reference = ?1', reference, 'E'.repeat(43))
    await linkFilings(env.DB)
    expect(bad(await checkArchive(must(await auditor.call(exportReport, { reference }, {})), anybody))).toEqual([])
  })
})

describe('an event that somebody made unreadable', () => {
  it('opens a report, its events and its archive though one event was made unreadable, and names that event', async () => {
    const id = (await rows<{ id: string }>('SELECT id FROM report WHERE reference = ?1', told.reference))[0]?.id
    const [was] = await rows<{ detail: string }>('SELECT detail FROM event WHERE report_id = ?1 AND seq = 2', id)
    expect(await tampered('event_no_update', `UPDATE event SET detail = '{"to":' WHERE report_id = ?1 AND seq = 2`, id)).toEqual([{ kind: 'history', position: 1, reference: told.reference, event: 2 }])
    expect(must(await verifyHistory(auditor.session.tools, told.reference)).brokenAt).toBe(2)
    expect(must(await auditor.call(listEvents, {}, { reference: told.reference })).events.find(({ seq }) => seq === 2)?.detail).toEqual({ reason: 'unreadable' })
    expect((await look(desk, told.reference)).brokenAt).toBe(2)
    const archive = must(await auditor.call(exportReport, { reference: told.reference }, {}))
    expect((await checkArchive(archive, null)).some(({ what, standing }) => what === 'history' && standing === 'bad')).toBe(true)
    await tampered('event_no_update', 'UPDATE event SET detail = ?2 WHERE report_id = ?1 AND seq = 2', id, was?.detail)
  })
})

describe('what it costs', () => {
  beforeAll(async () => {
    await run(
      `WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 600)
       INSERT INTO event (report_id, seq, kind, unit, member, day, detail, digest)
       SELECT r.id, 100 + n, CASE n % 3 WHEN 0 THEN 'opened' ELSE 'replied' END, 'desk', CASE n % 4 WHEN 0 THEN 'desk01' ELSE 'housing01' END, '2026-01-0' || (1 + n % 9), '{}', '' FROM i, report r WHERE r.reference = ?1`,
      told.reference,
    )
  })

  it.for<[string, EventQuery]>([
    ['everything', {}], ['openings', { kind: 'opened' }], ['a member', { member: 'desk01' }], ['a member’s openings', { member: 'desk01', kind: 'opened' }], ['a day', { day: '2026-01-04' }],
    ['a day’s openings', { day: '2026-01-03', kind: 'opened' }], ['nobody', { member: 'nobody-here' }],
  ])('reads for a page of events no more than each with its report and member: %s', async ([, query]) => {
    const seen: string[] = []
    for (let after: string | null = null; ; ) {
      const counted = countedDatabase()
      const page: Awaited<ReturnType<typeof readEvents>> = await readEvents(counted.db, EventQuery.parse({ ...query, ...(after !== null && { after }) }), PAGE_SIZE)
      expect(counted.trips).toBe(1)
      expect(counted.rowsRead).toBeLessThanOrEqual(3 * (page.events.length + 1) + 2)
      seen.push(...page.events.map(({ reference, seq }) => `${reference} ${seq}`))
      after = page.next
      if (after === null) break
    }
    const { kind = null, member = null, day = null } = query
    const there = await rows<{ one: string }>(
      `SELECT r.reference || ' ' || e.seq AS one FROM event e JOIN report r ON r.id = e.report_id WHERE (?1 IS NULL OR e.kind = ?1) AND (?2 IS NULL OR e.member = ?2) AND (?3 IS NULL OR e.day = ?3)`, kind, member, day,
    )
    expect(seen.toSorted()).toEqual(there.map(({ one }) => one).toSorted())
  })

  it('reads for a page of histories the positions, their reports and their events', async () => {
    const counted = countedDatabase()
    const { histories } = await readHistories(counted.db, 0, 25)
    const events = histories.reduce((sum, { events: all }) => sum + all.length, 0)
    expect([counted.trips, counted.rowsRead <= events + 4 * histories.length + 4]).toEqual([1, true])
  })

  it('exports in four round trips, the session included', async () => {
    const counted = countedDatabase()
    expect((await post(`/api/staff/reports/${told.reference}/export`, {}, { cookie: auditor.cookie, db: counted.db })).status).toBe(200)
    expect(counted.trips).toBe(4)
  })
})

function must2<T>(value: T | null): T {
  if (value === null) throw new Error('nothing there')
  return value
}
