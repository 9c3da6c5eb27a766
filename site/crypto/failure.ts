/**
 * Every way sealing or opening fails. `unopenable` is one dull answer for a wrong key, a changed byte, a cut file and a foreign
 * format alike: an opener that tells them apart would be an oracle. The words for people stand in content/.
 */
export type FailureCode =
  | 'unopenable'
  /** It opened and is whole, but says that it belongs elsewhere: somebody moved it. */
  | 'misplaced'
  /** Not a hybrid (age1pq1) recipient, or not a key at all. */
  | 'bad-key'
  | 'too-long'
  /** The keyring has no such holder. */
  | 'no-holder'
  /** The keyring built into this page has been revoked. */
  | 'revoked'
  /** Whoever granted this compartment did not sign for it, or a key is not the one that was signed for: nothing new is written there. */
  | 'unvouched'
  /** A holder was named whom the reporter asked to keep out. */
  | 'avoided'

export class SealingFailure extends Error {
  override readonly name = 'SealingFailure'
  readonly code: FailureCode

  constructor(code: FailureCode) {
    super(code)
    this.code = code
  }
}
