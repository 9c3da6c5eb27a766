/** A search over Pagefind's index: asks for each term by itself, ranks, and reads what is shown. Runs in the page's worker, and in tests. */
import { excerpt, type Run } from './excerpt.ts'
import { fromPairs } from './pairs.ts'
import { phrasesOf } from './query.ts'
import { rank, type Ranked, type TermHit } from './rank.ts'

/** Names of the filters in the index, each with the ids of what is wanted. */
export type Filters = Readonly<Partial<Record<'kind' | 'scene' | 'audience', string>>>

interface Fragment {
  readonly raw_url: string
  readonly meta: Readonly<Record<string, string>>
  readonly content: string
  readonly filters: Readonly<Record<string, readonly string[]>>
}
interface Result {
  readonly id: string
  readonly score: number
  readonly words: readonly number[]
  data(): Promise<Fragment>
}
/** What we use of Pagefind's own script. */
export interface Pagefind {
  /** `null` asks for all pages that the filters let through. */
  search(term: string | null, options: { filters: Filters }): Promise<{ results: readonly Result[] }>
}

export interface Hit {
  /** Path of the page, without the base. */
  readonly path: string
  readonly title: string
  /** Id of what kind of page it is; null where it is none of the collections. */
  readonly kind: string | null
  readonly excerpt: readonly Run[]
}
export interface Found {
  /** How many pages there are in all. */
  readonly total: number
  readonly hits: readonly Hit[]
}

/** What the page asks of the worker, and is told. `n` is the same in both; `found` is null where the index could not be read. */
export interface Asked {
  readonly n: number
  /** Address of the index, ending in a slash. */
  readonly folder: string
  readonly query: string
  readonly filters: Filters
  readonly most: number
}
export interface Answered { readonly n: number; readonly found: Found | null }

/** Rare words of a short title should outdo a long text that repeats a common one. */
export const RANKING = { termFrequency: 0.6, pageLength: 0.4, termSaturation: 1.4, metaWeights: { title: 6 } }

/** The first `most` pages for a query, best first. None for a query without a word. */
export async function find(pagefind: Pagefind, query: string, filters: Filters, most: number): Promise<Found> {
  const phrases = phrasesOf(query)
  const hits = new Map<string, readonly TermHit[]>()
  const pages = new Map<string, () => Promise<Fragment>>()
  const terms = [...new Set(phrases.flatMap((phrase) => phrase.terms.map(({ text }) => text)))]
  await Promise.all(terms.map(async (term) => {
    const results = await having(pagefind, term, filters)
    hits.set(term, results.map(({ id, score, words }) => ({ page: id, score, places: words })))
    for (const result of results) pages.set(result.id, () => result.data())
  }))
  // Thirty questions mention everything: who looks for a thing wants to read about it first.
  const quizzes = await pagefind.search(null, { filters: { kind: 'quiz' } })
  const ranked = rank(phrases, hits, new Set(quizzes.results.map(({ id }) => id)))
  const shown = await Promise.all(ranked.slice(0, most).map(async (one) => hitOf(one, terms, await pages.get(one.page)?.())))
  return { total: ranked.length, hits: shown.flatMap((hit) => (hit === null ? [] : [hit])) }
}

/**
 * Pages that have a term. Beside those that have a pair, Pagefind offers some that have its first character alone; asked in quotes it does
 * not, but then gives every page the same score. So the pages are those of the one answer, scores and places the other's.
 */
async function having(pagefind: Pagefind, term: string, filters: Filters): Promise<readonly Result[]> {
  const { results } = await pagefind.search(term, { filters })
  // One character alone is to find every pair that it begins.
  if ([...term].length === 1) return results
  const exact = await pagefind.search(`"${term}"`, { filters })
  const have = new Set(exact.results.map(({ id }) => id))
  return results.filter(({ id }) => have.has(id))
}

function hitOf({ places }: Ranked, terms: readonly string[], fragment: Fragment | undefined): Hit | null {
  if (fragment === undefined) return null
  return {
    path: fragment.raw_url,
    title: fromPairs(fragment.meta['title'] ?? ''),
    kind: fragment.filters['kind']?.[0] ?? null,
    excerpt: excerpt(fragment.content, places, terms),
  }
}
