import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bank } from '../../worker/contest/bank.ts'
import { canonical, decideAnswers, explain, judge, pointsFor } from '../../worker/contest/decide.ts'
import { asked, draw, type BankQuestion, type Chance } from '../../worker/contest/draw.ts'

/** Chance from a seed, so that a failing draw can be had again. */
function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const questionsOf = (counts: readonly number[]): BankQuestion[] =>
  counts.flatMap((count, hazard) => Array.from({ length: count }, (_, at) => ({
    id: `${hazard}-${at}`, group: `h${hazard}`, hazard: `h${hazard}`, question: `q ${hazard} ${at}`, options: ['a', 'b', 'c', 'd'], answer: at % 3 === 0 ? [0, 2] : [1], explanation: 'why', source: 'law',
  })))
const banks = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }).map(questionsOf)
const seed = fc.integer()

describe('drawing', () => {
  it('asks as many as it should, none twice, each with every option once', () => {
    fc.assert(fc.property(banks, seed, fc.integer({ min: 1, max: 30 }), (all, from, count) => {
      const drawn = draw(all, count, chanceOf(from))
      expect(drawn).toHaveLength(Math.min(count, all.length))
      expect(new Set(drawn.map(({ id }) => id)).size).toBe(drawn.length)
      for (const { order } of drawn) expect(order.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3])
    }))
  })

  it('gives every hazard its share of the entry, give or take one', () => {
    fc.assert(fc.property(banks, seed, fc.integer({ min: 1, max: 30 }), (all, from, count) => {
      const drawn = draw(all, count, chanceOf(from))
      for (const hazard of new Set(all.map((one) => one.hazard))) {
        const of = all.filter((one) => one.hazard === hazard)
        const share = (of.length * drawn.length) / all.length
        expect(Math.abs(drawn.filter(({ id }) => of.some((one) => one.id === id)).length - share)).toBeLessThan(1)
      }
    }))
  })

  it('makes each question as likely as any other, of a small hazard and of a large one', () => {
    const all = questionsOf([1, 20, 3])
    const times = new Map(all.map(({ id }) => [id, 0]))
    for (let at = 0; at < 6000; at += 1) for (const { id } of draw(all, 8, chanceOf(at * 7919))) times.set(id, (times.get(id) ?? 0) + 1)
    for (const count of times.values()) expect(count / 6000).toBeCloseTo(8 / 24, 1)
  })

  it('differs from entrant to entrant, in questions and in the place of the right answer', () => {
    const all = questionsOf([8, 8, 8])
    const draws = Array.from({ length: 200 }, (_, at) => draw(all, 6, chanceOf(at)))
    expect(new Set(draws.map((one) => one.map(({ id }) => id).toSorted().join())).size).toBeGreaterThan(150)
    const places = draws.flat().map(({ order }) => order.indexOf(1))
    for (const place of [0, 1, 2, 3]) expect(places.filter((one) => one === place).length).toBeGreaterThan(places.length / 6)
  })
})

describe('judging', () => {
  const all = questionsOf([4, 4])
  const known = new Map(all.map((one) => [one.id, one]))
  /** The right answers as they were shown. */
  const rightOf = (drawn: ReturnType<typeof draw>) => drawn.map(({ id, order }) => (known.get(id)?.answer ?? []).map((option) => order.indexOf(option)))

  it('gives every right answer its mark, in whatever order boxes were ticked', () => {
    fc.assert(fc.property(seed, (from) => {
      const drawn = draw(all, 6, chanceOf(from))
      const marks = judge(drawn, canonical(rightOf(drawn).map((one) => one.toReversed())), known)
      expect(pointsFor(marks)).toBe(100)
      expect(explain(drawn, rightOf(drawn), marks, known).map(({ answer, options, question }) => [question, answer.map((at) => options[at])])).toEqual(
        drawn.map(({ id, order }) => [known.get(id)?.question, order.filter((option) => known.get(id)?.answer.includes(option)).map((option) => known.get(id)?.options[option])]))
    }))
  })

  it('gives none for half of the right options, for one too many, and for nothing', () => {
    const drawn = draw(all, 8, chanceOf(3))
    expect(judge(drawn, rightOf(drawn).map((one) => one.slice(1)), known).some(Boolean)).toBe(false)
    expect(judge(drawn, rightOf(drawn).map((one) => [...one, [0, 1, 2, 3].find((at) => !one.includes(at)) ?? 0]), known).some(Boolean)).toBe(false)
  })

  it('holds nobody to a question that was withdrawn meanwhile', () => {
    const drawn = draw(all, 8, chanceOf(5))
    const left = new Map([...known].slice(1))
    const marks = judge(drawn, drawn.map(() => []), left)
    expect(marks.filter(Boolean)).toHaveLength(1)
    expect(explain(drawn, drawn.map(() => []), marks, left).find(({ right }) => right)?.explanation).toContain('算你答对')
  })

  it('takes answers for every question, options that were shown, and none twice; until the time and the grace are over', () => {
    const drawn = draw(all, 3, chanceOf(1))
    const entry = { deadline: 1000, drawn }
    expect(decideAnswers(entry, [[0], [], [1, 2]], 1000)).toBeNull()
    expect(decideAnswers(entry, [[0], [], []], 1120)).toBeNull()
    expect(decideAnswers(entry, [[0], [], []], 1121)).toBe('expired')
    expect(decideAnswers(entry, [[0], []], 0)).toBe('wrong-number')
    expect(decideAnswers(entry, [[0], [], [1, 1]], 0)).toBe('no-such-option')
    expect(decideAnswers({ deadline: 1, drawn: [{ id: 'x', order: [1, 0] }] }, [[2]], 0)).toBe('no-such-option')
  })
})

describe('the bank', () => {
  it('has twenty-four questions and more, each with an answer among its options and a ground', () => {
    expect(bank.length).toBeGreaterThanOrEqual(24)
    for (const { question, options, answer, explanation, source } of bank) {
      expect([question, answer.length > 0 && answer.every((one) => one >= 0 && one < options.length), explanation !== '', source !== '']).toEqual([question, true, true, true])
    }
    expect(new Set(bank.map(({ id }) => id)).size).toBe(bank.length)
  })

  it('shows a question without its answer', () => {
    const [question] = bank
    if (question === undefined) throw new Error('the bank is empty')
    expect(Object.keys(asked(question, [...question.options.keys()])).toSorted()).toEqual(['many', 'options', 'question'])
  })
})
