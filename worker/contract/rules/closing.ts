/** 办结的理由: which of them go with what was found. Pure: the form offers by it, the command suggests by it, and the Worker decides by it. */
import type { Kind } from '../report.ts'
import type { CloseReason, State } from '../states.ts'

const OF_FOUND: readonly CloseReason[] = ['rectified', 'penalised', 'handed-to-court', 'transferred']

/** The usual one first. A danger that was found, and put right, is not told its reporter as never found; nor what was not found as put right. */
const OF_STATE: Partial<Record<State, readonly CloseReason[]>> = {
  substantiated: OF_FOUND,
  partly: OF_FOUND,
  unfounded: ['unfounded', 'transferred'],
  indeterminate: ['transferred', 'handed-to-court', 'unclear'],
  cleared: ['rectified', 'penalised', 'handed-to-court'],
}

/** The reasons for which a filing may be closed from here; none where it cannot be closed. */
export const closingsOf = (kind: Kind, state: State): readonly CloseReason[] =>
  kind === 'question' ? (state === 'answered' ? ['answered'] : []) : (OF_STATE[state] ?? [])
