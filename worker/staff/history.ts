/** What happened to members' ways in: append-only, each member's events linked by digest. */
import * as z from 'zod/mini'
import { MEMBER_EVENT_KINDS, type MemberEvent } from '#contract/passkey.ts'
import { memberEventDigest } from '#contract/rules/member-history.ts'
import { many, one } from '../platform/d1.ts'

const PAGE = 200

export interface Head {
  readonly seq: number
  readonly digest: string
}

/** The last event of a member; seq 0 where nothing has happened yet. */
export async function headOf(db: D1Database, member: string): Promise<Head> {
  const found = await one(z.object({ seq: z.int(), digest: z.string() }), db.prepare('SELECT seq, digest FROM member_event WHERE member = ?1 ORDER BY seq DESC LIMIT 1').bind(member))
  return found ?? { seq: 0, digest: '' }
}

export interface Happened {
  readonly member: string
  readonly kind: MemberEvent['kind']
  readonly by: string
  readonly day: string
}

/** `only`: the event counts only if the batch has just left this in the member's row; of two who write at once, one does. */
export async function insertMemberEvent(
  db: D1Database, head: Head, { member, kind, by, day }: Happened, only?: { salt: string } | { unitBox: string },
): Promise<D1PreparedStatement> {
  const seq = head.seq + 1
  const values = [member, seq, kind, by, day, await memberEventDigest(head.digest, { member, seq, kind, by, day })]
  const insert = 'INSERT INTO member_event (member, seq, kind, by_member, day, digest)'
  if (only === undefined) return db.prepare(`${insert} VALUES (?1, ?2, ?3, ?4, ?5, ?6)`).bind(...values)
  const [column, value] = 'salt' in only ? ['salt', only.salt] : ['unit_box', only.unitBox]
  return db.prepare(`${insert} SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM member WHERE name = ?1 AND ${column} = ?7)`).bind(...values, value)
}

const EventRow = z.object({
  member: z.string(), seq: z.int(), kind: z.enum(MEMBER_EVENT_KINDS), by_member: z.string(), day: z.string(), digest: z.string(),
  member_name: z.nullable(z.string()), by_name: z.nullable(z.string()),
})

/** Member by member, in the order of each history. `after`: the last of the page before, 'name:seq'. */
export async function listMemberEvents(db: D1Database, after = ':0'): Promise<{ events: MemberEvent[]; people: Record<string, string>; next: string | null }> {
  const [name = '', seq = '0'] = after.split(':')
  const found = await many(EventRow, db.prepare(
    `SELECT e.member, e.seq, e.kind, e.by_member, e.day, e.digest, m.display_name AS member_name, b.display_name AS by_name
     FROM member_event e LEFT JOIN member m ON m.name = e.member LEFT JOIN member b ON b.name = e.by_member
     WHERE (e.member, e.seq) > (?1, ?2) ORDER BY e.member, e.seq LIMIT ?3`,
  ).bind(name, Number(seq), PAGE + 1))
  const page = found.slice(0, PAGE)
  const last = page.at(-1)
  return {
    events: page.map(({ member, seq, kind, by_member, day, digest }) => ({ member, seq, kind, by: by_member, day, digest })),
    people: Object.fromEntries(page.flatMap((row) => [[row.member, row.member_name ?? row.member], [row.by_member, row.by_name ?? row.by_member]])),
    next: found.length > PAGE && last !== undefined ? `${last.member}:${last.seq}` : null,
  }
}
