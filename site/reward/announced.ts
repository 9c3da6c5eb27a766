/** The county's announcement, whole. No DOM: the page, the console and the commands read it alike. */
import { listAnnounced } from '#contract/announced.ts'
import type * as z from 'zod/mini'
import type { Answer, Caller } from '../api/call.ts'

type Page = Answer<z.infer<typeof listAnnounced.ok>>

/** The references of all rewards that are announced, by their digits, page after page; the first failure ends it. */
export async function readAnnounced(call: Caller): Promise<Answer<readonly string[]>> {
  const all: string[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page: Page = await call(listAnnounced, {}, after === undefined ? {} : { after })
    if (!page.ok) return page
    all.push(...page.value.references)
    after = page.value.next
  }
  return { ok: true, value: all }
}
