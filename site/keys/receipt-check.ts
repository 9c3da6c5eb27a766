/** Checking a receipt against what the server publishes. No DOM, no secret: anyone can run it over anyone's receipt. */
import { profile } from '#contract/county/profile.ts'
import { listHeads, readKeyring, type ChainLink } from '#contract/public.ts'
import { Receipt } from '#contract/report.ts'
import type { Caller, Failure } from '../api/call.ts'
import { isIncluded, verifyChain, verifyReceipt } from '../crypto/receipt.ts'

export interface ReceiptChecked {
  readonly receipt: Receipt
  /** Whether the county's receipt key signed it. */
  readonly signed: boolean
  /** The number of the first link that does not follow, or null when the whole published chain holds. */
  readonly brokenAt: number | null
  /** `pending`: its day has not been chained yet. `missing`: its place in the chain holds something else. */
  readonly inclusion: 'included' | 'pending' | 'missing'
  /** How many filings the published chain holds. */
  readonly published: number
}

/** The receipt in a text that somebody pasted, or null. */
export function readReceipt(text: string): Receipt | null {
  try {
    const parsed = Receipt.safeParse(JSON.parse(text.trim()))
    return parsed.success ? parsed.data : null
  } catch {
    return null // Not JSON: the page says what it should be.
  }
}

export async function checkReceipt(receipt: Receipt, call: Caller): Promise<{ ok: true; value: ReceiptChecked } | Failure> {
  const published = await call(readKeyring, {}, {})
  if (!published.ok) return published
  const chain = await fetchChain(call)
  if (!chain.ok) return chain
  const reading = await verifyChain(chain.value)
  const last = chain.value.at(-1)
  const count = last === undefined ? 0 : last.first + last.digests.length - 1
  return {
    ok: true,
    value: {
      receipt,
      signed: verifyReceipt(receipt, profile.id, published.value.receiptKey),
      brokenAt: reading.ok ? null : reading.n,
      inclusion: isIncluded(receipt, chain.value) ? 'included' : receipt.position > count ? 'pending' : 'missing',
      published: count,
    },
  }
}

async function fetchChain(call: Caller): Promise<{ ok: true; value: ChainLink[] } | Failure> {
  const links: ChainLink[] = []
  for (let after: string | undefined; ; ) {
    const page = await call(listHeads, {}, after === undefined ? {} : { after })
    if (!page.ok) return page
    links.push(...page.value.links)
    if (page.value.next === null || page.value.links.length === 0) return { ok: true, value: links }
    after = String(page.value.next)
  }
}
