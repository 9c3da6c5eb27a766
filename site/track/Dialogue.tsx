import type { Unit } from '#contract/county-schema.ts'
import { small } from '#contract/county/small.ts'
import { track } from '#contract/county/track.ts'
import { sayDay } from '#contract/rules/day.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { Sign } from '../ui/Sign.tsx'
import type { Message } from './track.ts'

interface Props {
  readonly messages: readonly Message[]
  /** Shows the files that came with a message. */
  readonly filesOf: (compartments: readonly string[]) => JSX.Element | null
  readonly units: readonly Unit[]
  readonly today: string
  /** What is said where nothing has been. */
  readonly none: string
}

/** What was said, oldest first. Every message of a unit says whether its signature is good: age itself does not tell who wrote. */
export function Dialogue({ messages, filesOf, units, today, none }: Props): JSX.Element {
  if (messages.length === 0) return <p class="quiet">{none}</p>
  return (
    <ol class="dialogue plain">
      {messages.map((message) => {
        const own = message.author === 'reporter'
        const unit = units.find(({ id }) => id === message.author)?.short ?? small.gone
        return (
          <li key={`${message.compartment}${message.n}`} class={own ? 'own' : undefined}>
            <p class="who"><strong>{own ? track.author.you : fill(track.author.unit, { unit })}</strong> {sayDay(message.day, today)}{message.kind === 'finding' && fill(small.aside, { words: message.ofReview ? track.author.review : track.author.finding })}</p>
            {message.text !== '' && <p class="text" dir="auto">{message.text ?? track.signature['cannot-open']}</p>}
            {message.files.length > 0 && filesOf(message.files)}
            <Signature message={message} unit={unit} own={own} />
          </li>
        )
      })}
    </ol>
  )
}

function Signature({ message: { signature }, unit, own }: { readonly message: Message; readonly unit: string; readonly own: boolean }): JSX.Element | null {
  if (signature === 'good') return own ? null : <p class="signature"><Sign shape="square" glyph="check" size={24} />{fill(track.signature.good, { unit })}</p>
  if (signature === 'unopenable') return null
  return (
    <p class="signature bad">
      <Sign shape="triangle" glyph="alert" size={28} />
      {signature === 'missing' ? track.signature.unsigned : track.signature.wrong}
    </p>
  )
}
