/** A unit's keys changed by its own members: what the Worker keeps of it is sealed boxes and public halves. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, MemberName, UnitId } from './ids.ts'
import { MAX_ROTATION_BYTES } from './limits.ts'
import { Colleague, GivenUnitKey } from './member.ts'
import type { Role } from './roles.ts'
import { Recipient, Signature, VerifyKey } from './sealed.ts'

/** Whoever can belong to a unit. A list of its own: unlike what every member may, these wait for the unit's key. */
const UNIT_ROLES: readonly Role[] = ['desk', 'handler', 'approver', 'supervisor', 'cashier', 'custodian']

/** The public half of a unit's new keys, on its way to the keyring. `proof`: the present key over rules/unit-key.ts. */
export const RotationCard = z.strictObject({
  county: z.string().check(z.maxLength(40)),
  unit: UnitId,
  /** The keyring version that the new keys follow. */
  from: z.int().check(z.positive()),
  recipient: Recipient,
  verify: VerifyKey,
  day: Day,
  proof: Signature,
})
export type RotationCard = z.infer<typeof RotationCard>

/** `proof`: by the unit's present key, that this recipient is that member's. Null for whoever got the key before proofs were kept. */
export const Sharer = z.strictObject({ ...Colleague.shape, proof: z.nullable(Signature) })
export type Sharer = z.infer<typeof Sharer>

export const readUnitKey = endpoint({
  name: 'readUnitKey',
  summary: 'Whether one’s unit should change its keys, the change that waits to be published, and who shares them.',
  method: 'GET',
  path: '/api/staff/unit-key',
  access: UNIT_ROLES,
  input: z.strictObject({}),
  ok: z.strictObject({ due: z.boolean(), pending: z.nullable(RotationCard), sharers: z.array(Sharer) }),
})

export const rotateUnitKey = endpoint({
  name: 'rotateUnitKey',
  summary: 'Leaves the new keys of one’s unit for its members, to be used once the keyring that names them is live. Replaces a change not yet published.',
  method: 'POST',
  path: '/api/staff/unit-key/rotation',
  access: UNIT_ROLES,
  maxBytes: MAX_ROTATION_BYTES,
  input: z.strictObject({
    card: RotationCard,
    boxes: z.array(z.strictObject({ member: MemberName, ...GivenUnitKey.shape })).check(z.minLength(1), z.maxLength(50)),
  }),
  ok: z.strictObject({ ok: z.literal(true) }),
})

export const listKeysDue = endpoint({
  name: 'listKeysDue',
  summary: 'The units that somebody left who knows their present key.',
  method: 'GET',
  path: '/api/staff/keys-due',
  access: ['administrator'],
  input: z.strictObject({}),
  ok: z.strictObject({ units: z.array(UnitId) }),
})
