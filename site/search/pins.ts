/** What is put before all else for the words of somebody in need: content/learn/search.yaml, as /search-pins.json has it. */
import { find, type Filters, type Found, type Hit, type Pagefind } from './find.ts'

export interface Pin {
  /** Path of the page, without the base. */
  readonly page: string
  readonly title: string
  readonly say: string
  /** Each in its parts: a query has the words when it has all of these. */
  readonly words: readonly (readonly string[])[]
}

/** Chinese runs together whatever a thumb puts between; a Latin word is a whole one: a forklift is no lift. */
function has(query: string, part: string): boolean {
  const words = query.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return /^[a-z0-9]+$/.test(part) ? words.flatMap((word) => word.match(/[a-z0-9]+/g) ?? []).includes(part) : words.join('').includes(part)
}

interface Matched { readonly pin: Pin; readonly parts: readonly string[]; readonly length: number }

/** The pins that a query asks for, the one with the most of it first. 煤气中毒 asks for its own and no longer for 中毒. */
export function pinsFor(pins: readonly Pin[], query: string): Pin[] {
  const matched = pins.flatMap((pin) => best(pin, query)).toSorted((a, b) => b.length - a.length)
  const told: Matched[] = []
  for (const one of matched) if (!told.some(({ parts }) => one.parts.every((part) => parts.some((whole) => whole.includes(part))))) told.push(one)
  return told.map(({ pin }) => pin)
}

function best(pin: Pin, query: string): Matched[] {
  const found = pin.words
    .filter((parts) => parts.every((part) => has(query, part)))
    .map((parts) => ({ pin, parts, length: parts.join('').length }))
    .toSorted((a, b) => b.length - a.length)
  return found.slice(0, 1)
}

const hitOf = ({ page, title, say }: Pin): Hit => ({ path: page, title, kind: null, excerpt: [{ text: say, marked: false }] })

/** The first `most` pages for a query, pinned ones at the top. A reader who narrows has seen them. */
export async function findWithPins(pagefind: Pagefind, pins: readonly Pin[], query: string, filters: Filters, most: number): Promise<Found> {
  const found = await find(pagefind, query, filters, most)
  const first = Object.keys(filters).length > 0 ? [] : pinsFor(pins, query).map(hitOf)
  const paths = new Set(first.map(({ path }) => path))
  const rest = found.hits.filter(({ path }) => !paths.has(path))
  return { total: found.total + first.length - (found.hits.length - rest.length), hits: [...first, ...rest].slice(0, most) }
}

/** Reads the pins from beside the index. `folder`: where that is, ending in a slash. */
export async function readPins(folder: string): Promise<readonly Pin[]> {
  const response = await fetch(new URL('../search-pins.json', folder))
  return (await response.json()) as readonly Pin[]
}
