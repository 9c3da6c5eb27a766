/** Contesting a result, escalation and a declined extension, decided without a database. */
import { describe, expect, it } from 'vitest'
import type { Part } from '#contract/staff-report.ts'
import { deadlinesOf } from '#contract/rules/deadline.ts'
import { barredToo, keptByGovernment, partsEscalated } from '#contract/rules/escalation.ts'
import { whyNot, whyNotEscalate } from '#contract/rules/moves.ts'
import type { Mover, Standing } from '#contract/rules/standing.ts'
import { findingOf, judgedOf, judgedTogether, mayFind, NO_PAST, pastOf, whyNotLead, whyNotReviewer, type Step } from '#contract/rules/past.ts'
import { reviewUntil, whyNoReview, type Contestable } from '#contract/rules/review.ts'
import { sayRecourses } from '#contract/rules/recourse.ts'
import { routeReport } from '#contract/rules/routing.ts'
import { events } from '#contract/county/events.ts'
import { fill } from '#contract/rules/fill.ts'
import { someFields } from '../support/fields.ts'

const found: Contestable = { kind: 'report', state: 'unfounded', foundDay: '2026-11-02', endedDay: null, reviewDay: null }

describe('where one can go after the one review', () => {
  it('is stated as fact where it was checked, and else with “以本县公布为准”', () => {
    expect(sayRecourses()).toEqual([
      '上一级主管部门：请它看看本县查得对不对（以本县公布为准）', '信访部门：反映诉求（以本县公布为准）',
      '政务服务便民热线12345：没人答复，或者答复得不对', '纪检监察举报12388：工作人员包庇、吃拿卡要',
    ])
  })
})

describe('when a reporter may contest the result', () => {
  it('for thirty days from the result, and from its closing where it was closed', () => {
    expect(reviewUntil(found)).toBe('2026-12-02')
    expect(whyNoReview(found, '2026-12-02')).toBeNull()
    expect(whyNoReview(found, '2026-12-03')).toBe('review-over')
    expect(reviewUntil({ ...found, state: 'closed', endedDay: '2026-11-10' })).toBe('2026-12-10')
  })

  it('not before there is one, nor of a question, nor twice', () => {
    expect(whyNoReview({ ...found, state: 'investigating', foundDay: null }, '2026-11-03')).toBe('no-result')
    expect(whyNoReview({ ...found, state: 'refused', foundDay: null, endedDay: '2026-11-03' }, '2026-11-03')).toBe('no-result')
    expect(whyNoReview({ ...found, kind: 'question', state: 'closed' }, '2026-11-03')).toBe('no-result')
    expect(whyNoReview({ ...found, reviewDay: '2026-11-03' }, '2026-11-03')).toBe('asked-before')
    expect(reviewUntil({ ...found, reviewDay: '2026-11-03' })).toBeNull()
  })

  it('starts a clock that both sides see, until the decision', () => {
    const clocked = { state: 'closed' as const, receivedDay: '2026-10-01', acceptedDay: '2026-10-02', assignedDay: '2026-10-02', lead: 'housing', foundDay: '2026-11-02', endedDay: '2026-11-03', extended: false }
    const clock = (rest: object) => deadlinesOf({ ...clocked, ...rest }).find(({ kind }) => kind === 'review')
    expect(clock({})).toBeUndefined()
    expect(clock({ reviewDay: '2026-11-04' })).toMatchObject({ from: '2026-11-04', due: '2026-12-04', met: false })
    expect(clock({ reviewDay: '2026-11-04', reviewedDay: '2026-11-20' })).toMatchObject({ met: true })
  })
})

const standing: Standing = { kind: 'report', state: 'unfounded', lead: 'housing', proposedLead: 'housing', returnBy: null, extension: null, extensionBy: null, reviewDay: '2026-11-04', reviewBy: null, reviewedDay: null, past: { ...NO_PAST, finders: [{ unit: 'housing', member: 'housing01' }] } }
const desk: Mover = { name: 'desk01', unit: 'desk', roles: ['desk'], holds: true }
const approver: Mover = { name: 'approver01', unit: 'desk', roles: ['approver'], holds: true }
const police: Mover = { name: 'police01', unit: 'police', roles: ['handler'], holds: true }

