/** Puts the answers to a query's terms together: pages that have more of what was asked, and have it together, come first. */
import type { Phrase } from './query.ts'

/** A page that has a term: Pagefind's score for it, and where its words stand. */
export interface TermHit {
  readonly page: string
  readonly score: number
  readonly places: readonly number[]
}

export interface Ranked {
  readonly page: string
  readonly score: number
  /** Where all terms of the query stand, in order. */
  readonly places: readonly number[]
}

/** Pages that have less than this part of what the best page has are left out. */
const ENOUGH = 0.7
/** What a phrase that stands together in a page adds to its score. */
const TOGETHER = 1
const BEHIND = 0.2

interface Sum {
  score: number
  /** Characters of the query that the page has, by their number; and those that follow on there as they do in the query. */
  readonly covered: Set<number>
  readonly together: Set<number>
  readonly places: Set<number>
}

/** `hits`: for each term its pages. `behind`: pages that mention much and teach little of it. Sorted, best first. */
export function rank(phrases: readonly Phrase[], hits: ReadonlyMap<string, readonly TermHit[]>, behind: ReadonlySet<string> = new Set()): Ranked[] {
  const sums = new Map<string, Sum>()
  let first = 0
  for (const phrase of phrases) {
    addPhrase(sums, phrase, first, hits)
    first += phrase.length
  }
  const best = Math.max(0, ...[...sums.values()].map(({ covered }) => covered.size))
  return [...sums]
    .filter(([, { covered }]) => covered.size >= best * ENOUGH)
    .map(([page, { score, covered, together, places }]) => ({
      page, score: score * (covered.size / best) ** 2 * (1 + TOGETHER * (together.size / first)) * (behind.has(page) ? BEHIND : 1), places: [...places].sort((a, b) => a - b),
    }))
    .sort((a, b) => b.score - a.score || a.page.localeCompare(b.page))
}

function addPhrase(sums: Map<string, Sum>, phrase: Phrase, first: number, hits: ReadonlyMap<string, readonly TermHit[]>): void {
  const before = new Map<string, ReadonlySet<number>>()
  let last = 0
  for (const { text, at, width } of phrase.terms) {
    const step = at - last
    last = at
    const found = hits.get(text) ?? []
    for (const { page, score, places } of found) {
      const sum = sums.get(page) ?? { score: 0, covered: new Set(), together: new Set(), places: new Set() }
      sums.set(page, sum)
      sum.score += score
      const own = Array.from({ length: width }, (_, index) => first + at + index)
      own.forEach((number) => sum.covered.add(number))
      if (places.some((place) => before.get(page)?.has(place - step))) [...own, ...own.map((number) => number - step)].forEach((number) => sum.together.add(number))
      for (const place of places) sum.places.add(place)
    }
    before.clear()
    for (const { page, places } of found) before.set(page, new Set(places))
  }
}
