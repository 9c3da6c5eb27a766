import { describe, expect, it } from 'vitest'
import { listEvents } from '#contract/audit.ts'
import { openReport } from '#contract/console.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { recordLook, recordSaving } from '../../site/console/evidence/act.ts'
import { verifyHistory } from '../../site/console/audit/verify.ts'
import { callerOf, codeOf, get, must } from '../support/api.ts'
import { countedDatabase, rows, run } from '../support/database.ts'
import { told } from '../support/filed-files.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { comeBack, look } from '../support/story.ts'
import { openEvidence } from '#contract/evidence-part.ts'
import { aFile } from '../support/uploads.ts'

const seated = new Map<string, Promise<Worker>>()
/** Signed in once. */
function member(name: string): Promise<Worker> {
  const seat = seated.get(name) ?? signedIn(name)
  seated.set(name, seat)
  return seat
}

const events = async (reference: string) =>
  (await rows<{ kind: string; member: string; detail: string }>(
    `SELECT kind, member, detail FROM event WHERE kind LIKE 'evidence-%' AND report_id = (SELECT id FROM report WHERE reference = ?1) ORDER BY seq`, reference,
  )).map(({ detail, ...event }) => ({ ...event, ...(JSON.parse(detail) as object) }))

describe('who looks at a file', () => {
  it('is written down once a member, file and day, and the history holds', async () => {
    const { reference } = await told(aFile(100))
    const [housing, other] = [await member('housing01'), await member('housing02')]
    const first = must(await recordLook(housing.session, reference, 1))
    expect(must(await recordLook(housing.session, reference, 1)).seq).toBe(first.seq)
    must(await recordLook(other.session, reference, 1))
    expect(await events(reference)).toEqual([{ kind: 'evidence-opened', member: 'housing01', file: 1 }, { kind: 'evidence-opened', member: 'housing02', file: 1 }])
    const seen = await look(housing, reference)
    expect(await firstBrokenLink(seen.report.report, seen.report.filingDigest, seen.report.timeline)).toBeNull()
  })

  it('holds for its day: tomorrow it is written down again', async () => {
    const { reference } = await told(aFile(100))
    const housing = await member('housing01')
    await run(
      `INSERT INTO event (report_id, seq, kind, unit, member, day, detail, digest)
       SELECT id, 2, 'evidence-opened', 'housing', 'housing01', '2020-01-01', '{"file":1}', '' FROM report WHERE reference = ?1`, reference,
    )
    expect(await codeOf(await get(`/api/staff/reports/${reference}/evidence/1/parts/1`, { cookie: housing.cookie }))).toBe('conflict')
  })

  it('is no gate for a colleague: each looks in their own name', async () => {
    const { reference } = await told(aFile(100))
    const [housing, other] = [await member('housing01'), await member('housing02')]
    must(await recordLook(housing.session, reference, 1))
    const path = `/api/staff/reports/${reference}/evidence/1/parts/1`
    expect([await codeOf(await get(path, { cookie: housing.cookie })), await codeOf(await get(path, { cookie: other.cookie }))]).toEqual(['ok', 'conflict'])
  })

  it('is of files that there are', async () => {
    const { reference } = await told(aFile(100))
    const housing = await member('housing01')
    for (const k of [0, 2, 1.5, Number.NaN]) expect(await recordLook(housing.session, reference, k)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await events(reference)).toEqual([])
  })

  it('is told the reporter as the first look of each unit: neither who, nor which file, nor how often, nor that it was saved', async () => {
    const { reference, keys } = await told(aFile(100))
    const housing = await member('housing01')
    for (const who of [housing, await member('housing02'), await member('desk01')]) must(await recordLook(who.session, reference, 1))
    must(await recordSaving(housing.session, reference, 1, 'for-court'))
    const { timeline } = await comeBack({ keys })
    expect(timeline.filter(({ kind }) => kind !== 'received').map(({ kind, unit, detail }) => [kind, unit, detail])).toEqual([['evidence-opened', 'housing', {}], ['evidence-opened', 'desk', {}]])
  })

  it('makes nobody’s list unread', async () => {
    const { reference, filed } = await told(aFile(100))
    const [desk, housing] = [await member('desk01'), await member('housing01')]
    for (const who of [desk, housing]) must(await who.call(openReport, { reference }, {}))
    must(await recordLook(housing.session, reference, 1))
    expect(await rows('SELECT unread FROM inbox WHERE position = ?1', filed.receipt.position)).toEqual([{ unread: 0 }, { unread: 0 }])
  })

  it('costs three round trips, the session included, and one less the second time', async () => {
    const { reference } = await told(aFile(100))
    const { cookie } = await member('housing01')
    for (const trips of [3, 2]) {
      const counted = countedDatabase()
      must(await callerOf({ cookie, db: counted.db })(openEvidence, { reference, k: '1' }, {}))
      expect(counted.trips).toBe(trips)
    }
  })
})

describe('who saves a file', () => {
  it('is written down each time, with the reason where it is not cleaned, and the auditor finds it', async () => {
    const { reference } = await told(aFile(100))
    const housing = await member('housing01')
    must(await recordSaving(housing.session, reference, 1, null))
    must(await recordSaving(housing.session, reference, 1, 'for-court'))
    expect(await events(reference)).toEqual([{ kind: 'evidence-saved', member: 'housing01', file: 1 }, { kind: 'evidence-saved', member: 'housing01', reason: 'for-court', file: 1 }])
    const auditor = await member('auditor01')
    const { events: listed } = must(await auditor.call(listEvents, {}, { kind: 'evidence-saved', reference }))
    expect(listed.map(({ member, detail }) => [member, detail])).toEqual([['housing01', { reason: 'for-court', file: 1 }], ['housing01', { file: 1 }]])
    expect(must(await verifyHistory(auditor.session.tools, reference))).toMatchObject({ brokenAt: null })
  })
})
