/** Whether the histories of members' ways in hold together. No DOM. */
import { listMemberEvents, type MemberEvent } from '#contract/passkey.ts'
import { firstBrokenMemberLink } from '#contract/rules/member-history.ts'
import type { Outcome } from '../outcome.ts'
import type { StaffTools } from '../session.ts'

export interface MemberHistory {
  readonly member: string
  readonly events: readonly MemberEvent[]
  /** The number of the first event that does not follow; null when all do. */
  readonly brokenAt: number | null
}

export interface MemberHistories {
  readonly histories: readonly MemberHistory[]
  /** What members are called, by name. */
  readonly people: Readonly<Record<string, string>>
}

/** All of them, computed anew here. */
export async function verifyMembers({ call }: Pick<StaffTools, 'call'>): Promise<Outcome<MemberHistories>> {
  const byMember = new Map<string, MemberEvent[]>()
  const people: Record<string, string> = {}
  for (let after: string | null | undefined; after !== null; ) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage({ call }, after)
    if (!page.ok) return page
    for (const event of page.value.events) byMember.set(event.member, [...(byMember.get(event.member) ?? []), event])
    Object.assign(people, page.value.people)
    after = page.value.next
  }
  const histories = await Promise.all([...byMember].map(async ([member, events]) => ({ member, events, brokenAt: await firstBrokenMemberLink(events) })))
  return { ok: true, value: { histories, people } }
}

const readPage = ({ call }: Pick<StaffTools, 'call'>, after: string | undefined) => call(listMemberEvents, {}, after === undefined ? {} : { after })
