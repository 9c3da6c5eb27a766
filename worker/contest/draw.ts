/** Drawing questions, and reading back what was drawn. Pure: chance comes in as an argument. */
import type { AskedQuestion } from '#contract/contest.ts'

/** A question as the Worker keeps it, compiled from content/learn/quiz. `id` is a digest of its words; `answer` counts options from 0. */
export interface BankQuestion {
  readonly id: string
  /** What it is drawn as one of: its hazard, or its file where nobody said which. */
  readonly group: string
  /** Empty where nobody said which. */
  readonly hazard: string
  readonly question: string
  readonly options: readonly string[]
  readonly answer: readonly number[]
  readonly explanation: string
  readonly source: string
}

/** One question of an entry: which, and its options in this entrant's order, by their numbers in the bank. */
export interface Drawn {
  readonly id: string
  readonly order: readonly number[]
}

/** A whole number from 0 to `below` − 1. */
export type Chance = (below: number) => number

/**
 * Draws `count` questions, none twice: the bank is laid out group by group and every n-th is taken from a start by chance (systematic
 * sampling). So each question is as likely as any other, and each group has its share of the entry, give or take one. Order of questions
 * and of options is by chance.
 */
export function draw(bank: readonly BankQuestion[], count: number, chance: Chance): Drawn[] {
  const groups = [...new Set(bank.map(({ group }) => group))]
  const row = shuffled(groups, chance).flatMap((group) => shuffled(bank.filter((question) => question.group === group), chance))
  const most = Math.min(count, row.length)
  const start = row.length === 0 ? 0 : chance(row.length)
  const taken = Array.from({ length: most }, (_, at) => row[Math.floor((start + at * row.length) / most)] as BankQuestion)
  return shuffled(taken, chance).map(({ id, options }) => ({ id, order: shuffled([...options.keys()], chance) }))
}

/** Fisher–Yates, on a copy. */
function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  const pile = [...list]
  const out: T[] = []
  while (pile.length > 0) out.push(...pile.splice(chance(pile.length), 1))
  return out
}

/** What the entrant is shown. */
export const asked = ({ question, options, answer }: BankQuestion, order: readonly number[]): AskedQuestion => ({
  question, options: order.map((at) => options[at] ?? ''), many: answer.length > 1,
})
