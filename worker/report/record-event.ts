import { EventDetail, type HistoryEntry } from '#contract/event.ts'
import { eventDigest } from '#contract/rules/history.ts'
import type { ReportRecord } from './record.ts'

/** The schema's own order of keys, which is the order the digest is taken over. */
const KEYS = Object.keys(EventDetail.shape) as (keyof EventDetail)[]

/** What happens next to a report, linked to what happened last. What is undefined in `detail` is not there. */
export async function nextEventOf({ id, standing }: ReportRecord, { kind, unit, member, day, detail }: Omit<HistoryEntry, 'seq' | 'digest'>): Promise<HistoryEntry> {
  const inOrder: HistoryEntry['detail'] = Object.fromEntries(KEYS.filter((key) => detail[key] !== undefined).map((key) => [key, detail[key]]))
  const link = { seq: standing.seq + 1, kind, unit, member, day, detail: inOrder }
  return { ...link, digest: await eventDigest(id, standing.head, link) }
}
