/** Drawing questions, and reading back what was drawn. Pure: chance comes in as an argument. */
import type { AskedQuestion } from '#contract/contest.ts'

/** A question as the Worker keeps it, compiled from content/learn/quiz. `id` is a digest of its words; `answer` counts options from 0. */
export interface BankQuestion {
  readonly id: string
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
 * Draws `count` questions, none twice, hazards taken in turn so that each of them is asked as often as the others, give or take one, as
 * long as it has questions left. Order of hazards, questions and options is by chance.
 */
export function draw(bank: readonly BankQuestion[], count: number, chance: Chance): Drawn[] {
  const byHazard = new Map<string, BankQuestion[]>()
  for (const question of shuffled(bank, chance)) byHazard.set(question.hazard, [...(byHazard.get(question.hazard) ?? []), question])
  const piles = shuffled([...byHazard.values()], chance)
  const longest = Math.max(0, ...piles.map((pile) => pile.length))
  const inTurn = Array.from({ length: longest }, (_, round) => piles.flatMap((pile) => pile[round] ?? [])).flat()
  return shuffled(inTurn.slice(0, count), chance).map(({ id, options }) => ({ id, order: shuffled([...options.keys()], chance) }))
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
