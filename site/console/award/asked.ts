/** The matter of a proposal, as it is typed, and as the rule is asked. No DOM. */
import type { AccidentGrade, Exclusion, RewardKind, RewardQuery } from '#contract/reward.ts'
import { parseCount, parseYuan } from '../../reward/amount.ts'

export interface Asked {
  readonly kind: RewardKind
  readonly fine: string
  readonly deaths: string
  readonly grade: AccidentGrade | null
  readonly insider: boolean
  readonly joint: string
  readonly exclusions: readonly Exclusion[]
}

export const NOTHING_ASKED: Asked = { kind: 'violation', fine: '', deaths: '', grade: null, insider: false, joint: '', exclusions: [] }
const MOST_SIGNERS = 1_000

/** What the rule is asked, without a scheme: the county's own. Or a sentence about what is missing or not right. */
export function askedOf(asked: Asked): Omit<RewardQuery, 'scheme'> | string {
  const joint = asked.joint.trim() === '' ? 1 : parseCount(asked.joint)
  if (joint === null || joint < 1 || joint > MOST_SIGNERS) return '联名的人数写数字，比如 3。'
  const matter = matterOf(asked)
  if (typeof matter === 'string') return matter
  const { insider, exclusions } = asked
  return { ...matter, ...(insider && { insider }), ...(joint > 1 && { joint }), ...(exclusions.length > 0 && { exclusions: [...exclusions] }) }
}

function matterOf({ kind, fine, deaths, grade }: Asked): Omit<RewardQuery, 'scheme'> | string {
  if (kind === 'ordinary') return { kind }
  if (kind === 'concealment') {
    const count = parseCount(deaths)
    if (count === null || count === 0) return '先写查实瞒报、谎报了几个人。'
    return grade === null ? '先选最后认定的事故等级。' : { kind, deaths: count, accidentGrade: grade }
  }
  if (fine.trim() === '') return '先写罚了多少钱，没有罚款写 0。'
  const fineFen = parseYuan(fine)
  return fineFen === null ? '罚款写数字，比如 50000 或 5万。' : { kind, fineFen }
}
