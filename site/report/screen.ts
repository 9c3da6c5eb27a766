/** What every screen of the form is given. */
import type { ComponentType } from 'preact'
import type { Screen } from './draft.ts'
import type { ForSomebody } from './for-somebody.ts'
import type { StepProps } from './steps.tsx'
import type { FiledReport } from './submit.ts'
import type { Underway } from './underway.ts'

export interface ScreenProps extends StepProps {
  readonly file: Underway
  readonly member: ForSomebody | undefined
  /** To one answer and, after it, back to all of them. */
  readonly change: (to: Screen) => void
  readonly go: (to: Screen) => void
  readonly onFiled: (filed: FiledReport) => void
}

export type Bodies = Partial<Record<Screen, ComponentType<ScreenProps>>>
