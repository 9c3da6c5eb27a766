import type { HistoryEntry } from '../event.ts'
import { digestOf } from './digest.ts'

export type HistoryLink = Omit<HistoryEntry, 'digest'>

/**
 * An event's digest covers the one before it, so no event of a report can be changed, dropped or slipped in unseen. The first
 * event's `previous` is the filing's digest. `detail` is hashed as JSON with its keys in the order of the schema.
 */
export function eventDigest(report: string, previous: string, event: HistoryLink): Promise<string> {
  return digestOf('event', [report, previous, event.seq, event.kind, event.unit ?? '', event.member ?? '', event.day, JSON.stringify(event.detail)])
}

/** The seq of the first event that does not follow from the one before it, or null when the whole history holds. */
export async function firstBrokenLink(report: string, filingDigest: string, events: readonly HistoryEntry[]): Promise<number | null> {
  let previous = filingDigest
  for (const [index, event] of events.entries()) {
    const { digest, ...link } = event
    if (event.seq !== index + 1 || (await eventDigest(report, previous, link)) !== digest) return index + 1
    previous = digest
  }
  return null
}
