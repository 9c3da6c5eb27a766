import { defineCollection } from 'astro:content'
import { file, glob } from 'astro/loaders'
import { z } from 'astro/zod'
import { parse } from 'yaml'
import { Audience, Bank, Campaign, Case, Checklist, Day, Drill, Emergency, Faq, Hazard, Knowledge, Law, Mark, Occasion, Poster, Scene } from './learn/schema.ts'

type Entries = Record<string, unknown>[]

/** A YAML list whose order counts: `getCollection` gives its entries by id. `under` names the list's key, where a file has several. */
const list = (path: string, under?: string) => file(path, { parser: (text) => ((under === undefined ? parse(text) : (parse(text) as Record<string, unknown>)[under]) as Entries).map((entry, order) => ({ ...entry, order })) })
const order = z.int()
const words = z.string().min(1)

/** A folder of content/learn: a file is a piece, its path without the ending is its id and the end of its address. */
const folder = <S extends z.ZodType>(name: string, ending: 'md' | 'yaml', schema: S) =>
  defineCollection({ loader: glob({ base: `../content/learn/${name}`, pattern: `**/*.${ending}` }), schema })

/** What a reporter may and must, each with its source. Only ✔ is stated as fact. */
const rights = defineCollection({
  loader: list('../content/learn/reporting/rights.yaml'),
  schema: z.strictObject({
    id: words,
    order,
    section: z.enum(['rights', 'duties']),
    text: words,
    basis: z.strictObject({ document: words, article: words, mark: z.enum([...Mark.options, '✘']), checked: Day }),
  }),
})

/** What the server sees of a report: the table of /protect. */
const visible = defineCollection({
  loader: list('../content/learn/reporting/visible.yaml'),
  schema: z.strictObject({ id: words, order, what: words, sees: z.enum(['yes', 'no', 'passing']), why: words }),
})

/** Pages that the search puts first for certain words. */
const pins = defineCollection({
  loader: list('../content/learn/search.yaml'),
  schema: z.strictObject({ id: words, order, page: z.string().startsWith('/'), title: words.optional(), say: words.optional(), words: z.array(words).min(1) }),
})

export const collections = {
  pins,
  rights,
  visible,
  scenes: defineCollection({ loader: list('../content/learn/topics.yaml', 'scenes'), schema: Scene.extend({ order }) }),
  hazards: defineCollection({ loader: list('../content/learn/topics.yaml', 'hazards'), schema: Hazard.extend({ order }) }),
  audiences: defineCollection({ loader: list('../content/learn/topics.yaml', 'audiences'), schema: Audience.extend({ order }) }),
  knowledge: folder('knowledge', 'md', Knowledge),
  law: folder('law', 'md', Law),
  cases: folder('cases', 'md', Case),
  drills: folder('drills', 'md', Drill),
  checklists: folder('checklists', 'yaml', Checklist),
  quiz: folder('quiz', 'yaml', Bank),
  campaigns: folder('campaigns', 'yaml', Campaign),
  calendar: folder('calendar', 'yaml', Occasion),
  posters: folder('posters', 'yaml', Poster),
  emergency: folder('emergency', 'yaml', Emergency),
  faq: folder('faq', 'yaml', Faq),
}
