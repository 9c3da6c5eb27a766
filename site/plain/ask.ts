/** The two pages that ask: which kind of matter and where, then the words. */
import { html } from 'hono/html'
import { categories, categoryGroups } from '#contract/county/categories.ts'
import { form } from '#contract/county/form.ts'
import { hotlines } from '#contract/county/hotlines.ts'
import { plain } from '#contract/county/plain.ts'
import { flags, violations } from '#contract/county/violations.ts'
import { MAX_BODY_CHARACTERS } from '#contract/limits.ts'
import { fill } from '#contract/rules/fill.ts'
import { plainNameOf } from '../layouts/groups.ts'
import type { Draft } from '../report/draft.ts'
import type { Problem } from '../ui/problem.ts'
import { AVOIDABLE, carriedBeside, TOWNSHIPS, type Part } from './draft.ts'
import { buttons, checks, errorsOf, hidden, longField, radios, selectField, summaryOf, textField, type ErrorAt } from './fields.ts'
import type { Link, Markup } from './page.ts'

const { fields, choices } = form

export interface Asking {
  readonly draft: Draft
  readonly problems: readonly Problem[]
  /** Once there is one, so that a changed draft stays the same filing. */
  readonly code: string | null
}

const PARTS: Record<Part, { question: string; hint: string; ask: (draft: Draft, errorAt: ErrorAt) => Markup }> = {
  kind: { ...plain.kind, ask: askKind },
  words: { ...plain.words, ask: askWords },
}

export function askPage(part: Part, { draft, problems, code }: Asking, link: Link): Markup {
  const { question, hint, ask } = PARTS[part]
  return html`${summaryOf(problems)}<h1>${question}</h1><p class="q">${hint}</p>
${part === 'kind' || draft.flags.includes('trapped') ? emergency() : ''}<p class="n w">${plain.cost.brief}<a href="${link('/plain')}">${plain.cost.more}</a></p>
<form method="post" action="${link('/plain/report')}">
${hidden('part', part)}${hidden('draft', carriedBeside(part, draft))}${code === null ? '' : hidden('code', code)}${ask(draft, errorsOf(problems))}${part === 'kind' ? buttons(['words', form.buttons.next]) : buttons(['check', form.buttons.next], ['kind', form.buttons.back])}
</form>`
}

/** The numbers to call, before anything is written. */
export function emergency(): Markup {
  const numbers = hotlines.filter(({ group }) => group === 'emergency').slice(0, 3)
  return html`<section class="n s" aria-labelledby="first"><h2 id="first">${form.emergency.title}</h2><ul class="tel">${numbers.map(({ number, name }) => html`<li><a href="tel:${number}">${number} ${name}</a></li>`)}</ul><p>${form.emergency.sentence}${form.emergency['not-instead']}</p></section>
`
}

function askKind(draft: Draft, errorAt: ErrorAt): Markup {
  const groups = categoryGroups.map(({ id, name }) => [name, categories.filter(({ group }) => group === id).map((category) => ({ value: category.id, label: plainNameOf(category) }))] as const)
  const townships = TOWNSHIPS.map(({ id, short }) => ({ value: id, label: short }))
  return html`${checks({ id: 'flags', ...fields.flags, options: flags.map(({ id, question }) => ({ value: id, label: question })), chosen: draft.flags })}
${selectField({ id: 'category', label: fields.category.label, hint: plain.category.hint, error: errorAt('category'), value: draft.category ?? '', none: plain.category.none, groups })}
${checks({ id: 'violations', ...fields.violations, options: violations.map(({ id, name }) => ({ value: id, label: name })), chosen: draft.violations })}
${selectField({ id: 'township', label: fields.township.label, hint: fields.township.hint, error: errorAt('township'), value: draft.township ?? '', none: plain.category.none, groups: [['', townships]] })}`
}

function askWords(draft: Draft, errorAt: ErrorAt): Markup {
  const text = (id: 'place' | 'since' | 'subject') => {
    const { label, hint, example } = fields[id]
    return textField({ id, label, hint, example, error: errorAt(id), value: draft[id] })
  }
  const hint = fill(fields.body.hint ?? '', { max: MAX_BODY_CHARACTERS })
  return html`${text('place')}${text('since')}${text('subject')}
${longField({ id: 'body', rows: 10, label: fields.body.label, hint, error: errorAt('body'), value: draft.body })}
${askAvoid(draft)}${askIdentity(draft, errorAt)}`
}

/** Units that would have a part in this report come first; the others behind a fold. */
function askAvoid({ category, township, avoid }: Draft): Markup {
  const chosen = categories.find(({ id }) => id === category)
  const near = new Set([chosen?.lead, ...(chosen?.assists ?? []), ...(chosen?.candidates ?? []), township, 'gov'])
  const options = (wanted: boolean) => AVOIDABLE.filter(({ id }) => near.has(id) === wanted).map(({ id, short }) => ({ value: id, label: short }))
  return checks({ id: 'avoid', ...fields.avoid, options: options(true), chosen: avoid }, { summary: plain.others, options: options(false) })
}

function askIdentity(draft: Draft, errorAt: ErrorAt): Markup {
  const options = (...ids: (keyof typeof choices)[]) => ids.map((value) => ({ value, ...choices[value] }))
  const insider = draft.insider === null ? 'unsaid' : draft.insider ? 'insider' : 'not-insider'
  return html`${radios({ id: 'named', label: fields.named.label, options: options('anonymous', 'named'), chosen: [draft.named ? 'named' : 'anonymous'] })}<p class="q">${plain.identity}</p>
${textField({ id: 'name', label: fields.name.label, error: errorAt('name'), value: draft.name })}${textField({ id: 'phone', label: fields.phone.label, hint: fields.phone.hint, error: errorAt('phone'), value: draft.phone, mode: 'tel' })}${radios({ id: 'insider', label: fields.insider.label, hint: fields.insider.hint, options: [...options('insider', 'not-insider'), { value: 'unsaid', label: plain.unsaid }], chosen: [insider] })}${radios({ id: 'wantsReward', label: fields.wantsReward.label, hint: fields.wantsReward.hint, options: options('reward', 'no-reward'), chosen: [draft.wantsReward ? 'reward' : 'no-reward'] })}`
}
