/** What a query asks for. */

/** Words that say nothing about what is looked for. They also part what stands around them. */
const EMPTY = /怎么办|怎么样|怎么|怎样|如何|什么是|什么|请问|有没有|是不是|能不能|可不可以|会不会|要不要|可以|没有|没|吗|呢|吧|的|了|着|我们|我/gu
const WORDS = /[\p{Script=Han}〇]+|[\p{L}\p{N}]+/gu
const HAN = /^[\p{Script=Han}〇]/u
/** Each term may cost a chunk of the index of some 34 KB. */
const MOST_TERMS = 5

/** A stretch of the query that should stand together in a page: 加油站 as 加油 at 0 and 油站 at 1. Lengths and places in characters. */
export interface Phrase {
  readonly length: number
  readonly terms: readonly Term[]
}
interface Term { readonly text: string; readonly at: number; readonly width: number }

/**
 * The query's phrases, in its order. Their terms are pairs of characters, words of letters or digits, and single characters where one stands
 * alone. No more than five terms in all: a longer phrase is asked for by every second pair, which still covers each of its characters.
 */
export function phrasesOf(query: string): Phrase[] {
  const plain = query.toLowerCase()
  const meant = plain.replaceAll(EMPTY, ' ')
  // “怎么办” alone is better looked up than ignored.
  const runs = [...(/[\p{L}\p{N}]/u.test(meant) ? meant : plain).matchAll(WORDS)].map(([run]) => [...run])
  const close = runs.map((run) => phraseOf(run, 1))
  return limit(close.flatMap(({ terms }) => terms).length <= MOST_TERMS ? close : runs.map((run) => phraseOf(run, 2)))
}

function phraseOf(run: readonly string[], step: 1 | 2): Phrase {
  // A word of letters weighs as much as a word of two characters.
  if (!HAN.test(run[0] ?? '')) return { length: 2, terms: [{ text: run.join(''), at: 0, width: 2 }] }
  if (run.length === 1) return { length: 1, terms: [{ text: run.join(''), at: 0, width: 1 }] }
  const starts = run.slice(0, -1).flatMap((_, at) => (at % step === 0 ? [at] : []))
  // An odd phrase's last character would be left out: its pair overlaps the one before.
  if (step === 2 && run.length % 2 === 1) starts.push(run.length - 2)
  return { length: run.length, terms: starts.map((at) => ({ text: run.slice(at, at + 2).join(''), at, width: 2 })) }
}

function limit(phrases: readonly Phrase[]): Phrase[] {
  let left = MOST_TERMS
  return phrases.flatMap(({ length, terms }) => {
    const kept = terms.slice(0, left)
    left -= kept.length
    return kept.length > 0 ? [{ length, terms: kept }] : []
  })
}
