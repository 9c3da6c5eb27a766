/** What has been answered so far. The server keeps none of it between two pages: it travels in the page, as one hidden field. */
import * as z from 'zod/mini'
import { categories } from '#contract/county/categories.ts'
import { units } from '#contract/county/units.ts'
import { violations } from '#contract/county/violations.ts'
import { Flag } from '#contract/report.ts'
import { EMPTY, type Draft } from '../report/draft.ts'

const list = <T extends string>(known: readonly T[]) => z.pipe(z.array(z.string()), z.transform((given): readonly T[] => known.filter((one) => given.includes(one))))
const one = (known: readonly string[]) => z.pipe(z.nullable(z.string()), z.transform((given) => (given !== null && known.includes(given) ? given : null)))
const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id)

/** Whom one may ask to keep out. */
export const AVOIDABLE = units.filter(({ kind }) => kind === 'department' || kind === 'township' || kind === 'government')
export const TOWNSHIPS = units.filter(({ kind }) => kind === 'township')

const Carried = z.object({
  flags: list(Flag.options), category: one(ids(categories)), violations: list(ids(violations)), township: one(ids(TOWNSHIPS)),
  place: z.string(), since: z.string(), subject: z.string(), body: z.string(), avoid: list(ids(AVOIDABLE)),
  named: z.boolean(), name: z.string(), phone: z.string(), insider: z.nullable(z.boolean()), wantsReward: z.boolean(),
})

/** Pages of the form that ask something. */
export type Part = 'kind' | 'words'

const { flags, category, violations: none, township, ...WORDS } = EMPTY
const KIND = { flags, category, violations: none, township }

/** What a page that asks carries besides: all that it does not ask itself, so that nothing stands in it twice. */
export const carriedBeside = (part: Part, draft: Draft): string => carried({ ...draft, ...(part === 'kind' ? KIND : WORDS) })

/** A draft as a page carries it: what is as at the beginning is left out. */
export const carried = (draft: Draft): string =>
  JSON.stringify(Object.fromEntries(Object.entries(draft).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(EMPTY[key as keyof Draft]))))

/** The draft in a posted form: what the page carried, and over it what was answered on the page itself. */
export function draftOf(form: URLSearchParams): Draft {
  const known = Carried.safeParse({ ...EMPTY, ...(jsonOf(form.get('draft') ?? '') as object | null) })
  const before: Draft = known.success ? known.data : EMPTY
  const part = form.get('part')
  return Carried.parse({ ...before, ...(part === 'kind' && kindOf(form)), ...(part === 'words' && wordsOf(form)) })
}

const kindOf = (form: URLSearchParams): object => ({
  flags: form.getAll('flags'), category: form.get('category'), violations: form.getAll('violations'), township: form.get('township'),
})

const wordsOf = (form: URLSearchParams): object => ({
  ...Object.fromEntries(['place', 'since', 'subject', 'name', 'phone'].map((name) => [name, form.get(name) ?? ''])),
  // A form sends line breaks as CR LF; a page with scripts seals them as LF.
  body: (form.get('body') ?? '').replaceAll('\r\n', '\n'),
  avoid: form.getAll('avoid'),
  named: form.get('named') === 'named',
  insider: form.get('insider') === 'insider' ? true : form.get('insider') === 'not-insider' ? false : null,
  wantsReward: form.get('wantsReward') !== 'no-reward',
})

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
