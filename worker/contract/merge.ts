/** 并案: two reports of one matter worked on as one. Each keeps its position, its code and its dialogue. */
import * as z from 'zod/mini'
import { move, REPORT, seq } from './console.ts'
import { endpoint } from './endpoint.ts'
import { Reference } from './ids.ts'
import { MAX_SMALL_BYTES } from './limits.ts'
import { NewBody } from './sealed.ts'

export const mergeReport = endpoint({
  ...move,
  name: 'mergeReport',
  summary: 'Works on this report with an earlier one of the same matter, which leads from now on. What either reporter keeps out is kept from both.',
  path: `${REPORT}/merge`, access: ['desk'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ seq, into: Reference }),
})

export const unmergeReport = endpoint({
  ...move,
  name: 'unmergeReport',
  summary: 'Works on this report by itself again: with the result that its reporter was told, or from where it stood.',
  path: `${REPORT}/unmerge`, access: ['desk'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ seq }),
})

export const relayFinding = endpoint({
  ...move,
  name: 'relayFinding',
  summary: 'Tells the reporter of a merged report the result of the earlier one, sealed to its own dialogue. The earlier one is not closed before.',
  path: `${REPORT}/relay`, access: ['desk'],
  input: z.strictObject({ seq, body: NewBody }),
})
