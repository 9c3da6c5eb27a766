/** The county's announcement, whole. No DOM: the page, the console and the commands read it alike. */
import { listWaitingAwards } from '#contract/announced.ts'
import type * as z from 'zod/mini'
import type { Answer, Caller } from '../api/call.ts'

type Page = Answer<z.infer<typeof listWaitingAwards.ok>>

/** The references of all rewards that wait, by their digits, page after page; the first failure ends it. */
export async function readWaiting(call: Caller): Promise<Answer<readonly string[]>> {
  const all: string[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page: Page = await call(listWaitingAwards, {}, after === undefined ? {} : { after })
    if (!page.ok) return page
    all.push(...page.value.references)
    after = page.value.next
  }
  return { ok: true, value: all }
}
