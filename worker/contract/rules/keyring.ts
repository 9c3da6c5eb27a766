import type { Keyring } from '../public.ts'

/** Every key that a unit's signature may be by, the current one first. Those of a key that ended with a revoked version no longer count. */
export function verifyKeysOf(keyring: Keyring, unit: string): string[] {
  const isGood = ({ version }: { version: number }) => !keyring.revoked.includes(version)
  const published = keyring.versions.filter(isGood).flatMap(({ holders }) => Object.entries(holders).flatMap(([holder, keys]) => (holder === unit ? [keys.verify] : [])))
  const former = Object.entries(keyring.retired ?? {}).flatMap(([id, keys]) => (id === unit ? keys.filter(isGood) : []))
  return [...new Set([...published, ...former.map(({ verify }) => verify)])]
}

/** The one key that a unit signs with today, or none. Whoever left the unit has the former ones: they vouch for what was signed then, and sign nothing new. */
export function currentVerifyKeysOf({ versions: [current], revoked }: Keyring, unit: string): string[] {
  const key = current?.holders[unit]
  return current === undefined || key === undefined || revoked.includes(current.version) ? [] : [key.verify]
}
