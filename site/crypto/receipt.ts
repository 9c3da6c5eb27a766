/** Checking what the server promised: the receipt (回执) and the public chain of filings. Needs no secret; anyone may run it. */
import type { ChainLink } from '#contract/public.ts'
import type { AnyFiling, Receipt } from '#contract/report.ts'
import { filingDigest } from '#contract/rules/filing.ts'
import { FIRST_HEAD, linkHead, receiptStatement } from '#contract/rules/receipt.ts'
import { verify } from './sign.ts'

/** Whether the county's receipt key signed it. `receiptKey`: Ed25519 public key, base64url. */
export function verifyReceipt(receipt: Receipt, county: string, receiptKey: string): boolean {
  return verify(receiptKey, receiptStatement(county, receipt), receipt.signature)
}

/** Whether the receipt is for this filing and no other. */
export async function isReceiptFor(receipt: Receipt, filing: AnyFiling): Promise<boolean> {
  return receipt.digest === (await filingDigest(filing))
}

/** `head`: after the last link. `n`: the first link that does not follow from the one before it. */
export type ChainReading = { ok: true; head: string } | { ok: false; n: number }

/**
 * Follows links, oldest first: each must number on from the one before (the first is 1), go on at the next position (the first is 1) and
 * give its head. Days need not rise: of two filings at midnight the later position may carry the earlier day. `after`: the last link
 * already verified, when the chain is read in pages.
 */
export async function verifyChain(links: readonly ChainLink[], after: ChainLink | null = null): Promise<ChainReading> {
  let previous: Pick<ChainLink, 'n' | 'first' | 'digests' | 'head'> = after ?? { n: 0, first: 1, digests: [], head: FIRST_HEAD }
  for (const link of links) {
    const follows = link.n === previous.n + 1 && link.first === previous.first + previous.digests.length
    if (!follows || link.head !== (await headAfter(previous.head, link))) return { ok: false, n: link.n }
    previous = link
  }
  return { ok: true, head: previous.head }
}

async function headAfter(head: string, { day, first, digests }: ChainLink): Promise<string> {
  for (const [index, digest] of digests.entries()) head = await linkHead(head, { position: first + index, digest, day })
  return head
}

/** Whether the published links hold this receipt's digest at its position and day. Says nothing of the links: verify them too. */
export function isIncluded(receipt: Receipt, links: readonly ChainLink[]): boolean {
  return links.some(({ day, first, digests }) => day === receipt.day && receipt.position >= first && digests[receipt.position - first] === receipt.digest)
}
