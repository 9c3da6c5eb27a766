/** Second opinions through the API: a contested result looked at again, the county government, an extension declined. */
import { describe, expect, it } from 'vitest'
import { readHistory, readReport } from '#contract/console.ts'
import { listReports } from '#contract/inbox.ts'
import { nameReview } from '#contract/review.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { askReview } from '#contract/track.ts'
import type { Result } from '#contract/states.ts'
import * as act from '../../site/console/report/act.ts'
import { renewed, takeOut } from '../../site/console/holding/act.ts'
import { merge } from '../../site/console/merge/act.ts'
import * as review from '../../site/console/review/act.ts'
import { trackReport } from '../../site/track/track.ts'
import { callerOf, must } from '../support/api.ts'
import { rows, run } from '../support/database.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { grantsTo } from '../support/sealed.ts'
import { comeBack, look, messageOf, moved, tell, type Told } from '../support/story.ts'

const [desk, colleague, approver, housing, fire, police, gov, auditor] = await Promise.all(
  ['desk01', 'desk02', 'approver01', 'housing01', 'fire01', 'police01', 'gov01', 'auditor01'].map((name) => signedIn(name)),
) as [Worker, Worker, Worker, Worker, Worker, Worker, Worker, Worker]
const anybody = callerOf()

const accepted = async (): Promise<Told> => {
  const told = await tell()
  await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  return told
}
const found = async (result: Result = 'unfounded'): Promise<Told> => {
  const told = await accepted()
  await moved(housing, told.reference, (seen) => act.find(housing.session, seen, result, '去看过，没有查到。'))
  return told
}
const ask = async (told: Told, text = '他们白天去的，夜里才开。') => anybody(askReview, {}, { lookup: told.keys.lookup, body: await messageOf(told, await comeBack(told), text) })
const contested = async (): Promise<Told> => {
  const told = await found()
  must(await ask(told))
  return told
}
const named = (told: Told, unit: string) => moved(desk, told.reference, (seen) => review.nameReview(desk.session, seen, unit))
const decided = (who: Worker, told: Told, reviewed: review.Reviewed) => moved(who, told.reference, (seen) => review.decideReview(who.session, seen, reviewed))
const refusalFrom = async (who: Worker, told: Told, move: (seen: Awaited<ReturnType<typeof look>>) => ReturnType<typeof act.begin>) => move(await look(who, told.reference))
const owes = async (told: Told) => (await rows<{ owes: string; clock: string }>(`SELECT owes, clock FROM inbox WHERE unit = 'desk' AND reference = ?1`, told.reference))[0]

