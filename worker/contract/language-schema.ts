/** The languages of the reporting path (content/form/languages.yaml), and the words of its frame: small.yaml, page.yaml, emergency.yaml. */
import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))

export const Language = z.strictObject({
  id: z.string().check(z.regex(/^[a-z]{2,3}$/)),
  /** In its own words. */
  name: text,
  /** What staff call it. */
  called: text,
  /** BCP 47, for the page and for days. */
  tag: text,
  dir: z.enum(['ltr', 'rtl']),
  /** A missing sentence is a mistake; otherwise the Chinese one stands in for it. */
  complete: z.optional(z.boolean()),
})
export type Language = z.infer<typeof Language>

/** What stands between and beside other words. */
export const SmallWords = z.strictObject({ list: text, between: text, pause: text, aside: text, pair: text, example: text, left: text, over: text, days: text, group: text, gone: text })
export type SmallWords = z.infer<typeof SmallWords>

/** The frame of the pages on which something is filed or read. */
export const PageWords = z.strictObject({
  skip: text, demo: text, 'demo-label': text, home: text, exit: text, others: text, languages: text,
  guide: text, protect: text, keys: text, elder: text, emergency: text, report: text, track: text, main: text,
  view: text, 'view-label': text, views: z.strictObject({ plain: text, elder: text, contrast: text }), aloud: z.strictObject({ start: text, stop: text }),
  'no-script': text, plain: text, call: text, tell: text, know: text, shield: text,
  span: z.strictObject({ working: text, natural: text }),
  ask: z.strictObject({ urgent: text, call: text, due: text, look: text, write: text, leave: text }),
})
export type PageWords = z.infer<typeof PageWords>

/** What stands around the emergency cards. */
export const EmergencyWords = z.strictObject({
  title: text, lead: text, all: text, call: text, calls: z.record(z.string(), text), steps: text, never: text, checked: text, after: text,
})
export type EmergencyWords = z.infer<typeof EmergencyWords>

/** content/county/names.<language>.yaml: what this county's things are called there. */
export const Names = z.strictObject({
  profile: z.optional(z.partial(z.strictObject({ name: text, office: text, siteName: text, sponsor: text, contact: text }))),
  units: z.optional(z.record(z.string(), z.partial(z.strictObject({ name: text, short: text, about: text })))),
  groups: z.optional(z.record(z.string(), z.partial(z.strictObject({ name: text })))),
  categories: z.optional(z.record(z.string(), z.partial(z.strictObject({ name: text, examples: z.array(text), words: z.array(text) })))),
  violations: z.optional(z.record(z.string(), z.partial(z.strictObject({ name: text, hint: text })))),
  flags: z.optional(z.record(z.string(), z.partial(z.strictObject({ name: text, question: text })))),
  destinations: z.optional(z.record(z.string(), z.partial(z.strictObject({ office: text, matters: text })))),
  recourses: z.optional(z.record(z.string(), z.partial(z.strictObject({ office: text, matters: text })))),
  hotlines: z.optional(z.record(z.string(), z.partial(z.strictObject({ name: text, use: text })))),
  deadlines: z.optional(z.record(z.string(), z.partial(z.strictObject({ name: text })))),
})
export type Names = z.infer<typeof Names>
