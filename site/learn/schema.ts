/** The shapes of content/learn. Astro's collections, `npm run check:content` and the editor's forms read these and nothing else. */
import { z } from 'astro/zod'
import { DAY } from '#contract/ids.ts'
import { PICTURE_NAMES } from '../month/picture-names.ts'
import { GLYPH_NAMES } from '../ui/glyph-names.ts'

const words = (most: number, least = 1) => z.string().trim().min(least).max(most)
/** YAML makes a date of a bare 2023-04-18 and a number of a bare 12350; here they are words. */
const said = (most: number) => z.preprocess((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : typeof value === 'number' ? String(value) : value), words(most))
const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
/** YAML reads a bare 2026-11-22 as a date; quoted, it is text. Both become the text. */
export const Day = z.union([z.date().transform((date) => date.toISOString().slice(0, 10)), z.string().regex(DAY)])
/** A word that another file lists: a topic or a category. That it is one, site/editing/references.ts says, with the right word for a Chinese name. */
const listed = words(30)

export const Mark = z.enum(['✔', '◐', '记忆'])

/** Where a statement comes from. `mark` ✔: the original, or a reliable copy of it, was read; `seen` names that copy; `checked` is the day. */
export const Source = z.strictObject({
  document: words(80),
  number: said(80).optional(),
  article: said(160).optional(),
  mark: Mark,
  seen: words(160),
  checked: Day,
  /** What of the page rests on a source that was not seen: the remark is about these words alone. */
  covers: words(40).optional(),
})

/** What all pieces have. Texts are Chinese; `keywords` are other words people search by. */
const common = {
  title: words(26, 4),
  summary: words(100, 15),
  hazards: z.array(listed).min(1).max(4),
  audience: z.array(listed).min(1).max(4),
  categories: z.array(listed).max(6).default([]),
  checklists: z.array(id).max(4).default([]),
  keywords: z.array(said(16)).max(16).default([]),
  sources: z.array(Source).min(1),
  reviewed: Day,
}

export const Knowledge = z.strictObject({
  ...common,
  /** Three to six lines to keep in mind: shown first, and printed on leaflets. */
  remember: z.array(words(40)).min(3).max(6),
})

export const Law = z.strictObject({
  ...common,
  law: z.strictObject({ name: words(60), number: words(60).optional(), effective: said(40), status: words(60) }),
  articles: z.array(z.strictObject({
    article: words(40),
    title: words(24),
    says: words(400, 15),
    worker: words(200).optional(),
    owner: words(200).optional(),
    neighbour: words(200).optional(),
  })).min(3),
})

export const Case = z.strictObject({
  ...common,
  date: Day,
  place: words(40),
  deaths: z.int().min(0),
  injured: z.int().min(0).optional(),
  timeline: z.array(z.strictObject({ when: said(24), what: words(120) })).min(2),
  causes: z.array(words(160)).min(2),
  lessons: z.array(words(160)).min(2),
  /** Questions with which a reader looks at their own place. */
  ask: z.array(words(80)).min(3).max(8),
})

export const Checklist = z.strictObject({
  ...common,
  scene: listed,
  /** Who ticks it, and where. */
  place: words(40),
  minutes: z.int().min(1).max(60),
  standards: z.array(z.strictObject({ name: words(80), number: words(80), effective: said(40).optional(), status: words(80), mark: Mark, checked: Day })).default([]),
  items: z.array(z.strictObject({
    ask: words(60, 4),
    why: words(160, 4),
    /** What to do when the answer is no. */
    fix: words(160, 4),
    /** stop: leave or stop work at once; soon: mend now; better: mend when you can. */
    grade: z.enum(['stop', 'soon', 'better']),
    category: listed.optional(),
    source: z.int().min(1).optional(),
  })).min(6).max(20),
})

export const Question = z.strictObject({
  question: words(120, 6),
  /** Two options for right or wrong, up to four otherwise. */
  options: z.array(words(80)).min(2).max(4),
  /** The right ones, 1-based. */
  answer: z.array(z.int().min(1).max(4)).min(1).max(4),
  explanation: words(240, 10),
  /** Number of the source in the bank's list. */
  source: z.int().min(1),
  /** What it is about, where the bank has several hazards: the contest draws from each its share, and links to it. */
  hazard: listed.optional(),
})

