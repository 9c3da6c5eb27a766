/** The shape of content/form/question.yaml: every word of 咨询 that is not a report's — the page, what the asker reads, what the desk reads. */
import * as z from 'zod/mini'
import { EventText, MoveText, ReasonText, StatusText } from './form-schema.ts'
import { QUESTION_STATES } from './states.ts'

const text = z.string().check(z.minLength(1))

export const QuestionWords = z.strictObject({
  title: text,
  intro: z.array(text),
  /** What to write, and what not. */
  write: z.array(text),
  leave: z.array(text),
  fields: z.strictObject({
    body: z.strictObject({ label: text, hint: text, example: text, errors: z.strictObject({ missing: text, 'too-long': text }) }),
    category: z.strictObject({ label: text, hint: text, none: text }),
  }),
  clues: text,
  kept: text,
  due: text,
  /** What the asker reads of each state; reports have other sentences. */
  status: z.record(z.enum(QUESTION_STATES), StatusText),
  /** Events that are said in other words than a report's. */
  events: z.strictObject({ received: EventText, opened: EventText, refused: EventText, referred: EventText, replied: EventText, wrote: EventText, closed: EventText, published: EventText }),
  moves: z.strictObject({ reply: MoveText, close: MoveText, refuse: MoveText, refer: MoveText, publish: MoveText }),
  /** A reason that reads differently for a question. */
  reasons: z.strictObject({ 'decided-elsewhere': ReasonText }),
  track: z.strictObject({ write: text, none: text, original: text, sent: text }),
  desk: z.strictObject({
    kind: text, said: text, dialogue: text, notes: text, reply: text, 'reply-hint': text, asker: text, nobody: text,
    'public-question': text, 'public-answer': text, 'public-hint': text, 'public-category': text, 'public-clues': text, 'public-copied': text, 'public-none': text,
  }),
  faq: z.strictObject({ title: text, lead: text, recent: text, 'recent-lead': text, none: text, loading: text, failed: text, filter: text, 'filter-hint': text, found: text, 'found-none': text, by: text }),
})
export type QuestionWords = z.infer<typeof QuestionWords>
