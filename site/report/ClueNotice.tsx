import { formEnd } from '#contract/county/form-end.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { findClues } from './clues.ts'

/** What in a text could tell who wrote it, said while it is written. Nothing where nothing is found. */
export function ClueNotice({ text, title }: { readonly text: string; readonly title: string }): JSX.Element | null {
  const clues = findClues(text)
  if (clues.length === 0) return null
  return (
    <div class="notice warn" role="status">
      <div>
        <p><strong>{title}</strong></p>
        <ul class="plain">{clues.map(({ kind, words: found, at }) => <li key={at}>{fill(formEnd.clues.kinds[kind].sentence, { found })}</li>)}</ul>
      </div>
    </div>
  )
}
