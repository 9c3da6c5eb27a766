import * as z from 'zod/mini'
import type { Passkey } from '#contract/passkey.ts'
import { many, one } from '../platform/d1.ts'

const TransportsText = z.pipe(z.string(), z.transform((text) => z.array(z.string()).parse(JSON.parse(text))))

const PasskeyRecord = z.pipe(
  z.object({ id: z.string(), member: z.string(), public_key: z.string(), counter: z.int(), member_box: z.nullable(z.string()) }),
  z.transform((row) => ({ id: row.id, member: row.member, publicKey: row.public_key, counter: row.counter, memberBox: row.member_box })),
)
export type PasskeyRecord = z.output<typeof PasskeyRecord>

export function findPasskey(db: D1Database, id: string): Promise<PasskeyRecord | null> {
  return one(PasskeyRecord, db.prepare('SELECT id, member, public_key, counter, member_box FROM passkey WHERE id = ?1').bind(id))
}

const ListedPasskey = z.pipe(
  z.object({ label: z.string(), opens: z.int(), day: z.string(), used_day: z.nullable(z.string()) }),
  z.transform((row): Passkey => ({ label: row.label, opens: row.opens === 1, day: row.day, usedDay: row.used_day })),
)

export function listPasskeys(db: D1Database, member: string): Promise<Passkey[]> {
  return many(ListedPasskey, db.prepare('SELECT label, member_box IS NOT NULL AS opens, day, used_day FROM passkey WHERE member = ?1 ORDER BY day, label').bind(member))
}

const KnownPasskey = z.object({ id: z.string(), transports: TransportsText })

export function listKnown(db: D1Database, member: string): Promise<z.output<typeof KnownPasskey>[]> {
  return many(KnownPasskey, db.prepare('SELECT id, transports FROM passkey WHERE member = ?1').bind(member))
}

export interface NewPasskey {
  readonly id: string
  readonly member: string
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
  readonly label: string
  readonly memberBox: string | null
  readonly day: string
}

export function insertPasskey(db: D1Database, one: NewPasskey): D1PreparedStatement {
  return db
    .prepare('INSERT INTO passkey (id, member, public_key, counter, transports, label, member_box, day) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)')
    .bind(one.id, one.member, one.publicKey, one.counter, JSON.stringify(one.transports), one.label, one.memberBox, one.day)
}

export function updateUsed(db: D1Database, id: string, counter: number, day: string): D1PreparedStatement {
  return db.prepare('UPDATE passkey SET counter = ?2, used_day = ?3 WHERE id = ?1').bind(id, counter, day)
}

export function deletePasskey(db: D1Database, member: string, label: string): D1PreparedStatement {
  return db.prepare('DELETE FROM passkey WHERE member = ?1 AND label = ?2').bind(member, label)
}

export function deletePasskeysOf(db: D1Database, member: string): D1PreparedStatement {
  return db.prepare('DELETE FROM passkey WHERE member = ?1').bind(member)
}

export function updatePassphrase(db: D1Database, member: string, made: { salt: string; authHash: string; memberBox: string }): D1PreparedStatement {
  return db.prepare('UPDATE member SET salt = ?2, auth_hash = ?3, member_box = ?4 WHERE name = ?1').bind(member, made.salt, made.authHash, made.memberBox)
}

export function updateTotp(db: D1Database, member: string, sealed: string, step: number): D1PreparedStatement {
  return db.prepare('UPDATE member SET totp_sealed = ?2, totp_step = ?3 WHERE name = ?1').bind(member, sealed, step)
}
