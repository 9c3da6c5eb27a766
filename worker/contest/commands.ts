import { contest } from '#contract/county/contest.ts'
import type { Answers, Certificate, Entry, Result as Judged } from '#contract/contest.ts'
import type { SolvedChallenge } from '#contract/report.ts'
import { nicknameOf, rankUnits } from '#contract/rules/contest.ts'
import { addDays } from '#contract/rules/day.ts'
import { checkContestChallenge } from '../challenge/commands.ts'
import { deleteSpent, insertSpent } from '../challenge/store.ts'
import type { Moment } from '../platform/clock.ts'
import { commit } from '../platform/d1.ts'
import { randomBelow } from '../platform/random.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { hmac, secretFor, type Secrets } from '../platform/secrets.ts'
import { bank } from './bank.ts'
import { canonical, decideAnswers, decideEntry, explain, judge, phaseOf, pointsFor, type AnswerRefusal, type EnterRefusal } from './decide.ts'
import { asked, draw } from './draw.ts'
import * as store from './store.ts'

/** An entry that was judged, or is past its time, is kept this much longer, so that a lost answer can be asked for again. */
const KEEP_SECONDS = 3600

const questions = new Map(bank.map((question) => [question.id, question]))

/** One round trip, a row for each unit. */
export async function readContest(db: D1Database, today: string) {
  return { ...contest, phase: phaseOf(contest, today), standings: rankUnits(contest, await store.readTallies(db, contest.id)) }
}

export interface Wish {
  readonly entry: string
  readonly unit: string
  readonly nickname: string
  readonly challenge?: SolvedChallenge | undefined
}

/** Begins an entry: two round trips. The same wish again gives the same questions with the time that is left, and counts no further try. */
export async function enter(
  db: D1Database, secrets: Secrets, wish: Wish, now: Moment,
): Promise<Result<Entry, EnterRefusal | 'no-tries' | 'challenge' | 'other-entry'>> {
  const nickname = nicknameOf(wish.nickname)
  const who = await hmac(await secretFor(secrets, 'contest'), `${contest.id}\n${wish.unit}\n${nickname}`)
  const entrant = { contest: contest.id, unit: wish.unit, who }
  const before = await store.findBefore(db, wish.entry, entrant)
  if (before.entry !== null) return before.entry.who === who ? ok(entryOf(before.entry, now.seconds)) : refuse('other-entry')
  const unfit = decideEntry(contest, now.today, wish.unit, nickname)
  if (unfit !== null) return refuse(unfit)
  if (before.tries >= contest.tries) return refuse('no-tries')
  const spent = await checkContestChallenge(secrets, wish.challenge)
  if (spent === null) return refuse('challenge')

  const entry = {
    ...entrant, id: wish.entry, nickname, attempt: before.tries + 1,
    drawn: draw(bank, contest.questions, randomBelow), deadline: now.seconds + contest.minutes * 60,
  }
  const committed = await commit(db, [insertSpent(db, spent, 'contest'), store.insertEntry(db, entry), store.countTry(db, entrant)])
  if (committed.ok) return ok(entryOf(entry, now.seconds))
  // The same wish may have been sent twice at once: then the first one's entry is there by now.
  const { entry: first } = await store.findBefore(db, wish.entry, entrant)
  if (first !== null) return first.who === who ? ok(entryOf(first, now.seconds)) : refuse('other-entry')
  return refuse(store.isSpentKey(committed.taken) ? 'challenge' : 'other-entry')
}

function entryOf({ id, attempt, drawn, deadline }: store.EntryRow, seconds: number): Entry {
  const shown = drawn.map(({ id: of, order }) => {
    const question = questions.get(of)
    return question === undefined ? { question: '这道题刚刚撤下了，不用答，算你答对。', options: [], many: false } : asked(question, order)
  })
  return { entry: id, attempt, secondsLeft: Math.max(0, deadline - seconds), questions: shown }
}

/** Judges an entry once: two round trips. The same answers again give the same result, even when their time is over. */
export async function answer(
  db: D1Database, id: string, answers: Answers, now: Moment,
): Promise<Result<Judged, AnswerRefusal | 'not-found' | 'judged'>> {
  const given = canonical(answers)
  const found = await store.findEntry(db, id)
  if (found === null) return refuse('not-found')
  if (found.result !== null) return again(found.entry, found.result, given)
  const unfit = decideAnswers(found.entry, given, now.seconds)
  if (unfit !== null) return refuse(unfit)

  const marks = judge(found.entry.drawn, given, questions)
  const result = { answers: given, marks, points: pointsFor(marks), day: now.today }
  const committed = await commit(db, [store.insertResult(db, id, result), store.raiseBest(db, found.entry, result.points)])
  if (committed.ok) return ok(judgedOf(found.entry, result))
  const first = (await store.findEntry(db, id))?.result ?? null
  return first === null ? refuse('not-found') : again(found.entry, first, given)
}

const again = (entry: store.EntryRow, result: store.ResultRow, given: Answers): Result<Judged, 'judged'> =>
  JSON.stringify(result.answers) === JSON.stringify(given) ? ok(judgedOf(entry, result)) : refuse('judged')

function judgedOf(entry: store.EntryRow, { answers, marks, points, day }: store.ResultRow): Judged {
  const unit = contest.units.find(({ id }) => id === entry.unit)?.name ?? ''
  const certificate: Certificate | null = points < contest.pass || unit === '' ? null : { title: contest.title, nickname: entry.nickname, unit, points, day }
  return { points, correct: marks.filter(Boolean).length, asked: marks.length, questions: explain(entry.drawn, answers, marks, questions), certificate }
}

/** The cron's part: entries past their time, everything of earlier contests, and the entrants of this one once nobody can be judged any more. */
export async function forgetContest(db: D1Database, { today, seconds }: Moment): Promise<void> {
  const over = today > addDays(contest.window.to, 1)
  await commit(db, [store.deleteEntries(db, seconds - KEEP_SECONDS), ...store.deleteOthers(db, contest.id, over), deleteSpent(db, seconds, 'contest')])
}