describe('who looks at it again', () => {
  it('is never a unit that found or leads; the desk is, by another person', () => {
    const finders = [{ unit: 'housing', member: 'housing01' }]
    const reviewers = ['housing', 'police', 'desk', 'gov', 'fire'].map((unit) => whyNotReviewer(unit, { lead: 'gov', finders, conflicted: ['fire'] }))
    expect(reviewers).toEqual(['same-unit', null, null, 'same-unit', 'conflicted-unit'])
    expect(whyNot('decide-review', { ...standing, reviewBy: 'police' }, police, '2026-11-05')).toBeNull()
    expect(whyNot('decide-review', { ...standing, reviewBy: 'police' }, approver, '2026-11-05')).toBe('reviewer-only')
    expect(whyNot('decide-review', { ...standing, reviewBy: 'desk' }, desk, '2026-11-05')).toBe('reviewer-only')
    expect(whyNot('decide-review', { ...standing, reviewBy: 'desk' }, approver, '2026-11-05')).toBeNull()
    const own = { ...NO_PAST, finders: [{ unit: 'desk', member: 'approver01' }, { unit: 'fire', member: 'fire01' }] }
    expect(whyNot('decide-review', { ...standing, lead: 'desk', past: own, reviewBy: 'desk' }, { ...approver, roles: ['desk', 'approver'] }, '2026-11-05')).toBe('own-finding')
  })

  it('nobody without a question; and nothing goes past one that is open', () => {
    expect(whyNot('name-review', { ...standing, reviewDay: null }, desk, '2026-11-05')).toBe('no-review')
    expect(whyNot('name-review', { ...standing, reviewedDay: '2026-11-05' }, desk, '2026-11-05')).toBe('no-review')
    expect(whyNot('close', standing, desk, '2026-11-05')).toBe('review-open')
    expect(whyNot('assign', { ...standing, state: 'indeterminate' }, desk, '2026-11-05')).toBe('review-open')
    expect(whyNot('close', { ...standing, reviewedDay: '2026-11-05' }, desk, '2026-11-05')).toBeNull()
  })

  it('knows the last result of a history', () => {
    const event = (result?: 'partly' | 'unfounded') => ({ unit: 'fire', member: 'fire01', detail: result === undefined ? {} : { result } })
    expect(findingOf([event('unfounded'), event('partly'), event()])).toEqual({ unit: 'fire', member: 'fire01', result: 'partly' })
    expect(findingOf([event()])).toBeNull()
  })
})

const step = (kind: Step['kind'], unit: string, detail: Step['detail'] = {}, member = `${unit}01`): Step => ({ kind, unit, member, detail })

