/** The public chain as a file to keep: with it and a receipt anyone can check without a network, and two of them show whether the past was changed. */
import * as z from 'zod/mini'
import { profile } from '#contract/county/profile.ts'
import { ChainLink, listHeads, readKeyring } from '#contract/public.ts'
import { VerifyKey } from '#contract/sealed.ts'
import type { Caller, Failure } from '../api/call.ts'

/** What `npm run heads` prints and /keys saves. `receiptKey`: Ed25519, base64url. */
export const Heads = z.strictObject({ county: z.string(), receiptKey: VerifyKey, links: z.array(ChainLink) })
export type Heads = z.infer<typeof Heads>

/** The heads in a file's text; `county`: those of another county; `none`: something else. */
export function readHeads(text: string): { ok: true; heads: Heads } | { ok: false; problem: 'none' | 'county' } {
  const parsed = Heads.safeParse(parse(text))
  if (!parsed.success) return { ok: false, problem: 'none' }
  return parsed.data.county === profile.id ? { ok: true, heads: parsed.data } : { ok: false, problem: 'county' }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // Not JSON: said to be something else.
  }
}

/** The whole chain as it is published now, page by page. */
export async function fetchHeads(call: Caller): Promise<{ ok: true; value: Heads } | Failure> {
  const published = await call(readKeyring, {}, {})
  if (!published.ok) return published
  const { county, receiptKey } = published.value
  const links: ChainLink[] = []
  for (let after: string | undefined; ; ) {
    const page = await call(listHeads, {}, after === undefined ? {} : { after })
    if (!page.ok) return page
    links.push(...page.value.links)
    if (page.value.next === null || page.value.links.length === 0) return { ok: true, value: { county, receiptKey, links } }
    after = String(page.value.next)
  }
}

export const headsName = (day: string): string => `公开链-${day}.json`
