import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { formatCode, makeCode, readCode, type CodeProblem } from '../../site/crypto/code.ts'
import { the } from '../support/sealing.ts'
import { readVectors } from '../support/vectors.ts'

interface CodeVectors {
  good: string[]
  formatted: { digits: string; text: string }
  reads: { why: string; text: string; digits: string }[]
  refuses: { why: string; text: string; problem: CodeProblem; group: number | null }[]
}
const vectors = readVectors('code') as CodeVectors
const aCode = fc.array(fc.nat(9), { minLength: 26, maxLength: 26 }).map((digits) => withCheck(digits.join('')))

/** Check digits the slow way, by BigInt. */
const withCheck = (digits: string) => digits + String(98n - ((BigInt(digits) * 100n) % 97n)).padStart(2, '0')

describe('reading a code', () => {
  it.for(vectors.good)('takes %s', (digits) => {
    expect(readCode(digits)).toEqual({ ok: true, digits })
  })

  it.for(vectors.reads)('takes it written with $why', ({ text, digits }) => {
    expect(readCode(text)).toEqual({ ok: true, digits })
  })

  it.for(vectors.refuses)('refuses $why: $problem, group $group', ({ text, problem, group }) => {
    expect(readCode(text)).toEqual({ ok: false, problem, group })
  })

  it('finds every wrong digit, and names only a group that the mend is in', () => {
    fc.assert(fc.property(aCode, fc.nat(27), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
      const slipped = digits.slice(0, at) + String((Number(digits[at]) + by) % 10) + digits.slice(at + 1)
      const reading = readCode(slipped)
      expect(reading).toMatchObject({ ok: false, problem: 'check' })
      if (!reading.ok && reading.group !== null) expect(reading.group).toBe(Math.floor(at / 4) + 1)
    }))
  })

  it('finds every two neighbours swapped', () => {
    fc.assert(fc.property(aCode, fc.nat(26), (digits, at) => {
      fc.pre(digits[at] !== digits[at + 1])
      const swapped = digits.slice(0, at) + digits[at + 1] + digits[at] + digits.slice(at + 2)
      expect(readCode(swapped)).toMatchObject({ ok: false, problem: 'check' })
    }))
  })

  it('never throws, and gives 28 digits or a problem, whatever is typed', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'0123456789-- ?O０９：') })), (text) => {
      const reading = readCode(text)
      if (reading.ok) expect(reading.digits).toMatch(/^\d{28}$/)
      else expect(reading.group === null || (reading.group >= 1 && reading.group <= 7)).toBe(true)
    }))
  })
})

describe('making a code', () => {
  it('writes it in seven groups of four', () => {
    expect(formatCode(vectors.formatted.digits)).toBe(vectors.formatted.text)
  })

  it('gives codes that read back from how they are written', () => {
    for (let i = 0; i < 200; i++) {
      const digits = makeCode()
      expect(readCode(formatCode(digits))).toEqual({ ok: true, digits })
    }
  })

  it('favours no digit: a byte of 250 or more is thrown away, not folded', () => {
    let next = 0
    // Every byte value equally often, in order: any folding would make the low digits likelier.
    const random = vi.spyOn(crypto, 'getRandomValues').mockImplementation((bytes) => (bytes as Uint8Array).map(() => next++ % 256))
    try {
      const counts = Array.from({ length: 10 }, () => 0)
      for (let i = 0; i < 1000; i++) for (const digit of makeCode().slice(0, 26)) counts[Number(digit)] = the(counts[Number(digit)]) + 1
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1 + 26_000 * 0.001)
    } finally {
      random.mockRestore()
    }
  })

  it('needs nothing else of the sealing module', () => {
    expect(readFileSync('site/crypto/code.ts', 'utf8')).not.toMatch(/^import|import\(/m)
  })
})
