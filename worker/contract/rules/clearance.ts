/** 整改、验收、销号: which states these are, and which rest on a result. */
import type { State } from '../states.ts'

/** From the order to put right what was found until the danger is off the list. */
export const PUTTING_RIGHT: readonly State[] = ['rectifying', 'inspected', 'cleared']

/** The states in which somebody has a result. */
export const WITH_RESULT: readonly State[] = ['substantiated', 'partly', 'unfounded', 'indeterminate', ...PUTTING_RIGHT, 'closed']
