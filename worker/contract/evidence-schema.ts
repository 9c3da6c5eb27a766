/** The shape of content/form/evidence.yaml: what somebody reads about a file that they add, once it is cleaned. */
import * as z from 'zod/mini'
import { CLEAN_CODES, LEFT_CODES, WHATS } from './evidence.ts'

const text = z.string().check(z.minLength(1))
const choice = z.strictObject({ label: text, hint: text })

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
  /** Where files are added (site/evidence/pick). {size} and {room} are `megabytes` or `tiny`. */
  pick: z.strictObject({
    title: text, hint: text, choose: text, photo: text, film: text, sound: text, limits: text, room: text, 'only-here': text, remove: text, gone: text,
    cleaning: text, ready: text, 'as-is': text, refused: text, found: text, more: text, was: text, named: text, picture: text, huge: text, megabytes: text, tiny: text,
    names: z.strictObject({ photo: text, film: text, sound: text, paper: text }),
    full: z.strictObject({ count: text, size: text, program: text }),
    original: z.strictObject({ label: text, hint: text, name: text }),
  }),
  /** A place in words, and below its sketch. */
  place: z.strictObject({ words: text, north: text, south: text, east: text, west: text, near: text, sketch: text }),
  paper: z.strictObject({ slide: text, sheet: text, named: text }),
  cover: z.strictObject({
    open: text, title: text, hint: text, board: text, at: text, how: text, solid: choice, mosaic: choice,
    bigger: text, smaller: text, undo: text, done: text, leave: text, unkept: text, working: text, covered: text, failed: text, 'too-large': text, 'no-room': text,
  }),
  sending: z.strictObject({
    file: text, percent: text, minutes: text, soon: text, offline: text, hold: text, cleaning: text, stop: text, stopped: text, lost: text, full: text,
    unreadable: text, trouble: text, stale: text, failed: text,
  }),
})
export type EvidenceWords = z.infer<typeof EvidenceWords>
