/** The shape of content/form/evidence.yaml: what somebody reads about a file that they add, once it is cleaned. */
import * as z from 'zod/mini'
import { CLEAN_CODES, LEFT_CODES, WHATS } from './evidence.ts'

const text = z.string().check(z.minLength(1))

export const EvidenceWords = z.strictObject({
  what: z.record(z.enum(WHATS), text),
  /** {what} as above. */
  removed: text,
  nothing: text,
  /** Its name says that it is something else. */
  misnamed: text,
  /** What no cleaning takes out of any file. */
  seen: text,
  /** {what} in `stands`. */
  left: z.record(z.enum(LEFT_CODES), text),
  failed: z.record(z.enum(CLEAN_CODES), text),
})
export type EvidenceWords = z.infer<typeof EvidenceWords>
