import type { later } from './later.ts'

type Later = typeof later
let loading: Promise<Later> | undefined

/** Loads the rest once, and with it the keyring, so that sealing works even if the network goes away. A load that failed is tried again. */
export function loadLater(): Promise<Later> {
  loading ??= Promise.all([import('./later.ts'), import('#contract/county/keyring.ts')]).then(([module]) => module.later).catch((fault: unknown) => {
    loading = undefined
    throw fault
  })
  return loading
}
