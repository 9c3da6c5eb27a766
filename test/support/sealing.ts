/** For the sealing tests: text of every kind, and what a sealing function says when it fails. */
import * as fc from 'fast-check'
import { SealingFailure, type FailureCode } from '../../site/crypto/failure.ts'

/** Any text at all: emoji, control characters, bidi marks, NUL, halves of surrogate pairs. */
export const anyText = (maxLength = 400) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength }),
    fc.string({ unit: 'grapheme', maxLength }),
    fc.array(fc.nat(0xffff), { maxLength }).map((units) => String.fromCharCode(...units)),
    fc.constantFrom('\ufeff在前面', 'e\u0301é', '"}\\"', '</script>', '\u0000', '\ud83d'),
  )

/** What must be there for the test to make sense. */
export function the<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('this test lacks what it is about')
  return value
}

/** The code a promise or a function fails with; 'nothing' when it does not fail. Any other error is passed on. */
export async function failureOf(act: () => unknown): Promise<FailureCode | 'nothing'> {
  try {
    await act()
    return 'nothing'
  } catch (fault) {
    if (fault instanceof SealingFailure) return fault.code
    throw fault
  }
}
