/**
 * A member's keys (design.md §4, Staff). The passphrase gives two independent keys: one proves who signs in, the other opens the
 * member's own identity, which opens the unit's, which opens the unit's grants. The server sees the first key only.
 */
import * as z from 'zod/mini'
import { fromBase64Url, toBase64Url, utf8 } from '#contract/bytes.ts'
import { Bytes32 } from '#contract/ids.ts'
import type { GivenUnitKey } from '#contract/member.ts'
import type { HolderKeys } from '#contract/public.ts'
import { memberChangeStatement, type MemberChange } from '#contract/rules/member-change.ts'
import { unitKeyStatement } from '#contract/rules/unit-key.ts'
import { identityFromSeed, isIdentity, makeIdentity, recipientOf, seedOfIdentity } from './age.ts'
import { deriveBytes, hashOf, randomBytes, stretchSecret } from './derive.ts'
import { openJson, sealJson } from './envelope.ts'
import { SealingFailure } from './failure.ts'
import { makePassphrase, readPassphrase } from './passphrase.ts'
import { sign, verifyKeyOf } from './sign.ts'
import { makeTotpSecret } from './totp.ts'

const ITERATIONS = 1_000_000

/** The private half of a unit's keys, as its members hold it. */
export interface UnitKeys {
  readonly unit: string
  readonly identity: string
  /** Ed25519 seed, 32 bytes. */
  readonly signSeed: Uint8Array
  /** The identities it had before, newest first: they still open what was sealed to them. None is sealed to any more. */
  readonly past: readonly string[]
}

export interface PassphraseKeys {
  /** Base64url of 32 bytes; goes to the server, which keeps its SHA-256. */
  readonly authKey: string
  /** The identity that opens the member's box. Never leaves the browser. */
  readonly unlock: string
}

/** `salt`: 32 bytes in base64url, the member's own. About a second of work, on purpose. Throws `bad-key` for text that is no passphrase. */
export async function keysFromPassphrase(passphrase: string, salt: string): Promise<PassphraseKeys> {
  const secret = readPassphrase(passphrase)
  if (secret === null) throw new SealingFailure('bad-key')
  const stretched = await stretchSecret(secret, fromBase64Url(salt), ITERATIONS)
  const authKey = toBase64Url(await deriveBytes(stretched, 'anshao/v1/member/auth'))
  return { authKey, unlock: identityFromSeed(await deriveBytes(stretched, 'anshao/v1/member/unlock')) }
}

const identity = z.string().check(z.refine(isIdentity))
const MemberBox = z.object({ purpose: z.literal('anshao/v1/member'), member: z.string(), identity })
const UnitBox = z.object({ purpose: z.literal('anshao/v1/unit'), unit: z.string(), identity, sign: Bytes32, past: z.optional(z.array(Bytes32)) })

/** The member's own identity, sealed to the one the passphrase gives. */
export async function sealMemberBox(unlock: string, member: string, own: string): Promise<string> {
  return await sealJson(await recipientOf(unlock), { purpose: 'anshao/v1/member', member, identity: own })
}

/** The member's own identity; `misplaced` when the box is another member's. */
export async function openMemberBox(box: string, unlock: string, member: string): Promise<string> {
  const opened = await openJson(unlock, box, MemberBox)
  if (opened.member !== member) throw new SealingFailure('misplaced')
  return opened.identity
}

/** The unit's keys, sealed to a member's own recipient. */
export function sealUnitBox(recipient: string, { unit, identity: own, signSeed, past }: UnitKeys): Promise<string> {
  return sealJson(recipient, { purpose: 'anshao/v1/unit', unit, identity: own, sign: toBase64Url(signSeed), ...(past.length > 0 && { past: shortened(past) }) })
}

/** Identities as their seeds in base64url, so that some 350 rotations fit into one box. */
export const shortened = (past: readonly string[]): string[] => past.map((one) => toBase64Url(seedOfIdentity(one)))
export const lengthened = (seeds: readonly string[]): string[] => seeds.map((seed) => identityFromSeed(fromBase64Url(seed)))

