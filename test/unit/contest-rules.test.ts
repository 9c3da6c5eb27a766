import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Contest } from '#contract/contest.ts'
import { neededOf, nicknameOf, nicknameProblem, pointsOf, rankUnits, type Tally } from '#contract/rules/contest.ts'

const ranking = { minimum: 5, sharePercent: 30 }
const unit = (id: string, headcount: number): Contest['units'][number] => ({ id, name: id, headcount })
const tallyOf = (points: readonly number[]): Tally => points.reduce<Record<string, number>>((tally, one) => ({ ...tally, [one]: (tally[one] ?? 0) + 1 }), {})
const rank = (units: Contest['units'], played: Record<string, readonly number[]>) =>
  rankUnits({ units, ranking }, new Map(Object.entries(played).map(([id, points]) => [id, tallyOf(points)])))

describe('how many count', () => {
  it.for([[4, 4], [5, 5], [16, 5], [17, 6], [100, 30], [101, 31]] as const)('of %i people the best %i', ([headcount, needed]) => {
    expect(neededOf(headcount, ranking)).toBe(needed)
  })
})

describe('the ranking of units', () => {
  it('averages the best, counts the missing as 0 and the surplus not at all', () => {
    const [first, second, third, last] = rank([unit('a', 10), unit('b', 10), unit('c', 10), unit('d', 10)], {
      a: [90, 90, 90, 90, 90], b: [100, 100, 100, 100], c: [95, 95, 95, 95, 95, 0, 0, 0],
    })
    expect([first, second, third, last].map((one) => [one?.unit, one?.rank, one?.average, one?.entrants])).toEqual([
      ['c', 1, 95, 8], ['a', 2, 90, 5], ['b', 3, 80, 4], ['d', null, 0, 0],
    ])
  })

  it('lets a unit of four win against one of four hundred, and the other way round', () => {
    const [small, large] = [unit('small', 4), unit('large', 400)]
    expect(rank([small, large], { small: [100, 100, 100, 100], large: Array<number>(120).fill(95) }).map(({ unit: id }) => id)).toEqual(['small', 'large'])
    expect(rank([small, large], { small: [100, 100, 100], large: Array<number>(120).fill(80) }).map(({ unit: id }) => id)).toEqual(['large', 'small'])
  })

  it('breaks a tie by who took part, and shares a rank where that is the same', () => {
    const units = [unit('a', 10), unit('b', 10), unit('c', 20), unit('d', 10)]
    const five = [80, 80, 80, 80, 80]
    expect(rank(units, { a: five, b: [...five, 10], c: [...five, 80], d: five }).map(({ unit: id, rank: at }) => [id, at])).toEqual([['b', 1], ['a', 2], ['d', 2], ['c', 4]])
  })

  const headcount = fc.integer({ min: 2, max: 500 })
  const points = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 60 })
  const county = fc.array(fc.record({ headcount, points }), { minLength: 1, maxLength: 8 })
  const named = (drawn: readonly { headcount: number; points: readonly number[] }[]) => {
    const units = drawn.map((one, at) => unit(`u-${'abcdefgh'.charAt(at)}`, one.headcount))
    return { units, played: Object.fromEntries(units.map(({ id }, at) => [id, drawn[at]?.points ?? []])) }
  }

  it('places every unit once, in falling order, never above 100', () => {
    fc.assert(fc.property(county, (drawn) => {
      const { units, played } = named(drawn)
      const standings = rank(units, played)
      expect(standings.map((one) => one.unit).toSorted()).toEqual(units.map(({ id }) => id).toSorted())
      expect(standings.every(({ average }) => average >= 0 && average <= 100)).toBe(true)
      const ranks = standings.map((one) => one.rank ?? Infinity)
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
      for (const [at, one] of standings.entries()) expect(one.average).toBeGreaterThanOrEqual((standings[at + 1]?.rank ?? null) === null ? 0 : (standings[at + 1]?.average ?? 0))
    }))
  })

  it('never lowers a unit for one more who took part, or for a better try', () => {
    fc.assert(fc.property(county, fc.integer({ min: 0, max: 100 }), (drawn, more) => {
      const { units, played } = named(drawn)
      const id = units[0]?.id ?? ''
      const before = rank(units, played).find((one) => one.unit === id)
      const after = rank(units, { ...played, [id]: [...(played[id] ?? []), more] }).find((one) => one.unit === id)
      expect(after?.average).toBeGreaterThanOrEqual(before?.average ?? 0)
      expect(after?.rank ?? Infinity).toBeLessThanOrEqual(before?.rank ?? Infinity)
    }))
  })

  it('does not depend on the order of the units', () => {
    fc.assert(fc.property(county, (drawn) => {
      const { units, played } = named(drawn)
      expect(rank(units.toReversed(), played)).toEqual(rank(units, played))
    }))
  })
})

describe('points', () => {
  it.for([[0, 20, 0], [20, 20, 100], [1, 3, 33], [2, 3, 67], [0, 0, 0]] as const)('%i of %i is %i', ([correct, asked, points]) => {
    expect(pointsOf(correct, asked)).toBe(points)
  })
})

describe('a nickname', () => {
  it.for([
    ['老李', null], ['smith 3', null], ['三车间·小陈', null], ['木棉123456', null],
    ['', 'empty'], ['   ', 'empty'], ['十三个字的花名实在是太长了呀', 'long'],
    ['13800000000', 'digits'], ['a1b2c3d4e5f6g7', 'long'], ['１３８０００００００', 'digits'], ['一三八零零零零零', 'digits'], ['٠١٢٣٤٥٦٧', 'digits'],
    ['<b>老李</b>', 'signs'], ['老李\u202e', 'signs'], ['@老李', 'signs'], ['老李!', 'signs'], [' 老李 ', null], ['·老李', 'signs'],
  ] as const)('“%s”: %s', ([typed, problem]) => {
    expect(nicknameProblem(nicknameOf(typed))).toBe(problem)
  })

  it('is the same however it was typed', () => {
    expect(nicknameOf('  Ｌｉ   小 ')).toBe(nicknameOf('Li 小'))
  })
})
