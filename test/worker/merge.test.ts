/** Two reports of one matter through the API: merged, found, told, parted. */
import { describe, expect, it } from 'vitest'
import { readHistory, readReport } from '#contract/console.ts'
import { listCustody } from '#contract/custody.ts'
import { listReports } from '#contract/inbox.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { askReview } from '#contract/track.ts'
import * as custody from '../../site/console/custody/act.ts'
import * as holding from '../../site/console/holding/act.ts'
import * as merging from '../../site/console/merge/act.ts'
import { suggest, type Suggestion } from '../../site/console/merge/suggest.ts'
import * as act from '../../site/console/report/act.ts'
import * as review from '../../site/console/review/act.ts'
import { callerOf, must } from '../support/api.ts'
import { rows, run } from '../support/database.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { comeBack, look, messageOf, moved, say, tell, type Told } from '../support/story.ts'

const [desk, housing, market, auditor, custodian, second, supervisor, fire] = await Promise.all(
  ['desk01', 'housing01', 'market01', 'auditor01', 'custodian01', 'custodian02', 'supervisor01', 'fire01'].map((name) => signedIn(name)),
) as [Worker, Worker, Worker, Worker, Worker, Worker, Worker, Worker]
const anybody = callerOf()

const accepted = async (told: Told) => moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
const merged = (later: Told, earlier: Told) => moved(desk, later.reference, (seen) => merging.merge(desk.session, seen, earlier.reference))
const tried = async (later: Told, into: string) => merging.merge(desk.session, await look(desk, later.reference), into)
const inList = async (told: Told) => (await rows<{ state: string; due_day: string | null }>(`SELECT state, due_day FROM inbox WHERE unit = 'desk' AND reference = ?1`, told.reference))[0]
const RESULT = '夜里去看，确有六个大气瓶。'

describe('two reports of one matter', () => {
  it('go as one: the later one’s reporter sees the earlier one’s steps, never its reference, and is told its result before it is closed', async () => {
    const [first, second] = [await tell(), await tell()]
    await accepted(first)
    expect(await merged(second, first)).toMatchObject({ state: 'received', merge: { into: { reference: first.reference, state: 'assigned' } } })
    expect(await inList(second)).toMatchObject({ state: 'assigned', due_day: null })
    await moved(housing, first.reference, (seen) => act.begin(housing.session, seen))
    await moved(housing, first.reference, (seen) => act.find(housing.session, seen, 'substantiated', RESULT))
    expect(await inList(second)).toMatchObject({ state: 'substantiated', due_day: null })

    const waiting = await comeBack(second)
    expect(waiting).toMatchObject({ state: 'substantiated', lead: 'housing', merged: true })
    expect(waiting.timeline.map(({ kind }) => kind)).toEqual(['received', 'merged', 'accepted', 'begun', 'found'])
    expect(JSON.stringify(waiting)).not.toContain(first.reference)
    expect(JSON.stringify(waiting)).not.toContain(first.sealed.filing.report)
    expect(waiting.bodies).toEqual([])
    expect((await comeBack(first)).timeline.map(({ kind }) => kind)).not.toContain('joined')

    expect(await act.close(desk.session, await look(desk, first.reference), 'rectified')).toMatchObject({ ok: false, code: 'conflict', message: expect.stringContaining('转告') as string })
    expect(await merging.relayAll(desk.session, await look(desk, first.reference))).toEqual({ ok: true, value: [second.reference] })
    expect((await comeBack(second)).bodies.at(-1)).toMatchObject({ kind: 'finding', author: 'desk' })
    expect((await look(desk, second.reference)).dialogue.at(-1)?.words).toEqual({ text: RESULT })
    await moved(desk, first.reference, (seen) => act.close(desk.session, seen, 'rectified'))
    expect((await comeBack(second)).state).toBe('closed')
    for (const { reference } of [first, second]) {
      const { report, filingDigest, events } = must(await auditor.call(readHistory, { reference }, {}))
      expect(await firstBrokenLink(report, filingDigest, events)).toBeNull()
    }
  })

  it('keep their dialogues, positions and codes; parted, the later one goes on from where it stood', async () => {
    const [first, second] = [await tell(), await tell()]
    const before = await inList(second)
    await merged(second, first)
    await accepted(first)
    await say(second, '我也看到了。')
    expect((await look(desk, first.reference)).dialogue).toEqual([])
    expect((await look(desk, second.reference)).dialogue.at(-1)?.words).toEqual({ text: '我也看到了。' })
    expect(await inList(second)).toMatchObject({ state: 'assigned', due_day: null })
    expect(await act.accept(desk.session, await look(desk, second.reference))).toMatchObject({ ok: false, code: 'conflict' })
    await moved(desk, second.reference, (seen) => merging.unmerge(desk.session, seen))
    expect(await comeBack(second)).toMatchObject({ state: 'received', merged: false, receipt: second.filed.receipt })
    expect(await inList(second)).toEqual(before)
    expect(await accepted(second)).toMatchObject({ state: 'assigned' })
  })

  it('keep from both what either reporter keeps out, of which the holder of a copy is told nothing', async () => {
    const [first, second] = [await tell(), await tell({ avoid: ['fire'] })]
    await merged(second, first)
    expect((await look(desk, first.reference)).report.alsoAvoid).toEqual(['fire'])
    await moved(desk, first.reference, (seen) => holding.redact(desk.session, seen, { place: '人民路夜市', body: '有气瓶。' }))
    await moved(desk, first.reference, (seen) => act.handOn(desk.session, seen, ['market'], ['market']))
    expect((await look(market, first.reference)).report.alsoAvoid).toEqual([])
    expect(await act.handOn(desk.session, await look(desk, first.reference), ['fire'])).toMatchObject({ ok: false, code: 'avoided' })
    await moved(desk, second.reference, (seen) => merging.unmerge(desk.session, seen))
    expect(await moved(desk, first.reference, (seen) => act.handOn(desk.session, seen, ['fire']))).toMatchObject({ reference: first.reference })
  })

  it('are not merged into a later one, into one that is merged, into one that is gone, nor where somebody holds what they may not', async () => {
    const [first, second, third] = [await tell(), await tell(), await tell()]
    expect(await tried(first, second.reference)).toMatchObject({ ok: false, code: 'conflict' })
    await merged(second, first)
    expect(await tried(third, second.reference)).toMatchObject({ ok: false, code: 'conflict' })
    expect(await tried(first, '0000-0000')).toMatchObject({ ok: false })
    const fourth = await tell({ avoid: ['housing'] })
    expect(await tried(fourth, first.reference)).toMatchObject({ ok: false, code: 'avoided' })
    const dead = await tell({ flags: ['death'] })
    expect(await tried(dead, first.reference)).toMatchObject({ ok: false, code: 'forbidden' })
  })

  it('are suggested out of what the desk can open, and stop when told', async () => {
    const [first, second] = [await tell(), await tell()]
    const found: Suggestion[] = []
    await suggest(desk.session, await look(desk, second.reference), (one) => found.push(one), () => false)
    expect(found.map(({ reference }) => reference)).toContain(first.reference)
    expect(await suggest(desk.session, await look(desk, second.reference), () => undefined, () => true)).toBe(0)
    expect(must(await desk.call(listReports, {}, {})).reports.length).toBeGreaterThan(1)
  })
})

