import * as z from 'zod/mini'
import { Standing, type Colleague, type MemberRow } from '#contract/member.ts'
import { Role } from '#contract/roles.ts'
import { many, one } from '../platform/d1.ts'

const RolesText = z.pipe(z.string(), z.transform((text): Role[] => z.array(Role).parse(JSON.parse(text))))

const MemberRecord = z.pipe(
  z.object({
    name: z.string(),
    display_name: z.string(),
    unit: z.nullable(z.string()),
    roles: RolesText,
    standing: Standing,
    enrolment_hash: z.nullable(z.string()),
    invited_day: z.nullable(z.string()),
    salt: z.nullable(z.string()),
    auth_hash: z.nullable(z.string()),
    recipient: z.nullable(z.string()),
    member_box: z.nullable(z.string()),
    unit_box: z.nullable(z.string()),
    totp_sealed: z.nullable(z.string()),
    totp_step: z.int(),
    verify: z.nullable(z.string()),
    knew_verify: z.nullable(z.string()),
  }),
  z.transform((row) => ({
    name: row.name,
    displayName: row.display_name,
    unit: row.unit,
    roles: row.roles,
    standing: row.standing,
    enrolmentHash: row.enrolment_hash,
    invitedDay: row.invited_day,
    salt: row.salt,
    authHash: row.auth_hash,
    recipient: row.recipient,
    memberBox: row.member_box,
    unitBox: row.unit_box,
    totpSealed: row.totp_sealed,
    totpStep: row.totp_step,
    verify: row.verify,
    knewVerify: row.knew_verify,
  })),
)
export type Member = z.output<typeof MemberRecord>

const COLUMNS = `name, display_name, unit, roles, standing, enrolment_hash, invited_day, salt, auth_hash, recipient, member_box, unit_box, totp_sealed, totp_step, verify, knew_verify`

export function findMemberByName(db: D1Database, name: string): Promise<Member | null> {
  return one(MemberRecord, db.prepare(`SELECT ${COLUMNS} FROM member WHERE name = ?1`).bind(name))
}

const SessionRecord = z.intersection(z.object({ started: z.int(), seen: z.int() }), MemberRecord)

/** A session and its member in one round trip. */
export function findSession(db: D1Database, tokenHash: string): Promise<(Member & { started: number; seen: number }) | null> {
  const columns = COLUMNS.split(', ').map((column) => `m.${column}`).join(', ')
  return one(SessionRecord, db.prepare(`SELECT s.started, s.seen, ${columns} FROM session s JOIN member m ON m.name = s.member WHERE s.token_hash = ?1`).bind(tokenHash))
}

/** What a sign-in went by: a passkey's id, or the hash of an authentication key. */
export type WayIn = { readonly passkey: string } | { readonly authHash: string }

/** Inserts nothing where the way in has been taken away since it was looked at: whoever takes it away ends the sessions there are by then. */
export function insertSession(db: D1Database, tokenHash: string, member: string, minute: number, by: WayIn): D1PreparedStatement {
  const [still, value] = 'passkey' in by
    ? ['EXISTS (SELECT 1 FROM passkey WHERE id = ?4 AND member = m.name)', by.passkey]
    : ['m.auth_hash = ?4', by.authHash]
  return db.prepare(`INSERT INTO session (token_hash, member, started, seen) SELECT ?1, m.name, ?3, ?3 FROM member m WHERE m.name = ?2 AND ${still}`).bind(tokenHash, member, minute, value)
}

export function updateSeen(db: D1Database, tokenHash: string, minute: number): D1PreparedStatement {
  return db.prepare('UPDATE session SET seen = ?2 WHERE token_hash = ?1').bind(tokenHash, minute)
}

export function deleteSession(db: D1Database, tokenHash: string): D1PreparedStatement {
  return db.prepare('DELETE FROM session WHERE token_hash = ?1').bind(tokenHash)
}

export function deleteSessionsOf(db: D1Database, member: string): D1PreparedStatement {
  return db.prepare('DELETE FROM session WHERE member = ?1').bind(member)
}

/** Whoever changes a way in stays; every other device of theirs signs in anew. */
export function deleteOtherSessions(db: D1Database, member: string, tokenHash: string): D1PreparedStatement {
  return db.prepare('DELETE FROM session WHERE member = ?1 AND token_hash <> ?2').bind(member, tokenHash)
}

export function deleteOldSessions(db: D1Database, startedBefore: number): D1PreparedStatement {
  return db.prepare('DELETE FROM session WHERE started < ?1').bind(startedBefore)
}

/** Takes a TOTP step for good: changes nothing when that step, or a later one, was used before (RFC 6238 §5.2). */
export function takeTotpStep(db: D1Database, name: string, step: number): D1PreparedStatement {
  return db.prepare('UPDATE member SET totp_step = ?2 WHERE name = ?1 AND totp_step < ?2').bind(name, step)
}

export async function countFailures(db: D1Database, name: string, hour: number): Promise<number> {
  const counted = await one(
    z.object({ failures: z.int() }),
    db.prepare('SELECT coalesce(sum(count), 0) AS failures FROM sign_in_failure WHERE name = ?1 AND hour >= ?2').bind(name, hour - 1),
  )
  return counted?.failures ?? 0
}

