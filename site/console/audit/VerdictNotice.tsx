import type { ComponentChildren, JSX } from 'preact'
import { Sign } from '../../ui/Sign.tsx'

interface Props {
  readonly good: boolean
  readonly says: string
  readonly children?: ComponentChildren
}

/** What a verification found; where something does not hold, what to do before anything else. */
export function VerdictNotice({ good, says, children }: Props): JSX.Element {
  return (
    <div class={good ? 'notice act' : 'notice stop'}>
      <Sign shape={good ? 'square' : 'triangle'} glyph={good ? 'check' : 'alert'} size={56} />
      <div>
        <p><strong>{says}</strong></p>
        {children}
        {!good && <p>先把数据库封存，再查是谁动的。</p>}
      </div>
    </div>
  )
}
