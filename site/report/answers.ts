/** Every answer in words, to be read once more before sending, and what in them could tell who wrote them. */
import { categories } from '#contract/county/categories.ts'
import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { small } from '#contract/county/small.ts'
import { units } from '#contract/county/units.ts'
import { flags as flagTexts, violations } from '#contract/county/violations.ts'
import { sayDay } from '#contract/rules/day.ts'
import { plainNameOf } from '../layouts/groups.ts'
import { findClues, type Clue } from './clues.ts'
import type { Draft, Screen } from './draft.ts'
import { parseDay } from './since.ts'

/** `screen`: where it can be changed. */
export type Row = readonly [label: string, answer: string, screen: Screen]

/** The clues of every field that has words. */
export const cluesIn = (draft: Draft): (Clue & { readonly screen: Screen })[] =>
  ([['subject', 'what'], ['place', 'where'], ['body', 'what']] as const).flatMap(([field, screen]) =>
    findClues(draft[field]).map((clue) => ({ ...clue, screen })),
  )

const { fields, choices } = form
const { answers } = formEnd
const named = (list: readonly { id: string; name: string }[], ids: readonly string[]) => list.filter(({ id }) => ids.includes(id)).map(({ name }) => name).join(small.list)
const shorts = (ids: readonly string[]) => units.filter(({ id }) => ids.includes(id)).map(({ short }) => short).join(small.list)

/** What travels in the clear. */
export function plainRows(draft: Draft): Row[] {
  return [
    [form.steps.emergency.title, named(flagTexts, draft.flags), 'emergency'],
    [fields.category.label, categories.filter(({ id }) => id === draft.category).map(plainNameOf).join(''), 'kind'],
    [answers.violations, named(violations, draft.violations), 'violations'],
    [answers.township, shorts(draft.township === null ? [] : [draft.township]), 'where'],
    [answers.avoid, draft.avoid.length === 0 ? choices.none.label : shorts(draft.avoid), 'avoid'],
    [answers.named, draft.named ? choices.named.label : choices.anonymous.label, 'identity'],
    [answers.reward, draft.wantsReward ? choices.reward.label : choices['no-reward'].label, 'identity'],
  ]
}

/** What is sealed. */
export function sealedRows(draft: Draft, today: string): Row[] {
  const insider = draft.insider === null ? [] : [draft.insider ? answers.insider : answers['not-insider']]
  const day = parseDay(draft.since, today)
  return [
    [fields.place.label, draft.place, 'where'],
    [fields.since.label, day === null ? '' : sayDay(day, today), 'where'],
    [fields.subject.label, draft.subject, 'what'],
    [fields.body.label, draft.body, 'what'],
    ...(draft.named ? [[answers.who, [draft.name, draft.phone, ...insider].join('\n'), 'identity'] as const] : []),
  ]
}

/** What goes along with it, by name. */
export const filesRow = (names: readonly string[]): Row => [answers.files, names.join('\n'), 'files']
