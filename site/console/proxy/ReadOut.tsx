import { proxy } from '#contract/county/proxy.ts'
import type { Channel } from '#contract/proxy.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { CodeSlip } from '../../report/CodePage.tsx'
import { Sign } from '../../ui/Sign.tsx'
import { spoken } from './spoken.ts'

const words = proxy.read

interface Props {
  readonly code: string
  readonly reference: string
  readonly channel: Channel
  /** What it says above the code, where it is not the code of a filing. */
  readonly title?: string
  readonly lines?: readonly string[]
  /** It was read and repeated: the code goes. */
  readonly onDone: () => void
}

/** The code, to be read aloud: one group on the screen at a time, and the last one said back before it goes. */
export function ReadOut({ code, reference, channel, title = words.title, lines = words.lines, onDone }: Props): JSX.Element {
  const groups = code.split('-')
  const [at, setAt] = useState(0)
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  const last = at === groups.length - 1
  const step = (by: number) => setAt(Math.min(groups.length - 1, Math.max(0, at + by)))
  return (
    <section class="sheet read-out">
      <div class="head-sign">
        <Sign shape="square" glyph="check" size={44} />
        <h2 ref={heading} tabIndex={-1}>{title}</h2>
      </div>
      <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>
      <div class="group" role="status">
        <p>{fill(words.group, { n: at + 1, of: groups.length })}</p>
        <p class="digits">{groups[at]}</p>
        <p>{words.spoken}　<strong>{spoken(groups[at] ?? '')}</strong></p>
      </div>
      {/* Never disabled: a button that is loses the focus, and whoever reads goes on with the same key. */}
      <div class="row">
        <button type="button" class="button" aria-disabled={at === 0} onClick={() => step(-1)}>{words.back}</button>
        <button type="button" class="button act" aria-disabled={last} onClick={() => step(1)}>{words.next}</button>
        {channel !== 'phone' && <button type="button" class="button" onClick={() => print()}>{words.print}</button>}
      </div>
      {last && (
        <div class="notice act">
          <Sign shape="disc" glyph="speak" size={44} />
          <div>
            <p>{fill(words.repeat, { n: groups.length })}</p>
            <button type="button" class="button" onClick={onDone}>{words.done}</button>
          </div>
        </div>
      )}
      {channel !== 'phone' && <CodeSlip code={code} reference={reference}><p>{words.slip}</p></CodeSlip>}
    </section>
  )
}
