import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/**
 * On a phone, the way from the words down to what can be done; out of sight once that is in sight. Where both stand side by side it is not
 * drawn. It is hidden and not taken out: what can be done must not move under the finger that presses it.
 */
export function Jump(): JSX.Element {
  const [inSight, setInSight] = useState(false)
  useEffect(() => {
    const target = document.getElementById('moves-title')
    if (target === null) return undefined
    const observer = new IntersectionObserver(([entry]) => setInSight(entry?.isIntersecting === true))
    observer.observe(target)
    return () => observer.disconnect()
  }, [])
  return <button type="button" class={inSight ? 'button jump away' : 'button jump'} onClick={() => document.getElementById('moves-title')?.focus()}>现在能做什么 ↓</button>
}
