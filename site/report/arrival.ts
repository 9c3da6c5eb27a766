import { categories } from '#contract/county/categories.ts'
import { units } from '#contract/county/units.ts'
import type { Draft } from './draft.ts'

/** What an address may bring along behind its #, which no server is told: a category, from pages to learn from; or a township, from its poster. */
export type Arrival = Partial<Pick<Draft, 'category' | 'township'>>

/** Null where it brings nothing of ours; an id that this county does not have sets nothing. */
export function arrivalOf(hash: string): Arrival | null {
  const id = hash.slice(1)
  if (units.some((unit) => unit.id === id && unit.kind === 'township')) return { township: id }
  if (categories.some((category) => category.id === id)) return { category: id }
  return /^(?:HY\d\d|t-[a-z-]+)$/.test(id) ? {} : null
}

/** Takes it out of the page's address at once. */
export function takeArrival(): Arrival {
  const arrival = arrivalOf(location.hash)
  if (arrival === null) return {}
  history.replaceState(null, '', location.pathname)
  return arrival
}