describe('what a history says of who must not judge again', () => {
  const AGAIN = [step('found', 'housing', { result: 'unfounded' }), step('review-decided', 'fire', { reason: 'reinvestigate' })]

  it('names whose results a review did not uphold, whatever is found afterwards', () => {
    expect(pastOf(AGAIN)).toMatchObject({ contested: [{ unit: 'housing', member: 'housing01' }] })
    expect(pastOf([...AGAIN, step('found', 'fire', { result: 'indeterminate' })])).toMatchObject({ contested: [{ unit: 'housing' }], finding: { unit: 'fire' } })
    expect(pastOf([AGAIN[0] as Step, step('review-decided', 'fire', { reason: 'changed', result: 'indeterminate' })]).contested).toEqual([{ unit: 'housing', member: 'housing01' }])
    expect(pastOf([AGAIN[0] as Step, step('review-decided', 'fire', { reason: 'upheld' })]).contested).toEqual([])
  })

  it('names whose results a review of another report of the matter did not uphold; after a death learned of since, of the government the person alone', () => {
    const others = judgedTogether([judgedOf(AGAIN), judgedOf([step('found', 'gov', { result: 'partly' }), ...AGAIN.slice(1)])])
    const told = step('relayed', 'desk', { result: 'indeterminate', finder: { unit: 'housing', member: 'housing01' } })
    const past = pastOf([told], others)
    expect(['housing', 'gov', 'fire'].map((unit) => whyNotLead(unit, past))).toEqual(['led-before', 'led-before', null])
    const death = step('escalated', 'desk', { reason: 'death' })
    expect([pastOf([told, death], others), pastOf([death, told], others)].map((one) => [whyNotLead('gov', one), mayFind({ name: 'gov01', unit: 'gov' }, one.contested)])).toEqual([[null, false], ['led-before', false]])
  })

  it('counts whoever gave any result of the matter, and what the histories of its other reports say', () => {
    const told = { result: 'unfounded', finder: { unit: 'housing', member: 'housing01' } } as const
    const past = pastOf([step('relayed', 'desk', told), step('relayed', 'desk', { result: 'partly', finder: { unit: 'fire', member: 'fire01' } })], { finders: [{ unit: 'police', member: 'police01' }], conflicted: ['market'], contested: [] })
    expect(['housing', 'fire', 'police', 'market', 'water', 'desk'].map((unit) => whyNotReviewer(unit, { lead: null, ...past }))).toEqual(['same-unit', 'same-unit', 'same-unit', 'conflicted-unit', null, null])
    expect(['housing', 'market', 'desk'].map((unit) => whyNotLead(unit, past))).toEqual([null, 'conflicted-unit', null])
  })

  it('keeps a unit’s result from all of that unit, wherever its writer is now, and the desk’s from the person', () => {
    const past = pastOf(AGAIN)
    expect(['housing', 'fire', 'desk'].map((unit) => whyNotLead(unit, past))).toEqual(['led-before', null, null])
    expect([['housing02', 'housing'], ['housing01', 'fire'], ['fire01', 'fire'], ['desk01', 'desk']].map(([name = '', unit = '']) => mayFind({ name, unit }, past.contested))).toEqual([false, false, true, true])
    const desks = pastOf([step('found', 'desk', { result: 'partly' }), step('review-decided', 'desk', { reason: 'reinvestigate' }, 'approver01')])
    expect([whyNotLead('desk', desks), mayFind({ name: 'desk01', unit: 'desk' }, desks.contested), mayFind({ name: 'desk02', unit: 'desk' }, desks.contested)]).toEqual([null, false, true])
    expect(mayFind({ name: 'desk01', unit: 'desk' }, [])).toBe(true)
  })

  it('lists the units that left for a conflict or a leak, and no others', () => {
    expect(pastOf([
      step('taken-out', 'desk', { units: ['fire'], reason: 'conflict-of-interest' }), step('taken-out', 'desk', { units: ['police'], reason: 'leak-suspected' }),
      step('taken-out', 'desk', { units: ['market'], reason: 'no-longer-needed' }), step('returned', 'housing', { reason: 'conflict-of-interest' }),
      step('returned', 'emergency', { reason: 'not-our-duty' }), step('escalated', 'desk', { units: ['transport'], reason: 'unit-conflict' }),
      step('escalated', 'desk', { units: ['industry'], reason: 'death' }),
    ]).conflicted).toEqual(['fire', 'police', 'housing', 'transport'])
  })

  it('shuts what would bring it back to who gave the result', () => {
    const anew: Standing = { ...standing, state: 'assigned', lead: 'desk', reviewedDay: '2026-11-05', past: pastOf([step('found', 'gov', { result: 'partly' }), ...AGAIN.slice(1)]) }
    expect([whyNot('escalate', anew, desk, '2026-11-05'), whyNotEscalate('several-units', anew)]).toEqual([null, 'led-before'])
    expect(whyNot('merge', anew, desk, '2026-11-05')).toBe('looked-into-anew')
    expect(whyNot('find', anew, desk, '2026-11-05')).toBeNull()
    const government: Mover = { name: 'gov02', unit: 'gov', roles: ['handler'], holds: true }
    expect(whyNot('find', { ...anew, lead: 'gov' }, government, '2026-11-05')).toBe('found-before')
    const left: Standing = { ...standing, state: 'assigned', lead: 'gov', past: { ...NO_PAST, conflicted: ['gov', 'housing'] } }
    expect([whyNot('find', left, government, '2026-11-05'), whyNot('find', { ...left, grave: true }, government, '2026-11-05')]).toEqual(['own-conflict', null])
    expect(whyNot('decide-review', { ...standing, reviewBy: 'police', past: { ...NO_PAST, conflicted: ['police'] } }, police, '2026-11-05')).toBe('own-conflict')
    expect(whyNot('accept', { ...left, state: 'received', lead: null, reviewDay: null }, desk, '2026-11-05')).toBe('conflicted-unit')
  })
})

describe('an extension', () => {
  it('is declined by an approver who did not ask for it, and only where one was asked for', () => {
    const asked: Standing = { ...standing, state: 'assigned', extension: 'requested', extensionBy: 'housing01', reviewDay: null }
    expect(whyNot('decline', asked, approver, '2026-11-05')).toBeNull()
    expect(whyNot('decline', { ...asked, extensionBy: 'approver01' }, approver, '2026-11-05')).toBe('own-request')
    expect(whyNot('decline', asked, desk, '2026-11-05')).toBe('approver-only')
    expect(whyNot('decline', { ...asked, extension: null }, approver, '2026-11-05')).toBe('not-requested')
    expect(whyNot('decline', { ...asked, extension: 'granted' }, approver, '2026-11-05')).toBe('not-requested')
  })
})

