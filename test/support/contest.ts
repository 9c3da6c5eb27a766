/** Builders for the contest: somebody of a unit, an entry, right and wrong answers. Knows the bank, as only the Worker does. */
import { contest } from '#contract/county/contest.ts'
import { answerContest, enterContest, type Answers, type Entry, type Result } from '#contract/contest.ts'
import { bank } from '../../worker/contest/bank.ts'
import { randomId } from '../../worker/platform/random.ts'
import { callerOf, must } from './api.ts'
import { cheapChallenge } from './story.ts'

export const anybody = callerOf()
let turn = 0

/** A wish to enter, of a nickname that nobody had before. */
export const aWish = async (change: { unit?: string; nickname?: string; entry?: string } = {}) => ({
  entry: randomId(), unit: 'heping-food', nickname: `花名${'甲乙丙丁戊己庚辛壬癸'.charAt((turn += 1) % 10)}${turn}`, challenge: await cheapChallenge('contest'), ...change,
})

export const begun = async (change: Parameters<typeof aWish>[0] = {}): Promise<Entry> => must(await anybody(enterContest, {}, await aWish(change)))

/** The right answers to what was asked, as the options were shown. */
export const rightAnswers = (entry: Entry): Answers =>
  entry.questions.map((shown) => {
    const known = bank.find((one) => one.question === shown.question)
    return (known?.answer ?? []).map((option) => shown.options.indexOf(known?.options[option] ?? '')).toSorted((a, b) => a - b)
  })

/** The first `correct` of the questions right, the rest left out. */
export const answersWith = (entry: Entry, correct: number): Answers => rightAnswers(entry).map((one, at) => (at < correct ? one : []))

/** A whole entry with so many right of the contest's number of questions. */
export async function played(correct: number, change: Parameters<typeof aWish>[0] = {}): Promise<Result> {
  const entry = await begun(change)
  return must(await anybody(answerContest, { id: entry.entry }, { answers: answersWith(entry, correct) }))
}

export const asks = contest.questions
