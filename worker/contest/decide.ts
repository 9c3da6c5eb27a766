/** The rules of entering and of judging. What `contract/rules/contest.ts` computes for the page too is not repeated here. */
import type { Answers, Contest, ContestPhase, JudgedQuestion } from '#contract/contest.ts'
import { GRACE_SECONDS, nicknameProblem, pointsOf, type NicknameProblem } from '#contract/rules/contest.ts'
import { asked, type BankQuestion, type Drawn } from './draw.ts'

/** Days are compared as text: '2026-06-01' < '2026-11-22'. Both ends belong to the window. */
export const phaseOf = ({ window }: Contest, today: string): ContestPhase => (today < window.from ? 'before' : today > window.to ? 'over' : 'open')

export type EnterRefusal = 'not-yet' | 'over' | 'unknown-unit' | `nickname-${NicknameProblem}`

/** Null when an entry may begin as far as one can tell without looking at earlier tries. */
export function decideEntry(contest: Contest, today: string, unit: string, nickname: string): EnterRefusal | null {
  const phase = phaseOf(contest, today)
  if (phase !== 'open') return phase === 'before' ? 'not-yet' : 'over'
  if (!contest.units.some(({ id }) => id === unit)) return 'unknown-unit'
  const problem = nicknameProblem(nickname)
  return problem === null ? null : `nickname-${problem}`
}

export type AnswerRefusal = 'expired' | 'wrong-number' | 'no-such-option'

/** Null when answers may be judged: in time by the Worker's clock, one for each question, each an option that was shown, none twice. */
export function decideAnswers(entry: { readonly deadline: number; readonly drawn: readonly Drawn[] }, answers: Answers, seconds: number): AnswerRefusal | null {
  if (seconds > entry.deadline + GRACE_SECONDS) return 'expired'
  if (answers.length !== entry.drawn.length) return 'wrong-number'
  const fits = answers.every((chosen, at) => new Set(chosen).size === chosen.length && chosen.every((one) => one < (entry.drawn[at]?.order.length ?? 0)))
  return fits ? null : 'no-such-option'
}

/** One spelling for the same answers, whatever the order in which boxes were ticked. */
export const canonical = (answers: Answers): Answers => answers.map((chosen) => chosen.toSorted((a, b) => a - b))

/** Which questions are right: all of the right options and no other. A question that was withdrawn meanwhile is nobody's mistake. */
export function judge(drawn: readonly Drawn[], answers: Answers, bank: ReadonlyMap<string, BankQuestion>): boolean[] {
  return drawn.map(({ id, order }, at) => {
    const question = bank.get(id)
    if (question === undefined) return true
    const right = order.flatMap((option, shown) => (question.answer.includes(option) ? [shown] : []))
    const chosen = answers[at] ?? []
    return chosen.length === right.length && right.every((one) => chosen.includes(one))
  })
}

export const pointsFor = (marks: readonly boolean[]): number => pointsOf(marks.filter(Boolean).length, marks.length)

/** What is told of each question afterwards. */
export function explain(drawn: readonly Drawn[], answers: Answers, marks: readonly boolean[], bank: ReadonlyMap<string, BankQuestion>): JudgedQuestion[] {
  return drawn.map(({ id, order }, at) => {
    const told = { chosen: answers[at] ?? [], right: marks[at] ?? false }
    const question = bank.get(id)
    if (question === undefined) return { ...WITHDRAWN, options: [], many: false, answer: [], ...told }
    const answer = order.flatMap((option, shown) => (question.answer.includes(option) ? [shown] : []))
    return { ...asked(question, order), answer, ...told, explanation: question.explanation, source: question.source, hazard: question.hazard }
  })
}

const WITHDRAWN = { question: '这道题刚刚撤下了', explanation: '你答题的时候，这道题从题库里撤下了，算你答对。', source: '', hazard: '' }
