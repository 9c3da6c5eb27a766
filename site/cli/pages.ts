/** Lists of the server come a page at a time; a command prints them whole. */
import type { Outcome } from '../console/outcome.ts'
import { need } from './need.ts'

type From = { after?: string }
type Read<Page> = (from: From) => Promise<Outcome<Page>>

/** Every page of a list, in its order, one at least; the first that is refused ends the command. `read` is given where the page begins, nothing for the first. */
export async function everyPage<Page extends { readonly next: string | null }>(read: Read<Page>): Promise<[Page, ...Page[]]> {
  const pages: [Page, ...Page[]] = [need(await read({}))]
  for (let next = pages[0].next; next !== null; ) {
    const page = need(await read({ after: next }))
    pages.push(page)
    next = page.next
  }
  return pages
}

/** Every row of a list. */
export const allPages = async <Page extends { readonly next: string | null }, Row>(read: Read<Page>, rowsOf: (page: Page) => readonly Row[]): Promise<Row[]> =>
  (await everyPage(read)).flatMap(rowsOf)