describe('a contested result', () => {
  it('is looked at by another unit, which changes it; the reporter reads every step, and a second time is refused with where else to go', async () => {
    const told = await contested()
    expect((await comeBack(told)).deadlines.find(({ kind }) => kind === 'review')).toMatchObject({ met: false })
    expect((await look(desk, told.reference)).dialogue.at(-1)?.words).toEqual({ text: '他们白天去的，夜里才开。' })
    const listed = async (who: Worker) => must(await who.call(listReports, {}, {})).reports.find(({ reference }) => reference === told.reference)?.contested
    expect(await listed(desk)).toBe(true)
    expect(await named(told, 'fire')).toMatchObject({ reviewBy: 'fire', state: 'unfounded' })
    expect([await listed(fire), await listed(housing)]).toEqual([true, true])
    expect((await look(fire, told.reference)).content?.words).toMatchObject({ body: expect.any(String) as string })
    expect(await decided(fire, told, { decision: 'changed', result: 'substantiated', text: '夜里去看，确有六个大气瓶。' })).toMatchObject({ state: 'substantiated' })
    expect([await listed(desk), await listed(fire), await listed(housing)]).toEqual([false, false, false])

    const tracked = await comeBack(told)
    expect(tracked.timeline.slice(-3).map(({ kind, unit, detail: { units, reason, result } }) => [kind, unit, units, reason, result])).toEqual([
      ['review-asked', null, undefined, undefined, undefined], ['review-named', 'desk', ['fire'], undefined, undefined], ['review-decided', 'fire', undefined, 'changed', 'substantiated'],
    ])
    expect(tracked).toMatchObject({ state: 'substantiated', reviewUntil: null })
    expect(tracked.bodies.at(-1)).toMatchObject({ author: 'fire', kind: 'finding' })
    const { dialogue, ofReview } = await look(desk, told.reference)
    expect(dialogue.filter(({ compartment, n }) => ofReview.includes(`${compartment}${n}`)).map(({ author }) => author)).toEqual(['fire'])
    const answer = await trackReport(told.code, { call: anybody })
    expect(answer.ok && answer.value.messages.filter(({ kind }) => kind === 'finding').map(({ author, ofReview: reviewed }) => [author, reviewed])).toEqual([['housing', false], ['fire', true]])
    const again = await ask(told, '还是不服。')
    expect(again).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('信访') as string })

    const history = must(await auditor.call(readHistory, { reference: told.reference }, {}))
    expect(await firstBrokenLink(history.report, history.filingDigest, history.events)).toBeNull()
  })

  it('is the same request when it is sent again, and not one before there is a result', async () => {
    const early = await accepted()
    expect(await ask(early)).toMatchObject({ ok: false, code: 'invalid' })
    const told = await found()
    const body = await messageOf(told, await comeBack(told), '不服。')
    const first = must(await anybody(askReview, {}, { lookup: told.keys.lookup, body }))
    expect(must(await anybody(askReview, {}, { lookup: told.keys.lookup, body }))).toEqual(first)
    expect(first.timeline.filter(({ kind }) => kind === 'review-asked')).toHaveLength(1)
  })

  it('cannot be contested when thirty days have gone by', async () => {
    const told = await found()
    await run(`UPDATE report SET found_day = '2020-01-02' WHERE reference = ?1`, told.reference)
    expect(await ask(told)).toMatchObject({ ok: false, code: 'forbidden' })
  })

  it('is owed by the desk until somebody is named, and then by them; it stands in the way of closing', async () => {
    const told = await contested()
    await run(`UPDATE report SET found_day = NULL WHERE reference = ?1`, told.reference)
    await named(told, 'fire')
    expect(await owes(told)).toEqual({ owes: 'fire', clock: 'review' })
    await moved(desk, told.reference, (seen) => takeOut(desk.session, seen, 'fire', 'conflict-of-interest'))
    expect(await owes(told)).toEqual({ owes: 'desk', clock: 'review' })
    expect(await refusalFrom(desk, told, (seen) => act.close(desk.session, seen, 'unfounded'))).toMatchObject({ ok: false, code: 'conflict', message: expect.stringContaining('复查') as string })
  })

  it('goes neither to who found it nor to whom the reporter keeps out; only the unit named decides, and says something new', async () => {
    const told = await contested()
    expect(await refusalFrom(desk, told, (seen) => review.nameReview(desk.session, seen, 'housing'))).toMatchObject({ ok: false, code: 'invalid' })
    await named(told, 'fire')
    expect(await refusalFrom(housing, told, (seen) => review.decideReview(housing.session, seen, { decision: 'upheld', text: '没有错。' }))).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await refusalFrom(fire, told, (seen) => review.decideReview(fire.session, seen, { decision: 'changed', result: 'unfounded', text: '一样。' }))).toMatchObject({ ok: false, code: 'invalid' })
    expect(await refusalFrom(fire, told, (seen) => review.decideReview(fire.session, seen, { decision: 'changed', text: '哪个？' }))).toMatchObject({ ok: false, code: 'invalid' })
  })

  it('is looked at by an approver of the desk; upheld, it can be closed', async () => {
    const told = await contested()
    await named(told, 'desk')
    expect(await refusalFrom(desk, told, (seen) => review.decideReview(desk.session, seen, { decision: 'upheld', text: '没有错。' }))).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await decided(approver, told, { decision: 'upheld', text: '看过记录，没有错。' })).toMatchObject({ state: 'unfounded' })
    expect(await moved(desk, told.reference, (seen) => act.close(desk.session, seen, 'unfounded'))).toMatchObject({ state: 'closed' })
  })

  it('of a closed report opens it again, with clocks that start anew', async () => {
    const told = await found()
    await moved(desk, told.reference, (seen) => act.close(desk.session, seen, 'unfounded'))
    await run(`UPDATE report SET accepted_day = '2020-01-02' WHERE reference = ?1`, told.reference)
    must(await ask(told))
    await named(told, 'fire')
    const after = await decided(fire, told, { decision: 'changed', result: 'partly', text: '有一半是真的。' })
    expect(after).toMatchObject({ state: 'partly' })
    expect(after.deadlines.filter(({ met }) => !met).map(({ kind, from }) => [kind, from])).toEqual([['completion', after.today], ['tell-result', after.today]])
  })

  it('is looked into anew by the unit that reviewed, with clocks that start again; who led before reads no more', async () => {
    const told = await contested()
    await named(told, 'fire')
    const after = await decided(fire, told, { decision: 'reinvestigate', text: '原来没有夜里去。' })
    expect(after).toMatchObject({ state: 'assigned', lead: 'fire', renewalDue: true })
    expect(after.deadlines.find(({ kind }) => kind === 'tell-result')).toBeUndefined()
    expect(await housing.call(readReport, { reference: told.reference }, {})).toMatchObject({ ok: false, code: 'not_found' })
    expect((await comeBack(told)).timeline.at(-1)).toMatchObject({ kind: 'review-decided', detail: { lead: 'fire', reason: 'reinvestigate' } })
  })
})

