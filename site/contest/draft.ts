/** An entry on its way, kept in this tab alone so that a reload does not lose it, and cleared when it is judged. */
import type { Answers } from '#contract/contest.ts'

export interface Draft {
  readonly contest: string
  readonly entry: string
  readonly unit: string
  readonly nickname: string
  readonly answers: Answers
  /** What was sent without an answer coming back: if it arrived, it is what counts. */
  readonly sent: Answers | null
}

const KEY = 'anshao-contest'

/** Null where there is none, where it is another contest's, and where the browser keeps nothing. */
export function readDraft(contest: string): Draft | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Draft | null
    return draft !== null && draft.contest === contest && Array.isArray(draft.answers) ? draft : null
  } catch {
    return null
  }
}

export function keepDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft))
  } catch {
    // A browser that keeps nothing: the answers are still in the page's memory.
  }
}

export function clearDraft(): void {
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // Nothing was kept.
  }
}
