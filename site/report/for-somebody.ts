import type { JSX } from 'preact'
import type { Problem } from '../ui/problem.ts'
import type { Draft, Screen } from './draft.ts'
import type { Filer, Sending } from './SendStep.tsx'
import type { FiledReport } from './submit.ts'

/** What differs where a member fills in the form for somebody else. */
export interface ForSomebody {
  /** What was typed before the screen was locked or left, and where each change is kept. */
  readonly begun: Draft
  readonly keep: (draft: Draft) => void
  /** Asked below the emergency numbers, and what is wrong with the answer. */
  readonly opening: (error: string | undefined) => JSX.Element
  readonly problem: () => Problem | null
  /** What the member should hear on this screen, after these answers. */
  readonly notice: (screen: Screen, draft: Draft) => JSX.Element | null
  readonly sending: Sending
  /** Outlives the form, so that what was sent before the screen was locked is sent again as the same report. */
  readonly file: { current: Filer | null }
  readonly onFiled: (filed: FiledReport) => void
}
