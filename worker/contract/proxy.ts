/** 代录: a member files for somebody who telephones, comes in, or asks a village official to. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { MAX_FILING_BYTES } from './limits.ts'
import { Filed, Filing } from './report.ts'

/** How somebody told it: on the telephone, at the counter, or to a township's handler, grid worker or safety official (代办). */
export const Channel = z.enum(['phone', 'visit', 'proxy'])
export type Channel = z.infer<typeof Channel>

export const fileForSomebody = endpoint({
  name: 'fileForSomebody',
  summary: 'File a sealed report for somebody else, as a member, without a challenge. The same filing again returns the same receipt. Who filed it is kept, and is barred from its reward.',
  method: 'POST',
  path: '/api/staff/reports',
  access: ['desk', 'handler'],
  maxBytes: MAX_FILING_BYTES,
  input: z.strictObject({ filing: Filing, channel: Channel }),
  ok: Filed,
})
