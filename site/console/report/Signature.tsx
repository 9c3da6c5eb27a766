import type { JSX } from 'preact'
import { messages } from '#contract/county/messages.ts'
import { fill } from '#contract/rules/fill.ts'
import type { Kind } from '#contract/report.ts'
import type { BodyKind } from '#contract/sealed.ts'
import { Sign } from '../../ui/Sign.tsx'
import { authorName } from '../words.ts'
import type { Entry, Problem } from './unseal.ts'

/** Who wrote it, as far as the signature inside tells. A good one is said quietly, any other loudly. */
export function SignatureMark({ entry, kind }: { readonly entry: Entry<BodyKind>; readonly kind: Kind }): JSX.Element | null {
  if (entry.signature === 'good') return <p class="signature">✓ {fill(messages.sealed.signed, { unit: authorName(entry.author, kind) })}</p>
  if (entry.signature === 'missing') return <p class="notice warn small"><Sign shape="triangle" glyph="alert" size={28} /><span>{messages.sealed.unsigned}说是{authorName(entry.author, kind)}写的，没有办法核对。</span></p>
  if (entry.signature === 'wrong') return <p class="notice stop small"><Sign shape="circle" glyph="lock" size={28} /><span>{messages.sealed['wrong-signature']}</span></p>
  return null
}

/** What is said in place of words that did not open. */
export function Shut({ problem }: { readonly problem: Problem }): JSX.Element {
  const words = problem === 'no-key' ? '没有给本单位这一段的钥匙。' : problem === 'misplaced' ? messages.sealed['not-this-report'] : messages.sealed['cannot-open']
  return <p class={problem === 'no-key' ? 'quiet' : 'notice stop small'}><span>{words}</span></p>
}
