import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rewardRules } from '#contract/county/reward-rules.ts'
import { AccidentGrade, Exclusion, RewardKind, type RewardQuery } from '#contract/reward.ts'
import { reckonReward, sayReckoning, schemeOf } from '#contract/rules/reward.ts'

const fen = (query: RewardQuery) => reckonReward(query, rewardRules).fen
const NATIONAL = { scheme: 'national-2018' } as const
const yuan = (amount: number) => amount * 100

describe('the worked examples of /reward', () => {
  it.for(rewardRules.examples)('$says: $yuan yuan', ({ query, yuan: expected }) => {
    expect(fen(query)).toBe(expected * 100)
  })
})

describe('安监总财〔2018〕19号 第十一条', () => {
  it.for([[0, 3_000], [19_999, 3_000], [20_000, 3_000], [20_001, 3_000.15], [100_000, 15_000], [2_000_000, 300_000], [2_000_001, 300_000], [90_000_000, 300_000]] as const)('a fine of %i yuan gives %f yuan', ([fine, reward]) => {
    for (const kind of ['violation', 'hazard'] as const) expect(fen({ ...NATIONAL, kind, fineFen: yuan(fine) })).toBe(Math.round(yuan(reward)))
  })

  it('a fine that is not told is none', () => {
    expect(fen({ ...NATIONAL, kind: 'hazard' })).toBe(yuan(3_000))
  })

  it.for([['general', 1, 30_000], ['general', 2, 60_000], ['larger', 1, 40_000], ['larger', 7, 280_000], ['larger', 8, 300_000], ['major', 6, 300_000], ['extraordinary', 4, 240_000], ['extraordinary', 31, 300_000]] as const)('%s, %i hushed up: %i yuan', ([accidentGrade, deaths, reward]) => {
    expect(fen({ ...NATIONAL, kind: 'concealment', accidentGrade, deaths })).toBe(yuan(reward))
  })

  it('takes the lowest grade that so many dead make, where none is told, and says when the told one is lower', () => {
    expect(fen({ ...NATIONAL, kind: 'concealment', deaths: 3 })).toBe(yuan(120_000))
    const { steps } = reckonReward({ ...NATIONAL, kind: 'concealment', deaths: 3, accidentGrade: 'general' }, rewardRules)
    expect(steps.map(({ words }) => words).join('')).toContain('至少是较大事故')
  })

  it('knows nothing of ordinary hazards, nor how much more an insider gets', () => {
    expect(fen({ ...NATIONAL, kind: 'ordinary' })).toBe(0)
    const { fen: amount, steps } = reckonReward({ ...NATIONAL, kind: 'violation', fineFen: yuan(100_000), insider: true }, rewardRules)
    expect(amount).toBe(yuan(15_000))
    expect(steps.at(-1)?.words).toContain('没有算')
  })
})

it('Henan gives insiders 15% more, at least 1,000 yuan, and 300,000 in all', () => {
  const henan = (fine: number) => fen({ scheme: 'henan-2025', kind: 'violation', fineFen: yuan(fine), insider: true })
  expect([henan(0), henan(100_000), henan(10_000_000)]).toEqual([yuan(4_000), yuan(17_250), yuan(300_000)])
})

it('names every clause once, and marks what was not seen', () => {
  const said = sayReckoning(reckonReward({ kind: 'violation', fineFen: yuan(100), insider: true, joint: 2 }, rewardRules))
  expect(said.steps).toHaveLength(4)
  expect(said.clauses).toEqual([
    '安全生产领域举报奖励办法（安监总财〔2018〕19号），第十一条',
    '生产经营单位从业人员安全生产举报处理规定（应急〔2020〕69号），第七条（以本县公布为准）',
    '安全生产领域举报奖励办法（安监总财〔2018〕19号），第十二条（以本县公布为准）',
  ])
})

describe('whatever is asked', () => {
  const anyQuery = fc.record({
    scheme: fc.constantFrom(...rewardRules.schemes.map(({ id }) => id)),
    kind: fc.constantFrom(...RewardKind.options),
    fineFen: fc.oneof(fc.nat({ max: 100_000_000 }), fc.nat({ max: 10_000_000_000_000 })),
    deaths: fc.nat({ max: 300 }),
    accidentGrade: fc.constantFrom(...AccidentGrade.options),
    insider: fc.boolean(),
    joint: fc.integer({ min: 1, max: 9 }),
  })
  const always = (check: (query: RewardQuery) => void) => fc.assert(fc.property(anyQuery, check), { numRuns: 100_000 })
  const mostOf = ({ scheme, kind }: RewardQuery) => {
    const { fine, concealment, ordinary, insider } = schemeOf(rewardRules, scheme) ?? expect.unreachable()
    return yuan(kind === 'concealment' ? concealment.most : kind === 'ordinary' ? Math.max(ordinary?.most ?? ordinary?.least ?? 0, insider?.most ?? 0) : fine.most)
  }

  it('the amount is whole fen, never negative, never above the cap, and the last step’s', () => {
    always((query) => {
      const { fen: amount, steps } = reckonReward(query, rewardRules)
      if (!Number.isSafeInteger(amount) || amount < 0 || amount > mostOf(query) || amount !== steps.at(-1)?.fen) expect.unreachable(JSON.stringify({ query, amount }))
    })
  })

  it('a fine that is higher never gives less, and none gives less than the floor', () => {
    always((query) => {
      const more = fen({ ...query, fineFen: (query.fineFen ?? 0) * 2 + 1 })
      const floor = query.kind === 'violation' || query.kind === 'hazard' ? yuan(schemeOf(rewardRules, query.scheme)?.fine.least ?? 0) : 0
      if (more < fen(query) || fen(query) < floor) expect.unreachable(JSON.stringify(query))
    })
  })

  it('more dead never give less, and an insider never gets less than another', () => {
    always((query) => {
      if (fen({ ...query, deaths: (query.deaths ?? 0) + 1 }) < fen(query) || fen({ ...query, insider: true }) < fen({ ...query, insider: false })) expect.unreachable(JSON.stringify(query))
    })
  })

  it('neither signing together nor parting a fine above the floor creates money', () => {
    always((query) => {
      if (fen({ ...query, joint: 9 }) !== fen({ ...query, joint: 1 })) expect.unreachable('joint')
      const floor = yuan(schemeOf(rewardRules, query.scheme)?.fine.least ?? 0)
      const one = { ...query, kind: 'violation', insider: false } as const
      const part = { ...one, fineFen: Math.floor((query.fineFen ?? 0) / 3) }
      const rest = { ...one, fineFen: (query.fineFen ?? 0) - part.fineFen }
      if (fen(part) > floor && fen(one) < mostOf(one) && fen(part) + fen(rest) > fen(one)) expect.unreachable(JSON.stringify(query))
    })
  })

  it('any exclusion leaves nothing, and says why', () => {
    for (const exclusion of Exclusion.options) {
      const { fen: amount, steps } = reckonReward({ kind: 'violation', fineFen: yuan(100_000), exclusions: [exclusion] }, rewardRules)
      expect([amount, steps.length]).toEqual([0, 1])
    }
  })
})