export function insertFailure(db: D1Database, name: string, hour: number): D1PreparedStatement {
  return db.prepare('INSERT INTO sign_in_failure (name, hour, count) VALUES (?1, ?2, 1) ON CONFLICT (name, hour) DO UPDATE SET count = count + 1').bind(name, hour)
}

export function deleteFailures(db: D1Database, before: number): D1PreparedStatement {
  return db.prepare('DELETE FROM sign_in_failure WHERE hour < ?1').bind(before)
}

const ListedMember = z.pipe(
  z.object({ name: z.string(), display_name: z.string(), unit: z.nullable(z.string()), roles: RolesText, standing: Standing }),
  z.transform((row): MemberRow => ({ name: row.name, displayName: row.display_name, unit: row.unit, roles: row.roles, standing: row.standing })),
)

export function listMemberRows(db: D1Database, after: string, limit: number): Promise<MemberRow[]> {
  return many(ListedMember, db.prepare('SELECT name, display_name, unit, roles, standing FROM member WHERE name > ?1 ORDER BY name LIMIT ?2').bind(after, limit))
}

/** Adds or re-invites. Whatever keys the member had are gone: a new start is a new key. */
export function upsertInvited(db: D1Database, row: Omit<MemberRow, 'standing'>, enrolmentHash: string, day: string, knewVerify: string | null): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO member (name, display_name, unit, roles, standing, enrolment_hash, invited_day) VALUES (?1, ?2, ?3, ?4, 'invited', ?5, ?6)
       ON CONFLICT (name) DO UPDATE SET display_name = ?2, unit = ?3, roles = ?4, standing = 'invited', enrolment_hash = ?5, invited_day = ?6,
         salt = NULL, auth_hash = NULL, recipient = NULL, member_box = NULL, unit_box = NULL, unit_verify = NULL, unit_proof = NULL, totp_sealed = NULL, totp_step = 0, verify = NULL, knew_verify = ?7`,
    )
    .bind(row.name, row.displayName, row.unit, JSON.stringify(row.roles), enrolmentHash, day, knewVerify)
}

export function updateDisabled(db: D1Database, name: string): D1PreparedStatement {
  return db.prepare(`UPDATE member SET standing = 'disabled', enrolment_hash = NULL, auth_hash = NULL, unit_box = NULL WHERE name = ?1`).bind(name)
}

export interface Enrolled {
  readonly name: string
  readonly standing: 'waiting' | 'active'
  readonly salt: string
  readonly authHash: string
  readonly recipient: string
  readonly verify: string
  readonly memberBox: string
  readonly unitBox: string | null
  readonly unitVerify: string | null
  readonly unitProof: string | null
  readonly totpSealed: string
  readonly totpStep: number
}

/** Only while the enrolment code that was checked still stands: of two who hand it in, the first enrols. */
export function updateEnrolled(db: D1Database, enrolled: Enrolled, enrolmentHash: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE member SET standing = ?2, enrolment_hash = NULL, salt = ?3, auth_hash = ?4, recipient = ?5, member_box = ?6, totp_sealed = ?7, totp_step = ?8,
         unit_box = ?9, verify = ?11, unit_verify = ?12, unit_proof = ?13 WHERE name = ?1 AND enrolment_hash = ?10 RETURNING name`,
    )
    .bind(enrolled.name, enrolled.standing, enrolled.salt, enrolled.authHash, enrolled.recipient, enrolled.memberBox, enrolled.totpSealed, enrolled.totpStep, enrolled.unitBox, enrolmentHash, enrolled.verify, enrolled.unitVerify, enrolled.unitProof)
}

const WaitingColleague = z.pipe(
  z.object({ name: z.string(), display_name: z.string(), recipient: z.string() }),
  z.transform((row): Colleague => ({ name: row.name, displayName: row.display_name, recipient: row.recipient })),
)

/** A box that is known to hold another key than this one, with no fitting one beside it. */
const HOLDS_ANOTHER = `m.unit_verify <> ?2 AND NOT EXISTS (SELECT 1 FROM unit_box b WHERE b.member = m.name AND b.verify = ?2)`

/** `verify`: the key the unit signs with now. */
export const selectWaiting = (db: D1Database, unit: string, verify: string | null): D1PreparedStatement =>
  db
    .prepare(
      `SELECT name, display_name, recipient FROM member m
       WHERE unit = ?1 AND (standing = 'waiting' OR (standing = 'active' AND recipient IS NOT NULL AND ${HOLDS_ANOTHER})) ORDER BY name LIMIT 50`,
    )
    .bind(unit, verify)

export const listWaiting = (db: D1Database, unit: string, verify: string | null): Promise<Colleague[]> => many(WaitingColleague, selectWaiting(db, unit, verify))

/** Only for the recipient that was signed for: a member invited anew meanwhile has another. Whoever has the key already keeps their box. */
export function updateUnitBox(
  db: D1Database, given: { name: string; unit: string; recipient: string; unitBox: string; unitVerify: string | null; unitProof: string | null },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE member AS m SET unit_box = ?4, standing = 'active', unit_verify = ?2, unit_proof = ?6
       WHERE name = ?1 AND unit = ?5 AND recipient = ?3 AND (standing = 'waiting' OR (standing = 'active' AND (unit_verify IS NULL OR ${HOLDS_ANOTHER}))) RETURNING name`,
    )
    .bind(given.name, given.unitVerify, given.recipient, given.unitBox, given.unit, given.unitProof)
}
