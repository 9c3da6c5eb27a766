/** 实名保管 against whoever runs the database, and against a unit that was given the redacted copy alone. */
import { describe, expect, it } from 'vitest'
import { readHistory } from '#contract/console.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { openGrants } from '../../site/crypto/grant.ts'
import * as custody from '../../site/console/custody/act.ts'
import { askContact, grantReset } from '../../site/console/custody/unit-act.ts'
import * as holding from '../../site/console/holding/act.ts'
import * as act from '../../site/console/report/act.ts'
import { must } from '../support/api.ts'
import { rows, run } from '../support/database.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { comeBack, look, moved, tell, type Told } from '../support/story.ts'

const [first, second, desk, housing, market] = await Promise.all(
  ['custodian01', 'custodian02', 'desk01', 'housing01', 'market01'].map((name) => signedIn(name)),
) as [Worker, Worker, Worker, Worker, Worker]
const IDENTITY = { name: '苗秋穗', phone: '13900007788', insider: true }

async function accepted(tip: Parameters<typeof tell>[0] = { identity: IDENTITY }): Promise<Told> {
  const told = await tell(tip)
  await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  return told
}
/** A custodian has looked, to know whom a new code is for. */
async function looked({ reference }: Told): Promise<custody.OpenedCustody> {
  const n = must(await custody.askLook(first.session, reference, 'reset-code')).view.requests.at(-1)?.n ?? 0
  must(await custody.consent(second.session, reference, n))
  return must(await custody.look(first.session, reference, n)).after
}
const newCode = async (told: Told) => must(await custody.askReset(first.session, await looked(told)))
const KEYS = 'lookup_hash = ?2, recipient = ?3, verify_key = ?4'
type Kept = Record<'lookup_hash' | 'recipient' | 'verify_key' | 'signature', string> & { n: number; asked_day: string }
const keptOf = async ({ sealed }: Told): Promise<Kept> => {
  const [kept] = await rows<Kept>(`SELECT * FROM custody WHERE report_id = ?1 AND kind = 'reset' AND standing = 'asked'`, sealed.filing.report)
  if (kept === undefined) throw new Error('a new code waits')
  return kept
}

describe('whoever runs the database', () => {
  it('cannot put a declined code into a later asking', async () => {
    const told = await accepted()
    await newCode(told)
    const old = await keptOf(told)
    must(await custody.decline(desk.session, told.reference, old.n))
    await newCode(told)
    const id = told.sealed.filing.report
    await run(`UPDATE custody SET ${KEYS}, signature = ?5 WHERE report_id = ?1 AND kind = 'reset' AND standing = 'asked'`, id, old.lookup_hash, old.recipient, old.verify_key, old.signature)
    expect(await grantReset(desk.session, await look(desk, told.reference))).toMatchObject({ ok: false, code: 'unvouched' })
    // Nor bring the old asking back, number, day and all: the history says what was asked for last.
    await run('DROP TRIGGER IF EXISTS custody_ended')
    await run(`UPDATE custody SET standing = 'declined', lookup_hash = NULL, recipient = NULL, verify_key = NULL, signature = NULL WHERE report_id = ?1 AND kind = 'reset'`, id)
    await run(`UPDATE custody SET standing = 'asked', ${KEYS}, signature = ?5 WHERE report_id = ?1 AND n = CAST(?6 AS INTEGER)`, id, old.lookup_hash, old.recipient, old.verify_key, old.signature, old.n)
    expect(await grantReset(desk.session, await look(desk, told.reference))).toMatchObject({ ok: false, code: 'unvouched' })
    expect(await comeBack(told)).toMatchObject({ reference: told.reference })
  })

  it('cannot bring a lost code back by forgetting that there is a new one: the history still says so', async () => {
    const told = await accepted()
    const id = told.sealed.filing.report
    await newCode(told)
    const [before] = await rows<Kept>('SELECT lookup_hash, recipient, verify_key FROM report WHERE id = ?1', id)
    await moved(desk, told.reference, (seen) => grantReset(desk.session, seen))
    await run('DROP TRIGGER IF EXISTS report_grant_no_delete')
    await run('DROP TRIGGER IF EXISTS reporter_key_no_delete')
    await run(`DELETE FROM report_grant WHERE report_id = ?1 AND seq = (SELECT seq FROM event WHERE report_id = ?1 AND kind = 'code-reset')`, id)
    await run('DELETE FROM reporter_key WHERE report_id = ?1', id)
    await run(`UPDATE report SET ${KEYS} WHERE id = ?1`, id, before?.lookup_hash, before?.recipient, before?.verify_key)
    const seen = await look(desk, told.reference)
    expect(seen.brokenAt).toBeNull()
    expect(await holding.takeOut(desk.session, seen, 'housing', 'conflict-of-interest')).toMatchObject({ ok: false, code: 'unvouched' })
    const back = await comeBack(told)
    expect((await openGrants(back.grants, told.keys.identity, { report: id, holder: 'reporter' })).opens).not.toHaveProperty(back.dialogue)
  })
})

describe('a unit with the redacted copy', () => {
  const copied = async (told: Told) => {
    await moved(desk, told.reference, (seen) => holding.redact(desk.session, seen, { place: '人民路夜市', body: '有气瓶。' }))
    await moved(desk, told.reference, (seen) => act.handOn(desk.session, seen, ['market'], ['market']))
  }

  it('learns neither from the history nor from its names that a report is named', async () => {
    const told = await accepted()
    await copied(told)
    await newCode(told)
    await moved(desk, told.reference, (seen) => grantReset(desk.session, seen))
    await moved(desk, told.reference, (seen) => askContact(desk.session, seen, '请问'))
    must(await act.open(market.session, told.reference))
    const { report, brokenAt, copyOnly } = await look(market, told.reference)
    expect(report.timeline.map(({ kind, unit, digest }) => [kind, unit, digest])).toEqual([
      ['received', null, null], ['accepted', 'desk', null], ['handed-on', 'desk', null], ['opened', 'market', null],
    ])
    expect([copyOnly, brokenAt, Object.keys(report.people).toSorted((a, b) => (a < b ? -1 : 1))]).toEqual([true, null, ['desk01', 'market01']])
    expect(JSON.stringify(report)).not.toContain('custodian')
    expect(await market.call(readHistory, { reference: told.reference }, {})).toMatchObject({ ok: false, code: 'forbidden' })
  })

  it('gets one answer, named or not, if it asks that the reporter be reached', async () => {
    const answers = []
    for (const tip of [{ identity: IDENTITY }, {}]) {
      const told = await accepted(tip)
      await copied(told)
      const answer = await askContact(market.session, await look(market, told.reference), '请问')
      answers.push(answer.ok ? 'asked' : [answer.code, answer.message])
    }
    expect(answers[0]?.[0]).toBe('forbidden')
    expect(answers[1]).toEqual(answers[0])
  })

  it('leaves whoever holds the original the whole history, and it holds', async () => {
    const told = await accepted()
    await copied(told)
    must(await custody.askLook(first.session, told.reference, 'court-order'))
    const { report, brokenAt } = await look(housing, told.reference)
    expect([report.timeline.at(-1)?.kind, report.timeline.length, brokenAt]).toEqual(['identity-asked', report.seq, null])
    const { events, filingDigest } = must(await housing.call(readHistory, { reference: told.reference }, {}))
    expect(await firstBrokenLink(report.report, filingDigest, events)).toBeNull()
  })
})
