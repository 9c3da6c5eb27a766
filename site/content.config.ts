import { defineCollection } from 'astro:content'
import { file } from 'astro/loaders'
import { z } from 'astro/zod'
import { parse } from 'yaml'

/** A YAML list whose order counts: `getCollection` gives its entries by id. */
const list = (path: string) => file(path, { parser: (text) => (parse(text) as Record<string, unknown>[]).map((entry, order) => ({ ...entry, order })) })
const order = z.int()
const words = z.string().min(1)
const day = z.coerce.date().transform((date) => date.toISOString().slice(0, 10))

/** What a reporter may and must, each with its source. Only ✔ is stated as fact. */
const rights = defineCollection({
  loader: list('../content/learn/reporting/rights.yaml'),
  schema: z.strictObject({
    id: words,
    order,
    section: z.enum(['rights', 'duties']),
    text: words,
    basis: z.strictObject({ document: words, article: words, mark: z.enum(['✔', '◐', '记忆', '✘']), checked: day }),
  }),
})

/** What the server sees of a report: the table of /protect. */
const visible = defineCollection({
  loader: list('../content/learn/reporting/visible.yaml'),
  schema: z.strictObject({ id: words, order, what: words, sees: z.enum(['yes', 'no', 'passing']), why: words }),
})

export const collections = { rights, visible }
