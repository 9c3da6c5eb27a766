/** No two pieces are called the same, no question is asked twice, and no piece says over again what another says. */
import { quoted } from '../county/wrong.ts'
import { fnv } from '../learn/fnv.ts'
import type { Complain } from './mistake.ts'
import { KINDS, type Piece } from './read.ts'

const SHINGLE = 8
/** One shingle in so many is kept, always the same ones: enough to tell a copy, and quick with a thousand pieces. */
const KEPT = 4
export const MOST_SHARED = 0.2
const FEWEST = 20

export function checkRepeats(pieces: readonly Piece[], complainOf: (piece: Piece) => Complain): void {
  checkTitles(pieces, complainOf)
  for (const { one, other, shared } of similar(pieces)) {
    if (shared > MOST_SHARED) complainOf(one)(null, `有${Math.round(shared * 100)}%的句子和 ${other.file} 一样`, '删掉重复的，只留这一篇才有的；或者两篇合成一篇', 'mend')
  }
}

function checkTitles(pieces: readonly Piece[], complainOf: (piece: Piece) => Complain): void {
  const seen = new Map<string, string>()
  const once = (words: string, piece: Piece, path: readonly PropertyKey[]) => {
    const before = seen.get(words)
    if (before !== undefined) complainOf(piece)(path, `${quoted(words)}在 ${before} 里已经有了`, '换一个说法，或者合并成一篇', 'mend')
    seen.set(words, piece.file)
  }
  for (const piece of pieces) {
    const { kind, data } = piece
    if (kind === 'quiz') for (const [index, { question }] of (data as Piece<'quiz'>['data']).questions.entries()) once(question, piece, ['questions', index])
    if ('title' in data && kind !== 'emergency' && kind !== 'posters') once(data.title, piece, ['title'])
    if (kind === 'faq') once((data as Piece<'faq'>['data']).question, piece, ['question'])
  }
}

/** Every pair with anything in common: what part of the shorter one's shingles the longer one has too, 0 to 1. */
export function similar(pieces: readonly Piece[]): { one: Piece; other: Piece; shared: number }[] {
  const sets = pieces.filter(({ kind, id }) => kind !== 'quiz' && kind !== 'campaigns' && kind !== 'posters' && !id.startsWith('en/')).map((piece) => ({ piece, shingles: shinglesOf(proseOf(piece)) }))
  const holders = new Map<number, number[]>()
  const pairs: { one: Piece; other: Piece; shared: number }[] = []
  for (const [index, { piece, shingles }] of sets.entries()) {
    const common = new Map<number, number>()
    for (const shingle of shingles) {
      const before = holders.get(shingle) ?? []
      for (const other of before) common.set(other, (common.get(other) ?? 0) + 1)
      holders.set(shingle, [...before, index])
    }
    for (const [at, count] of common) {
      const other = sets[at]
      const smaller = Math.min(shingles.size, other?.shingles.size ?? 0)
      if (other !== undefined && smaller >= FEWEST) pairs.push({ one: piece, other: other.piece, shared: count / smaller })
    }
  }
  return pairs
}

/** Runs of SHINGLE characters, hashed; punctuation and spaces do not count. */
function shinglesOf(text: string): Set<number> {
  const words = text.replace(/[^\p{L}\p{N}]/gu, '')
  const shingles = new Set<number>()
  for (let at = 0; at + SHINGLE <= words.length; at += 1) {
    const hash = fnv(words.slice(at, at + SHINGLE))
    if ((hash % 1009) % KEPT === 0) shingles.add(hash)
  }
  return shingles
}

/** What a piece tells in its own words: not its sources, not its names. */
function proseOf({ kind, data, body }: Piece): string {
  if (KINDS[kind].ending === '.md' && kind !== 'law') return body
  const skip = new Set(['sources', 'standards', 'keywords', 'hazards', 'audience', 'categories', 'checklists', 'pieces', 'law', 'reviewed'])
  return `${JSON.stringify(data, (key, value: unknown) => (skip.has(key) ? undefined : value))}${body}`.replace(/"\w+":/g, '')
}
