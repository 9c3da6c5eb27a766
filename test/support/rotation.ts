/** A county whose units have keys of their own, and change them. */
import type { Keyring } from '#contract/public.ts'
import { makeIdentity, recipientOf } from '../../site/crypto/age.ts'
import { randomBytes } from '../../site/crypto/derive.ts'
import type { UnitKeys } from '../../site/crypto/member.ts'
import { publishCards } from '../../site/crypto/publish.ts'
import { rotateKeys } from '../../site/crypto/rotation.ts'
import { verifyKeyOf } from '../../site/crypto/sign.ts'

export const COUNTY = 'linxian'
export const DAY = '2026-11-22'

export interface Keyed {
  readonly keyring: Keyring
  readonly keys: ReadonlyMap<string, UnitKeys>
}

export async function freshCounty(units: readonly string[]): Promise<Keyed> {
  const keys = await Promise.all(units.map(async (unit): Promise<UnitKeys> => ({ unit, identity: await makeIdentity(), signSeed: randomBytes(32), past: [] })))
  const holders = await Promise.all(keys.map(async ({ unit, identity, signSeed }) => [unit, { recipient: await recipientOf(identity), verify: verifyKeyOf(signSeed) }] as const))
  return { keyring: { demonstration: false, versions: [{ version: 1, day: DAY, holders: Object.fromEntries(holders) }], revoked: [] }, keys: new Map(keys.map((one) => [one.unit, one])) }
}

/** These units take new keys, and the office publishes them. */
export async function rotated({ keyring, keys }: Keyed, units: readonly string[]): Promise<Keyed> {
  const from = keyring.versions[0]?.version ?? 0
  const made = await Promise.all([...keys.values()].filter(({ unit }) => units.includes(unit)).map((old) => rotateKeys(old, { county: COUNTY, from, day: DAY })))
  return { keyring: publishCards(keyring, COUNTY, made.map(({ card }) => card), DAY), keys: new Map([...keys, ...made.map((one) => [one.keys.unit, one.keys] as const)]) }
}