/** A file of questions. `contest` banks never reach a browser: the Worker draws from them and judges. */
export const Bank = z.strictObject({
  title: words(26, 2),
  summary: words(100, 10),
  use: z.enum(['practice', 'contest']),
  hazards: z.array(listed).min(1),
  audience: z.array(listed).min(1),
  keywords: z.array(said(16)).max(16).default([]),
  sources: z.array(Source).min(1),
  reviewed: Day,
  questions: z.array(Question).min(8),
})

export const Drill = z.strictObject({
  ...common,
  minutes: z.int().min(5).max(180),
  people: words(80),
  materials: z.array(words(60)).min(1),
  roles: z.array(z.strictObject({ name: words(20), does: words(120) })).min(2),
  steps: z.array(z.strictObject({ at: said(20), who: words(20), does: words(200), says: words(120).optional() })).min(5),
  afterwards: z.array(words(120)).min(2),
})

export const Campaign = z.strictObject({
  year: z.int().min(2002).max(2100),
  edition: z.int().min(1),
  /** Null until it is known for certain; the page then says that it will be announced. */
  theme: words(60).nullable().default(null),
  sources: z.array(Source).min(1),
  consultation: z.strictObject({
    day: Day,
    hours: words(40),
    stands: z.array(z.strictObject({ place: words(40), township: words(20), units: z.array(words(20)).min(1), topics: words(80) })).min(1),
  }).optional(),
  activities: z.array(z.strictObject({ from: Day, to: Day.optional(), title: words(40), what: words(160), where: words(60), who: words(60) })).default([]),
  slogans: z.array(words(30, 6)).default([]),
  letter: z.strictObject({ title: words(40), to: words(40), paragraphs: z.array(words(300)).min(3), signed: words(40) }).optional(),
  /** What is shown, read and done in each of the five places. Pieces are `collection/id`. */
  packages: z.array(z.strictObject({
    id, name: words(12), summary: words(120), say: z.array(words(80)).min(3), do: z.array(words(120)).min(3), pieces: z.array(words(80)).min(4),
  })).default([]),
})

/** A yearly day or season. `month-day`, or a span; the home page shows what is near. */
export const Occasion = z.strictObject({
  id,
  name: words(30),
  from: z.string().regex(/^\d{2}-\d{2}$/),
  to: z.string().regex(/^\d{2}-\d{2}$/),
  /** How the day is counted when it moves: said to the reader. */
  rule: words(60).optional(),
  summary: words(120, 10),
  hazards: z.array(listed).min(1),
  pieces: z.array(words(80)).min(1),
  sources: z.array(Source).min(1),
})

/** What the steps of a card may name in {braces}: the county, and how its name is spoken. */
export const CARD_NAMES = ['county', 'pinyin'] as const

/** What to do right now. Steps are orders of a few words. Exists in zh and en under the same id. */
export const Emergency = z.strictObject({
  title: words(60, 2),
  summary: words(160, 8),
  order: z.int().min(1),
  call: z.string().regex(/^\d{3,5}$/),
  hazards: z.array(listed).min(1),
  steps: z.array(z.strictObject({ do: words(120), why: words(200).optional() })).min(3).max(8),
  never: z.array(words(120)).min(1),
  sources: z.array(Source).min(1),
  reviewed: Day,
})

export const Faq = z.strictObject({
  question: words(80, 6),
  answer: z.array(words(400)).min(1),
  hazards: z.array(listed).min(1),
  sources: z.array(Source).min(1),
  reviewed: Day,
})

const SHAPES = ['triangle', 'circle', 'disc', 'square'] as const

/** A poster to print: a sign, a few large words, and the lines to keep in mind of an article; `lines` of its own where it hangs on no article. */
export const Poster = z.strictObject({
  title: words(16, 4),
  sign: z.enum(SHAPES),
  glyph: z.enum([...GLYPH_NAMES, ...PICTURE_NAMES]),
  /** `collection/id` of the piece that it draws on. */
  piece: words(80),
  lines: z.array(words(40)).min(3).max(5).optional(),
})

/** Something that people look under: `sign` is the shape of its safety sign, `glyph` the picture inside (site/ui/glyphs.tsx). */
export const Audience = z.strictObject({ id, name: words(16) })
export const Hazard = Audience.extend({ sign: z.enum(SHAPES), glyph: z.enum(GLYPH_NAMES) })
export const Scene = Hazard.extend({ summary: words(60) })
export const Topics = z.strictObject({ scenes: z.array(Scene).min(1), hazards: z.array(Hazard).min(1), audiences: z.array(Audience).min(1) })
