/** What the desk has published, as the page shows it. Fetched once the page stands. */
import { listAnswers } from '#contract/answer.ts'
import { question } from '#contract/county/question.ts'
import { units } from '#contract/county/units.ts'
import { fill } from '#contract/rules/fill.ts'
import { call } from '../api/call.ts'

export interface Recent {
  readonly answers: readonly {
    readonly id: string
    readonly question: string
    readonly answer: string
    /** The answer, line by line. */
    readonly paragraphs: readonly string[]
    readonly about: string | null
    /** Who answered, and when. */
    readonly by: string
  }[]
}

/** Null when it could not be fetched. `categoryName`: what a category is called. */
export async function readRecent(categoryName: (id: string) => string | null): Promise<Recent | null> {
  const fetched = await call(listAnswers, {}, {})
  if (!fetched.ok) return null
  return {
    answers: fetched.value.answers.map(({ id, question: asked, answer, category, unit, day }) => ({
      id, question: asked, answer, paragraphs: answer.split('\n').filter((line) => line.trim() !== ''),
      about: category === null ? null : categoryName(category),
      by: fill(question.faq.by, { unit: units.find((one) => one.id === unit)?.short ?? '受理台', day: sayDate(day) }),
    })),
  }
}

/** 2026年11月22日 */
const sayDate = (day: string): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')
