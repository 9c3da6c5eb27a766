import { useEffect, useRef, useState } from 'preact/hooks'

/**
 * Seconds left, counted down from what the Worker said. Two clocks are watched, and the one that ran further believed: one of them stops
 * while a phone sleeps, the other jumps when it is set right. `onEnd` is called once, at 0.
 */
export function useCountdown(secondsLeft: number, onEnd: () => void): number {
  const [left, setLeft] = useState(secondsLeft)
  const end = useRef(onEnd)
  end.current = onEnd
  useEffect(() => {
    const [steady, wall] = [performance.now(), Date.now()]
    let ended = false
    const tick = () => {
      const gone = Math.max(performance.now() - steady, Date.now() - wall) / 1000
      const now = Math.max(0, Math.ceil(secondsLeft - gone))
      setLeft(now)
      if (now > 0 || ended) return
      ended = true
      end.current()
    }
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [secondsLeft])
  return left
}
