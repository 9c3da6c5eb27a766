/** The piece of a page that is shown with it: plain words, some of them marked. */
import { HIDDEN_WORDS, isSpaced, partsOf } from './pairs.ts'

export interface Run { readonly text: string; readonly marked: boolean }

const LENGTH = 64
/** Some words before what was found, that one sees what it is about. */
const BEFORE = 10

/** Pagefind ends a heading or a line of a list with a Latin full stop, behind a number too. */
const SEAM = /([\p{Script=Han}\p{N}〇》）”〕℃%])\.$/u

/** `content`: a page's text in pairs. `found`: which of its words may be what `terms` ask for. */
export function excerpt(content: string, found: readonly number[], terms: readonly string[]): Run[] {
  const [shown = ''] = content.split(HIDDEN_WORDS)
  const words = shown.split(/\s+/).filter((word) => word !== '')
  const places = found.filter((place) => {
    const word = (words[place] ?? '').replace(/^[^\p{L}\p{N}]+/u, '').toLowerCase()
    return terms.some((term) => word.startsWith(term))
  })
  const parts = partsOf(shown).map((part) => part.replace(SEAM, '$1。'))
  const marked = new Set(places.flatMap((place) => (isPair(words[place] ?? '') ? [place, place + 1] : [place])))
  const start = Math.max(0, Math.min(densest(places) - BEFORE, parts.length - LENGTH))
  const end = Math.min(parts.length, start + LENGTH)
  const runs: { text: string; marked: boolean }[] = start > 0 ? [{ text: '…', marked: false }] : []
  for (let at = start; at < end; at += 1) {
    const space = at > start && isSpaced(parts[at - 1] ?? '', parts[at] ?? '') ? ' ' : ''
    for (const piece of split(parts[at] ?? '', marked.has(at))) append(runs, { ...piece, text: runs.length === 0 ? piece.text : space + piece.text })
  }
  if (end < parts.length) append(runs, { text: '…', marked: false })
  return runs
}

const isPair = (word: string) => [...word.replaceAll(/[^\p{L}\p{N}]/gu, '')].length === 2 && /\p{Script=Han}/u.test(word)

/** The mark is on the word, not on the full stop behind it. */
function split(part: string, marked: boolean): Run[] {
  const [, before = '', word = '', after = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(part) ?? []
  return [{ text: before, marked: false }, { text: word, marked }, { text: after, marked: false }].filter(({ text }) => text !== '')
}

function append(runs: { text: string; marked: boolean }[], run: Run): void {
  const last = runs[runs.length - 1]
  if (last?.marked === run.marked) last.text += run.text
  else runs.push({ ...run })
}

/** The first place of the stretch in which most was found. */
function densest(places: readonly number[]): number {
  let best = { place: places[0] ?? 0, count: 0 }
  for (const [index, place] of places.entries()) {
    const count = places.slice(index).filter((other) => other < place + LENGTH - BEFORE).length
    if (count > best.count) best = { place, count }
  }
  return best.place
}