describe('taking it to the county government', () => {
  const parts: readonly Part[] = [
    { unit: 'desk', part: 'desk', standing: 'holding' }, { unit: 'housing', part: 'lead', standing: 'holding' }, { unit: 'fire', part: 'assist', standing: 'holding' },
    { unit: 't-heping', part: 'copy', standing: 'holding' }, { unit: 'market', part: 'assist', standing: 'proposed' }, { unit: 'police', part: 'assist', standing: 'ended' },
  ]
  const after = (reason: 'death' | 'several-units' | 'unit-conflict') => Object.fromEntries(partsEscalated(parts, { reason, category: 'HY16', lead: 'housing' }).map((part) => [part.unit, `${part.part} ${part.standing}`]))

  it('for a death puts the department concerned and the township out', () => {
    expect(after('death')).toEqual({ housing: 'lead ended', 't-heping': 'copy ended', gov: 'lead holding' })
  })

  it('for other reasons lets who led help, but for the one that must keep out', () => {
    expect(after('several-units')).toEqual({ housing: 'assist holding', gov: 'lead holding' })
    expect(after('unit-conflict')).toEqual({ housing: 'lead ended', gov: 'lead holding' })
  })

  it('reaches who holds a merged report: the departments of all, the townships, a lead in conflict; never the desk', () => {
    const out = (reason: 'death' | 'several-units' | 'unit-conflict', lead = 'housing') => barredToo(['desk', 'gov', 'housing', 'market', 'fire', 't-heping'], { reason, category: 'HY16', lead, alsoConcerned: ['market'] })
    expect(out('death')).toEqual(['housing', 'market', 't-heping'])
    expect(out('several-units')).toEqual([])
    expect([out('unit-conflict'), out('unit-conflict', 'desk')]).toEqual([['housing'], []])
  })

  it('holds the rules for a death from then on', () => {
    const route = routeReport(someFields())
    expect(keptByGovernment({ route, escalation: 'concealment' })).toEqual({ escalated: true, lead: 'gov' })
    expect(keptByGovernment({ route, escalation: 'several-units' })).toBe(route)
    const led: Standing = { ...standing, state: 'assigned', reviewDay: null, lead: 'gov' }
    expect([whyNot('escalate', { ...led, grave: true }, desk, '2026-11-05'), whyNot('escalate', led, desk, '2026-11-05'), whyNotEscalate('several-units', led)]).toEqual(['already-escalated', null, 'already-escalated'])
  })

  it('is open to a death, and to nothing else, past a review, a contested result of its own, and from every result on', () => {
    const contested: Standing = { ...standing, state: 'unfounded', lead: 'gov', reviewDay: '2026-11-04', reviewedDay: null }
    expect([whyNot('escalate', contested, desk, '2026-11-05'), whyNotEscalate('death', contested), whyNotEscalate('unit-conflict', { ...contested, lead: 'fire' })]).toEqual([null, null, 'wrong-state'])
    const anew: Standing = { ...contested, state: 'investigating', lead: 'fire', reviewedDay: '2026-11-05', past: { ...NO_PAST, contested: [{ unit: 'gov', member: 'gov01' }] } }
    expect([whyNotEscalate('concealment', anew), whyNotEscalate('several-units', anew)]).toEqual([null, 'led-before'])
    expect([whyNot('escalate', { ...standing, state: 'refused' }, desk, '2026-11-05'), whyNot('escalate', { ...standing, state: 'closed' }, desk, '2026-11-05')]).toEqual(['wrong-state', null])
  })

  it('with a death keeps of the government only the person out whose result was contested', () => {
    const contest = [step('found', 'gov', { result: 'unfounded' }), step('review-asked', 'desk', {})]
    const past = pastOf([...contest, step('escalated', 'desk', { reason: 'death' })])
    expect([past.contested, whyNotLead('gov', past), mayFind({ name: 'gov01', unit: 'gov' }, past.contested), mayFind({ name: 'gov02', unit: 'gov' }, past.contested)]).toEqual([[{ unit: null, member: 'gov01' }], null, false, true])
    const fire = pastOf([...contest, step('review-decided', 'fire', { reason: 'reinvestigate' }), step('escalated', 'desk', { reason: 'concealment' })]).contested
    expect(fire[0]?.unit).toBeNull()
    expect(pastOf([step('found', 'housing', { result: 'unfounded' }), step('review-asked', 'desk', {}), step('escalated', 'desk', { reason: 'death' })]).contested[0]?.unit).toBe('housing')
  })

  it('is told to the reporter with who left', () => {
    expect(fill(events.escalated.reporter ?? '', { reason: '有人死亡，依法由县政府组织核查。', units: '住建局' })).toBe('交县政府组织核查：有人死亡，依法由县政府组织核查。住建局不再能看到它，以后写的也打不开。')
  })
})
