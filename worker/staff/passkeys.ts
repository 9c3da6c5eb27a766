import type { Access, Assertion, Attestation } from '#contract/passkey.ts'
import { MAX_PASSKEYS } from '#contract/passkey.ts'
import type { Me } from '#contract/member.ts'
import { insertSpent, type Spent } from '../challenge/store.ts'
import type { Moment } from '../platform/clock.ts'
import { commit } from '../platform/d1.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import type { Secrets } from '../platform/secrets.ts'
import { readAssertion, readAttestation, type Site } from '../platform/webauthn.ts'
import { accessOf, checkChange, type ChangeRefusal, type Signed } from './access.ts'
import { insertMemberEvent } from './history.ts'
import { checkPasskeyChallenge, passkeyHandle, type PasskeyPurpose } from './passkey-challenge.ts'
import { findPasskey, insertPasskey, listKnown, updateUsed } from './passkey-store.ts'
import { meOf } from './sign-in.ts'
import { withFittingBox } from './unit-key.ts'
import { findMemberByName, type Member } from './store.ts'

export type PasskeySignInRefusal = 'wrong' | 'other_member'

interface Place {
  readonly db: D1Database
  readonly secrets: Secrets
  readonly site: Site
  readonly now: Moment
}

/**
 * Signs in with a passkey. Unknown, forged, replayed, counted back and disabled get one answer; only who proved to have the passkey of
 * another name is told that.
 */
export async function signInWithPasskey(
  { db, secrets, site, now }: Place, attempt: { name?: string | undefined; response: Assertion },
): Promise<Result<{ me: Me; box: string | null }, PasskeySignInRefusal>> {
  const known = await findPasskey(db, attempt.response.id)
  const member = known === null ? null : await findMemberByName(db, known.member)
  if (known === null || member === null || member.standing === 'disabled' || member.standing === 'invited') return refuse('wrong')
  const challenge = expecting(secrets, 'sign-in', now)
  const counter = await readAssertion(attempt.response, known, site, challenge.isOurs)
  const spent = challenge.spent()
  if (counter === null || spent === null) return refuse('wrong')
  if (attempt.name !== undefined && attempt.name !== member.name) return refuse('other_member')
  const committed = await commit(db, [insertSpent(db, spent), updateUsed(db, known.id, counter, now.today)])
  return committed.ok ? ok({ me: await withFittingBox(db, meOf(member)), box: known.memberBox }) : refuse('wrong')
}

/** What an authenticator must know to make one more passkey, and which of them would be the same again. */
export async function knownToAuthenticator(db: D1Database, secrets: Secrets, member: Member) {
  return { handle: await passkeyHandle(secrets, member.name), existing: await listKnown(db, member.name) }
}

export interface Addition extends Signed {
  readonly label: string
  readonly box: string | null
  readonly response: Attestation
}

export type AddRefusal = ChangeRefusal | 'wrong' | 'label_taken' | 'too_many'

/** Adds a passkey; the member's own signature covers its name, its id and what it is to open. */
export async function addPasskey({ db, secrets, site, now }: Place, member: Member, { label, box, response, ...signed }: Addition): Promise<Result<Access, AddRefusal>> {
  const change = await checkChange(db, member, { ...signed, kind: 'passkey-added', what: [label, response.id, box ?? ''] })
  if (!change.ok) return change
  if ((await listKnown(db, member.name)).length >= MAX_PASSKEYS) return refuse('too_many')
  const challenge = expecting(secrets, `add:${member.name}`, now)
  const made = await readAttestation(response, site, challenge.isOurs)
  const spent = challenge.spent()
  if (made === null || made.id !== response.id || spent === null) return refuse('wrong')
  const event = await insertMemberEvent(db, change.value, { member: member.name, kind: 'passkey-added', by: member.name, day: now.today })
  const passkey = { ...made, member: member.name, transports: response.response.transports, label, memberBox: box, day: now.today }
  const committed = await commit(db, [insertSpent(db, spent), event, insertPasskey(db, passkey)])
  if (committed.ok) return ok(await accessOf(db, member))
  if (committed.taken.includes('member_event')) return refuse('conflict')
  return refuse(committed.taken.includes('label') ? 'label_taken' : 'wrong')
}

/** A challenge of ours, recognised by the library's own reading of the response. */
function expecting(secrets: Secrets, purpose: PasskeyPurpose, { seconds }: Moment) {
  let spent: Spent | null = null
  return {
    spent: () => spent,
    isOurs: async (challenge: string) => {
      spent = await checkPasskeyChallenge(secrets, purpose, challenge, seconds)
      return spent !== null
    },
  }
}