describe('a report that is looked into anew', () => {
  const anew = async (told: Told, reviewer: string, by: Worker): Promise<Told> => {
    must(await ask(told))
    await named(told, reviewer)
    await decided(by, told, { decision: 'reinvestigate', text: '原来没有夜里去。' })
    return told
  }

  it('is not led again by the unit whose result was contested, though the new one leaves it open', async () => {
    const told = await anew(await found(), 'fire', fire)
    const back = await refusalFrom(desk, told, (seen) => act.assign(desk.session, seen, 'housing', ['fire']))
    expect(back).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('牵头') as string })
    await renewed(desk.session, await look(desk, told.reference))
    expect(await moved(desk, told.reference, (seen) => act.assign(desk.session, seen, 'police', ['fire', 'housing']))).toMatchObject({ lead: 'police' })
    await moved(police, told.reference, (seen) => act.find(police.session, seen, 'indeterminate', '夜里也看了，说不准。'))
    expect(await refusalFrom(desk, told, (seen) => act.assign(desk.session, seen, 'housing', []))).toMatchObject({ ok: false, code: 'forbidden' })
  })

  it('goes to the county government only where another unit’s result was contested', async () => {
    const told = await accepted()
    await moved(desk, told.reference, (seen) => review.escalate(desk.session, seen, 'several-units'))
    await moved(gov, told.reference, (seen) => act.find(gov.session, seen, 'unfounded', '没有查到。'))
    await anew(told, 'fire', fire)
    expect(await refusalFrom(desk, told, (seen) => review.escalate(desk.session, seen, 'several-units'))).toMatchObject({ ok: false, code: 'forbidden' })
  })

  it('gets its new result at the desk from another person than the one whose result was contested', async () => {
    const told = await accepted()
    await moved(desk, told.reference, (seen) => act.assign(desk.session, seen, 'desk', []))
    await moved(desk, told.reference, (seen) => act.find(desk.session, seen, 'unfounded', '没有查到。'))
    await anew(told, 'desk', approver)
    const again = await refusalFrom(desk, told, (seen) => act.find(desk.session, seen, 'unfounded', '还是没有。'))
    expect(again).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('别人') as string })
    expect(await moved(colleague, told.reference, (seen) => act.find(colleague.session, seen, 'partly', '夜里看到两个气瓶。'))).toMatchObject({ state: 'partly' })
  })

  it('does not go with an earlier report, which may be led by the very unit', async () => {
    const earlier = await accepted()
    const told = await anew(await found(), 'fire', fire)
    expect(await refusalFrom(desk, told, (seen) => merge(desk.session, seen, earlier.reference))).toMatchObject({ ok: false, code: 'conflict', message: expect.stringContaining('没有站住') as string })
  })
})

