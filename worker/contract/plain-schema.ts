/** The shape of content/form/plain.yaml: what only the pages without scripts say. The rest they share with report.yaml and track.yaml. */
import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))
const asked = z.strictObject({ question: text, hint: text })

export const PlainWords = z.strictObject({
  neutralTitle: text,
  title: text,
  /** What it costs to go without scripts, told before the first field. */
  cost: z.strictObject({ title: text, lines: z.array(text), advice: text, brief: text, more: text }),
  links: z.strictObject({ start: text, track: text, scripted: text, protect: text, home: text, top: text }),
  /** Two pages of questions. */
  kind: asked,
  words: asked,
  category: z.strictObject({ hint: text, none: text }),
  others: text,
  identity: text,
  unsaid: text,
  check: z.strictObject({ send: text, kind: text, words: text, clues: text }),
  /** The same filing came a second time. */
  again: text,
  code: z.strictObject({ write: text, receipt: text }),
  track: z.strictObject({ intro: text, another: text, contested: text, clues: text, anyway: text, files: text, award: text }),
  full: z.strictObject({ title: text, sentence: text, instead: text }),
  problems: z.strictObject({
    title: text, 'not-sent': text, 'not-opened': text, 'not-sealed': text, 'not-found': text, 'too-large': text, elsewhere: text, 'wrong-method': text, fault: text,
  }),
})
export type PlainWords = z.infer<typeof PlainWords>
