/** Narrows the list of /who to what is typed. Nothing typed leaves the page. */
import { searchCategories } from '../report/search.ts'
import { narrowed, readMatters } from './matters.ts'

/** Shows the field, which is of no use without scripts, and follows it. */
export function startNarrowing(page: Document): void {
  const box = page.querySelector<HTMLElement>('[data-who-search]')
  const field = box?.querySelector('input')
  const status = box?.querySelector('[role=status]')
  if (box === null || box === undefined || !field || !status) return
  const rows = [...page.querySelectorAll<HTMLElement>('.who-group li')]
  const matters = readMatters(rows)
  box.hidden = false
  field.addEventListener('input', () => {
    const query = field.value.trim()
    const found = query === '' ? null : searchCategories(query, matters).map(({ id }) => id)
    show(page, rows, found)
    status.textContent = narrowed(query, found)
  })
}

/** `found` null shows everything, in its place; otherwise only those. */
function show(page: Document, rows: readonly HTMLElement[], found: readonly string[] | null): void {
  for (const row of rows) row.hidden = found !== null && !found.includes(row.id)
  for (const group of page.querySelectorAll<HTMLElement>('.who-group')) {
    group.hidden = [...group.querySelectorAll<HTMLElement>('li')].every((row) => row.hidden)
  }
}
