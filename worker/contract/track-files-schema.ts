/** The shape of content/form/track-files.yaml: files on the page that a reporter comes back to. */
import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))

export const TrackFilesWords = z.strictObject({
  /** The button under the message, what it opens, and how to put that away again. */
  add: text, added: text, 'put-away': text, waiting: text,
  /** Of those that came with the report. */
  filed: text,
  /** A file in a list. */
  said: text,
  look: text, close: text,
  /** Before saving: that a copy stays on the device. */
  save: text, really: text, sure: text, not: text,
  opening: text, kept: text, looking: text, broken: text, huge: text,
  /** Why there is nothing to see. */
  lost: text, gone: text, altered: text, shut: text, stray: text,
})
export type TrackFilesWords = z.infer<typeof TrackFilesWords>
