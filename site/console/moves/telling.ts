/** What in words for everybody could lead to whoever asked. No DOM: the form warns with it, and so does the command. */
import { findClues } from '../../report/clues.ts'
import type { UnsealedReport } from '../report/unseal.ts'

export interface Telling {
  /** Names, numbers, posts, homes: what the reporter's own check looks for. */
  readonly clues: readonly string[]
  /** Stretches taken over word for word from what the asker wrote. */
  readonly copied: readonly string[]
}

/** Characters in a row that nobody writes twice by chance. */
const SAME = 10

export function tellingWords(text: string, { content, dialogue }: Pick<UnsealedReport, 'content' | 'dialogue'>): Telling {
  const theirs = [content?.words?.body ?? '', ...dialogue.filter(({ author }) => author === 'reporter').map(({ words }) => words?.text ?? '')].join('\n')
  return { clues: [...new Set(findClues(text).map(({ words }) => words))], copied: copiedFrom(text, theirs) }
}

/** Every longest stretch of at least ten characters that stands in both. */
export function copiedFrom(text: string, theirs: string): string[] {
  const found: string[] = []
  for (let at = 0; at + SAME <= text.length; ) {
    let length = 0
    while (at + length < text.length && theirs.includes(text.slice(at, at + length + 1))) length += 1
    const stretch = text.slice(at, at + length).trim()
    if (stretch.length >= SAME) found.push(stretch)
    at += Math.max(1, length >= SAME ? length : 1)
  }
  return [...new Set(found)]
}
