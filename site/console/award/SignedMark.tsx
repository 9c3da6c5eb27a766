import type { JSX } from 'preact'
import { SIGNED_WORDS, type Signed } from './signed.ts'

/** Behind a decision in a history: whether its signature holds. Nothing behind what is no decision. */
export const SignedMark = ({ signed }: { readonly signed: Signed | undefined }): JSX.Element | null =>
  signed === undefined ? null : <small class={signed === 'good' ? 'signed' : 'signed bad'}>{signed === 'good' ? '✓ ' : '✗ '}{SIGNED_WORDS[signed]}</small>
