/** All of it once more before it is sent: where it goes, what could tell who wrote it, and every answer. */
import { html } from 'hono/html'
import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { plain } from '#contract/county/plain.ts'
import { fill } from '#contract/rules/fill.ts'
import { cluesIn, plainRows, sealedRows, type Row } from '../report/answers.ts'
import type { Draft } from '../report/draft.ts'
import { previewOf } from '../report/preview.ts'
import { carried } from './draft.ts'
import { buttons, hidden } from './fields.ts'
import type { Link, Markup } from './page.ts'

interface Checking {
  readonly draft: Draft
  readonly code: string
  /** What is said where it was sent and did not arrive. */
  readonly trouble: Markup | null
}

export function checkPage({ draft, code, trouble }: Checking, today: string, link: Link): Markup {
  return html`${trouble}<h1>${form.steps.check.question}</h1><p class="q">${form.steps.check.hint}</p>
${destination(draft, today)}${clues(draft)}
<h2>${formEnd.answers.plain}</h2>${answers(plainRows(draft))}
<h2>${formEnd.answers.sealed}</h2>${answers(sealedRows(draft, today))}
<form method="post" action="${link('/plain/report')}">
${hidden('draft', carried(draft))}${hidden('code', code)}${buttons(['send', form.buttons.send], ['words', plain.check.words], ['kind', plain.check.kind])}<p class="q">${plain.check.send}</p>
</form>`
}

function destination(draft: Draft, today: string): Markup {
  const preview = previewOf(draft, today)
  if (preview === null) return html``
  return html`<section class="n" aria-labelledby="goes-to"><h2 id="goes-to">${formEnd.preview.title}</h2><ul>${preview.lines.map((line) => html`<li>${line}</li>`)}</ul><p>${preview.deadline}</p></section>
`
}

function clues(draft: Draft): Markup {
  const found = cluesIn(draft)
  const { title, none, sentence } = formEnd.clues
  return html`<section class="n w" aria-labelledby="clues"><h2 id="clues">${title}</h2><p>${found.length === 0 ? none : sentence}</p>${found.length === 0 ? '' : html`${clueList(found)}<p>${plain.check.clues}</p>`}</section>
`
}

/** What each clue may tell, once. */
export const clueList = (found: readonly { readonly kind: keyof typeof formEnd.clues.kinds; readonly words: string }[]): Markup =>
  html`<ul>${[...new Set(found.map(({ kind, words }) => fill(formEnd.clues.kinds[kind].sentence, { found: words })))].map((sentence) => html`<li>${sentence}</li>`)}</ul>`

const answers = (rows: readonly Row[]): Markup =>
  html`<dl>${rows.map(([label, answer]) => html`<dt>${label}</dt><dd class="t">${answer === '' ? formEnd.answers.empty : answer}</dd>
`)}</dl>`