describe('a look at who reported', () => {
  it('is not agreed to by a supervisor of the unit that leads the earlier report it goes with', async () => {
    const [earlier, told] = [await tell(), await tell({ identity: { name: '苗秋穗', phone: '13900007788', insider: true } })]
    await moved(desk, earlier.reference, (seen) => act.assign(desk.session, seen, 'desk', []))
    await merged(told, earlier)
    must(await custody.askLook(custodian.session, told.reference, 'contact-wanted'))
    expect(await custody.consent(supervisor.session, told.reference, 1)).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('牵头') as string })
    expect(must(await supervisor.call(listCustody, {}, {})).waiting.find(({ reference }) => reference === told.reference)).toMatchObject({ lead: 'desk' })
    expect(must(await custody.read(second.session, told.reference)).view).toMatchObject({ lead: 'desk' })
    expect(await custody.consent(second.session, told.reference, 1)).toMatchObject({ ok: true })
  })
})

describe('what bars a unit from one report of a group', () => {
  it('bars it from all: a death taken to the government takes the department out of each, and neither it nor a township comes to any', async () => {
    const [first, second] = [await tell(), await tell()]
    await accepted(first)
    await merged(second, first)
    await moved(desk, first.reference, (seen) => review.escalate(desk.session, seen, 'death'))
    await say(second, '死了两个人，老板瞒着。')
    for (const { reference } of [first, second]) expect(await housing.call(readReport, { reference }, {})).toMatchObject({ ok: false, code: 'not_found' })
    expect((await comeBack(second)).timeline.map(({ kind }) => kind)).toContain('taken-out')
    for (const unit of ['housing', 't-heping']) expect(await act.handOn(desk.session, await look(desk, second.reference), [unit])).toMatchObject({ ok: false, code: 'avoided' })
  })

  it('counts every holder of the group: a later reporter’s wish is not passed by a third report', async () => {
    const [first, third] = [await tell(), await tell()]
    await merged(third, first)
    await moved(desk, third.reference, (seen) => act.handOn(desk.session, seen, ['fire']))
    const second = await tell({ avoid: ['fire'] })
    expect(await tried(second, first.reference)).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('先收回') as string })
    expect((await look(fire, third.reference)).report.alsoAvoid).toEqual([])
  })
})

