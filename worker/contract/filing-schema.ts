/** The shapes of content/form/report.yaml and track.yaml: every word of the filing form, the code page and the page one comes back to. */
import * as z from 'zod/mini'
import { LetterKind } from './states.ts'

const text = z.string().check(z.minLength(1))
const titled = z.strictObject({ title: text, sentence: text })
const choice = z.strictObject({ label: text, hint: z.optional(text) })

/** The steps, in order. One is shown at a time. */
export const STEPS = ['emergency', 'kind', 'where', 'what', 'avoid', 'check', 'send'] as const
export type Step = (typeof STEPS)[number]

/** What the local check before sending may find in the text; see the sentences for what each means. */
export const CLUES = ['name', 'phone', 'id-number', 'plate', 'email', 'staff-number', 'only-one', 'role', 'relative', 'home', 'past', 'told'] as const
export type Clue = (typeof CLUES)[number]

const field = <P extends string>(...problems: P[]) =>
  z.strictObject({
    label: text,
    hint: z.optional(text),
    example: z.optional(text),
    /** One sentence for each way to get it wrong. */
    errors: z.strictObject(Object.fromEntries(problems.map((problem) => [problem, text])) as Record<P, typeof text>),
  })

export const FormWords = z.strictObject({
  /** The window's title on every filing page: says nothing to somebody who looks over a shoulder. */
  neutralTitle: text,
  title: text,
  intro: z.array(text),
  promises: z.array(titled),
  /** What all this does not stop. */
  limits: z.array(titled),
  rules: z.array(text),
  steps: z.record(z.enum(STEPS), z.strictObject({ title: text, question: text, hint: z.optional(text) })),
  progress: text,
  /** Asked on the second screen of 'avoid'. */
  identity: text,
  /** Asked on the second screen of 'what'. */
  files: text,
  waiting: text,
  guesses: z.strictObject({ today: text, yesterday: text, week: text, month: text, quarter: text, 'half-year': text, year: text }),
  buttons: z.strictObject({ start: text, next: text, back: text, change: text, send: text, exit: text, 'exit-hint': text }),
  emergency: z.strictObject({ title: text, sentence: text, call: text, safe: text, 'not-instead': text }),
  fields: z.strictObject({
    flags: field(),
    category: field('missing'),
    violations: field(),
    township: field('missing'),
    place: field('missing', 'too-long'),
    since: field('not-a-day', 'future'),
    subject: field('too-long'),
    body: field('missing', 'too-long'),
    avoid: field(),
    named: field(),
    name: field('missing', 'too-long'),
    phone: field('missing', 'malformed'),
    insider: field(),
    wantsReward: field(),
  }),
  choices: z.strictObject({
    anonymous: choice, named: choice, reward: choice, 'no-reward': choice, insider: choice, 'not-insider': choice,
    none: choice, others: choice, search: choice, 'search-none': choice, 'search-found': choice, chosen: choice,
  }),
  'error-summary': z.strictObject({ title: text, sentence: text }),
  clues: z.strictObject({ title: text, none: text, sentence: text, kept: text, kinds: z.record(z.enum(CLUES), z.strictObject({ name: text, sentence: text })) }),
  answers: z.strictObject({
    title: text, empty: text, files: text, plain: text, sealed: text,
    violations: text, township: text, avoid: text, named: text, reward: text, who: text, insider: text, 'not-insider': text,
  }),
  preview: z.strictObject({
    title: text, lead: text, assists: text, copies: text, 'desk-first': text, escalated: text, outside: text, avoided: text, none: text, why: text, below: text,
  }),
  challenge: z.strictObject({ altcha: text, turnstile: text, failed: text }),
  sending: z.strictObject({ sealing: text, challenge: text, sending: text, done: text, failed: text, again: text, leave: text, earlier: text }),
  code: z.strictObject({
    title: text, sentence: text, lost: text, reference: text, 'reference-hint': text, copy: text, copied: text, 'copy-failed': text,
    print: text, picture: text, hold: text, qr: text, 'picture-hint': text, kept: text, 'kept-hint': text, open: text, deadlines: text,
    receipt: text, 'receipt-show': text, 'receipt-save': text, 'receipt-how': text, 'receipt-good': text, 'receipt-wrong': text, files: text, forget: text,
  }),
})
export type FormWords = z.infer<typeof FormWords>

export const TrackWords = z.strictObject({
  neutralTitle: text,
  title: text,
  intro: text,
  code: z.strictObject({
    ...field('missing', 'too-short', 'too-long', 'not-digits', 'wrong-group', 'wrong', 'unknown').shape,
    open: text,
    opening: text,
    leave: text,
    'left': text,
  }),
  sections: z.strictObject({ status: text, next: text, timeline: text, clocks: text, dialogue: text, write: text, receipt: text, reward: text }),
  clock: z.strictObject({ running: text, today: text, overdue: text, met: text, moved: text, 'no-calendar': text }),
  message: z.strictObject({
    ...field('missing', 'too-long').shape, send: text, sending: text, sent: text, none: text, clues: text, desk: z.strictObject({ label: text, sent: text }),
  }),
  author: z.strictObject({ you: text, finding: text, review: text, unit: text }),
  signature: z.strictObject({ good: text, unsigned: text, wrong: text, 'cannot-open': text }),
  original: text,
  /** Of a report that a member filed for somebody. */
  proxied: text,
  /** What each letter about a report is called. */
  letters: z.record(LetterKind, text),
  receipt: z.strictObject({ good: text, wrong: text, included: text, pending: text, late: text, explain: text, working: text, ask: text }),
  reward: z.strictObject({ wanted: text, 'not-wanted': text }),
  /** 复查: contesting the result. `elsewhere`: where one can go after the one review there is. */
  review: z.strictObject({ title: text, intro: text, open: text, ...field('missing', 'too-long').shape, send: text, cancel: text, waiting: text, elsewhere: text, recourse: text, unsure: text }),
})
export type TrackWords = z.infer<typeof TrackWords>
