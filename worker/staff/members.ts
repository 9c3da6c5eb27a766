import { units } from '#contract/county/units.ts'
import type { Colleague, GivenUnitKey, MemberRow } from '#contract/member.ts'
import { daysBetween } from '#contract/rules/day.ts'
import { commit } from '../platform/d1.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { hashOf, lock, type Secrets } from '../platform/secrets.ts'
import { headOf, insertMemberEvent } from './history.ts'
import { deletePasskeysOf } from './passkey-store.ts'
import { decideInvitation, type InvitationRefusal } from './decide.ts'
import {
  deleteSessionsOf, findMemberByName, listMemberRows, listWaiting, selectWaiting, updateDisabled, updateEnrolled, updateUnitBox, upsertInvited, type Member,
} from './store.ts'
import { stepOf } from './totp.ts'
import { currentVerifyOf, isProven, knownVerifyOf, leavingOf } from './unit-key.ts'
import { deleteBoxesOf } from './unit-key-store.ts'

const MEMBERS_PAGE = 100
/** Days that an enrolment code is good. */
const INVITATION_DAYS = 7

export async function listMembers(db: D1Database, after: string): Promise<{ members: MemberRow[]; next: string | null }> {
  const members = await listMemberRows(db, after, MEMBERS_PAGE + 1)
  const page = members.slice(0, MEMBERS_PAGE)
  return { members: page, next: members.length > MEMBERS_PAGE ? (page.at(-1)?.name ?? null) : null }
}

/** Adds a member, or gives one a new start; sessions, passkeys and keys of a former start end at once. */
export async function inviteMember(
  db: D1Database, by: Member, row: Omit<MemberRow, 'standing'>, enrolmentHash: string, today: string,
): Promise<Result<MemberRow, InvitationRefusal | 'conflict'>> {
  const decision = decideInvitation(by, row, units)
  if (!decision.ok) return decision
  const event = await insertMemberEvent(db, await headOf(db, row.name), { member: row.name, kind: 'invited', by: by.name, day: today })
  const former = await findMemberByName(db, row.name)
  const stays = former !== null && former.unit === row.unit
  const leaving = former === null || stays ? [deleteBoxesOf(db, row.name)] : leavingOf(db, former)
  const committed = await commit(db, [...leaving, upsertInvited(db, row, enrolmentHash, today, stays ? knownVerifyOf(former) : null), event, deleteSessionsOf(db, row.name), deletePasskeysOf(db, row.name)])
  return !committed.ok ? refuse('conflict') : ok({ ...row, standing: 'invited' })
}

export async function disableMember(db: D1Database, by: Member, name: string, today: string): Promise<Result<MemberRow, 'not_found' | 'own_self' | 'conflict'>> {
  if (name === by.name) return refuse('own_self')
  const member = await findMemberByName(db, name)
  if (member === null) return refuse('not_found')
  const event = await insertMemberEvent(db, await headOf(db, name), { member: name, kind: 'disabled', by: by.name, day: today })
  const committed = await commit(db, [...leavingOf(db, member), updateDisabled(db, name), event, deleteSessionsOf(db, name), deletePasskeysOf(db, name)])
  return !committed.ok ? refuse('conflict') : ok({ name, displayName: member.displayName, unit: member.unit, roles: member.roles, standing: 'disabled' })
}

export interface Enrolment {
  readonly name: string
  readonly enrolment: string
  readonly salt: string
  readonly authKey: string
  readonly recipient: string
  readonly verify: string
  readonly memberBox: string
  readonly unitKey?: GivenUnitKey | undefined
  readonly totpSecret: string
  readonly totp: string
}

/** A new member hands in what their own browser made. Unknown name, wrong code and old code get one answer. */
export async function enrol(
  db: D1Database, secrets: Secrets, enrolment: Enrolment, now: { today: string; seconds: number },
): Promise<Result<MemberRow, 'wrong_enrolment' | 'wrong_totp' | 'unproven'>> {
  const member = await findMemberByName(db, enrolment.name)
  const hash = await hashOf(enrolment.enrolment)
  if (member === null || member.enrolmentHash !== hash || member.invitedDay === null) return refuse('wrong_enrolment')
  if (daysBetween(member.invitedDay, now.today) > INVITATION_DAYS) return refuse('wrong_enrolment')
  const step = stepOf(enrolment.totpSecret, enrolment.totp, now.seconds)
  if (step === null) return refuse('wrong_totp')

  const { name, salt, recipient, verify, memberBox, unitKey } = enrolment
  if (unitKey !== undefined && !(await isProven(member.unit, name, recipient, unitKey))) return refuse('unproven')
  const standing = member.unit === null || unitKey !== undefined ? 'active' : 'waiting'
  const authHash = await hashOf(enrolment.authKey)
  const totpSealed = await lock(secrets, 'totp', name, enrolment.totpSecret)
  const enrolled = { name, standing, salt, authHash, recipient, verify, memberBox, unitBox: unitKey?.sealed ?? null, ...heldBy(member.unit, unitKey), totpSealed, totpStep: step } as const
  // A sign-in with the former secrets may have slipped in behind the new invitation: its session ends here.
  const event = await insertMemberEvent(db, await headOf(db, name), { member: name, kind: 'enrolled', by: name, day: now.today }, { salt })
  const committed = await commit(db, [updateEnrolled(db, enrolled, hash), event, deleteSessionsOf(db, name)])
  if (!committed.ok || committed.results[0]?.length !== 1) return refuse('wrong_enrolment')
  return ok({ name, displayName: member.displayName, unit: member.unit, roles: member.roles, standing })
}

/** The same colleagues, to be counted together with what else waits; null for whoever has no unit. */
export const countColleagues = (db: D1Database, { unit }: Member): { select: D1PreparedStatement; count: (rows: unknown[]) => number } | null =>
  unit === null ? null : { select: selectWaiting(db, unit, currentVerifyOf(unit)), count: (rows) => rows.length }

export async function listColleagues(db: D1Database, by: Member): Promise<Colleague[]> {
  return by.unit === null ? [] : listWaiting(db, by.unit, currentVerifyOf(by.unit))
}

/**
 * Gives the unit's key to a member who waits for it or holds a former one: by a colleague, or by themselves from the unit's own key file. The unit's signature says that
 * the giver holds the key; what is sealed the server cannot see, and the member's browser compares it with the published keys.
 */
export async function grantUnitKey(db: D1Database, by: Member, name: string, given: GivenUnitKey, today: string): Promise<Result<{ ok: true }, 'not_found' | 'unproven'>> {
  const member = await findMemberByName(db, name)
  if (by.unit === null || member === null || member.unit !== by.unit || !['waiting', 'active'].includes(member.standing) || member.recipient === null) return refuse('not_found')
  if (!(await isProven(by.unit, name, member.recipient, given))) return refuse('unproven')
  const event = await insertMemberEvent(db, await headOf(db, name), { member: name, kind: 'unit-key-granted', by: by.name, day: today }, { unitBox: given.sealed })
  const committed = await commit(db, [updateUnitBox(db, { name, unit: by.unit, recipient: member.recipient, unitBox: given.sealed, ...heldBy(by.unit, given) }), event])
  return committed.ok && committed.results[0]?.length === 1 ? ok({ ok: true }) : refuse('not_found')
}

/** Which of the unit's keys a box holds, and the signature it came under: a colleague's browser will want to see it again. */
const heldBy = (unit: string | null, given: GivenUnitKey | undefined) =>
  ({ unitVerify: unit === null || given === undefined ? null : currentVerifyOf(unit), unitProof: given?.proof ?? null })
