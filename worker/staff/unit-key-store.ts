import * as z from 'zod/mini'
import { RotationCard, type Sharer } from '#contract/unit-key.ts'
import { many, one, readTogether } from '../platform/d1.ts'

const SharerRow = z.pipe(
  z.object({ name: z.string(), display_name: z.string(), recipient: z.string(), proof: z.nullable(z.string()) }),
  z.transform((row): Sharer => ({ name: row.name, displayName: row.display_name, recipient: row.recipient, proof: row.proof })),
)
const RotationRow = z.pipe(
  z.object({ verify: z.string(), card: z.string() }),
  z.transform((row) => ({ verify: row.verify, card: RotationCard.parse(JSON.parse(row.card)) })),
)

export interface UnitSharing {
  /** Active members, each with the proof under the unit's present key, where there is one. */
  readonly sharers: Sharer[]
  /** Keys of the unit that somebody knows who left. */
  readonly due: string[]
  readonly rotation: z.infer<typeof RotationRow> | null
}

/** Everything about a unit's key in one round trip. `verify`: the key it signs with now. */
export async function listSharers(db: D1Database, unit: string, verify: string): Promise<UnitSharing> {
  const [sharers = [], due = [], rotation = []] = await readTogether(db, [
    db.prepare(
      `SELECT m.name, m.display_name, m.recipient, coalesce(b.proof, CASE WHEN m.unit_verify = ?2 THEN m.unit_proof END) AS proof
       FROM member m LEFT JOIN unit_box b ON b.member = m.name AND b.verify = ?2
       WHERE m.unit = ?1 AND m.standing = 'active' AND m.recipient IS NOT NULL ORDER BY m.name LIMIT 50`,
    ).bind(unit, verify),
    db.prepare('SELECT verify FROM unit_key_due WHERE unit = ?1').bind(unit),
    db.prepare('SELECT verify, card FROM unit_rotation WHERE unit = ?1').bind(unit),
  ])
  return {
    sharers: sharers.map((row) => SharerRow.parse(row)),
    due: due.map((row) => z.object({ verify: z.string() }).parse(row).verify),
    rotation: rotation[0] === undefined ? null : RotationRow.parse(rotation[0]),
  }
}

export async function findFittingBox(db: D1Database, member: string, verify: string): Promise<string | null> {
  const row = await one(z.object({ sealed: z.string() }), db.prepare('SELECT sealed FROM unit_box WHERE member = ?1 AND verify = ?2').bind(member, verify))
  return row?.sealed ?? null
}

export function upsertRotation(db: D1Database, unit: string, member: string, card: RotationCard): D1PreparedStatement {
  return db.prepare('INSERT OR REPLACE INTO unit_rotation (unit, verify, member, card) VALUES (?1, ?2, ?3, ?4)').bind(unit, card.verify, member, JSON.stringify(card))
}

/** Boxes of a unit's members for any key but these two: a change that was replaced, or one that was live before. */
export function deleteBoxesBeside(db: D1Database, unit: string, [present, next]: readonly [string, string]): D1PreparedStatement {
  return db.prepare('DELETE FROM unit_box WHERE member IN (SELECT name FROM member WHERE unit = ?1) AND verify NOT IN (?2, ?3)').bind(unit, present, next)
}

export function deleteBoxesOf(db: D1Database, member: string): D1PreparedStatement {
  return db.prepare('DELETE FROM unit_box WHERE member = ?1').bind(member)
}

/** Only for a member who is still active with that recipient: one who was disabled meanwhile gets no box. */
export function insertBox(db: D1Database, unit: string, box: { member: string; recipient: string; verify: string; sealed: string; proof: string }): D1PreparedStatement {
  return db
    .prepare(
      `INSERT OR REPLACE INTO unit_box (member, verify, sealed, proof)
       SELECT name, ?4, ?5, ?6 FROM member WHERE name = ?1 AND unit = ?2 AND recipient = ?3 AND standing = 'active'`,
    )
    .bind(box.member, unit, box.recipient, box.verify, box.sealed, box.proof)
}

export function insertDue(db: D1Database, unit: string, verify: string): D1PreparedStatement {
  return db.prepare('INSERT INTO unit_key_due (unit, verify) VALUES (?1, ?2) ON CONFLICT DO NOTHING').bind(unit, verify)
}

/** The next keys too, where the one who leaves made them. */
export function insertDueOfMaker(db: D1Database, unit: string, member: string): D1PreparedStatement {
  return db.prepare('INSERT INTO unit_key_due (unit, verify) SELECT unit, verify FROM unit_rotation WHERE unit = ?1 AND member = ?2 ON CONFLICT DO NOTHING').bind(unit, member)
}

export function listDue(db: D1Database): Promise<{ unit: string; verify: string }[]> {
  return many(z.object({ unit: z.string(), verify: z.string() }), db.prepare('SELECT unit, verify FROM unit_key_due ORDER BY unit'))
}
