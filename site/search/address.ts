/** What is searched for stands behind the # of the address, which no server is sent: a search can be kept and passed on. */
import type { Filters } from './find.ts'

export interface Search {
  readonly query: string
  readonly filters: Filters
}

const FILTERS = ['kind', 'scene', 'audience'] as const

/** `#q=楼道充电&kind=law` */
export function readHash(hash: string): Search {
  const said = new URLSearchParams(hash.replace(/^#/, ''))
  const filters = Object.fromEntries(FILTERS.flatMap((name) => (said.get(name) ? [[name, said.get(name)]] : []))) as Filters
  return { query: said.get('q') ?? '', filters }
}

/** '' for a search that asks nothing. */
export function writeHash({ query, filters }: Search): string {
  const said = new URLSearchParams(query.trim() === '' ? {} : { q: query.trim() })
  for (const name of FILTERS) if (filters[name] !== undefined) said.set(name, filters[name])
  const text = said.toString()
  return text === '' ? '' : `#${text}`
}
