/**
 * Chinese has no spaces, and dictionaries cut the same word differently in two sentences (the index's and the browser's do, too: 举报 is one
 * word here and two there). So pages are indexed by every pair of neighbouring characters, and a query asks for its own pairs: what stands
 * in a text is found, in every browser. The build, the query and the excerpt all read this file.
 */
const RUN = /[\p{Script=Han}〇]+/gu
const PAIR = /^([^\p{L}\p{N}]*)([\p{Script=Han}〇])[\p{Script=Han}〇]$/u
const CLOSE = /[\p{Script=Han}〇\p{P}]$/u
const OPEN = /^[\p{Script=Han}〇\p{P}]/u
/** Where a word begins that its neighbour would swallow: at the beginning (the element before may have ended with a word), before brackets and quotes that open, behind marks that close. */
const SEAMS = /(^|[^\s\p{Ps}\p{Pi}])(?=[\p{Ps}\p{Pi}]+[\p{L}\p{N}])|(^|[\p{Pe}\p{Pf}，。；：、？！])(?=[\p{L}\p{N}])/gu
const SPACED = /[\s\p{Ps}\p{Pi}]/u
const LETTER = /[\p{L}\p{N}]/u

/** Behind this word a page has others that people search by: they are found, and never shown. */
export const HIDDEN_WORDS = 'alsosearchedas'

/** A text as Pagefind is to read it: `加油站，12350` becomes ` 加油 油站 站， 12350`. Each character begins a word, so the nth word is the nth character. */
export function toPairs(text: string): string {
  return text.replaceAll(SEAMS, '$& ').replaceAll(RUN, (run, at: number, seamed: string) => {
    const characters = [...run]
    const words = characters.map((one, index) => one + (characters[index + 1] ?? '')).join(' ')
    return `${SPACED.test(seamed[at - 1] ?? 'x') ? '' : ' '}${words}${LETTER.test(seamed[at + run.length] ?? ' ') ? ' ' : ''}`
  })
}

/** What each word of `toPairs` stood for in the text: 加, 油, 站，, 12350. */
export const partsOf = (indexed: string): string[] => indexed.split(/\s+/).filter((word) => word !== '').map((word) => word.replace(PAIR, '$1$2'))

/** Whether a space stood between two parts: only between words of Latin letters or digits. */
export const isSpaced = (before: string, after: string): boolean => !CLOSE.test(before) && !OPEN.test(after)

/** A text without its pairs: `加油 油站 站` is 加油站. */
export function fromPairs(indexed: string): string {
  const parts = partsOf(indexed)
  return parts.map((part, index) => (index > 0 && isSpaced(parts[index - 1] ?? '', part) ? ` ${part}` : part)).join('')
}
