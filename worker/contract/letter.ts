/** Letters (文书): what the desk issues on paper about a report that ends with it. The server gives the number and knows no word. */
import * as z from 'zod/mini'
import { REPORT } from './console.ts'
import { StaffReport } from './staff-report.ts'
import { endpoint } from './endpoint.ts'
import { MAX_SMALL_BYTES } from './limits.ts'
import { LetterKind } from './states.ts'

export const numberLetter = endpoint({
  name: 'numberLetter',
  summary: 'Gives a letter of a report the next number of the year. The same letter of the same report keeps the number it has.',
  method: 'POST',
  path: `${REPORT}/letter`,
  access: ['desk'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ kind: LetterKind }),
  ok: StaffReport,
})
