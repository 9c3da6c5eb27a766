/** A box to write in, on the page that a code opened. */
import { html } from 'hono/html'
import { plain } from '#contract/county/plain.ts'
import { buttons, hidden, longField, type Field } from './fields.ts'
import type { Link, Markup } from './page.ts'

/** What stands in a box, and what is said of it. */
export interface Writing {
  readonly text: string
  readonly error: string | undefined
  readonly notice: Markup | null
  /** Whether it asks to be sent in spite of its clues. */
  readonly anyway: boolean
}

/** What the page must send back with the words. `seen`: how many messages it showed, so that the same page sent twice writes once. */
export interface Box {
  readonly code: string
  readonly seen: number
  readonly link: Link
}

/** `send`: what its button says. */
export const writeForm = ({ send, ...field }: Pick<Field, 'id' | 'label' | 'hint'> & { readonly send: string }, { text, error, anyway }: Writing, { code, seen, link }: Box): Markup =>
  html`<form method="post" action="${link('/plain/track')}">
${hidden('code', code)}${hidden('seen', String(seen))}${longField({ ...field, rows: 5, error, value: text })}${anyway ? buttons(['write', send], ['anyway', plain.track.anyway]) : buttons(['write', send])}
</form>`
