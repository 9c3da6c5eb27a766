/** What a unit with the redacted copy is sent, and what it could learn by trying. */
import { describe, expect, it } from 'vitest'
import { listReports } from '#contract/inbox.ts'
import { readReport } from '#contract/console.ts'
import * as award from '../../site/console/award/act.ts'
import * as custody from '../../site/console/custody/act.ts'
import { grantReset } from '../../site/console/custody/unit-act.ts'
import * as holding from '../../site/console/holding/act.ts'
import * as merging from '../../site/console/merge/act.ts'
import * as act from '../../site/console/report/act.ts'
import { codeOf, must, post } from '../support/api.ts'
import { FINE } from '../support/award.ts'
import { run } from '../support/database.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { look, moved, say, tell, type Told } from '../support/story.ts'

const [desk, housing, market, custodian, second] = (await Promise.all(
  ['desk01', 'housing01', 'market01', 'custodian01', 'custodian02'].map((name) => signedIn(name)),
)) as [Worker, Worker, Worker, Worker, Worker]

/** A named report, found out, of which the market office has the redacted copy and has read all. */
async function copied(): Promise<Told> {
  const told = await tell({ wantsReward: true, identity: { name: '苗秋穗', phone: '13900007788', insider: true } })
  await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  await moved(desk, told.reference, (seen) => holding.redact(desk.session, seen, { place: '人民路夜市', body: '有气瓶。' }))
  await moved(desk, told.reference, (seen) => act.handOn(desk.session, seen, ['market'], ['market']))
  await moved(housing, told.reference, (seen) => act.find(housing.session, seen, 'substantiated', '有。'))
  await run(`UPDATE inbox SET unread = 0 WHERE unit = 'market'`)
  return told
}

const sent = async (told: Told) => ({
  report: must(await market.call(readReport, { reference: told.reference }, {})),
  row: must(await market.call(listReports, {}, {})).reports.find(({ reference }) => reference === told.reference),
})

async function codeReset(told: Told): Promise<void> {
  must(await custody.askLook(custodian.session, told.reference, 'reset-code'))
  must(await custody.consent(second.session, told.reference, 1))
  const { after } = must(await custody.look(custodian.session, told.reference, 1))
  must(await custody.askReset(custodian.session, after))
  await moved(desk, told.reference, (seen) => grantReset(desk.session, seen))
}

describe('a unit with the redacted copy', () => {
  it('is sent the same to the byte after every step that it is not shown, of its list too; what it is shown is numbered by itself', async () => {
    const told = await copied()
    const before = await sent(told)
    expect(before.report.timeline.map(({ seq }) => seq)).toEqual(before.report.timeline.map((_, at) => at + 1))
    const steps: readonly [string, () => Promise<unknown>][] = [
      ['a note', () => moved(desk, told.reference, (seen) => act.note(desk.session, seen, '内部看。'))],
      ['a reply', () => moved(desk, told.reference, (seen) => act.reply(desk.session, seen, '收到了。'))],
      ['the reporter’s words', () => say(told, '他们又开了。')],
      ['a reward', () => moved(desk, told.reference, (seen) => award.propose(desk.session, seen, FINE))],
      ['a new code', () => codeReset(told)],
    ]
    for (const [step, take] of steps) {
      await take()
      expect([step, await sent(told)]).toEqual([step, before])
    }
    await moved(desk, told.reference, (seen) => act.close(desk.session, seen, 'rectified'))
    expect(await sent(told)).toMatchObject({ report: { seq: before.report.seq + 1, state: 'closed' }, row: { unread: true } })
  })

  it('cannot find out by trying how many steps there were', async () => {
    const told = await copied()
    const { seq } = (await look(desk, told.reference)).report
    const tries = [seq - 1, seq, seq + 1].flatMap((one) => [
      post(`/api/staff/reports/${told.reference}/begin`, { seq: one }, { cookie: market.cookie }),
      post(`/api/staff/reports/${told.reference}/extend`, { seq: one, reason: 'complex' }, { cookie: market.cookie }),
      post(`/api/staff/reports/${told.reference}/award/withdraw`, { seq: one }, { cookie: market.cookie }),
    ])
    expect(await Promise.all(tries.map(async (one) => codeOf(await one)))).toEqual(tries.map(() => 'forbidden'))
  })
})

describe('a unit with the copy of a report that goes with another', () => {
  it('is sent the same to the byte when the result is told on to its reporter', async () => {
    const [main, later] = [await tell(), await tell()]
    await moved(desk, main.reference, (seen) => act.accept(desk.session, seen))
    await moved(desk, later.reference, (seen) => merging.merge(desk.session, seen, main.reference))
    await moved(desk, later.reference, (seen) => holding.redact(desk.session, seen, { place: '人民路夜市', body: '有气瓶。' }))
    await moved(desk, later.reference, (seen) => act.handOn(desk.session, seen, ['market'], ['market']))
    await moved(housing, main.reference, (seen) => act.find(housing.session, seen, 'substantiated', '有。'))
    await run(`UPDATE inbox SET unread = 0 WHERE unit = 'market'`)
    const sent = async () => [
      must(await market.call(readReport, { reference: later.reference }, {})), must(await market.call(listReports, {}, {})).reports.find(({ reference }) => reference === later.reference),
    ]
    const before = await sent()
    must(await merging.relayAll(desk.session, await look(desk, main.reference)))
    expect(await sent()).toEqual(before)
  })
})
