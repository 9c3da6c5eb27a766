import { destinations } from '#contract/county/destinations.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { small } from '#contract/county/small.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { Sign } from '../ui/Sign.tsx'

/** HY44 is never turned away: it says where else to go, and can be sent all the same. */
export function Outside(): JSX.Element {
  return (
    <div class="notice tell" role="status">
      <Sign shape="square" glyph="exit" size={44} />
      <div>
        <p>{fill(formEnd.preview.outside, { destinations: formEnd.preview.below })}</p>
        <ul class="plain">
          {destinations.map(({ number, office, matters }) => (
            <li key={number}><a href={`tel:${number}`}><strong>{number}</strong></a> {fill(small.pair, { name: office, words: matters })}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
