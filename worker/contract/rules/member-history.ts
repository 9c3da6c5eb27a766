import type { MemberEvent } from '../passkey.ts'
import { digestOf } from './digest.ts'

export type MemberLink = Omit<MemberEvent, 'digest'>

/** A member event's digest covers the one before it; the first one's `previous` is empty. */
export function memberEventDigest(previous: string, { member, seq, kind, by, day }: MemberLink): Promise<string> {
  return digestOf('member-event', [previous, member, seq, kind, by, day])
}

/** The seq of the first event of one member that does not follow from the one before it, or null when all do. */
export async function firstBrokenMemberLink(events: readonly MemberEvent[]): Promise<number | null> {
  let previous = ''
  for (const [index, { digest, ...link }] of events.entries()) {
    if (link.seq !== index + 1 || (await memberEventDigest(previous, link)) !== digest) return index + 1
    previous = digest
  }
  return null
}
