/** Which letter goes with which end of a report. Pure: the Worker refuses by it, and the console shows by it. */
import type { Kind } from '../report.ts'
import type { LetterKind, State } from '../states.ts'

const LETTERS: Partial<Record<State, LetterKind>> = { referred: 'referral', refused: 'refusal' }

/** The letter that can be issued now; null for none. A question is answered where it was asked, never on paper. */
export const letterFor = ({ kind, state }: { readonly kind: Kind; readonly state: State }): LetterKind | null =>
  kind === 'question' ? null : (LETTERS[state] ?? null)
