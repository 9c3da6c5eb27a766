/** What sending needs of the device: a network, and a screen that stays on. */
import type { NetworkWatch } from '../send.ts'

/** Some browsers say “offline” wrongly: after so long it is tried all the same. */
const LONGEST_WAIT = 60_000

export const networkOfPage: NetworkWatch = {
  counts: () => navigator.onLine && document.visibilityState === 'visible',
  up: (signal) => navigator.onLine ? Promise.resolve() : new Promise((done) => {
    const over = new AbortController()
    const end = () => {
      over.abort()
      clearTimeout(timer)
      done()
    }
    const timer = setTimeout(end, LONGEST_WAIT)
    addEventListener('online', end, { signal: over.signal })
    signal?.addEventListener('abort', end, { signal: over.signal })
  }),
}

/** Keeps the screen on where the device can, until what it gives back is called. A phone that sleeps stops sending. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  const over = new AbortController()
  // It is refused on an empty battery, and taken away when another page is looked at.
  const ask = () => void navigator.wakeLock?.request('screen').then((given) => {
    lock = given
    if (over.signal.aborted) void given.release()
  }, () => undefined)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask(), { signal: over.signal })
  ask()
  return () => {
    over.abort()
    void lock?.release()
  }
}
