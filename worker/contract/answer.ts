/** 公开答复: what the desk answered, written anew for everybody. It says neither which question it comes from nor who asked. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, UnitId } from './ids.ts'
import { MAX_PUBLIC_ANSWER_CHARACTERS, MAX_PUBLIC_QUESTION_CHARACTERS, MAX_SMALL_BYTES } from './limits.ts'

/** Words that stand on a public page: something in them, and no control, format or half characters but the line break. */
const words = (most: number) => z.string().check(z.maxLength(most), z.regex(/\S/), z.regex(/^(?:[^\p{C}\p{Zl}\p{Zp}]|\n)+$/u))

export const AnswerWords = z.strictObject({
  question: words(MAX_PUBLIC_QUESTION_CHARACTERS),
  answer: words(MAX_PUBLIC_ANSWER_CHARACTERS),
  /** What it is about, chosen by the member. */
  category: z.optional(z.string().check(z.regex(/^HY\d{2}$/))),
})
export type AnswerWords = z.infer<typeof AnswerWords>

/** The id is random, and the day the finest time there is: of one day's answers nobody can tell the order. */
export const PublicAnswer = z.strictObject({
  id: Id,
  question: z.string(),
  answer: z.string(),
  category: z.nullable(z.string()),
  unit: UnitId,
  day: Day,
})
export type PublicAnswer = z.infer<typeof PublicAnswer>

export const listAnswers = endpoint({
  name: 'listAnswers',
  summary: 'The newest hundred published answers.',
  method: 'GET',
  path: '/api/answers',
  access: 'anyone',
  input: z.strictObject({}),
  ok: z.strictObject({ answers: z.array(PublicAnswer) }),
})

export const withdrawAnswer = endpoint({
  name: 'withdrawAnswer',
  summary: 'Takes a published answer back: its words are deleted, that it happened stays.',
  method: 'POST',
  path: '/api/staff/answers/:id/withdraw',
  access: ['desk'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({}),
  ok: z.strictObject({ ok: z.literal(true) }),
})
