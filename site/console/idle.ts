/** Fifteen minutes without a key, touch or scroll, and the keys leave memory; the last minute is announced. */
import { useEffect, useRef, useState } from 'preact/hooks'

export const IDLE_MINUTES = 15
const WARNING_MINUTES = 1
const MINUTE = 60_000
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll'] as const

/** True during the last minute before `lock` is called. Does nothing while `active` is false. */
export function useIdle(active: boolean, lock: () => void): boolean {
  const [warned, setWarned] = useState(false)
  const lastSeen = useRef(0)
  const onLock = useRef(lock)
  onLock.current = lock
  useEffect(() => {
    if (!active) return undefined
    const alive = () => {
      lastSeen.current = Date.now()
      setWarned(false)
    }
    // The clock is compared, not counted down: a laptop that slept an hour locks on waking.
    const check = () => {
      const idle = Date.now() - lastSeen.current
      setWarned(idle >= (IDLE_MINUTES - WARNING_MINUTES) * MINUTE)
      if (idle >= IDLE_MINUTES * MINUTE) onLock.current()
    }
    alive()
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, alive, { passive: true, capture: true })
    const timer = setInterval(check, 5_000)
    return () => {
      clearInterval(timer)
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, alive, { capture: true })
    }
  }, [active])
  return active && warned
}
