/** Opening with a unit's present and past identities: an age file does not say which of them it is sealed to. */
import { SealingFailure } from './failure.ts'
import type { UnitKeys } from './member.ts'

/** A list of identities to try, one after the other. Whichever opened something moves to its front. */
export type Identities = string[]

const KNOWN = new WeakMap<UnitKeys, Map<number, Identities>>()

/** The identities for what was filed under this version of the keyring. What opened one report of a version is tried first for the next. */
export function identitiesFor(keys: UnitKeys, version: number): Identities {
  const byVersion = KNOWN.get(keys) ?? new Map<number, Identities>()
  KNOWN.set(keys, byVersion)
  const identities = byVersion.get(version) ?? [keys.identity, ...keys.past]
  byVersion.set(version, identities)
  return identities
}

/** What `open` gives with the first identity that opens it at all. Any other failure, `misplaced` above all, ends the search. */
export async function openWithAny<T>(identities: Identities, open: (identity: string) => Promise<T>): Promise<T> {
  // A copy: what opens beside this one reorders the list.
  for (const identity of identities.slice()) {
    try {
      const opened = await open(identity)
      identities.splice(0, identities.length, identity, ...identities.filter((one) => one !== identity))
      return opened
    } catch (error) {
      if (!(error instanceof SealingFailure) || error.code !== 'unopenable') throw error
    }
  }
  throw new SealingFailure('unopenable')
}
