/** A referral while it is written: what stands in it to begin with, and what a member has made of it. No DOM. */
import type { RedactedWords } from '../../crypto/words.ts'
import { copyOf, COPIED, fieldsOf, FRESH, markedFields, type CopiedField, type CopyDraft, type MarkedField } from '../holding/copy.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import type { ReferralWords } from './letter.ts'

/** What has been chosen and typed. Memory only. `read`: read from beginning to end as it is now. */
export interface LetterDraft extends CopyDraft {
  /** One to a line. */
  readonly attachments: string
  readonly read: boolean
}

export const FRESH_LETTER: LetterDraft = { ...FRESH, attachments: '', read: false }

export interface LetterStart {
  /** All that may stand in a letter; empty where there were no words. */
  readonly fields: readonly MarkedField[]
  readonly since: string | undefined
  /** Whether somebody has made a redacted copy, which the letter then says as it is. */
  readonly fromCopy: boolean
}

/** The newest redacted copy; where there is none, the original with what could tell of the reporter marked, to be hidden or written over. */
export function letterStart({ copies, content }: Pick<UnsealedReport, 'copies' | 'content'>): LetterStart {
  const copy = copies.at(-1)?.words ?? null
  const found = copy === null ? markedFields({ content }) : fieldsOf(copy).map((field) => ({ ...field, marks: [] }))
  const fields = COPIED.map((field): MarkedField => found.find((one) => one.field === field) ?? { field, text: '', marks: [] })
  return { fields, since: copy === null ? content?.words?.since : copy.since, fromCopy: copy !== null }
}

/** The letter's words as they stand now. */
export function letterWords({ fields, since }: LetterStart, draft: LetterDraft): ReferralWords {
  const said = Object.fromEntries(fields.map((marked) => [marked.field, copyOf(marked, draft).trim()])) as Record<CopiedField, string>
  const words: RedactedWords = { ...said, ...(draft.withSince && since !== undefined && { since }) }
  return { words, attachments: draft.attachments.split('\n').map((line) => line.trim()).filter((line) => line !== '') }
}
