import type { later } from './later.ts'

type Later = typeof later
let loading: Promise<Later> | undefined

/** Loads the rest of the form once. A load that failed is tried again the next time. */
export function loadLater(): Promise<Later> {
  loading ??= import('./later.ts').then((module) => module.later).catch((fault: unknown) => {
    loading = undefined
    throw fault
  })
  return loading
}

/** The keyring is a chunk of its own; fetched with the rest, so that sealing works even if the network goes away in between. */
export async function warmUp(): Promise<void> {
  await Promise.allSettled([loadLater(), import('#contract/county/keyring.ts')])
}
