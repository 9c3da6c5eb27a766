/**
 * A unit takes new keys. The past travels with them, so nothing is sealed again: what a rotation costs depends on how many members the
 * unit has and how often it did this, never on how many reports there are.
 */
import * as z from 'zod/mini'
import { fromBase64Url, toBase64Url } from '#contract/bytes.ts'
import { Bytes32, UnitId } from '#contract/ids.ts'
import type { RotationCard } from '#contract/unit-key.ts'
import { rotationStatement } from '#contract/rules/unit-key.ts'
import { isIdentity, makeIdentity, recipientOf } from './age.ts'
import { randomBytes } from './derive.ts'
import { lengthened, shortened, type UnitKeys } from './member.ts'
import { sign, verify, verifyKeyOf } from './sign.ts'

export interface Rotation {
  readonly keys: UnitKeys
  readonly card: RotationCard
}

/** `from`: the current version of the keyring. `day`: today. */
export async function rotateKeys(old: UnitKeys, { county, from, day }: { county: string; from: number; day: string }): Promise<Rotation> {
  const identity = await makeIdentity()
  const keys: UnitKeys = { unit: old.unit, identity, signSeed: randomBytes(32), past: [old.identity, ...old.past] }
  const open = { unit: old.unit, from, recipient: await recipientOf(identity), verify: verifyKeyOf(keys.signSeed) }
  return { keys, card: { county, ...open, day, proof: sign(old.signSeed, rotationStatement(county, open)) } }
}

/** Whether the unit's own key, this one, says that it takes the keys on the card. */
export const isCardSignedBy = (verifyKey: string, card: RotationCard): boolean => verify(verifyKey, rotationStatement(card.county, card), card.proof)

/** What a unit's card and private keys of a version are called as files. */
export const keyFileNames = (unit: string, version: number) => ({ card: `${unit}.card.${version}.json`, private: `${unit}.private.${version}.json` })

/** A unit's private keys as they lie in a file: `<unit>.private.json`. */
export const KeyFile = z.object({
  county: z.optional(z.string()),
  unit: UnitId,
  /** The keyring version that these keys were made for. */
  version: z.optional(z.int()),
  identity: z.string().check(z.refine(isIdentity)),
  sign: Bytes32,
  past: z.optional(z.array(Bytes32)),
})

export const keysIn = ({ unit, identity, sign: seed, past = [] }: z.infer<typeof KeyFile>): UnitKeys =>
  ({ unit, identity, signSeed: fromBase64Url(seed), past: lengthened(past) })

/** What such a file says, public halves included, for whoever looks into it. */
export async function keyFileOf(keys: UnitKeys, county: string, version: number) {
  const { unit, identity, signSeed, past } = keys
  const open = { recipient: await recipientOf(identity), verify: verifyKeyOf(signSeed) }
  return { county, unit, version, identity, sign: toBase64Url(signSeed), past: shortened(past), ...open }
}
