/** Before a result, results, and 整改、验收、销号 after them: which states these are. */
import type { State } from '../states.ts'

/** Somebody has it, and nobody has found anything yet. */
export const UNDER_WAY: readonly State[] = ['received', 'accepted', 'assigned', 'investigating']

/** From the order to put right what was found until the danger is off the list. */
export const PUTTING_RIGHT: readonly State[] = ['rectifying', 'inspected', 'cleared']

/** A result was just given, and nothing came of it yet. */
export const FOUND: readonly State[] = ['substantiated', 'partly', 'unfounded', 'indeterminate']

/** The states in which somebody has a result. */
export const WITH_RESULT: readonly State[] = [...FOUND, ...PUTTING_RIGHT, 'closed']
