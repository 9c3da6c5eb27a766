import { categories } from '#contract/county/categories.ts'
import { units } from '#contract/county/units.ts'
import type { Draft } from './draft.ts'

/** What an address may bring along behind its #, which no server is told: a category, from pages to learn from; or a township, from its poster. */
export type Arrival = Partial<Pick<Draft, 'category' | 'township'>>

/** Null where it brings nothing of ours; an id that this county does not have sets nothing. */
export function arrivalOf(hash: string): Arrival | null {
  const [, id = '', township] = /^#(HY\d\d|(t-[a-z-]+))$/.exec(hash) ?? []
  if (id === '') return null
  if ((township === undefined ? categories : units).every((known) => known.id !== id)) return {}
  return township === undefined ? { category: id } : { township }
}

/** Takes it out of the page's address at once. */
export function takeArrival(): Arrival {
  const arrival = arrivalOf(location.hash)
  if (arrival !== null) history.replaceState(null, '', location.pathname)
  return arrival ?? {}
}
