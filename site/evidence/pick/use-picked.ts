import { useEffect, useReducer } from 'preact/hooks'
import type { Item, Picked } from './picked.ts'

/** Draws anew after each change; gives the items as they stand. */
export function usePicked(picked: Picked): readonly Item[] {
  const [, draw] = useReducer((n: number) => n + 1, 0)
  useEffect(() => picked.listen(() => draw(undefined)), [picked])
  return picked.items
}
