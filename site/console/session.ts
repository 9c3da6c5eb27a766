/**
 * A member's session: who is signed in, and the keys that the passphrase opened. Memory only; no DOM, so that the commands sign in
 * by the same steps. The passphrase and the unlocking key are gone when these functions return.
 */
import type { getBytes } from '../api/bytes.ts'
import { readSession, signIn, signOut, startSignIn, type Me } from '#contract/member.ts'
import type { Challenge, Keyring } from '#contract/public.ts'
import type { SolvedChallenge } from '#contract/report.ts'
import type { Caller } from '../api/call.ts'
import { SealingFailure } from '../crypto/failure.ts'
import { currentVersion } from '../crypto/keyring.ts'
import { keysFromPassphrase, matchesPublic, openMemberBox, openUnitBox, type UnitKeys } from '../crypto/member.ts'
import { attempt, refusal, type Outcome } from './outcome.ts'

/** What a session needs from outside: the page and the commands each bring their own. */
export interface StaffTools {
  readonly call: Caller
  /** Sealed bytes of evidence; absent where nobody reads any. */
  readonly get?: typeof getBytes
  /** Null when it could not be solved. */
  readonly solve: (challenge: Challenge) => Promise<SolvedChallenge | null>
  /** The keyring built into the page: grants are sealed to it, never to keys that the server names. */
  readonly keyring: Keyring
}

/** `none`: a member without a unit · `waiting`: no colleague has granted the key yet · `unfit`: the box opens, but not to the unit's published keys. */
export type KeyStanding = 'open' | 'none' | 'waiting' | 'unfit'

export interface StaffSession {
  readonly tools: StaffTools
  readonly me: Me
  /** The member's own age identity; opens a unit box that arrives later. */
  readonly own: string
  readonly unitKeys: UnitKeys | null
  readonly keyStanding: KeyStanding
}

export interface Credentials {
  readonly name: string
  readonly passphrase: string
  /** Six digits. */
  readonly totp: string
}

/** Signs in: salt and challenge, keys from the passphrase while the challenge is being solved, session, boxes. */
export function signInStaff(tools: StaffTools, { name, passphrase, totp }: Credentials): Promise<Outcome<StaffSession>> {
  return attempt(async () => {
    const started = await tools.call(startSignIn, {}, { name })
    if (!started.ok) return started
    const [keys, challenge] = await Promise.all([keysOf(passphrase, started.value.salt), tools.solve(started.value.challenge)])
    if (keys === null) return refusal('bad-passphrase')
    if (challenge === null) return refusal('unsolved')
    const signed = await tools.call(signIn, {}, { name, authKey: keys.authKey, totp, challenge })
    return signed.ok ? await openSession(tools, signed.value, keys.unlock) : signed
  })
}

/** Who the cookie says is signed in, after the page was reloaded. Their keys stay shut until `unlockStaff`. */
export const whoIsSignedIn = (tools: StaffTools): Promise<Outcome<Me>> => tools.call(readSession, {}, {})

/** Opens the keys again with the passphrase alone: the session itself is still good. */
export function unlockStaff(tools: StaffTools, me: Me, passphrase: string): Promise<Outcome<StaffSession>> {
  return attempt(async () => {
    const keys = await keysOf(passphrase, me.salt)
    if (keys === null) return refusal('bad-passphrase')
    return await openSession(tools, me, keys.unlock)
  })
}

/** Looks whether a colleague has granted the unit's key meanwhile. */
export function refreshKeys({ tools, own }: StaffSession): Promise<Outcome<StaffSession>> {
  return attempt(async () => {
    const now = await tools.call(readSession, {}, {})
    return now.ok ? { ok: true, value: { tools, me: now.value, own, ...(await unitKeysOf(tools, now.value, own)) } } : now
  })
}

export const signOutStaff = (tools: StaffTools): Promise<Outcome<{ ok: true }>> => tools.call(signOut, {}, {})

/** Opens the keys with what opens the member's box: the passphrase's identity, or a passkey's where `me.keys.member` is its own box. */
export async function openSession(tools: StaffTools, me: Me, unlock: string): Promise<Outcome<StaffSession>> {
  const own = await ownIdentity(me, unlock)
  if (own === null) return refusal('bad-box')
  return { ok: true, value: { tools, me, own, ...(await unitKeysOf(tools, me, own)) } }
}

/** Null for text that is no passphrase: not worth a round trip. */
async function keysOf(passphrase: string, salt: string) {
  return await keysFromPassphrase(passphrase, salt).catch(nullFor('bad-key'))
}

async function ownIdentity(me: Me, unlock: string): Promise<string | null> {
  return await openMemberBox(me.keys.member, unlock, me.name).catch(nullFor('unopenable', 'misplaced'))
}

/** A box that does not open, or opens to other keys than the published ones, gives nothing: anyone can seal to a member. */
async function unitKeysOf({ keyring }: StaffTools, me: Me, own: string): Promise<Pick<StaffSession, 'unitKeys' | 'keyStanding'>> {
  if (me.unit === null) return { unitKeys: null, keyStanding: 'none' }
  if (me.keys.unit === null) return { unitKeys: null, keyStanding: 'waiting' }
  const keys = await openUnitBox(me.keys.unit, own, me.unit).catch(nullFor('unopenable', 'misplaced'))
  const published = Object.entries(currentVersion(keyring).holders).find(([holder]) => holder === me.unit)?.[1]
  const fits = keys !== null && published !== undefined && (await matchesPublic(keys, published))
  return fits ? { unitKeys: keys, keyStanding: 'open' } : { unitKeys: null, keyStanding: 'unfit' }
}

/** A handler that turns these sealing failures into null and lets every other error pass. */
function nullFor(...codes: readonly string[]): (error: unknown) => null {
  return (error) => {
    if (error instanceof SealingFailure && codes.includes(error.code)) return null
    throw error
  }
}
