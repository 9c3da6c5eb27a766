/** 安康杯: units compete in a window. Questions are drawn and judged by the Worker; no page carries an answer. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, UnitId } from './ids.ts'
import { MAX_SMALL_BYTES } from './limits.ts'
import { SolvedChallenge } from './report.ts'

const text = z.string().check(z.minLength(1))
const positive = z.int().check(z.positive())
const percent = z.int().check(z.minimum(1), z.maximum(100))

/** content/county/contest.yaml. */
export const Contest = z.strictObject({
  /** Entries belong to it: a new contest is a new id. */
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]{1,30}$/)),
  title: text,
  window: z.strictObject({ from: Day, to: Day }),
  questions: z.int().check(z.minimum(5), z.maximum(60)),
  minutes: z.int().check(z.minimum(1), z.maximum(120)),
  tries: z.int().check(z.minimum(1), z.maximum(10)),
  /** Points of 100 from which a certificate is given. */
  pass: percent,
  ranking: z.strictObject({ minimum: positive, sharePercent: percent }),
  units: z.array(z.strictObject({ id: UnitId, name: text, headcount: positive })).check(z.minLength(1), z.maxLength(500)),
})
export type Contest = z.infer<typeof Contest>

/** A unit's place. `average` of 100 over its best `needed` entrants, to two decimals; `rank` null where nobody took part. */
export const Standing = z.strictObject({ unit: UnitId, rank: z.nullable(positive), average: z.number(), entrants: z.int(), needed: positive })
export type Standing = z.infer<typeof Standing>

/** `before` and `over` by the Worker's clock, in the county's time zone. */
export const ContestPhase = z.enum(['before', 'open', 'over'])
export type ContestPhase = z.infer<typeof ContestPhase>

export const readContest = endpoint({
  name: 'readContest',
  summary: 'The contest: its rules, its window and whether it is open now, its units, and their ranking.',
  method: 'GET',
  path: '/api/contest',
  access: 'anyone',
  input: z.strictObject({}),
  ok: z.strictObject({ ...Contest.shape, phase: ContestPhase, standings: z.array(Standing) }),
})

/** As asked: the options in this entrant's own order. `many`: more than one may be right. */
export const AskedQuestion = z.strictObject({ question: text, options: z.array(text), many: z.boolean() })
export type AskedQuestion = z.infer<typeof AskedQuestion>

/** `secondsLeft` by the Worker's clock: a device's own may be wrong. */
export const Entry = z.strictObject({ entry: Id, attempt: positive, secondsLeft: z.int(), questions: z.array(AskedQuestion) })
export type Entry = z.infer<typeof Entry>

export const enterContest = endpoint({
  name: 'enterContest',
  summary: 'Begin an entry under an id made by the caller; the same entry again gives the same questions, before any challenge is looked at.',
  method: 'POST',
  path: '/api/contest/entries',
  access: 'anyone',
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ entry: Id, unit: UnitId, nickname: z.string().check(z.maxLength(60)), challenge: z.optional(SolvedChallenge) }),
  ok: Entry,
})

/** For each question the numbers of the options chosen, from 0, as they were shown; none for a question left out. */
export const Answers = z.array(z.array(z.int().check(z.minimum(0), z.maximum(3))).check(z.maxLength(4))).check(z.maxLength(60))
export type Answers = z.infer<typeof Answers>

/** `answer` and `chosen` are numbers of the options as they were shown. `source` names the document, or what the county reserves. */
export const JudgedQuestion = z.strictObject({
  ...AskedQuestion.shape,
  answer: z.array(z.int()), chosen: z.array(z.int()), right: z.boolean(), explanation: z.string(), source: z.string(), hazard: z.string(),
})
export type JudgedQuestion = z.infer<typeof JudgedQuestion>

export const Certificate = z.strictObject({ title: text, nickname: text, unit: text, points: z.int(), day: Day })
export type Certificate = z.infer<typeof Certificate>

export const Result = z.strictObject({
  points: z.int(), correct: z.int(), asked: z.int(), questions: z.array(JudgedQuestion),
  /** Given from `pass` points. */
  certificate: z.nullable(Certificate),
})
export type Result = z.infer<typeof Result>

export const answerContest = endpoint({
  name: 'answerContest',
  summary: 'The answers of an entry, judged once. The same answers again give the same result; others are refused.',
  method: 'POST',
  path: '/api/contest/entries/:id/answers',
  access: 'anyone',
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ answers: Answers }),
  ok: Result,
})
