/** Files that go with a unit’s coming to hold a report, whichever move brings it there. */
import { describe, expect, it } from 'vitest'
import type { Move } from '#contract/rules/moves.ts'
import type { MoveInput, Situation } from '../../worker/report/decide.ts'
import { grants, make, of, PARTS, PEOPLE, refusalOf, situation } from '../support/situation.ts'

describe('files that go with a unit’s coming to hold a report', () => {
  const FILES = { files: [1, 2, 102], withheld: [{ unit: 'fire', k: 2 }] }
  const now = (move: Move, rest: Partial<Situation> = {}) => situation(PEOPLE.desk, move === 'accept' ? { state: 'received' } : move === 'name-review' ? { state: 'partly' } : {}, { ...FILES, ...rest })

  it.for<[Move, string, Partial<MoveInput>, Partial<Situation>]>([
    ['assign', 'police', {}, {}],
    ['hand-on', 'commerce', {}, {}],
    ['escalate', 'gov', {}, {}],
    ['name-review', 'police', {}, {}],
    ['accept', 'housing', { grants: grants('housing') }, { parts: [{ unit: 'desk', part: 'desk', standing: 'holding' }] }],
  ])('%s: are those that it is not kept from, and the history says which it lacks and of which it has a copy', ([move, unit, input, rest]) => {
    const { lacks = [], detail } = of(make(move, now(move, rest), { ...input, without: { [unit]: [1, 2] } }))
    expect(lacks.filter((lack) => lack.unit === unit)).toEqual([{ unit, files: [1, 2] }])
    expect([detail.without, detail.copies]).toEqual([{ [unit]: [1, 2] }, { [unit]: [102] }])
    expect(of(make(move, now(move, rest), input)).detail).not.toHaveProperty('without')
    for (const without of [{ [unit]: [3] }, { [unit]: [1, 1] }]) expect(refusalOf(make(move, now(move, rest), { ...input, without }))).toBe('unknown-file')
    expect(refusalOf(make(move, now(move, rest), { ...input, without: { desk: [1] } }))).toBe('unknown-unit')
  })

  it('stay as they are for whoever holds the report already, and are chosen anew for whoever is given more of it', () => {
    const copied = PARTS.map((part) => (part.unit === 'fire' ? { ...part, copy: 'redacted' as const } : part))
    const promoted = of(make('assign', now('assign', { parts: copied }), { lead: 'fire', assists: ['housing'], dialogue: undefined, grants: grants('fire'), without: { fire: [1] } }))
    expect([promoted.lacks, promoted.detail.without]).toEqual([[{ unit: 'fire', files: [1] }], { fire: [1] }])
    expect(refusalOf(make('assign', now('assign'), { without: { fire: [2] } }))).toBe('unknown-unit')
    expect(of(make('assign', now('assign'))).lacks).toEqual([{ unit: 'police', files: [] }])
  })
})
