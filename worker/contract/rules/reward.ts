/**
 * How much the first honest reporter is paid (安监总财〔2018〕19号 第十一条 and the schemes of content/county/reward-rules.yaml). Pure: the public
 * calculator, the console and `npm run reward` run this and nothing else. It says what an amount would be, not that somebody is owed it:
 * that is decided by two people on what was verified.
 */
import type { Basis } from '../county-schema.ts'
import type { AccidentGrade, RewardQuery, RewardRules, RewardScheme } from '../reward.ts'
import { sayYuan } from './money.ts'

/** One step of the reckoning: what is done, and on which clause. `fen`: the amount after it. */
export interface RewardStep {
  readonly words: string
  readonly fen: number
  readonly clause: Basis | null
}

export interface Reckoning {
  /** Integer fen; 0 where nothing is paid. */
  readonly fen: number
  readonly steps: readonly RewardStep[]
}

export const GRADE_NAMES: Readonly<Record<AccidentGrade, string>> = { general: '一般事故', larger: '较大事故', major: '重大事故', extraordinary: '特别重大事故' }
const GRADES = Object.keys(GRADE_NAMES) as AccidentGrade[]

/** The scheme with this id, or the county's own; undefined where the file has none. */
export const schemeOf = (rules: RewardRules, id: string = rules.scheme): RewardScheme | undefined => rules.schemes.find((scheme) => scheme.id === id)

/** @throws Error if the query names a scheme that the rules do not have: ask schemeOf first. */
export function reckonReward(query: RewardQuery, rules: RewardRules): Reckoning {
  const scheme = schemeOf(rules, query.scheme)
  if (scheme === undefined) throw new Error(`no such scheme: ${query.scheme}`)
  const barred = rules.exclusions.filter(({ id }) => query.exclusions?.includes(id) === true)
  if (barred.length > 0) return endingWith(barred.map(({ says, basis }) => ({ words: `${says}没有奖励。`, fen: 0, clause: basis })))
  const steps = [...baseSteps(query, scheme, rules)]
  if (query.insider === true) steps.push(...insiderSteps(steps.at(-1)?.fen ?? 0, scheme))
  if ((query.joint ?? 1) > 1) steps.push({ words: `${query.joint}个人联名，奖一次，由第一个署名的人领。`, fen: steps.at(-1)?.fen ?? 0, clause: rules.joint })
  return endingWith(steps)
}

const endingWith = (steps: readonly RewardStep[]): Reckoning => ({ fen: steps.at(-1)?.fen ?? 0, steps })

function baseSteps(query: RewardQuery, scheme: RewardScheme, rules: RewardRules): RewardStep[] {
  if (query.kind === 'concealment') return concealmentSteps(query, scheme, rules)
  if (query.kind === 'ordinary') return ordinarySteps(scheme)
  const { percent, least, most, basis } = scheme.fine
  const { fineFen = 0, moreFinesFen = [] } = query
  const fine = moreFinesFen.reduce((sum, one) => sum + one, fineFen)
  const share = Math.floor((fine * percent) / 100)
  const words = fine === 0 ? '没有罚款，算不出比例。' : `罚款${sayYuan(fine)}的${percent}%，是${sayYuan(share)}。`
  return [...addingUp([fineFen, ...moreFinesFen], fine, rules), { words, fen: share, clause: basis }, ...bounded(share, least * 100, most * 100, basis)]
}

/**
 * Fines are added up before the share is taken, so that no parting of one matter into several decisions gives more or less than the sum.
 * Reckoned apart they would: the floor would be paid several times, and the cap passed.
 */
function addingUp(fines: readonly number[], sum: number, { together }: RewardRules): RewardStep[] {
  const counted = fines.filter((one) => one > 0)
  if (counted.length < 2) return []
  return [{ words: `同一件事罚了${counted.length}笔（${counted.map(sayYuan).join('、')}），加在一起算一次：${sayYuan(sum)}。`, fen: 0, clause: together }]
}

/** What the bounds do to an amount; nothing where it lies between them. */
function bounded(fen: number, least: number, most: number, clause: Basis): RewardStep[] {
  if (fen < least) return [{ words: `不到最低的${sayYuan(least)}，按${sayYuan(least)}。`, fen: least, clause }]
  if (fen > most) return [{ words: `超过最高的${sayYuan(most)}，按${sayYuan(most)}。`, fen: most, clause }]
  return []
}

function concealmentSteps({ deaths = 0, accidentGrade }: RewardQuery, { concealment: { perDeath, most, basis } }: RewardScheme, { grades }: RewardRules): RewardStep[] {
  const lowest = GRADES.findLast((grade) => grade !== 'general' && deaths >= grades[grade]) ?? 'general'
  const grade = accidentGrade ?? lowest
  if (deaths === 0) return [{ words: '没有查实瞒报的死亡人数，这一条没有数可算。', fen: 0, clause: basis }]
  const each = perDeath[grade] * 100
  const all = each * deaths
  const steps: RewardStep[] = [{ words: `${GRADE_NAMES[grade]}，查实瞒报谎报${deaths}人，每人${sayYuan(each)}，一共${sayYuan(all)}。`, fen: all, clause: basis }]
  const unsure = accidentGrade === undefined || GRADES.indexOf(grade) < GRADES.indexOf(lowest)
  if (unsure) steps.push({ words: `死亡${deaths}人的，至少是${GRADE_NAMES[lowest]}。等级以最后认定的为准。`, fen: all, clause: grades.basis })
  return [...steps, ...bounded(all, 0, most * 100, basis)]
}

function ordinarySteps({ name, ordinary }: RewardScheme): RewardStep[] {
  if (ordinary === undefined) return [{ words: `${name}没有给一般隐患定奖励。`, fen: 0, clause: null }]
  const { least, most, basis } = ordinary
  const range = most === undefined ? `每件最低${sayYuan(least * 100)}` : `每件${sayYuan(least * 100)}到${sayYuan(most * 100)}`
  return [{ words: `一般隐患，${range}，由核查的单位定。这里按最低的算。`, fen: least * 100, clause: basis }]
}

/** Nothing on top of nothing. A scheme that promises more without a figure is said to, and nothing is reckoned. */
function insiderSteps(fen: number, { insider, insiderSilence }: RewardScheme): RewardStep[] {
  if (fen === 0) return []
  if (insider === undefined) return insiderSilence === undefined ? [] : [{ words: '在那里上班的人举报，可以多奖；多多少由省里定，这里没有算。', fen, clause: insiderSilence }]
  const { percent, least, most, basis } = insider
  const more = Math.max(Math.floor((fen * percent) / 100), least * 100)
  const sum = fen + more
  return [{ words: `在那里上班的人举报，多奖${percent}%，最少多${sayYuan(least * 100)}：加${sayYuan(more)}，是${sayYuan(sum)}。`, fen: sum, clause: basis }, ...bounded(sum, 0, most * 100, basis)]
}

/** 安全生产领域举报奖励办法（安监总财〔2018〕19号），第十一条; without ✔ it says that the county's own word counts. */
export const sayClause = ({ document, article, mark }: Basis): string => `${document}${article === undefined ? '' : `，${article}`}${mark === '✔' ? '' : '（以本县公布为准）'}`

/** The reckoning as `npm run reward` prints it: clauses each once, in the order of the steps. */
export const sayReckoning = ({ fen, steps }: Reckoning): { fen: number; steps: string[]; clauses: string[] } => ({
  fen,
  steps: steps.map(({ words }) => words),
  clauses: [...new Set(steps.flatMap(({ clause }) => (clause === null ? [] : [sayClause(clause)])))],
})
