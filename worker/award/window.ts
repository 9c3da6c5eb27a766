import type { EventKind } from '#contract/states.ts'

/** What is done at the window, or about it. It makes no report new in anybody's list and changes nothing public, or whoever keeps looking would know when somebody stands there. */
export const AT_WINDOW: readonly EventKind[] = ['award-confirmed', 'award-paid', 'reversal-asked', 'reversal-refused', 'award-reversed', 'transfer-returned']
