import type { Searchable } from '../report/search.ts'

/** The rows of the page as the form's search reads categories. */
export function readMatters(rows: readonly HTMLElement[]): (Searchable & { readonly id: string })[] {
  return rows.map((row) => ({
    id: row.id,
    name: row.querySelector('h3')?.textContent ?? '',
    examples: (row.querySelector('p')?.textContent ?? '').split('；'),
    words: (row.dataset['words'] ?? '').split(' ').filter((word) => word !== ''),
  }))
}

/** What is said after each key. */
export function narrowed(query: string, found: readonly string[] | null): string {
  if (found === null) return ''
  return found.length === 0 ? `没找到和“${query}”对得上的。换个说法，或者直接打12345。` : `找到${found.length}类，最像的都在下面。`
}
