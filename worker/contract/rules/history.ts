import type { EventRow } from '../audit.ts'
import { EventDetail, type HistoryEntry, type SeenEvent } from '../event.ts'
import { digestOf } from './digest.ts'

export type HistoryLink = Omit<HistoryEntry, 'digest'>

/** A stored event's detail. What somebody with a hand in the database made unreadable closes no report: it hashes to no event's digest, so whoever verifies finds it. */
export function readDetail(text: string): EventDetail {
  try {
    return EventDetail.parse(JSON.parse(text))
  } catch {
    return { reason: 'unreadable' }
  }
}

/**
 * An event's digest covers the one before it, so no event of a report can be changed, dropped or slipped in unseen. The first
 * event's `previous` is the filing's digest. `detail` is hashed as JSON with its keys in the order of the schema.
 */
export function eventDigest(report: string, previous: string, event: HistoryLink): Promise<string> {
  return linkDigest(report, previous, [event.seq, event.kind, event.unit ?? '', event.member ?? '', event.day, JSON.stringify(event.detail)])
}

const linkDigest = (report: string, previous: string, link: readonly (string | number)[]): Promise<string> => digestOf('event', [report, previous, ...link])

/** The seq of the first event that does not follow from the one before it, or null when the whole history holds. */
export function firstBrokenLink(report: string, filingDigest: string, events: readonly SeenEvent[]): Promise<number | null> {
  return firstBrokenRow(report, filingDigest, events.map((event) => ({ ...event, digest: event.digest ?? '', detail: JSON.stringify(event.detail) })))
}

/** The same of events as the database holds them, `detail` still text: what somebody made unreadable is broken like the rest. */
export async function firstBrokenRow(report: string, filingDigest: string, events: readonly EventRow[]): Promise<number | null> {
  let previous = filingDigest
  for (const [index, { digest, seq, kind, unit, member, day, detail }] of events.entries()) {
    if (seq !== index + 1 || (await linkDigest(report, previous, [seq, kind, unit ?? '', member ?? '', day, detail])) !== digest) return index + 1
    previous = digest
  }
  return null
}

/** What a report says of its history beside the events themselves: an event cut off at the end is found by it. */
export interface HistoryEnd {
  readonly seq: number
  readonly head: string
}

/** As `firstBrokenRow`, and the first event that is missing, or too many, at the end. */
export async function firstBrokenOf(report: string, filingDigest: string, events: readonly EventRow[], end: HistoryEnd): Promise<number | null> {
  const broken = await firstBrokenRow(report, filingDigest, events)
  if (broken !== null) return broken
  const last = events.at(-1)
  if (last?.seq === end.seq && last.digest === end.head) return null
  return Math.min(events.length, end.seq) + (events.length === end.seq ? 0 : 1)
}
