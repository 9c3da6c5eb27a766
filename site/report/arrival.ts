import { categories } from '#contract/county/categories.ts'

/** Takes a category (`#HY16`) out of the page's address, if it stands there. Pages to learn from send it along behind the #, which no server is told. */
export function takeCategory(): string | null {
  const id = location.hash.slice(1)
  if (!/^HY\d\d$/.test(id)) return null
  history.replaceState(null, '', location.pathname)
  return categories.some((category) => category.id === id) ? id : null
}
