/**
 * The contest's questions as a module of the Worker: worker/contest/bank.ts, which git ignores and no page imports. Made of every file
 * of content/learn/quiz that says `use: contest`.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { writeIfOther } from '../county/write.ts'
import { wrong } from '../county/wrong.ts'
import { nameSource } from '../learn/name-source.ts'
import { sayMistake, type Mistake } from './mistake.ts'
import { misnamedBank } from './places.ts'
import { readPieces, type Piece } from './read.ts'

const MODULE = 'worker/contest/bank.ts'
/** Files with questions of the contest are called so: a mistake in one of them stops the build, one in a practice file does not. */
const NAMED = /^content\/learn\/quiz\/contest-/

/** As worker/contest/draw.ts has it: `answer` counts from 0, `id` is a digest of the words, so that an edited question is another. */
export type ContestBank = readonly {
  readonly id: string; readonly group: string; readonly hazard: string; readonly question: string; readonly options: readonly string[]
  readonly answer: readonly number[]; readonly explanation: string; readonly source: string
}[]

/** Throws one Chinese sentence at the first mistake. */
export function readContestBank(root: string): ContestBank {
  const mistakes: Mistake[] = []
  const banks = readPieces(root, 'quiz', (mistake) => mistakes.push(mistake))
  const mistake = mistakes.find(({ file }) => NAMED.test(file))
  if (mistake !== undefined) throw new Error(sayMistake(mistake))
  for (const { id, file, data } of banks) {
    const misnamed = misnamedBank(id, data.use)
    if (misnamed !== null) wrong(file, ...misnamed)
  }
  const bank = banks.filter(({ data }) => data.use === 'contest').flatMap(questionsOf)
  const twice = bank.find(({ id }, at) => bank.findIndex((other) => other.id === id) !== at)
  if (twice !== undefined) wrong('content/learn/quiz', `竞赛题“${twice.question}”出现了两次`, '删掉一道')
  return bank
}

function questionsOf({ file, data: { hazards, sources, questions } }: Piece<'quiz'>): ContestBank {
  return questions.map(({ question, options, answer, explanation, source, hazard }) => {
    const from = sources[source - 1]
    if (from === undefined) return wrong(file, `“${question}”的 source 写了${source}，sources 只有${sources.length}条`, '写出处的序号，从1数起')
    if (answer.some((one) => one > options.length)) wrong(file, `“${question}”的 answer 超出了选项`, 'answer 写第几个选项对，从1数起')
    // A bank of several hazards whose question does not say which: linked to none rather than to a wrong one.
    const about = hazard ?? (hazards.length === 1 ? (hazards[0] ?? '') : '')
    if (about !== '' && !hazards.includes(about)) wrong(file, `“${question}”的 hazard 写了“${about}”，不在这个文件的 hazards 里`, '改成其中一个，或者在 hazards 里加上')
    const id = createHash('sha256').update(JSON.stringify([question, options, answer])).digest('base64url').slice(0, 12)
    return { id, group: about === '' ? file : about, hazard: about, question, options, answer: answer.map((one) => one - 1), explanation, source: sayFrom(from) }
  })
}

/**
 * What was not seen in the original is not named as a ground (design.md §1, promise 4). Articles are named where the source is one or two
 * of them; a long list, which serves a whole file of questions, would tell nobody which.
 */
function sayFrom({ document, number, article = '', mark }: Piece<'quiz'>['data']['sources'][number]): string {
  if (mark !== '✔') return '以本县公布为准'
  const few = article !== '' && !article.includes('至') && article.split('、').length <= 2
  return nameSource({ document, number, ...(few && { article }) })
}

/** Writes the module where it differs. Returns whether it did. */
export const writeContestBank = (root: string, bank: ContestBank): boolean =>
  writeIfOther(join(root, MODULE), `// Written by site/cli/county.ts from content/learn/quiz. Edit the content instead.\nimport type { BankQuestion } from './draw.ts'\n\nexport const bank: readonly BankQuestion[] = ${JSON.stringify(bank, null, 1)}\n`)
