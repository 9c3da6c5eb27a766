/** A redacted copy while it is being made: marks on the original, words to be sealed. No DOM. */
import type { RedactedWords } from '../../crypto/words.ts'
import { copiedFrom } from '../moves/telling.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { findMarks, redactText, type Mark } from './marks.ts'

export const COPIED = ['place', 'subject', 'body'] as const
export type CopiedField = (typeof COPIED)[number]

/** What has been chosen and typed. Memory only. */
export interface CopyDraft {
  /** Marks that stay as they are, by keyOf. */
  readonly kept: readonly string[]
  /** Fields that were written over by hand: their marks are done with. */
  readonly edited: Partial<Record<CopiedField, string>>
  readonly withSince: boolean
}

export const FRESH: CopyDraft = { kept: [], edited: {}, withSince: true }

export interface MarkedField {
  readonly field: CopiedField
  readonly text: string
  readonly marks: readonly Mark[]
}

export const keyOf = (field: CopiedField, { at }: Mark): string => `${field} ${at}`

/** The original's fields that have words in them, with what could tell of the reporter. */
export const markedFields = ({ content }: Pick<UnsealedReport, 'content'>): MarkedField[] => fieldsOf(content?.words ?? {})

/** Of any words, the fields that a copy may have. */
export function fieldsOf(words: { readonly [field in CopiedField]?: string | undefined }): MarkedField[] {
  return COPIED.flatMap((field) => {
    const text = words[field] ?? ''
    return text === '' ? [] : [{ field, text, marks: findMarks(text) }]
  })
}

/** A field as it will be sealed. */
export const copyOf = ({ field, text, marks }: MarkedField, { kept, edited }: CopyDraft): string =>
  edited[field] ?? redactText(text, marks, (mark) => kept.includes(keyOf(field, mark)))

/** The words of the copy: never a name, never whom the reporter wants kept out. */
export function copyWords(unsealed: UnsealedReport, draft: CopyDraft): RedactedWords {
  const said = Object.fromEntries(markedFields(unsealed).map((marked) => [marked.field, copyOf(marked, draft).trim()])) as Partial<Record<CopiedField, string>>
  const since = unsealed.content?.words?.since
  return { ...said, ...(draft.withSince && since !== undefined && { since }), body: said.body ?? '' }
}

/** What in the copy could still tell: clues that are left, and words taken from what the reporter wrote in confidence. */
export function stillTelling(unsealed: UnsealedReport, words: RedactedWords): { readonly clues: readonly string[]; readonly quoted: readonly string[] } {
  const text = [words.place, words.subject, words.body].filter((part) => part !== undefined).join('\n')
  const confided = unsealed.dialogue.filter(({ author }) => author === 'reporter').map((entry) => entry.words?.text ?? '').join('\n')
  return { clues: [...new Set(findMarks(text).map((mark) => mark.words))], quoted: copiedFrom(text, confided) }
}