/** The unit's keys for a member as the Worker takes them: sealed, with the unit's own signature that this member is one of it. */
export async function giveUnitKey(keys: UnitKeys, to: { county: string; member: string; recipient: string }): Promise<GivenUnitKey> {
  const { county, member, recipient } = to
  return { sealed: await sealUnitBox(recipient, keys), proof: sign(keys.signSeed, unitKeyStatement(county, { unit: keys.unit, member, recipient })) }
}

/** The unit's keys; `misplaced` when the box is another unit's. Anyone can seal to a member: compare with `matchesPublic` before use. */
export async function openUnitBox(box: string, own: string, unit: string): Promise<UnitKeys> {
  const opened = await openJson(own, box, UnitBox)
  if (opened.unit !== unit) throw new SealingFailure('misplaced')
  return { unit, identity: opened.identity, signSeed: fromBase64Url(opened.sign), past: lengthened(opened.past ?? []) }
}

/** Whether these are the private halves of what the keyring publishes. */
export async function matchesPublic(keys: UnitKeys, published: z.infer<typeof HolderKeys>): Promise<boolean> {
  return (await recipientOf(keys.identity)) === published.recipient && verifyKeyOf(keys.signSeed) === published.verify
}

/** What a new member's browser makes: `show` once, to its owner alone; `enrol` goes to the server with the enrolment code and a TOTP. */
export interface NewMember {
  readonly show: { readonly passphrase: string; readonly totpSecret: string }
  readonly enrol: { readonly salt: string; readonly authKey: string; readonly recipient: string; readonly verify: string; readonly memberBox: string; readonly totpSecret: string }
}

export async function makeMember(name: string): Promise<NewMember> {
  return await sealMember(name, { passphrase: makePassphrase(), salt: toBase64Url(randomBytes(32)), identity: await makeIdentity(), totpSecret: makeTotpSecret() })
}

/** A member's secrets, before any of them is sealed. `salt` in base64url, `totpSecret` in base32. */
export interface MemberSecrets {
  readonly passphrase: string
  readonly salt: string
  readonly identity: string
  readonly totpSecret: string
}

/** The same from secrets that exist already (the demonstration's). */
export async function sealMember(name: string, secrets: MemberSecrets): Promise<NewMember> {
  const { passphrase, salt, totpSecret } = secrets
  const { authKey, unlock } = await keysFromPassphrase(passphrase, salt)
  const memberBox = await sealMemberBox(unlock, name, secrets.identity)
  const verify = await provingKeyOf(secrets.identity)
  return { show: { passphrase, totpSecret }, enrol: { salt, authKey, recipient: await recipientOf(secrets.identity), verify, memberBox, totpSecret } }
}

/** Another passphrase for the same identity: `show` once, to its owner alone; the rest goes to the server. */
export async function sealAnew(name: string, own: string): Promise<{ show: string; made: { salt: string; authKey: string; memberBox: string } }> {
  const [passphrase, salt] = [makePassphrase(), toBase64Url(randomBytes(32))]
  const { authKey, unlock } = await keysFromPassphrase(passphrase, salt)
  return { show: passphrase, made: { salt, authKey, memberBox: await sealMemberBox(unlock, name, own) } }
}

/** Signs a change of one's ways in: the seed follows from the member's identity, so whoever signs has opened it. */
export async function signChange(own: string, county: string, change: MemberChange): Promise<string> {
  return sign(await provingSeed(own), memberChangeStatement(county, change))
}

/** The public half of the key that `signChange` signs with. */
export const provingKeyOf = async (own: string): Promise<string> => verifyKeyOf(await provingSeed(own))

const provingSeed = (own: string) => deriveBytes(utf8(own), 'anshao/v1/member/prove')

/** The identity that a passkey's PRF output gives; what is sealed to it, this passkey alone opens. The output goes nowhere else. */
export async function passkeyUnlock(prf: Uint8Array<ArrayBuffer>): Promise<string> {
  return identityFromSeed(await deriveBytes(prf, 'anshao/v1/member/passkey'))
}

/** A one-time enrolment code, made by the administrator's browser; the server is told its hash. */
export async function makeEnrolment(): Promise<{ enrolment: string; enrolmentHash: string }> {
  const bytes = randomBytes(32)
  return { enrolment: toBase64Url(bytes), enrolmentHash: await hashOf(bytes) }
}
