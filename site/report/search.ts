import type { Category } from '#contract/county-schema.ts'

const MOST = 8

/** What the search looks at. */
export type Searchable = Pick<Category, 'name' | 'examples' | 'words'>

/** Categories that fit what was typed, the best first: the name counts most, then the words people search with, then the examples. */
export function searchCategories<C extends Searchable>(query: string, categories: readonly C[]): C[] {
  const terms = query.trim().toLowerCase().split(/[\s，、,]+/).filter((term) => term !== '')
  if (terms.length === 0) return []
  return categories
    .map((category) => ({ category, score: terms.reduce((sum, term) => sum + scoreOf(category, term), 0) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ category }) => category)
}

function scoreOf({ name, words = [], examples }: Searchable, term: string): number {
  const has = (text: string) => text.toLowerCase().includes(term) || (term.length > 2 && text.length > 1 && term.includes(text.toLowerCase()))
  return (has(name) ? 4 : 0) + (words.some(has) ? 3 : 0) + (examples.some(has) ? 2 : 0) || partial(`${name}${words.join('')}${examples.join('')}`, term)
}

/** 楼道充电 finds 楼道里给电动车充电: half a point when every pair of neighbouring characters is somewhere in the text. */
function partial(text: string, term: string): number {
  // Neighbouring letters of an alphabet say nothing; those of Chinese are words.
  if (/^[\p{Script=Latin}\d-]+$/u.test(term)) return 0
  const characters = [...term]
  if (characters.length < 3) return 0
  const pairs = characters.slice(1).map((character, index) => (characters[index] ?? '') + character)
  const found = pairs.filter((pair) => text.includes(pair)).length
  return found * 2 > pairs.length ? found / pairs.length : 0
}