describe('who looks again', () => {
  it('is no unit that the desk took out for a conflict, nor one that gave it back for it', async () => {
    const told = await accepted()
    await moved(housing, told.reference, (seen) => act.giveBack(housing.session, seen, 'conflict-of-interest', ''))
    await moved(desk, told.reference, (seen) => act.assign(desk.session, seen, 'police', ['fire', 'market']))
    await moved(desk, told.reference, (seen) => takeOut(desk.session, seen, 'fire', 'conflict-of-interest'))
    await moved(desk, told.reference, (seen) => takeOut(desk.session, seen, 'market', 'no-longer-needed'))
    await moved(police, told.reference, (seen) => act.find(police.session, seen, 'unfounded', '没有查到。'))
    must(await ask(told))
    for (const unit of ['housing', 'fire']) {
      const refused = await refusalFrom(desk, told, (seen) => review.nameReview(desk.session, seen, unit))
      expect(refused).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('回避') as string })
    }
    expect(await named(told, 'market')).toMatchObject({ reviewBy: 'market' })
  })

  it('is not the unit for whose conflict the county government took the lead', async () => {
    const told = await accepted()
    await moved(desk, told.reference, (seen) => review.escalate(desk.session, seen, 'unit-conflict'))
    await moved(gov, told.reference, (seen) => act.find(gov.session, seen, 'unfounded', '没有查到。'))
    must(await ask(told))
    expect(await refusalFrom(desk, told, (seen) => review.nameReview(desk.session, seen, 'housing'))).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await named(told, 'fire')).toMatchObject({ reviewBy: 'fire' })
  })

  it('is no unit that the reporter keeps out', async () => {
    const told = await tell({ avoid: ['fire'] })
    await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
    await moved(housing, told.reference, (seen) => act.find(housing.session, seen, 'unfounded', '没有查到。'))
    must(await ask(told))
    expect(await refusalFrom(desk, told, (seen) => review.nameReview(desk.session, seen, 'fire'))).toMatchObject({ ok: false, code: 'avoided' })
    const { seq } = (await look(desk, told.reference)).report
    expect(await desk.call(nameReview, { reference: told.reference }, { seq, unit: 'fire', grants: await grantsTo('fire') })).toMatchObject({ ok: false, code: 'forbidden' })
  })
})

