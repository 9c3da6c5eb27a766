/** A member's own ways in: passkeys, passphrase, authenticator; and the history of everybody's. */
import * as z from 'zod/mini'
import { People } from './staff-report.ts'
import { endpoint } from './endpoint.ts'
import { Bytes32, Day, MemberName } from './ids.ts'
import { MAX_SMALL_BYTES } from './limits.ts'
import { Me, Totp, TotpSecret } from './member.ts'
import { ROLES } from './roles.ts'
import { SealedGrant, Signature } from './sealed.ts'

const bytes = (max: number) => z.string().check(z.minLength(1), z.maxLength(max), z.regex(/^[A-Za-z0-9_-]+$/))
const CredentialId = bytes(1_400)
const Challenge = bytes(100)
const Transports = z.array(z.string().check(z.regex(/^[a-z-]{2,20}$/))).check(z.maxLength(8))

/** What the member calls a passkey, one line; no two of a member's alike. */
export const Label = z.string().check(z.minLength(1), z.maxLength(20), z.regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u))
export const MAX_PASSKEYS = 10

/** No extension results: what the PRF gives never leaves the browser. */
const credential = { id: CredentialId, rawId: CredentialId, type: z.literal('public-key') }
export const Attestation = z.strictObject({
  ...credential, response: z.strictObject({ clientDataJSON: bytes(2_000), attestationObject: bytes(6_000), transports: Transports }),
})
export type Attestation = z.infer<typeof Attestation>
export const Assertion = z.strictObject({
  ...credential, response: z.strictObject({ clientDataJSON: bytes(2_000), authenticatorData: bytes(2_000), signature: bytes(1_400) }),
})
export type Assertion = z.infer<typeof Assertion>

/** A passkey in its member's list. `opens`: it opens the keys too, where its browser lets it. */
export const Passkey = z.strictObject({ label: Label, opens: z.boolean(), day: Day, usedDay: z.nullable(Day) })
export type Passkey = z.infer<typeof Passkey>

/** A member's ways in. `seq`: how many events their history has; sent back, signed, with each change. */
export const Access = z.strictObject({ passkeys: z.array(Passkey), seq: z.int() })
export type Access = z.infer<typeof Access>

const anyone = { method: 'POST', access: 'anyone', maxBytes: MAX_SMALL_BYTES } as const
const own = { method: 'POST', access: ROLES, maxBytes: MAX_SMALL_BYTES } as const
/** `proof`: rules/member-change.ts, signed with the key of the member's own identity. */
const signed = { seq: z.int().check(z.nonnegative()), proof: Signature }

export const startPasskeySignIn = endpoint({
  ...anyone,
  name: 'startPasskeySignIn',
  summary: 'A challenge for a passkey. It asks for no name and names no passkey, so there is nothing to probe.',
  path: '/api/staff/passkey-sign-in/start',
  input: z.strictObject({}),
  ok: z.strictObject({ challenge: Challenge }),
})

export const signInWithPasskey = endpoint({
  ...anyone,
  name: 'signInWithPasskey',
  summary: 'Opens a session with a passkey; with a name, only if it is that member’s. `box`: the member’s identity, sealed to what the passkey’s PRF gives.',
  path: '/api/staff/passkey-sign-in',
  input: z.strictObject({ name: z.optional(MemberName), response: Assertion }),
  ok: z.strictObject({ me: Me, box: z.nullable(SealedGrant) }),
})

export const readAccess = endpoint({
  name: 'readAccess',
  summary: 'One’s own passkeys.',
  method: 'GET',
  path: '/api/staff/access',
  access: ROLES,
  input: z.strictObject({}),
  ok: Access,
})

export const startPasskey = endpoint({
  ...own,
  name: 'startPasskey',
  summary: 'What a browser needs to make a passkey.',
  path: '/api/staff/passkeys/start',
  input: z.strictObject({}),
  ok: z.strictObject({
    challenge: Challenge,
    /** The authenticator’s name for the member: an opaque one. */
    handle: Bytes32,
    existing: z.array(z.strictObject({ id: CredentialId, transports: Transports })),
  }),
})

export const addPasskey = endpoint({
  ...own,
  name: 'addPasskey',
  summary: 'Adds a passkey, with the member’s identity sealed to it where it can open something.',
  path: '/api/staff/passkeys',
  input: z.strictObject({ ...signed, label: Label, box: z.nullable(SealedGrant), response: Attestation }),
  ok: Access,
})

export const removePasskey = endpoint({
  ...own,
  name: 'removePasskey',
  summary: 'Removes a passkey and ends the member’s other sessions.',
  path: '/api/staff/passkeys/remove',
  input: z.strictObject({ ...signed, label: Label }),
  ok: Access,
})

export const changePassphrase = endpoint({
  ...own,
  name: 'changePassphrase',
  summary: 'Another passphrase: new salt, authentication key and member box. Ends the member’s other sessions.',
  path: '/api/staff/passphrase',
  input: z.strictObject({ ...signed, salt: Bytes32, authKey: Bytes32, memberBox: SealedGrant }),
  ok: Me,
})

export const changeTotp = endpoint({
  ...own,
  name: 'changeTotp',
  summary: 'Another authenticator, proved by a code of its. Ends the member’s other sessions.',
  path: '/api/staff/totp',
  input: z.strictObject({ ...signed, totpSecret: TotpSecret, totp: Totp }),
  ok: Access,
})

export const MEMBER_EVENT_KINDS = ['invited', 'enrolled', 'unit-key-granted', 'passkey-added', 'passkey-removed', 'passphrase-changed', 'totp-changed', 'disabled'] as const
export const MemberEvent = z.strictObject({
  member: MemberName,
  seq: z.int(),
  kind: z.enum(MEMBER_EVENT_KINDS),
  /** Who did it. */
  by: MemberName,
  day: Day,
  digest: Bytes32,
})
export type MemberEvent = z.infer<typeof MemberEvent>

const MemberEventCursor = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,31}:\d{1,9}$/))

export const listMemberEvents = endpoint({
  name: 'listMemberEvents',
  summary: 'What happened to members’ ways in, member by member, a page at a time; linked by digest.',
  method: 'GET',
  path: '/api/staff/member-events',
  access: ['auditor'],
  input: z.strictObject({ after: z.optional(MemberEventCursor) }),
  ok: z.strictObject({ events: z.array(MemberEvent), people: People, next: z.nullable(MemberEventCursor) }),
})
