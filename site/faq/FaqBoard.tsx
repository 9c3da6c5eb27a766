import { question } from '#contract/county/question.ts'
import { fill } from '#contract/rules/fill.ts'
import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { TextField } from '../ui/Field.tsx'
import { fits } from './filter.ts'
import type { Recent } from './recent.ts'

const words = question.faq

interface Props {
  /** What the categories are called, by id. */
  readonly categories: Readonly<Record<string, string>>
  /** The questions that the page holds already, readable without a script. */
  readonly children?: ComponentChildren
}

/** Looks through the page by words, and brings what the desk has answered lately. Nothing that is typed here is sent. */
export function FaqBoard({ categories, children }: Props): JSX.Element {
  const [query, setQuery] = useState('')
  const [ready, setReady] = useState(false)
  const { recent, failed } = useRecent((id) => categories[id] ?? null)
  const board = useRef<HTMLDivElement>(null)
  const shown = useFiltered(board, query)
  useEffect(() => setReady(true), [])
  const answers = (recent?.answers ?? []).filter((answer) => fits(query, `${answer.question}${answer.answer}${answer.about ?? ''}`))
  const count = shown + answers.length
  return (
    <div class="faq">
      <fieldset class={ready ? 'no-print' : 'no-print unready'} disabled={!ready}>
        <TextField id="filter" type="search" short label={words.filter} hint={words['filter-hint']} value={query} onInput={setQuery} />
        <p class="hint" role="status">{query.trim() !== '' && (count === 0 ? words['found-none'] : fill(words.found, { n: count }))}</p>
      </fieldset>
      <div ref={board}>{children}</div>
      <section hidden={!ready} aria-labelledby="recent">
        <h2 id="recent">{words.recent}</h2>
        <p class="hint">{words['recent-lead']}</p>
        <div role="status">{failed ? words.failed : recent === null ? words.loading : recent.answers.length === 0 && words.none}</div>
        {answers.map(({ id, question: asked, paragraphs, about, by }) => (
          <article key={id} class="qa">
            <h3>{asked}</h3>
            {paragraphs.map((paragraph, at) => <p key={at}>{paragraph}</p>)}
            <p class="small quiet">{about !== null && `${about}　`}{by}</p>
          </article>
        ))}
      </section>
    </div>
  )
}

function useRecent(categoryName: (id: string) => string | null): { recent: Recent | null; failed: boolean } {
  const [recent, setRecent] = useState<Recent | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    void import('./recent.ts').then(({ readRecent }) => readRecent(categoryName)).then((found) => (found === null ? setFailed(true) : setRecent(found)), () => setFailed(true))
  }, [])
  return { recent, failed }
}

/** Hides what does not fit, and the headings under which nothing is left; returns how many questions are left. */
function useFiltered(board: { readonly current: HTMLElement | null }, query: string): number {
  const [shown, setShown] = useState(0)
  useLayoutEffect(() => {
    const all = [...(board.current?.querySelectorAll<HTMLElement>('[data-faq]') ?? [])]
    for (const one of all) one.hidden = !fits(query, one.textContent ?? '')
    for (const group of board.current?.querySelectorAll<HTMLElement>('[data-faq-group]') ?? []) group.hidden = group.querySelector('[data-faq]:not([hidden])') === null
    setShown(all.filter((one) => !one.hidden).length)
  }, [query])
  return shown
}
