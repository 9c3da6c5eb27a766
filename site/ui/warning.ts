import { useLayoutEffect } from 'preact/hooks'
import { isLeaving } from './leave.ts'

/** Asks before the page is left while something would be lost; never after “leave at once”. */
export function useWarning(needed: boolean): void {
  // With the paint, not after it: whoever leaves the moment the page says that all is kept must not be asked.
  useLayoutEffect(() => {
    if (!needed) return
    const ask = (event: BeforeUnloadEvent) => {
      if (!isLeaving()) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [needed])
}
