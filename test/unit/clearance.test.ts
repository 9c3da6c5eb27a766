/** 验收、销号: by whom, where the result of somebody did not stand, and where one desk does it all. Decided without a database. */
import { describe, expect, it } from 'vitest'
import { whyNot } from '#contract/rules/moves.ts'
import { pastOf, type Step } from '#contract/rules/past.ts'
import type { Mover, Standing } from '#contract/rules/standing.ts'

const step = (kind: Step['kind'], unit: string, detail: Step['detail'], member = `${unit}01`): Step => ({ kind, unit, member, detail })
const of = (unit: string, name = `${unit}01`): Mover => ({ name, unit, roles: [unit === 'desk' ? 'desk' : 'handler'], holds: true })
const standing = (lead: string | null, past: Step[], rest: Partial<Standing> = {}): Standing => ({
  kind: 'report', state: 'rectifying', lead, proposedLead: 'housing', returnBy: null, extension: null, extensionBy: null, reviewDay: null, reviewBy: null, reviewedDay: null, past: pastOf(past), ...rest,
})
const why = (move: 'inspect' | 'clear', report: Standing, ...people: Mover[]) => people.map((one) => whyNot(move, report, one, '2026-11-05'))

const FOUND = step('found', 'housing', { result: 'unfounded' })
const OVERTURNED = [FOUND, step('review-decided', 'fire', { reason: 'changed', result: 'substantiated' })]

describe('who inspects', () => {
  it('is the lead whose result stands, and nobody else', () => {
    expect(why('inspect', standing('housing', [step('found', 'housing', { result: 'partly' })]), of('housing'), of('desk'), of('fire'))).toEqual([null, 'lead-only', 'lead-only'])
  })

  it('is the desk where the result of the lead did not stand, or the lead left the matter for a conflict', () => {
    expect(why('inspect', standing('housing', OVERTURNED), of('housing'), of('housing', 'housing02'), of('desk'), of('fire'))).toEqual(['desk-inspects', 'desk-inspects', null, 'lead-only'])
    expect(why('inspect', standing('housing', [step('returned', 'housing', { reason: 'conflict-of-interest' }), FOUND]), of('housing'), of('desk'))).toEqual(['desk-inspects', null])
  })

  it('is another person where the desk itself leads', () => {
    const past = [step('found', 'desk', { result: 'unfounded' }, 'desk01'), step('review-decided', 'desk', { reason: 'changed', result: 'partly' }, 'approver01')]
    expect(why('inspect', standing('desk', past), of('desk'), of('desk', 'desk02'))).toEqual(['other-inspects', null])
  })

  it('is the county government for a death, whatever it left before, by another person than gave the result that fell', () => {
    const past = [step('found', 'gov', { result: 'unfounded' }), step('review-asked', 'desk', {}), step('escalated', 'desk', { reason: 'death' }), step('found', 'gov', { result: 'partly' }, 'gov02')]
    expect(why('inspect', standing('gov', past, { grave: true }), of('gov'), of('gov', 'gov02'), of('desk'))).toEqual(['other-inspects', null, 'lead-only'])
  })
})

describe('who takes it off the list', () => {
  it('is any of the desk where the lead looked, and another than looked where the desk did', () => {
    const cleared = (member: string, unit: string) => standing(unit, [step('inspected', unit, {}, member)], { state: 'inspected' })
    expect(why('clear', cleared('housing01', 'housing'), of('desk'), of('desk', 'desk02'), of('housing'))).toEqual([null, null, 'desk-only'])
    expect(why('clear', cleared('desk01', 'desk'), of('desk'), of('desk', 'desk02'))).toEqual(['own-inspection', null])
  })

  it('is nobody whose result did not stand', () => {
    const past = [step('found', 'desk', { result: 'unfounded' }, 'desk01'), step('review-decided', 'desk', { reason: 'changed', result: 'partly' }, 'approver01'), step('inspected', 'desk', {}, 'desk02')]
    expect(why('clear', standing('desk', past, { state: 'inspected' }), of('desk'), of('desk', 'desk02'), of('desk', 'desk03'))).toEqual(['other-inspects', 'own-inspection', null])
  })

  it('goes by who looked last', () => {
    const twice = [step('inspected', 'desk', {}, 'desk01'), step('review-decided', 'fire', { reason: 'changed', result: 'partly' }), step('inspected', 'desk', {}, 'desk02')]
    expect(why('clear', standing('desk', twice, { state: 'inspected' }), of('desk'), of('desk', 'desk02'))).toEqual([null, 'own-inspection'])
  })
})
