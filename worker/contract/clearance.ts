/** 整改、验收、销号: what was found is put right, looked at in its place, and taken off the list of dangers. Each brings words for the reporter if there are any. */
import * as z from 'zod/mini'
import { move, REPORT, seq } from './console.ts'
import { endpoint } from './endpoint.ts'
import { NewBody } from './sealed.ts'

const input = z.strictObject({ seq, body: z.optional(NewBody) })

export const orderRectification = endpoint({
  ...move,
  name: 'orderRectification',
  summary: 'The lead orders that what it found is put right. The result counts as told; the time to be done with the report runs on.',
  path: `${REPORT}/rectification`, access: ['desk', 'handler'],
  input,
})

export const recordInspection = endpoint({
  ...move,
  name: 'recordInspection',
  summary: 'The lead has looked in its place and found it put right.',
  path: `${REPORT}/inspection`, access: ['desk', 'handler'],
  input,
})

export const clearHazard = endpoint({
  ...move,
  name: 'clearHazard',
  summary: 'The desk takes what was put right and inspected off the list of dangers. Then the report can be closed.',
  path: `${REPORT}/clearance`, access: ['desk'],
  input,
})
