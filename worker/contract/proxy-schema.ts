/** The shape of content/form/proxy.yaml: what is said where a member files for somebody, on the paper form and on a township's poster. */
import * as z from 'zod/mini'
import { Channel } from './proxy.ts'

const text = z.string().check(z.minLength(1))
const lines = z.array(text)

export const ProxyWords = z.strictObject({
  title: text,
  channel: z.strictObject({ question: text, hint: text, missing: text, kinds: z.record(Channel, z.strictObject({ label: text, hint: text })) }),
  /** The unit to keep out is the member's own. */
  own: text,
  send: text,
  sealing: text,
  /** The code, read out group by group. */
  read: z.strictObject({ title: text, lines, group: text, spoken: text, back: text, next: text, repeat: text, done: text, print: text, slip: text }),
  done: z.strictObject({ title: text, sentence: text, another: text }),
  /** On the report, to whoever holds its original. */
  staff: text,
  paper: z.strictObject({
    title: text, description: text, first: text, intro: text, where: text, place: text, unplaced: text, steps: lines, tick: text, category: text, urgent: text,
    avoid: text, sheet: text, named: text, apart: text, print: text,
  }),
  poster: z.strictObject({ title: text, page: text, description: text, lead: text, does: lines, none: text, label: text, gallery: text }),
})
export type ProxyWords = z.infer<typeof ProxyWords>
