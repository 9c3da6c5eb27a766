/** One round of questions, as values: what is asked, what was chosen, what came out. */
import type { PracticeBank, Question } from './practice.ts'
import { optionOrder, shortKey, shuffled } from './order.ts'

export interface Asked extends Question {
  readonly bank: string
  /** Short name of the question: under it the device remembers how it went. */
  readonly key: string
  readonly sourceWords: string
  /** Indexes of the options as they are shown. */
  readonly order: readonly number[]
}

export interface Run {
  readonly round: number
  readonly asked: readonly Asked[]
  readonly at: number
  /** Indexes of the chosen options of the present question. */
  readonly chosen: readonly number[]
  readonly judged: boolean
  /** How each question so far went. */
  readonly results: readonly boolean[]
}

export function questionsOf(id: string, bank: PracticeBank, round: number): Asked[] {
  return bank.questions.map((question) => ({
    ...question,
    bank: id,
    key: shortKey(question.question),
    sourceWords: bank.sources[question.source - 1] ?? '',
    order: optionOrder(question.options, `${question.question}${round}`),
  }))
}

export const beginRun = (asked: readonly Asked[], round: number): Run => ({ round, asked, at: 0, chosen: [], judged: false, results: [] })

export const currentOf = (run: Run): Asked | undefined => run.asked[run.at]
export const takesSeveral = ({ answer }: Question): boolean => answer.length > 1
export const isRight = ({ answer }: Question, chosen: readonly number[]): boolean => chosen.length === answer.length && answer.every((one) => chosen.includes(one - 1))

export function choose(run: Run, chosen: readonly number[]): Run {
  return run.judged ? run : { ...run, chosen }
}

/** Tells right from wrong, once; nothing chosen is nothing to judge. */
export function judge(run: Run): Run {
  const question = currentOf(run)
  if (question === undefined || run.judged || run.chosen.length === 0) return run
  return { ...run, judged: true, results: [...run.results, isRight(question, run.chosen)] }
}

export const goOn = (run: Run): Run => (run.judged ? { ...run, at: run.at + 1, chosen: [], judged: false } : run)

export const rightIn = ({ results }: Run): number => results.filter(Boolean).length
export const wrongIn = ({ asked, results }: Run): Asked[] => asked.filter((_, index) => results[index] === false)

/** Which banks to take how many questions from: up to five banks, as evenly as it goes. */
export function pickBanks<T extends { readonly count: number }>(banks: readonly T[], wanted: number, random: () => number): { bank: T; take: number }[] {
  const chosen = shuffled(banks.filter(({ count }) => count > 0), random).slice(0, 5)
  return chosen.map((bank, index) => ({ bank, take: Math.min(bank.count, Math.floor(wanted / chosen.length) + (index < wanted % chosen.length ? 1 : 0)) }))
}

/** Some of a bank's questions, those first that did not go well yet. */
export function pickQuestions(asked: readonly Asked[], take: number, wasRight: (key: string) => boolean, random: () => number): Asked[] {
  const mixed = shuffled(asked, random)
  return [...mixed.filter(({ key }) => !wasRight(key)), ...mixed.filter(({ key }) => wasRight(key))].slice(0, take)
}
