import { describe, expect, it } from 'vitest'
import { readHistory } from '#contract/console.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { yearOf } from '#contract/rules/day.ts'
import { redact } from '../../site/console/holding/act.ts'
import { numberLetter } from '../../site/console/letter/act.ts'
import * as act from '../../site/console/report/act.ts'
import { codeOf, must, post } from '../support/api.ts'
import { countedDatabase, dump, rows, run } from '../support/database.ts'
import { signedIn } from '../support/members.ts'
import { ask, comeBack, look, moved, tell } from '../support/story.ts'

const [desk, desk2, housing, township, auditor] = [await signedIn('desk01'), await signedIn('desk02'), await signedIn('housing01'), await signedIn('t-heping01'), await signedIn('auditor01')]

const path = (reference: string) => `/api/staff/reports/${reference}/letter`
const referred = async () => {
  const told = await tell()
  await moved(desk, told.reference, (seen) => act.refer(desk.session, seen, '12315'))
  return told
}
const refused = async () => {
  const told = await tell()
  await moved(desk, told.reference, (seen) => act.refuse(desk.session, seen, { reason: 'no-clear-facts', destination: '12345' }))
  return told
}
const numbered = async (reference: string, kind: 'referral' | 'refusal' = 'referral', who = desk) => (await moved(who, reference, (seen) => numberLetter(who.session, seen, kind))).letters

describe('the number of a letter', () => {
  it('is the next of its kind and year, and each kind counts for itself', async () => {
    const [[first], [second]] = [await numbered((await referred()).reference), await numbered((await referred()).reference)]
    expect(first).toMatchObject({ kind: 'referral', year: yearOf(first?.day ?? '') })
    expect(second?.n).toBe((first?.n ?? 0) + 1)
    const [notice] = await numbered((await refused()).reference, 'refusal')
    expect(notice).toEqual({ ...first, kind: 'refusal', n: 1 })
  })

  it('begins anew with the year', async () => {
    const { reference } = await referred()
    const other = await referred()
    await numbered(reference)
    const [trigger] = await rows<{ sql: string }>(`SELECT sql FROM sqlite_master WHERE name = 'letter_no_update'`)
    await run('DROP TRIGGER letter_no_update')
    await run(`UPDATE letter SET year = year - 1, n = n + 1000`)
    await run(trigger?.sql ?? '')
    expect((await numbered(other.reference))[0]?.n).toBe(1)
  })

  it('stays what it is: asked for again it is the same, and nothing is written', async () => {
    const { reference } = await referred()
    const first = await numbered(reference)
    const before = await dump()
    expect(await numbered(reference, 'referral', desk2)).toEqual(first)
    expect(await dump()).toEqual(before)
  })

  it('is given once to two who ask for one letter at once', async () => {
    const { reference } = await referred()
    const answers = await Promise.all([desk, desk2, desk, desk2].map(async (who) => must(await numberLetter(who.session, await look(who, reference), 'referral')).letters))
    expect(new Set(answers.map((letters) => JSON.stringify(letters))).size).toBe(1)
    expect((await look(desk, reference)).report.timeline.filter(({ kind }) => kind === 'letter-numbered')).toHaveLength(1)
  })

  it('is never shared by letters that ask at once, and leaves no gap', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, referred))
    const given = await Promise.all(all.map(async ({ reference }) => (await numbered(reference))[0]?.n ?? 0))
    const sorted = given.toSorted((a, b) => a - b)
    expect(sorted).toEqual(sorted.map((_, at) => (sorted[0] ?? 0) + at))
  })

  it('cannot be changed, taken back or given twice, whoever holds the connection', async () => {
    const { reference } = await refused()
    await numbered(reference, 'refusal')
    await expect(run('UPDATE letter SET n = n + 70')).rejects.toThrow(/stays where it was given/)
    await expect(run('DELETE FROM letter')).rejects.toThrow(/stays where it was given/)
    await expect(run(`INSERT OR REPLACE INTO letter SELECT report_id, kind, year, n + 70, day, by FROM letter LIMIT 1`)).rejects.toThrow(/UNIQUE/)
  })
})

describe('who hears of a letter', () => {
  it('the history, still linked; the reporter that it was issued, without number or member; whoever holds the original the number', async () => {
    const told = await referred()
    const [letter] = await numbered(told.reference)
    const { report, filingDigest, events } = must(await auditor.call(readHistory, { reference: told.reference }, {}))
    expect([events.at(-1), await firstBrokenLink(report, filingDigest, events)]).toMatchObject([{ kind: 'letter-numbered', member: 'desk01', detail: { letter: 'referral' } }, null])
    const tracked = await comeBack(told)
    expect(tracked.timeline.at(-1)).toMatchObject({ kind: 'letter-numbered', unit: 'desk', detail: { letter: 'referral' } })
    expect(JSON.stringify(tracked)).not.toMatch(/desk01|letters/)
    expect((await look(housing, told.reference)).report.letters).toEqual([letter])
  })

  it('nobody who has the redacted copy alone', async () => {
    const { reference } = await tell()
    await moved(desk, reference, (seen) => redact(desk.session, seen, { body: '后厨有大气瓶。' }))
    await moved(desk, reference, (seen) => act.handOn(desk.session, seen, ['t-heping'], ['t-heping']))
    await moved(desk, reference, (seen) => act.refer(desk.session, seen, '12315'))
    await numbered(reference)
    expect((await look(township, reference)).report.letters).toEqual([])
  })
})

describe('a letter that is not to be issued', () => {
  it('is refused in words: before the end, of the other kind, of a question, to another’s desk', async () => {
    const [open, gone, asked] = [await tell(), await referred(), await ask()]
    await moved(desk, asked.reference, (seen) => act.refer(desk.session, seen, '12345'))
    const before = await dump()
    for (const [reference, kind] of [[open.reference, 'referral'], [gone.reference, 'refusal'], [asked.reference, 'referral']] as const) {
      expect(await codeOf(await post(path(reference), { kind }, { cookie: desk.cookie }))).toBe('conflict')
    }
    expect(await codeOf(await post(path(gone.reference), { kind: 'referral' }, { cookie: housing.cookie }))).toBe('forbidden')
    expect(await codeOf(await post(path('0000-0000'), { kind: 'referral' }, { cookie: desk.cookie }))).toBe('not_found')
    expect(await dump()).toEqual(before)
  })
})

describe('what a number costs', () => {
  it('four round trips, the session included; two when it has one', async () => {
    const { reference } = await referred()
    const trips = async () => {
      const counted = countedDatabase()
      expect((await post(path(reference), { kind: 'referral' }, { cookie: desk.cookie, db: counted.db })).status).toBe(200)
      return counted.trips
    }
    expect([await trips(), await trips()]).toEqual([4, 2])
    expect(await rows('SELECT by FROM letter WHERE report_id = (SELECT id FROM report WHERE reference = ?1)', reference)).toEqual([{ by: 'desk01' }])
  })
})
