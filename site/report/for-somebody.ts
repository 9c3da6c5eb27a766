import type { JSX } from 'preact'
import type { Problem } from '../ui/problem.ts'
import type { Draft, Screen } from './draft.ts'
import type { Underway } from './underway.ts'
import type { Sending } from './SendStep.tsx'
import type { FiledReport } from './submit.ts'

/** What differs where a member fills in the form for somebody else. */
export interface ForSomebody {
  /** What was typed before the screen was locked or left, and where each change is kept. */
  readonly begun: Draft
  readonly keep: (draft: Draft) => void
  /** Asked, and said, below the form's own question. */
  readonly besides: (now: { readonly screen: Screen; readonly draft: Draft; readonly errorAt: (field: string) => string | undefined }) => JSX.Element | false
  /** What is wrong with what is asked besides. */
  readonly problemsOn: (screen: Screen) => readonly Problem[]
  readonly sending: Sending
  /** Outlives the form, so that what was sent before the screen was locked is sent again as the same report. */
  readonly file: Underway
  readonly onFiled: (filed: FiledReport) => void
}