describe('the county government', () => {
  const escalated = (told: Told, reason: Parameters<typeof review.escalate>[2]) => moved(desk, told.reference, (seen) => review.escalate(desk.session, seen, reason))

  it('takes the lead of a death, in its own list; the department concerned is out, and what is written then is shut to it', async () => {
    const told = await accepted()
    const left = await escalated(told, 'death')
    expect(left).toMatchObject({ state: 'assigned', lead: 'gov', escalation: 'death' })
    expect(must(await gov.call(listReports, {}, {})).reports.find(({ reference }) => reference === told.reference)).toMatchObject({ lead: 'gov', unread: true })
    expect((await look(gov, told.reference)).content?.words).toMatchObject({ body: expect.any(String) as string })
    expect(await housing.call(readReport, { reference: told.reference }, {})).toMatchObject({ ok: false, code: 'not_found' })
    expect((await comeBack(told)).timeline.at(-1)).toMatchObject({ kind: 'escalated', detail: { lead: 'gov', units: ['housing'], reason: 'death' } })
    // The rules for a death hold from now on: neither back to the department, nor out of the government's hands.
    for (const units of [['housing'], ['t-heping']]) {
      expect(await refusalFrom(desk, told, (seen) => act.handOn(desk.session, seen, units))).toMatchObject({ ok: false, code: 'avoided' })
    }
    expect(await refusalFrom(desk, told, (seen) => takeOut(desk.session, seen, 'gov', 'no-longer-needed'))).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await refusalFrom(desk, told, (seen) => review.escalate(desk.session, seen, 'death'))).toMatchObject({ ok: false, code: 'conflict' })
  })

  it('takes a death out of a review of its own result: all is looked into anew, by another person there, and that answers who contested', async () => {
    const told = await accepted()
    await escalated(told, 'several-units')
    await moved(gov, told.reference, (seen) => act.find(gov.session, seen, 'unfounded', '没有查到。'))
    must(await ask(told, '第二天有人没醒过来。'))
    await named(told, 'fire')
    expect(await refusalFrom(desk, told, (seen) => review.escalate(desk.session, seen, 'unit-conflict'))).toMatchObject({ ok: false, code: 'conflict' })
    expect(await escalated(told, 'death')).toMatchObject({ state: 'assigned', lead: 'gov', escalation: 'death' })
    expect(await housing.call(readReport, { reference: told.reference }, {})).toMatchObject({ ok: false, code: 'not_found' })
    expect(await refusalFrom(fire, told, (seen) => review.decideReview(fire.session, seen, { decision: 'upheld', text: '没有错。' }))).toMatchObject({ ok: false, code: 'conflict' })
    const tracked = await comeBack(told)
    expect([tracked.deadlines.find(({ kind }) => kind === 'review')?.met, tracked.deadlines.find(({ kind }) => kind === 'completion')?.met]).toEqual([true, false])
    expect(tracked.timeline.at(-1)).toMatchObject({ kind: 'escalated', detail: { reason: 'death', units: expect.arrayContaining(['housing']) as string[] } })
    await renewed(desk.session, await look(desk, told.reference)).catch(() => null)
    expect(await refusalFrom(gov, told, (seen) => act.find(gov.session, seen, 'unfounded', '还是没有。'))).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('别人') as string })
  })

  it('takes what nobody could make out, and who led helps; its old result runs no clock', async () => {
    const told = await found('indeterminate')
    const left = await escalated(told, 'indeterminate')
    expect(left.parts.find(({ unit }) => unit === 'housing')).toMatchObject({ part: 'assist', standing: 'holding' })
    expect(left.deadlines.find(({ kind }) => kind === 'tell-result')).toBeUndefined()
  })

  it('is not asked where the reporter keeps it out, nor for an unclear result that there is not', async () => {
    const told = await tell({ avoid: ['gov'] })
    expect(await refusalFrom(desk, told, (seen) => review.escalate(desk.session, seen, 'several-units'))).toMatchObject({ ok: false, code: 'avoided' })
    const clear = await accepted()
    expect(await refusalFrom(desk, clear, (seen) => review.escalate(desk.session, seen, 'indeterminate'))).toMatchObject({ ok: false, code: 'invalid' })
  })
})

describe('an extension', () => {
  it('is declined with a reason that the reporter reads; the days stay, and it may be asked for again', async () => {
    const told = await accepted()
    const before = (await comeBack(told)).deadlines
    await moved(housing, told.reference, (seen) => act.extend(housing.session, seen, 'complex'))
    expect(await moved(approver, told.reference, (seen) => review.decline(approver.session, seen, 'danger-waits'))).toMatchObject({ extension: null, extensionBy: null })
    const tracked = await comeBack(told)
    expect(tracked.timeline.at(-1)).toMatchObject({ kind: 'extension-declined', detail: { reason: 'danger-waits' } })
    expect(tracked.deadlines).toEqual(before)
    expect(await moved(housing, told.reference, (seen) => act.extend(housing.session, seen, 'needs-testing'))).toMatchObject({ extension: 'requested' })
  })
})
