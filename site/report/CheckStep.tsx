import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { small } from '#contract/county/small.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { Sign } from '../ui/Sign.tsx'
import { cluesIn, filesRow, plainRows, sealedRows, type Row } from './answers.ts'
import type { Draft, Screen } from './draft.ts'
import { previewOf, type Preview } from './preview.ts'
import type { ScreenProps } from './screen.ts'

interface Props {
  readonly draft: Draft
  readonly onChange: (screen: Screen) => void
}

/** Every answer, what of it travels in the clear, where it will go, and what in it could tell who wrote it. */
export function CheckStep({ draft, today, file, change: onChange }: Pick<ScreenProps, 'draft' | 'today' | 'file' | 'change'>): JSX.Element {
  return (
    <div class="stack-l">
      <Destination preview={previewOf(draft, today)} />
      <Clues draft={draft} onChange={onChange} />
      <Answers title={formEnd.answers.plain} rows={plainRows(draft)} onChange={onChange} />
      <Answers title={formEnd.answers.sealed} rows={[...sealedRows(draft, today), filesRow(file.picked?.names() ?? [])]} onChange={onChange} sealed />
    </div>
  )
}

function Destination({ preview }: { readonly preview: Preview | null }): JSX.Element {
  return (
    <section class="notice act" aria-labelledby="goes-to">
      <Sign shape="square" glyph="exit" size={44} />
      <div>
        <h2 id="goes-to">{formEnd.preview.title}</h2>
        {preview === null ? <p>{formEnd.preview.none}</p> : (
          <>
            <ul class="plain strong">{preview.lines.map((line) => <li key={line}>{line}</li>)}</ul>
            <p>{preview.deadline}</p>
            <details class="why">
              <summary>{formEnd.preview.why}</summary>
              <ul>{preview.route.why.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
            </details>
          </>
        )}
      </div>
    </section>
  )
}

function Clues({ draft, onChange }: Props): JSX.Element {
  const clues = cluesIn(draft)
  return (
    <section class={clues.length === 0 ? 'notice' : 'notice warn'} aria-labelledby="clues">
      <Sign shape="triangle" glyph="look" size={44} />
      <div>
        <h2 id="clues">{formEnd.clues.title}</h2>
        <p>{clues.length === 0 ? formEnd.clues.none : formEnd.clues.sentence}</p>
        {clues.length > 0 && (
          <ul class="plain clues">
            {clues.map(({ kind, words, at, screen }) => (
              <li key={`${screen}${at}`}>
                <span>{fill(formEnd.clues.kinds[kind].sentence, { found: words })}</span>
                <button type="button" class="link" aria-label={fill(small.pair, { name: form.buttons.change, words })} onClick={() => onChange(screen)}>{form.buttons.change}</button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

function Answers({ title, rows, onChange, sealed = false }: { title: string; rows: readonly Row[]; onChange: (screen: Screen) => void; sealed?: boolean }): JSX.Element {
  return (
    <section>
      <div class="head-sign">
        <Sign shape={sealed ? 'disc' : 'square'} glyph={sealed ? 'lock' : 'paper'} size={36} />
        <h2 class="name">{title}</h2>
      </div>
      <dl class="answers">
        {rows.map(([label, answer, screen]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{answer === '' ? <span class="quiet">{formEnd.answers.empty}</span> : answer}</dd>
            <dd><button type="button" class="link" aria-label={fill(small.pair, { name: form.buttons.change, words: label })} onClick={() => onChange(screen)}>{form.buttons.change}</button></dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
