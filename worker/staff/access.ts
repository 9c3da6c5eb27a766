import { profile } from '#contract/county/profile.ts'
import type { Me } from '#contract/member.ts'
import type { Access } from '#contract/passkey.ts'
import { memberChangeStatement, type MemberChange } from '#contract/rules/member-change.ts'
import type { Moment } from '../platform/clock.ts'
import { commit } from '../platform/d1.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { hashOf, lock, type Secrets } from '../platform/secrets.ts'
import { isSignedBy } from '../platform/verify.ts'
import { headOf, insertMemberEvent, type Head } from './history.ts'
import { deletePasskey, listPasskeys, updatePassphrase, updateTotp } from './passkey-store.ts'
import { meOf } from './sign-in.ts'
import { withFittingBox } from './unit-key.ts'
import { deleteOtherSessions, type Member } from './store.ts'
import { stepOf } from './totp.ts'

/** What comes with each change of a way in: the history as its author saw it, and their signature. */
export interface Signed {
  readonly seq: number
  readonly proof: string
}

export type ChangeRefusal = 'unproven' | 'conflict'

/** A change counts when the member's opened key signed it, for the history as it stands. Gives the last event, which the change's own follows. */
export async function checkChange(
  db: D1Database, member: Member, { proof, ...change }: Omit<MemberChange, 'member'> & Signed,
): Promise<Result<Head, ChangeRefusal>> {
  const statement = memberChangeStatement(profile.id, { ...change, member: member.name })
  if (member.verify === null || !(await isSignedBy([member.verify], statement, proof))) return refuse('unproven')
  const head = await headOf(db, member.name)
  return head.seq === change.seq ? ok(head) : refuse('conflict')
}

export async function accessOf(db: D1Database, member: Member): Promise<Access> {
  return { passkeys: await listPasskeys(db, member.name), seq: (await headOf(db, member.name)).seq }
}

/** A call with its session: whoever changes a way in stays, and every other device of theirs signs in anew. */
export interface Changer {
  readonly db: D1Database
  readonly member: Member
  readonly tokenHash: string
  readonly now: Moment
}

export async function removePasskey(by: Changer, { label, ...signed }: Signed & { label: string }): Promise<Result<Access, ChangeRefusal | 'not_found'>> {
  const { db, member } = by
  const change = await checkChange(db, member, { ...signed, kind: 'passkey-removed', what: [label] })
  if (!change.ok) return change
  if (!(await listPasskeys(db, member.name)).some((one) => one.label === label)) return refuse('not_found')
  return (await record(by, change.value, 'passkey-removed', deletePasskey(db, member.name, label))) ? ok(await accessOf(db, member)) : refuse('conflict')
}

export async function changePassphrase(by: Changer, made: Signed & { salt: string; authKey: string; memberBox: string }): Promise<Result<Me, ChangeRefusal>> {
  const { db, member } = by
  const { salt, authKey, memberBox, ...signed } = made
  const change = await checkChange(db, member, { ...signed, kind: 'passphrase-changed', what: [salt, authKey, memberBox] })
  if (!change.ok) return change
  const update = updatePassphrase(db, member.name, { salt, authHash: await hashOf(authKey), memberBox })
  return (await record(by, change.value, 'passphrase-changed', update)) ? ok(await withFittingBox(db, meOf({ ...member, salt, memberBox }))) : refuse('conflict')
}

/** The code shows that the new authenticator has taken the secret. */
export async function changeTotp(
  by: Changer, secrets: Secrets, { totpSecret, totp, ...signed }: Signed & { totpSecret: string; totp: string },
): Promise<Result<Access, ChangeRefusal | 'wrong_totp'>> {
  const { db, member, now } = by
  const change = await checkChange(db, member, { ...signed, kind: 'totp-changed', what: [totpSecret] })
  if (!change.ok) return change
  const step = stepOf(totpSecret, totp, now.seconds)
  if (step === null) return refuse('wrong_totp')
  const update = updateTotp(db, member.name, await lock(secrets, 'totp', member.name, totpSecret), step)
  return (await record(by, change.value, 'totp-changed', update)) ? ok(await accessOf(db, member)) : refuse('conflict')
}

/** False when something else happened to this member meanwhile, and then nothing is changed. */
async function record({ db, member, tokenHash, now }: Changer, head: Head, kind: MemberChange['kind'], update: D1PreparedStatement): Promise<boolean> {
  const event = await insertMemberEvent(db, head, { member: member.name, kind, by: member.name, day: now.today })
  return (await commit(db, [event, update, deleteOtherSessions(db, member.name, tokenHash)])).ok
}
