/** Lists of the server come a page at a time; a command prints them whole. */
import type { Outcome } from '../console/outcome.ts'
import { need } from './need.ts'

/** Every row of a list, in its order; the first page that is refused ends the command. `read` is given where the page begins, nothing for the first. */
export async function allPages<Page extends { readonly next: string | null }, Row>(read: (from: { after?: string }) => Promise<Outcome<Page>>, rowsOf: (page: Page) => readonly Row[]): Promise<Row[]> {
  const rows: Row[] = []
  for (let from: { after?: string } = {}; ; ) {
    const page = need(await read(from))
    rows.push(...rowsOf(page))
    if (page.next === null) return rows
    from = { after: page.next }
  }
}
