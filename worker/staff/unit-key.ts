/** A unit's keys among its members: who proves to hold them, which box fits, what is due. The Worker sees public halves and sealed boxes. */
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import type { GivenUnitKey, Me } from '#contract/member.ts'
import type { Keyring } from '#contract/public.ts'
import { rotationStatement, unitKeyStatement } from '#contract/rules/unit-key.ts'
import type { RotationCard, Sharer } from '#contract/unit-key.ts'
import { commit } from '../platform/d1.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { isSignedBy } from '../platform/verify.ts'
import type { Member } from './store.ts'
import {
  deleteBoxesBeside, deleteBoxesOf, findFittingBox, insertBox, insertDue, insertDueOfMaker, listDue, listSharers, upsertRotation,
} from './unit-key-store.ts'

export type RotationRefusal = 'stale' | 'unproven' | 'not_shared'

/**
 * The key a unit signs with now; null when it has none or the current version is revoked. The current version alone: whoever left before
 * a rotation still has the old key, and must not come back by it.
 */
export function currentVerifyOf(unit: string, { versions: [current], revoked }: Keyring = keyring): string | null {
  if (current === undefined || revoked.includes(current.version)) return null
  return Object.entries(current.holders).find(([holder]) => holder === unit)?.[1].verify ?? null
}

/** Whether the unit's present key says that this recipient is that member's. */
export function isProven(unit: string | null, member: string, recipient: string, given: GivenUnitKey): Promise<boolean> {
  const verify = unit === null ? null : currentVerifyOf(unit)
  return unit === null || verify === null ? Promise.resolve(false) : isSharedBy(verify, unit, { member, recipient, proof: given.proof })
}

const isSharedBy = (verify: string, unit: string, { member, recipient, proof }: { member: string; recipient: string; proof: string }) =>
  isSignedBy([verify], unitKeyStatement(profile.id, { unit, member, recipient }), proof)

/** The same member with the box that opens to the keys this build publishes: after a rotation, the one that was left for then. */
export async function withFittingBox(db: D1Database, me: Me, known: Keyring = keyring): Promise<Me> {
  const verify = me.unit === null ? null : currentVerifyOf(me.unit, known)
  const sealed = verify === null ? null : await findFittingBox(db, me.name, verify)
  return sealed === null ? me : { ...me, keys: { ...me.keys, unit: sealed } }
}

/** What a member of a unit is told about its key. A change made by somebody who has left is no change: it is not shown. */
export async function readUnitKey(db: D1Database, { unit }: Member, known: Keyring = keyring): Promise<{ due: boolean; pending: RotationCard | null; sharers: Sharer[] }> {
  const verify = unit === null ? null : currentVerifyOf(unit, known)
  if (unit === null || verify === null) return { due: false, pending: null, sharers: [] }
  const { sharers, due, rotation } = await listSharers(db, unit, verify)
  const isLive = rotation === null || rotation.verify === verify || due.includes(rotation.verify)
  return { due: due.includes(verify), pending: isLive ? null : rotation.card, sharers }
}

/** Leaves new keys for the members of one's unit. The present key signs for the new ones, the new ones for each member. */
export async function rotateUnitKey(
  db: D1Database, by: Member, { card, boxes }: { card: RotationCard; boxes: readonly ({ member: string } & GivenUnitKey)[] }, known: Keyring = keyring,
): Promise<Result<{ ok: true }, RotationRefusal>> {
  const verify = by.unit === null ? null : currentVerifyOf(by.unit, known)
  if (by.unit === null || verify === null || card.unit !== by.unit || card.county !== profile.id || card.from !== known.versions[0]?.version) return refuse('stale')
  if (card.verify === verify || !(await isSignedBy([verify], rotationStatement(profile.id, card), card.proof))) return refuse('unproven')
  const { sharers } = await listSharers(db, by.unit, verify)
  const recipients = new Map(sharers.map(({ name, recipient }) => [name, recipient]))
  if (!boxes.some(({ member }) => member === by.name) || new Set(boxes.map(({ member }) => member)).size !== boxes.length) return refuse('not_shared')
  for (const { member, proof } of boxes) {
    const recipient = recipients.get(member)
    if (recipient === undefined) return refuse('not_shared')
    if (!(await isSharedBy(card.verify, by.unit, { member, recipient, proof }))) return refuse('unproven')
  }
  const unit = by.unit
  await commit(db, [
    upsertRotation(db, unit, by.name, card),
    deleteBoxesBeside(db, unit, [verify, card.verify]),
    ...boxes.map(({ member, sealed, proof }) => insertBox(db, unit, { member, recipient: recipients.get(member) ?? '', verify: card.verify, sealed, proof })),
  ])
  return ok({ ok: true })
}

/** The key of their unit that a member knows; one that they knew before a new start, where they do not have it again yet. */
export const knownVerifyOf = ({ unit, standing, knewVerify }: Member): string | null =>
  unit === null ? null : standing === 'active' ? currentVerifyOf(unit) : knewVerify

/** What goes with a member who leaves a unit: their boxes; and every key they know is due, a change they made themselves included. */
export function leavingOf(db: D1Database, member: Member): D1PreparedStatement[] {
  const { name, unit } = member
  const verify = knownVerifyOf(member)
  if (unit === null || verify === null) return [deleteBoxesOf(db, name)]
  return [deleteBoxesOf(db, name), insertDue(db, unit, verify), insertDueOfMaker(db, unit, name)]
}

/** Units whose current key is known to somebody who left. */
export async function listKeysDue(db: D1Database, known: Keyring = keyring): Promise<string[]> {
  const due = await listDue(db)
  return [...new Set(due.filter(({ unit, verify }) => currentVerifyOf(unit, known) === verify).map(({ unit }) => unit))]
}
