/** 整改、验收、销号: from the result to the end, in the hands of two units, and never around a step. */
import { describe, expect, it } from 'vitest'
import { orderRectification } from '#contract/clearance.ts'
import { readHistory } from '#contract/console.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { askReview } from '#contract/track.ts'
import * as award from '../../site/console/award/act.ts'
import { takeOut } from '../../site/console/holding/act.ts'
import * as merging from '../../site/console/merge/act.ts'
import * as act from '../../site/console/report/act.ts'
import * as review from '../../site/console/review/act.ts'
import { sayStatus } from '../../site/track/words.ts'
import { callerOf, must } from '../support/api.ts'
import { crew, FINE, verified } from '../support/award.ts'
import { countedDatabase, rows } from '../support/database.ts'
import { opened } from '../support/later.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { comeBack, look, messageOf, moved, tell, type Told } from '../support/story.ts'

const people = await crew()
const { desk, housing, approver, auditor } = people
const [fire, desk02] = await Promise.all([signedIn('fire01'), signedIn('desk02')])
const STEPS = { rectify: act.rectify, inspect: act.inspect, clear: act.clear }
type Step = keyof typeof STEPS
const step = (who: Worker, told: Told, which: Step, text?: string) => moved(who, told.reference, (seen) => STEPS[which](who.session, seen, text))
const refusalOf = async (who: Worker, told: Told, which: Step | 'close') => {
  const seen = await look(who, told.reference)
  return await (which === 'close' ? act.close(who.session, seen, 'rectified') : STEPS[which](who.session, seen))
}
const owes = async ({ reference }: Told) => (await rows<{ owes: string; clock: string | null }>(`SELECT owes, clock FROM inbox WHERE unit = 'desk' AND reference = ?1`, reference))[0]
const clocks = async (told: Told) => Object.fromEntries((await comeBack(told)).deadlines.map(({ kind, met }) => [kind, met]))

describe('what was found', () => {
  it('is put right, inspected, taken off the list and closed; its reporter reads every step and the words with it, and the history holds', async () => {
    const told = await verified(people)
    expect([await owes(told), (await clocks(told))['tell-result']]).toEqual([{ owes: 'desk', clock: 'tell-result' }, false])
    await step(housing, told, 'rectify', '今天起停用气瓶。')
    expect([await owes(told), await clocks(told)]).toEqual([{ owes: 'housing', clock: 'completion' }, { decision: true, completion: false, 'tell-result': true }])
    const ordered = await comeBack(told)
    expect(sayStatus(ordered, ordered.day).sentence).toMatch(/督促整改，.+开始，最晚.+办完。$/)
    await step(housing, told, 'inspect')
    expect(await owes(told)).toMatchObject({ owes: 'desk' })
    await step(desk, told, 'clear', '看过照片。')
    expect(await owes(told)).toMatchObject({ owes: 'desk' })
    expect(await act.close(desk.session, await look(desk, told.reference), 'unfounded')).toMatchObject({ ok: false, code: 'invalid', message: expect.stringContaining('和核查结论对不上') as string })
    await moved(desk, told.reference, (seen) => act.close(desk.session, seen, 'rectified'))
    const tracked = await comeBack(told)
    expect(tracked.timeline.slice(-4).map(({ kind, unit, detail }) => [kind, unit, detail.to])).toEqual([['rectification-ordered', 'housing', 'rectifying'], ['inspected', 'housing', 'inspected'], ['cleared', 'desk', 'cleared'], ['closed', 'desk', 'closed']])
    expect((await look(desk, told.reference)).dialogue.slice(-2).map(({ words }) => words)).toEqual([{ text: '今天起停用气瓶。' }, { text: '看过照片。' }])
    const { report, filingDigest, events } = must(await auditor.call(readHistory, { reference: told.reference }, {}))
    expect(await firstBrokenLink(report, filingDigest, events)).toBeNull()
  })

  it('is not closed, nor cleared, around an inspection, nor by another unit', async () => {
    const told = await verified(people)
    expect(await refusalOf(desk, told, 'rectify')).toMatchObject({ ok: false, code: 'forbidden' })
    await step(housing, told, 'rectify')
    for (const which of ['clear', 'close'] as const) expect(await refusalOf(desk, told, which)).toMatchObject({ ok: false, code: 'conflict' })
    expect(await refusalOf(approver, told, 'inspect')).toMatchObject({ ok: false, code: 'forbidden' })
    await step(housing, told, 'inspect')
    expect(await refusalOf(housing, told, 'clear')).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await refusalOf(desk, told, 'close')).toMatchObject({ ok: false, code: 'conflict' })
    await step(desk, told, 'clear')
  })

  it('is rewarded while it is put right, as before', async () => {
    const told = await verified(people)
    await step(housing, told, 'rectify')
    await moved(desk, told.reference, (seen) => award.propose(desk.session, seen, FINE))
    await moved(approver, told.reference, (seen) => award.approve(approver.session, seen))
    expect((await comeBack(told)).award).toMatchObject({ standing: 'waiting' })
  })

  it('gets thirty more days while it is put right, by another person than asked', async () => {
    const told = await verified(people)
    await step(housing, told, 'rectify')
    await moved(housing, told.reference, (seen) => act.extend(housing.session, seen, 'wide-area'))
    expect(await moved(approver, told.reference, (seen) => act.extend(approver.session, seen, 'wide-area'))).toMatchObject({ extension: 'granted', state: 'rectifying' })
  })
})

