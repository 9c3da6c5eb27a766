import { useRef } from 'preact/hooks'

/**
 * Of answers on their way, the one that was asked for last: what comes of an earlier question later than that is put away. Call it as one asks;
 * what it gives says, once the answer is there, whether nothing was asked since.
 */
export function useLatest(): () => () => boolean {
  const turn = useRef(0)
  return () => {
    const mine = (turn.current += 1)
    return () => mine === turn.current
  }
}
