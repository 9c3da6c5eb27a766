import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Bytes32, MemberName, UnitId } from './ids.ts'
import { MAX_KEY_BYTES, MAX_SMALL_BYTES } from './limits.ts'
import { Challenge } from './public.ts'
import { SolvedChallenge } from './report.ts'
import { ROLES, Role } from './roles.ts'
import { Recipient, SealedGrant, SealedUnitBox, Signature, VerifyKey } from './sealed.ts'

export const Totp = z.string().check(z.regex(/^\d{6}$/))
/** RFC 4648 base32, 160 bits. */
export const TotpSecret = z.string().check(z.regex(/^[A-Z2-7]{32}$/))
/** No control, format or half characters: a name must look like what it is. */
const DisplayName = z.string().check(z.maxLength(40), z.regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u))

/** A member's own keys, all sealed: the server keeps them and can open none. */
export const KeyBoxes = z.strictObject({
  /** The member's age identity, sealed to the one that the passphrase gives. */
  member: SealedGrant,
  /** The unit's identity and signing seed, sealed to the member. Null until a colleague grants it, and for members without a unit key. */
  unit: z.nullable(SealedUnitBox),
})

export const Me = z.strictObject({
  name: MemberName,
  displayName: DisplayName,
  unit: z.nullable(UnitId),
  roles: z.array(Role),
  salt: Bytes32,
  keys: KeyBoxes,
})
export type Me = z.infer<typeof Me>

export const startSignIn = endpoint({
  name: 'startSignIn',
  summary: 'The salt of a member (an invented, steady one for a name nobody has) and a challenge that grows with that name’s recent failures.',
  method: 'POST',
  path: '/api/staff/sign-in/start',
  access: 'anyone',
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ name: MemberName }),
  ok: z.strictObject({ salt: Bytes32, challenge: Challenge }),
})

export const signIn = endpoint({
  name: 'signIn',
  summary: 'Opens a session with the authentication key (from the passphrase, in the browser) and a TOTP code. The session is a cookie.',
  method: 'POST',
  path: '/api/staff/sign-in',
  access: 'anyone',
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ name: MemberName, authKey: Bytes32, totp: Totp, challenge: SolvedChallenge }),
  ok: Me,
})

export const signOut = endpoint({
  name: 'signOut',
  summary: 'Ends the session.',
  method: 'POST',
  path: '/api/staff/sign-out',
  access: ROLES,
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({}),
  ok: z.strictObject({ ok: z.literal(true) }),
})

export const readSession = endpoint({
  name: 'readSession',
  summary: 'Who is signed in, and their sealed keys, after a page was reloaded.',
  method: 'GET',
  path: '/api/staff/session',
  access: ROLES,
  input: z.strictObject({}),
  ok: Me,
})

/** invited: has not signed in yet · waiting: no colleague has granted the unit key yet · active · disabled */
export const Standing = z.enum(['invited', 'waiting', 'active', 'disabled'])
export const MemberRow = z.strictObject({
  name: MemberName,
  displayName: DisplayName,
  unit: z.nullable(UnitId),
  roles: z.array(Role),
  standing: Standing,
})
export type MemberRow = z.infer<typeof MemberRow>

export const listMembers = endpoint({
  name: 'listMembers',
  summary: 'Every member, by name, a page at a time.',
  method: 'GET',
  path: '/api/staff/members',
  access: ['administrator'],
  input: z.strictObject({ after: z.optional(MemberName) }),
  ok: z.strictObject({ members: z.array(MemberRow), next: z.nullable(MemberName) }),
})

export const inviteMember = endpoint({
  name: 'inviteMember',
  summary: 'Adds a member, or gives an existing one a new start, with a one-time enrolment code. The administrator never learns the member’s secrets.',
  method: 'POST',
  path: '/api/staff/members',
  access: ['administrator'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({
    name: MemberName,
    displayName: DisplayName,
    unit: z.nullable(UnitId),
    roles: z.array(Role).check(z.minLength(1), z.maxLength(4)),
    /** SHA-256 of the enrolment code, which the administrator's browser made. */
    enrolmentHash: Bytes32,
  }),
  ok: MemberRow,
})

export const disableMember = endpoint({
  name: 'disableMember',
  summary: 'Ends a member’s sessions and every later sign-in.',
  method: 'POST',
  path: '/api/staff/members/:name/disable',
  access: ['administrator'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({}),
  ok: MemberRow,
})

/** The unit's keys, sealed to the member, and the unit's signature over rules/unit-key.ts: only who holds the unit's key can give it. */
export const GivenUnitKey = z.strictObject({ sealed: SealedUnitBox, proof: Signature })
export type GivenUnitKey = z.infer<typeof GivenUnitKey>

export const enrol = endpoint({
  name: 'enrol',
  summary: 'A new member’s first sign-in: hands in what their own browser made, against the enrolment code.',
  method: 'POST',
  path: '/api/staff/enrol',
  access: 'anyone',
  maxBytes: MAX_KEY_BYTES,
  input: z.strictObject({
    name: MemberName,
    enrolment: Bytes32,
    salt: Bytes32,
    authKey: Bytes32,
    recipient: Recipient,
    /** The public half of the key that proves later changes (rules/member-change.ts). */
    verify: VerifyKey,
    memberBox: SealedGrant,
    /** When the new member brings the unit's key from the unit's own key file: how the first member of a unit begins. */
    unitKey: z.optional(GivenUnitKey),
    totpSecret: TotpSecret,
    totp: Totp,
    /** Opens a session at once, for what a first sign-in still has to do. */
    signIn: z.optional(z.literal(true)),
  }),
  ok: MemberRow,
})

/** A colleague who has enrolled and waits for the unit's key, or whose key the unit has changed since. */
export const Colleague = z.strictObject({ name: MemberName, displayName: DisplayName, recipient: Recipient })
export type Colleague = z.infer<typeof Colleague>

export const listColleagues = endpoint({
  name: 'listColleagues',
  summary: 'Members of one’s own unit who wait for its key, or hold a former one.',
  method: 'GET',
  path: '/api/staff/colleagues',
  access: ROLES,
  input: z.strictObject({}),
  ok: z.strictObject({ colleagues: z.array(Colleague) }),
})

export const grantUnitKey = endpoint({
  name: 'grantUnitKey',
  summary: 'Hands the unit’s key, sealed to a waiting colleague of one’s own unit.',
  method: 'POST',
  path: '/api/staff/colleagues/:name/unit-key',
  access: ROLES,
  maxBytes: MAX_KEY_BYTES,
  input: GivenUnitKey,
  ok: z.strictObject({ ok: z.literal(true) }),
})