describe('what does not stand still meanwhile', () => {
  it('a contested result is looked at again, and where it falls nothing is put right any more', async () => {
    const told = await verified(people)
    await step(housing, told, 'rectify')
    must(await callerOf()(askReview, {}, { lookup: told.keys.lookup, body: await messageOf(told, await comeBack(told), '再看看。') }))
    await moved(desk, told.reference, (seen) => review.nameReview(desk.session, seen, 'fire'))
    expect(await moved(fire, told.reference, (seen) => review.decideReview(fire.session, seen, { decision: 'changed', result: 'unfounded', text: '没有。' }))).toMatchObject({ state: 'unfounded' })
    expect(await refusalOf(housing, told, 'inspect')).toMatchObject({ ok: false, code: 'conflict' })
  })

  it('a lead whose result did not stand has it put right, and the desk says that it is', async () => {
    const told = await verified(people)
    must(await callerOf()(askReview, {}, { lookup: told.keys.lookup, body: await messageOf(told, await comeBack(told), '不止这些。') }))
    await moved(desk, told.reference, (seen) => review.nameReview(desk.session, seen, 'fire'))
    await moved(fire, told.reference, (seen) => review.decideReview(fire.session, seen, { decision: 'changed', result: 'partly', text: '有一半。' }))
    await step(housing, told, 'rectify')
    expect(await refusalOf(housing, told, 'inspect')).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('验收由受理台来做') as string })
    expect(await step(desk, told, 'inspect')).toMatchObject({ state: 'inspected', lead: 'housing' })
    expect(await refusalOf(desk, told, 'clear')).toMatchObject({ ok: false, code: 'forbidden' })
  })

  it('a unit that is taken out leaves the inspection to the desk, and asking for more time', async () => {
    const told = await verified(people)
    await step(housing, told, 'rectify')
    await moved(desk, told.reference, (seen) => takeOut(desk.session, seen, 'housing', 'leak-suspected'))
    await moved(desk, told.reference, (seen) => act.extend(desk.session, seen, 'wide-area'))
    expect(await moved(approver, told.reference, (seen) => act.extend(approver.session, seen, 'wide-area'))).toMatchObject({ extension: 'granted', lead: null })
    expect(await step(desk, told, 'inspect')).toMatchObject({ state: 'inspected', lead: null })
    expect(await refusalOf(desk, told, 'clear')).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('由受理台另一位来做') as string })
    expect(await step(desk02, told, 'clear')).toMatchObject({ state: 'cleared' })
  })

  it('a later report of the same matter goes with the first: its reporter reads the steps, and it is not inspected by itself', async () => {
    const [first, later] = [await tell(), await tell()]
    await moved(desk, first.reference, (seen) => act.accept(desk.session, seen))
    await moved(desk, later.reference, (seen) => merging.merge(desk.session, seen, first.reference))
    await moved(housing, first.reference, (seen) => act.find(housing.session, seen, 'substantiated', '有。'))
    must(await merging.relayAll(desk.session, await look(desk, first.reference)))
    await step(housing, first, 'rectify', '只跟第一位说的。')
    expect(await comeBack(later)).toMatchObject({ state: 'rectifying' })
    expect((await comeBack(later)).timeline.map(({ kind }) => kind)).toContain('rectification-ordered')
    const read = async (told: Told) => (await opened(told)).messages.map(({ text }) => text)
    expect([await read(first), await read(later)]).toEqual([expect.arrayContaining(['只跟第一位说的。']), expect.not.arrayContaining(['只跟第一位说的。'])])
    expect(await refusalOf(housing, later, 'inspect')).toMatchObject({ ok: false, code: 'conflict' })
  })
})

it('costs five round trips, the session and the notice included', async () => {
  const told = await verified(people)
  const { report: { seq } } = await look(housing, told.reference)
  const counted = countedDatabase()
  must(await callerOf({ cookie: housing.cookie, db: counted.db })(orderRectification, { reference: told.reference }, { seq }))
  expect(counted.trips).toBe(5)
})