const found = (told: Told) => moved(housing, told.reference, (seen) => act.find(housing.session, seen, 'unfounded', '去看过，没有。'))
const contest = async (told: Told) => anybody(askReview, {}, { lookup: told.keys.lookup, body: await messageOf(told, await comeBack(told), '他们白天去的。') })

describe('the reporter of a merged report', () => {
  it('reads of the earlier one no day from before the merge, and nothing of whether its reporter contested', async () => {
    const [first, second] = [await tell(), await tell()]
    await run(`UPDATE report SET day = '2026-03-02' WHERE reference = ?1`, first.reference)
    await accepted(first)
    await run(`UPDATE report SET accepted_day = '2026-03-03', assigned_day = '2026-03-04' WHERE reference = ?1`, first.reference)
    await merged(second, first)
    await found(first)
    must(await contest(first))
    await moved(desk, first.reference, (seen) => review.nameReview(desk.session, seen, 'fire'))
    await moved(fire, first.reference, (seen) => review.decideReview(fire.session, seen, { decision: 'changed', result: 'substantiated', text: '有。' }))
    const seen = await comeBack(second)
    expect(seen.state).toBe('substantiated')
    expect(seen.deadlines.map(({ kind, from }) => [kind, from])).toEqual(['decision', 'completion', 'tell-result'].map((kind) => [kind, second.filed.receipt.day]))
    expect(seen.timeline.map(({ kind, detail: { result } }) => [kind, result]).slice(-2)).toEqual([['found', 'unfounded'], ['found', 'substantiated']])
    expect(JSON.stringify([seen.timeline, seen.deadlines])).not.toMatch(/2026-03-0|review|changed/)
  })

  it('contests the result they were told, though the earlier report is closed; parted, it keeps that result, and whoever found it does not look again', async () => {
    const [first, second] = [await tell(), await tell()]
    await accepted(first)
    await merged(second, first)
    await found(first)
    expect(await contest(second)).toMatchObject({ ok: false, code: 'invalid' })
    must(await merging.relayAll(desk.session, await look(desk, first.reference)))
    await moved(desk, first.reference, (seen) => act.close(desk.session, seen, 'unfounded'))
    expect((await comeBack(second)).reviewUntil).not.toBeNull()
    const asked = must(await contest(second))
    expect(asked.deadlines.find(({ kind }) => kind === 'review')).toMatchObject({ met: false })
    expect((await comeBack(first)).timeline.map(({ kind }) => kind)).not.toContain('review-asked')
    expect(await rows(`SELECT owes, clock FROM inbox WHERE unit = 'desk' AND reference = ?1`, second.reference)).toEqual([{ owes: 'desk', clock: 'review' }])
    expect(await review.nameReview(desk.session, await look(desk, second.reference), 'fire')).toMatchObject({ ok: false, message: expect.stringContaining('先分开') as string })

    await moved(desk, second.reference, (seen) => merging.unmerge(desk.session, seen))
    expect(await comeBack(second)).toMatchObject({ state: 'closed', lead: 'housing', merged: false })
    expect(await review.nameReview(desk.session, await look(desk, second.reference), 'housing')).toMatchObject({ ok: false, code: 'invalid' })
    await moved(desk, second.reference, (seen) => review.nameReview(desk.session, seen, 'fire'))
    expect(await moved(fire, second.reference, (seen) => review.decideReview(fire.session, seen, { decision: 'changed', result: 'partly', text: '有一半是真的。' }))).toMatchObject({ state: 'partly' })
    expect(JSON.stringify((await comeBack(second)).timeline)).not.toContain('housing01')
  })

  it('parted before they contest, does so as any other, within the days', async () => {
    const [first, second] = [await tell(), await tell()]
    await accepted(first)
    await merged(second, first)
    await found(first)
    must(await merging.relayAll(desk.session, await look(desk, first.reference)))
    await moved(desk, second.reference, (seen) => merging.unmerge(desk.session, seen))
    const parted = await comeBack(second)
    expect(parted).toMatchObject({ state: 'unfounded', reviewUntil: expect.any(String) as string })
    expect(parted.deadlines.map(({ kind }) => kind)).toEqual(['decision', 'completion', 'tell-result'])
    expect((must(await contest(second))).timeline.at(-1)).toMatchObject({ kind: 'review-asked' })
  })
})
