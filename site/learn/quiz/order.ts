import { fnv } from '../fnv.ts'

/** A short name for a text. */
export const shortKey = (text: string): string => fnv(text).toString(36)

/** Numbers from 0 up to 1, always the same for the same seed (mulberry32). */
function numbersFrom(seed: string): () => number {
  let state = fnv(seed)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The list in another order; `random` gives numbers from 0 up to 1. */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const left = [...list]
  return list.flatMap(() => left.splice(Math.floor(random() * left.length), 1))
}

/** In which order the options are shown: their indexes. The same all through a round; another round, another order. “以上都对” makes sense only where it was written, and right and wrong keep their places. */
export function optionOrder(options: readonly string[], seed: string): number[] {
  const asWritten = options.map((_, index) => index)
  if (options.length < 3 || options.some((option) => /以上|前面|都对|都不对|都可以/.test(option))) return asWritten
  return shuffled(asWritten, numbersFrom(seed))
}
