/** Looking things up in the keyring (content/county/keyring.json). Public keys only. */
import type { HolderKeys, Keyring, KeyringVersion } from '#contract/public.ts'
import type * as z from 'zod/mini'
import { SealingFailure } from './failure.ts'

export type PublicKeys = z.infer<typeof HolderKeys>

/** The version to seal to: the first, unless it has been revoked since the page was built. */
export function currentVersion(keyring: Keyring): z.infer<typeof KeyringVersion> {
  const [current] = keyring.versions
  if (current === undefined || keyring.revoked.includes(current.version)) throw new SealingFailure('revoked')
  return current
}

/** A holder's current public keys. */
export function holderKeys(keyring: Keyring, holder: string): PublicKeys {
  const keys = keysIn(currentVersion(keyring), holder)
  if (keys === undefined) throw new SealingFailure('no-holder')
  return keys
}

/** By entries, so that a holder called `constructor` is nobody. */
function keysIn({ holders }: z.infer<typeof KeyringVersion>, holder: string): PublicKeys | undefined {
  return Object.entries(holders).find(([id]) => id === holder)?.[1]
}
