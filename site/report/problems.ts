/** What is wrong on a screen, each with its field and its sentence from content/form/report.yaml. Empty: on to the next. */
import { form } from '#contract/county/form.ts'
import { MAX_BODY_CHARACTERS, MAX_PLACE_CHARACTERS, MAX_SUBJECT_CHARACTERS } from '#contract/limits.ts'
import { fill } from '#contract/rules/fill.ts'
import type { Problem } from '../ui/problem.ts'
import type { Draft, Screen } from './draft.ts'
import { parseDay } from './since.ts'

export const MAX_NAME_CHARACTERS = 40
const { fields } = form
const length = (text: string) => [...text].length
const blank = (text: string) => text.trim() === ''

/** `today`: no tip says that something begins tomorrow. */
export function problemsOn(screen: Screen, draft: Draft, today: string): Problem[] {
  const found: (Problem | false)[] = (CHECKS[screen] ?? (() => []))(draft, today)
  return found.filter((problem) => problem !== false)
}

const when = (wrong: boolean, field: string, sentence: string, values: Record<string, number> = {}): Problem | false =>
  wrong && { field, sentence: fill(sentence, values) }

const tooLong = (text: string, max: number, field: string, sentence: string) =>
  when(length(text) > max, field, sentence, { max, n: length(text) - max })

const CHECKS: Partial<Record<Screen, (draft: Draft, today: string) => (Problem | false)[]>> = {
  kind: ({ category }) => [when(category === null, 'category', fields.category.errors.missing)],
  where: ({ township, place, since }, today) => [
    when(township === null, 'township', fields.township.errors.missing),
    when(blank(place), 'place', fields.place.errors.missing),
    tooLong(place, MAX_PLACE_CHARACTERS, 'place', fields.place.errors['too-long']),
    when(!blank(since) && parseDay(since, today) === null, 'since', fields.since.errors['not-a-day']),
    when((parseDay(since, today) ?? '') > today, 'since', fields.since.errors.future),
  ],
  what: ({ subject, body }) => [
    tooLong(subject, MAX_SUBJECT_CHARACTERS, 'subject', fields.subject.errors['too-long']),
    when(blank(body), 'body', fields.body.errors.missing),
    tooLong(body, MAX_BODY_CHARACTERS, 'body', fields.body.errors['too-long']),
  ],
  identity: ({ named, name, phone }) =>
    named
      ? [
          when(blank(name), 'name', fields.name.errors.missing),
          tooLong(name, MAX_NAME_CHARACTERS, 'name', fields.name.errors['too-long']),
          when(blank(phone), 'phone', fields.phone.errors.missing),
          when(!blank(phone) && !isPhone(phone), 'phone', fields.phone.errors.malformed),
        ]
      : [],
}

/** Seven to thirteen digits, with whatever people put between them. */
const isPhone = (text: string) => /^\+?[\d\s()-]+$/.test(text) && /^\d{7,13}$/.test(text.replace(/\D/g, ''))
