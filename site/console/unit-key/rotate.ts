/** A member of a unit changes its keys, for every colleague at once. No DOM. Nothing here knows of a report: what it costs depends on colleagues. */
import { profile } from '#contract/county/profile.ts'
import { unitKeyStatement } from '#contract/rules/unit-key.ts'
import { readUnitKey, rotateUnitKey, type RotationCard, type Sharer } from '#contract/unit-key.ts'
import type * as z from 'zod/mini'
import { recipientOf } from '../../crypto/age.ts'
import { currentVersion } from '../../crypto/keyring.ts'
import { giveUnitKey, type UnitKeys } from '../../crypto/member.ts'
import { keyFileNames, keyFileOf, rotateKeys } from '../../crypto/rotation.ts'
import { verify, verifyKeyOf } from '../../crypto/sign.ts'
import { attempt, refusal, type Outcome } from '../outcome.ts'
import type { StaffSession } from '../session.ts'

export type UnitKeyStanding = z.infer<typeof readUnitKey.ok>

export interface Rotated {
  /** For the office, which publishes it. */
  readonly card: RotationCard
  /** For the unit's safe: everything that the new keys are. */
  readonly keyFile: Awaited<ReturnType<typeof keyFileOf>>
  readonly shared: readonly Sharer[]
  /** Colleagues whom the unit's key never vouched for: the server alone says that they are. They get the key face to face, afterwards. */
  readonly leftOut: readonly Sharer[]
}

export const readStanding = ({ tools }: StaffSession): Promise<Outcome<UnitKeyStanding>> => tools.call(readUnitKey, {}, {})

/** Makes the new keys here, seals them to each colleague, and leaves the boxes with the Worker. `day`: today. */
export function rotateUnit(session: StaffSession, day: string): Promise<Outcome<Rotated>> {
  return attempt(async () => {
    const keys = session.unitKeys
    if (keys === null) return refusal('no-unit-key')
    const standing = await readStanding(session)
    if (!standing.ok) return standing
    const own = await recipientOf(session.own)
    // One's own recipient is known here; a colleague's only as the unit's key has signed for it. A server could name any.
    const isVouched = (one: Sharer) => (one.name === session.me.name ? one.recipient === own : isVouchedBy(keys, one))
    const shared = standing.value.sharers.filter(isVouched)
    const from = currentVersion(session.tools.keyring).version
    const { keys: next, card } = await rotateKeys(keys, { county: profile.id, from, day })
    const boxes = await Promise.all(shared.map(async ({ name: member, recipient }) => ({ member, ...(await giveUnitKey(next, { county: profile.id, member, recipient })) })))
    const left = await session.tools.call(rotateUnitKey, {}, { card, boxes })
    if (!left.ok) return left
    const leftOut = standing.value.sharers.filter((one) => !shared.includes(one))
    return { ok: true, value: { card, keyFile: await keyFileOf(next, profile.id, from + 1), shared, leftOut } }
  })
}

const isVouchedBy = ({ unit, signSeed }: UnitKeys, { name: member, recipient, proof }: Sharer) =>
  proof !== null && verify(verifyKeyOf(signSeed), unitKeyStatement(profile.id, { unit, member, recipient }), proof)

/** Names under which the two files are kept. */
export const fileNames = ({ card }: Rotated) => keyFileNames(card.unit, card.from + 1)
