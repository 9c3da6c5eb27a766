/** Why a file cannot be cleaned at all. A file that is merely of a kind nobody can clean is no failure: it is handed back as it came, and `left` says so. */
import type { CleanCode } from '#contract/evidence.ts'

export class CleanFailure extends Error {
  override readonly name = 'CleanFailure'
  readonly code: CleanCode

  /** `cause`: what a parser or the browser said, for nobody to read. */
  constructor(code: CleanCode, cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}

/** Whatever a parser trips over in a hostile file, the answer is one: damaged. */
export const asFailure = (fault: unknown): CleanFailure => (fault instanceof CleanFailure ? fault : new CleanFailure('damaged', fault))
