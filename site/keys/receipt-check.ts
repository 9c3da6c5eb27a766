/** Checking a receipt against the public chain. No DOM, no secret: anyone can run it over anyone's receipt, with a network or without. */
import { profile } from '#contract/county/profile.ts'
import type { ChainLink } from '#contract/public.ts'
import { Receipt } from '#contract/report.ts'
import { daysBetween } from '#contract/rules/day-number.ts'
import type { Caller, Failure } from '../api/call.ts'
import { isIncluded, verifyChain, verifyReceipt } from '../crypto/receipt.ts'
import { fetchHeads, type Heads } from './heads.ts'

/**
 * What a receipt is worth, the gravest first.
 * `altered`: the chain does not follow on from itself. `forked`: two copies of it tell different pasts. Nothing can be said of the place then.
 * `forged`: not signed, and no such filing in the chain: changed, or not from here. `other-key`: the filing is in the chain, and the
 * signature is not of the key that comes with it (or of only some of the copies' keys): another key, or reference or signature changed.
 * `missing`: its place is published and holds something else, or its day is published without it.
 * `late`: should have been published by now. `pending`: its day is not published yet, as far as this copy goes. `included`: all is well.
 */
export type Verdict = 'altered' | 'forked' | 'forged' | 'other-key' | 'missing' | 'late' | 'pending' | 'included'

export interface ReceiptChecked {
  readonly receipt: Receipt
  readonly verdict: Verdict
  /** Whether every copy's receipt key signed it. */
  readonly signed: boolean
  /** Of `altered` and `forked`: the number of the first link that is wrong. */
  readonly at: number | null
  /** How many filings the longest copy of the chain holds, and the last day in it; null while it is empty. */
  readonly published: number
  readonly until: string | null
}

/** The receipt in a text that somebody pasted or chose, or null. */
export function readReceipt(text: string): Receipt | null {
  try {
    const parsed = Receipt.safeParse(JSON.parse(text.trim()))
    return parsed.success ? parsed.data : null
  } catch {
    return null // Not JSON: the page says what it should be.
  }
}

/** Against the chain as it is published now. `today`: by the reader's clock, to tell what should have been published by now. */
export async function checkReceipt(receipt: Receipt, call: Caller, today: string): Promise<{ ok: true; value: ReceiptChecked } | Failure> {
  const heads = await fetchHeads(call)
  return heads.ok ? { ok: true, value: await judgeReceipt(receipt, [heads.value], today) } : heads
}

/** Against one or more copies of the chain, in any order. Without `today` nothing is late: a copy goes only as far as the day it was saved. */
export async function judgeReceipt(receipt: Receipt, copies: readonly Heads[], today: string | null = null): Promise<ReceiptChecked> {
  const links = copies.map((copy) => copy.links).toSorted((a, b) => b.length - a.length)[0] ?? []
  const last = links.at(-1)
  const published = last === undefined ? 0 : last.first + last.digests.length - 1
  const signatures = copies.map(({ receiptKey }) => verifyReceipt(receipt, profile.id, receiptKey))
  const signed = signatures.length > 0 && signatures.every(Boolean)
  const say = (verdict: Verdict, at: number | null = null): ReceiptChecked => ({ receipt, verdict, signed, at, published, until: last?.day ?? null })

  const broken = await firstBroken(copies)
  if (broken !== null) return say('altered', broken)
  const fork = firstFork(links, copies)
  if (fork !== null) return say('forked', fork)
  const included = isIncluded(receipt, links)
  if (!signed) return say(included || signatures.some(Boolean) ? 'other-key' : 'forged')
  if (included) return say('included')
  // Days never go back along the positions: after a link of a later day, no place of this receipt's day is left.
  if (receipt.position <= published || (last !== undefined && receipt.day < last.day)) return say('missing')
  return say(today !== null && daysBetween(receipt.day, today) >= LATE_AFTER_DAYS ? 'late' : 'pending')
}

/** A night's cron links the day before it, so the next day is soon enough; a day more, for a night that failed. */
const LATE_AFTER_DAYS = 2

async function firstBroken(copies: readonly Heads[]): Promise<number | null> {
  const readings = await Promise.all(copies.map(({ links }) => verifyChain(links)))
  const broken = readings.flatMap((reading) => (reading.ok ? [] : [reading.n]))
  return broken.length === 0 ? null : Math.min(...broken)
}

/** A shorter copy must be the beginning of the longest: links are only ever added, never made longer. */
function firstFork(longest: readonly ChainLink[], copies: readonly Heads[]): number | null {
  const at = longest.findIndex((link, index) => copies.some(({ links }) => links[index] !== undefined && links[index].head !== link.head))
  return at < 0 ? null : (longest[at]?.n ?? null)
}
