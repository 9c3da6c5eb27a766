import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rewardRules } from '#contract/county/reward-rules.ts'
import { AccidentGrade, Exclusion, RewardKind, type RewardQuery } from '#contract/reward.ts'
import { reckonReward, sayReckoning } from '#contract/rules/reward.ts'

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

it('adds up the fines of one matter, says so, and says nothing of a fine that is alone', () => {
  const { fen: amount, steps } = reckonReward({ ...NATIONAL, kind: 'violation', fineFen: yuan(2_000), moreFinesFen: [0, yuan(28_000)] }, rewardRules)
  expect([amount, steps[0]?.words]).toEqual([yuan(4_500), '同一件事罚了2笔（2,000元、28,000元），加在一起算一次：30,000元。'])
  expect(reckonReward({ ...NATIONAL, kind: 'violation', moreFinesFen: [yuan(30_000)] }, rewardRules)).toEqual(reckonReward({ ...NATIONAL, kind: 'violation', fineFen: yuan(30_000) }, rewardRules))
})

const RUNS = { numRuns: 100_000 }
const aFine = fc.oneof(fc.nat({ max: 100_000_000 }), fc.nat({ max: 10_000_000_000_000 }))

describe.for(rewardRules.schemes)('whatever is asked of $id', (scheme) => {
  const { fine, concealment, ordinary, insider } = scheme
  const anyQuery: fc.Arbitrary<RewardQuery> = fc.record({
    scheme: fc.constant(scheme.id),
    kind: fc.constantFrom(...RewardKind.options),
    fineFen: aFine,
    moreFinesFen: fc.array(aFine, { maxLength: 3 }),
    deaths: fc.nat({ max: 300 }),
    accidentGrade: fc.option(fc.constantFrom(...AccidentGrade.options), { nil: undefined }),
    insider: fc.boolean(),
    joint: fc.integer({ min: 1, max: 9 }),
    exclusions: fc.oneof({ weight: 9, arbitrary: fc.constant<Exclusion[]>([]) }, { weight: 1, arbitrary: fc.subarray([...Exclusion.options]) }),
  })
  const always = (check: (query: RewardQuery) => boolean) => fc.assert(fc.property(anyQuery, check), RUNS)
  const finable = ({ kind }: RewardQuery) => kind === 'violation' || kind === 'hazard'
  const isBarred = ({ exclusions = [] }: RewardQuery) => exclusions.length > 0
  const capOf = ({ kind, insider: works }: RewardQuery) => {
    const alone = kind === 'concealment' ? concealment.most : kind === 'ordinary' ? (ordinary?.least ?? 0) : fine.most
    return yuan(works === true && alone > 0 ? (insider?.most ?? alone) : alone)
  }

  it('the amount is whole fen, never negative, never over the cap, insiders’ neither, and the last step’s', () => {
    always((query) => {
      const { fen: amount, steps } = reckonReward(query, rewardRules)
      return Number.isSafeInteger(amount) && amount >= 0 && amount <= capOf(query) && amount === steps.at(-1)?.fen
    })
  })

  it('a fine that is higher never gives less, and none less than the floor', () => {
    fc.assert(fc.property(anyQuery, aFine, (query, more) => {
      const higher = { ...query, fineFen: Math.max(query.fineFen ?? 0, more) }
      return fen(higher) >= fen(query) && (isBarred(query) || !finable(query) || fen(query) >= yuan(fine.least))
    }), RUNS)
  })

  it('more dead never give less', () => {
    fc.assert(fc.property(anyQuery, fc.nat({ max: 300 }), (query, more) => fen({ ...query, deaths: (query.deaths ?? 0) + more }) >= fen(query)), RUNS)
  })

  it('an insider never gets less than another', () => {
    always((query) => fen({ ...query, insider: true }) >= fen({ ...query, insider: false }))
  })

  it('however many sign, there is one reward, and of one amount', () => {
    always((query) => fen(query) === fen({ ...query, joint: 1 }))
  })

  it('any exclusion leaves nothing', () => {
    always((query) => !isBarred(query) || fen(query) === 0)
  })

  it('parting one matter into several fines gives what one fine of their sum gives', () => {
    fc.assert(fc.property(anyQuery, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (query, cuts) => {
      const whole = query.fineFen ?? 0
      const edges = [0, ...cuts.map((cut) => Math.floor(cut * whole)).toSorted((a, b) => a - b), whole]
      const [first = 0, ...others] = edges.slice(1).map((edge, at) => edge - (edges[at] ?? 0))
      return fen({ ...query, fineFen: first, moreFinesFen: others }) === fen({ ...query, fineFen: whole, moreFinesFen: [] })
    }), RUNS)
  })

  /** Why they must be added up: rewarded one by one, parts below the floor are each lifted to it, and nothing caps their sum. */
  it('paid apart, parts give no more than the share of the whole and one floor for each part below it; with none below and the whole within the cap, no more than the whole', () => {
    fc.assert(fc.property(fc.array(aFine, { minLength: 1, maxLength: 5 }), (parts) => {
      const one = (fineFen: number) => fen({ scheme: scheme.id, kind: 'violation', fineFen })
      const whole = parts.reduce((sum, part) => sum + part, 0)
      const apart = parts.reduce((sum, part) => sum + one(part), 0)
      const share = Math.floor((whole * fine.percent) / 100)
      const below = parts.filter((part) => Math.floor((part * fine.percent) / 100) < yuan(fine.least)).length
      return apart <= share + below * yuan(fine.least) && (below > 0 || share > yuan(fine.most) || apart <= one(whole))
    }), RUNS)
  })
})

it('every exclusion of the county’s file leaves nothing, and says why', () => {
  expect(rewardRules.exclusions.map(({ id }) => id).toSorted()).toEqual([...Exclusion.options].toSorted())
  for (const { id, says } of rewardRules.exclusions) {
    const { fen: amount, steps } = reckonReward({ kind: 'violation', fineFen: yuan(100_000), exclusions: [id] }, rewardRules)
    expect([amount, steps.map(({ words }) => words)]).toEqual([0, [`${says}没有奖励。`]])
  }
})

it('every figure of the file stands on a document with a mark, those marked as seen with the day they were seen', () => {
  const bases = [rewardRules.joint, rewardRules.together, rewardRules.grades.basis, ...rewardRules.exclusions.map(({ basis }) => basis), ...rewardRules.schemes.flatMap(({ fine, concealment, ordinary, insider, insiderSilence }) =>
    [fine.basis, concealment.basis, ...[ordinary, insider].flatMap((part) => (part === undefined ? [] : [part.basis])), ...(insiderSilence === undefined ? [] : [insiderSilence])])]
  expect(bases.filter(({ document, mark, checked }) => document === '' || ((mark === '✔' || mark === '◐') && checked === undefined))).toEqual([])
})
