import { describe, expect, it } from 'vitest'
import { millisecondsLeft, MOST_STEPS } from '../../site/evidence/pick/time-left.ts'

const MEGABYTE = 1_000_000
const NIGHT = 9 * 3_600_000

describe('the time that a sending still takes', () => {
  it('is not known before something has arrived', () => {
    expect(millisecondsLeft([], 10 * MEGABYTE)).toBeNull()
    expect(millisecondsLeft([{ at: 5, sent: 0 }], 10 * MEGABYTE)).toBeNull()
  })

  it('goes by the speed so far', () => {
    expect(millisecondsLeft([{ at: 1000, sent: 0 }, { at: 3000, sent: 2 * MEGABYTE }], 10 * MEGABYTE)).toBe(8000)
  })

  it('does not count a night with the lid closed, before whichever part it came', () => {
    for (let slept = 1; slept < MOST_STEPS; slept += 1) {
      const steps = Array.from({ length: MOST_STEPS }, (_, n) => ({ at: n * 1000 + (n >= slept ? NIGHT : 0), sent: n * MEGABYTE }))
      expect(millisecondsLeft(steps, 100 * MEGABYTE)).toBe(95_000)
    }
    expect(millisecondsLeft([{ at: 0, sent: 0 }, { at: 1000, sent: MEGABYTE }, { at: NIGHT, sent: 2 * MEGABYTE }], 3 * MEGABYTE)).toBe(1000)
  })
})
