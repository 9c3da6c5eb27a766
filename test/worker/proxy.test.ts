import { describe, expect, it } from 'vitest'
import { readHistory } from '#contract/console.ts'
import { fileForSomebody, type Channel } from '#contract/proxy.ts'
import type { Tip } from '../../site/crypto/filing.ts'
import { redact } from '../../site/console/holding/act.ts'
import { accept, handOn } from '../../site/console/report/act.ts'
import { codeOf, must, post } from '../support/api.ts'
import { countedDatabase, dump, rows } from '../support/database.ts'
import { anAsker, aReporter, aTip } from '../support/filings.ts'
import { ofUnit, person, signedIn, type Worker } from '../support/members.ts'
import { comeBack, look, moved, tell } from '../support/story.ts'

const PATH = '/api/staff/reports'
let turn = 0
/** A fresh member of this unit: a test's rows stay while the next one runs. */
const somebody = (unit: string): Promise<Worker> => signedIn({ ...(unit === 'desk' ? person('desk01') : ofUnit(unit)), name: `${unit}-f${(turn += 1)}` })

/** A member files what somebody told. */
async function fileFor(member: Worker, channel: Channel, tip: Partial<Tip> = {}) {
  const reporter = await aReporter(aTip(tip))
  const filed = must(await member.call(fileForSomebody, {}, { filing: reporter.sealed.filing, channel }))
  return { ...reporter, filed, reference: filed.receipt.reference }
}

describe('filing for somebody', () => {
  it.for([['desk', 'phone'], ['desk', 'visit'], ['t-heping', 'proxy']] as const)('%s takes it by %s, and who took it is kept with the report', async ([unit, channel]) => {
    const member = await somebody(unit)
    const { filed, reference } = await fileFor(member, channel)
    expect(filed.route.lead).toBe('housing')
    expect(await rows('SELECT filed, filed_by FROM report WHERE reference = ?1', reference)).toEqual([{ filed: channel, filed_by: member.name }])
  })

  it.for([['desk', 'proxy'], ['t-heping', 'phone'], ['t-heping', 'visit'], ['fire', 'proxy'], ['fire', 'phone'], ['gov', 'proxy']] as const)('%s takes nothing by %s', async ([unit, channel]) => {
    const member = await somebody(unit)
    const { sealed } = await aReporter()
    const before = await dump()
    expect(await codeOf(await post(PATH, { filing: sealed.filing, channel }, { cookie: member.cookie }))).toBe('forbidden')
    expect(await dump()).toEqual(before)
  })

  it('needs no challenge and spends none, in three round trips; the same again gets the same receipt in one more than the sign-in', async () => {
    const member = await somebody('desk')
    const { sealed } = await aReporter()
    const spent = await rows('SELECT id FROM challenge_spent')
    const counted = countedDatabase()
    const send = () => post(PATH, { filing: sealed.filing, channel: 'phone' }, { cookie: member.cookie, db: counted.db })
    const first = await (await send()).json()
    expect(counted.trips).toBe(4) // The member's session is one.
    counted.trips = 0
    expect(await (await send()).json()).toEqual(first)
    expect(counted.trips).toBe(2)
    expect(await rows('SELECT id FROM challenge_spent')).toEqual(spent)
  })

  it('holds filings for others to the same rules: known words, the right grants, no avoided unit', async () => {
    const member = await somebody('desk')
    const { sealed: { filing } } = await aReporter(aTip({ avoid: ['market'] }))
    const before = await dump()
    const send = (changes: object) => post(PATH, { filing: { ...filing, ...changes }, channel: 'phone' }, { cookie: member.cookie })
    for (const wrong of [{ category: 'HY99' }, { keyring: 99 }, { grants: filing.grants.slice(0, 2) }, { avoid: ['housing'] }, { named: true }]) {
      expect([wrong, await codeOf(await send(wrong))]).toEqual([wrong, 'invalid'])
    }
    const { sealed: question } = await anAsker()
    expect(await codeOf(await post(PATH, { filing: question.filing, channel: 'phone' }, { cookie: member.cookie }))).toBe('invalid')
    expect(await dump()).toEqual(before)
  })

  it('keeps an avoided township out, though its own handler filed it', async () => {
    const member = await somebody('t-heping')
    const { reference } = await fileFor(member, 'proxy', { avoid: ['t-heping'] })
    expect(await rows(`SELECT unit FROM part WHERE unit = 't-heping' AND report_id = (SELECT id FROM report WHERE reference = ?1)`, reference)).toEqual([])
    await expect(look(member, reference)).rejects.toThrow(/not_found/)
  })
})

describe('who is told that somebody filed it', () => {
  it('every unit that holds the original: by whom; the reporter: that it was a member; the history: nothing', async () => {
    const [member, lead] = [await somebody('desk'), await somebody('housing')]
    const reporter = await fileFor(member, 'phone')
    expect((await look(lead, reporter.reference)).report).toMatchObject({ filed: 'phone', filedBy: { member: member.name, name: member.name } })
    const tracked = await comeBack(reporter)
    expect(tracked.filed).toBe('phone')
    expect(JSON.stringify(tracked)).not.toContain(member.name)
    const { events } = must(await lead.call(readHistory, { reference: reporter.reference }, {}))
    expect(JSON.stringify(events)).not.toContain(member.name)
  })

  it('nobody who was handed a redacted copy alone', async () => {
    const [member, fire] = [await somebody('desk'), await somebody('fire')]
    const { reference } = await fileFor(member, 'phone')
    await moved(member, reference, (seen) => accept(member.session, seen))
    await moved(member, reference, (seen) => redact(member.session, seen, { place: '和平镇', body: '后厨有大气瓶。' }))
    await moved(member, reference, (seen) => handOn(member.session, seen, ['fire'], ['fire']))
    const { report } = await look(fire, reference)
    expect(report).toMatchObject({ filed: null, filedBy: null })
    expect((await look(member, reference)).report).toMatchObject({ filed: 'phone', filedBy: { member: member.name } })
  })

  it('after a move as before it; and of what somebody filed themselves nobody is named', async () => {
    const member = await somebody('desk')
    const [{ reference }, own] = [await fileFor(member, 'visit'), await tell()]
    expect(await moved(member, reference, (seen) => accept(member.session, seen))).toMatchObject({ filed: 'visit', filedBy: { member: member.name } })
    expect((await look(member, own.reference)).report).toMatchObject({ filed: 'page', filedBy: null })
  })
})
