import { formEnd } from '#contract/county/form-end.ts'
import type { Receipt } from '#contract/report.ts'
import { fill } from '#contract/rules/fill.ts'
import type { ComponentChildren, JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { link } from '../ui/link.ts'
import { Sign } from '../ui/Sign.tsx'

interface Props {
  readonly receipt: Receipt
  /** Null when the county's receipt key could not be fetched. */
  readonly good: boolean | null
  /** What is said of it instead of the code page's words. */
  readonly said?: string
  readonly children?: ComponentChildren
}

/** The receipt: whether it is good, and a file of it to keep. It proves the day and the place in line and shows nothing of the content. */
export function ReceiptBox({ receipt, good, said, children }: Props): JSX.Element {
  const text = JSON.stringify(receipt, null, 1)
  const file = useMemo(() => `data:application/json;charset=utf-8,${encodeURIComponent(text)}`, [text])
  return (
    <div class={good === false ? 'notice stop' : 'notice'}>
      <Sign shape={good === false ? 'triangle' : 'square'} glyph={good === false ? 'alert' : 'paper'} size={44} />
      <div>
        <h2 class="name">{formEnd.code.receipt}</h2>
        {good !== null && <p>{said ?? (good ? fill(formEnd.code['receipt-good'], { n: receipt.position }) : formEnd.code['receipt-wrong'])}</p>}
        {children}
        <details class="no-print">
          <summary>{formEnd.code['receipt-show']}</summary>
          <pre class="raw">{text}</pre>
        </details>
        <p class="no-print">
          <a class="button small" href={file} download={`${receipt.reference}.json`}>{formEnd.code['receipt-save']}</a>{' '}
          <a class="after" href={link('/keys')}>{formEnd.code['receipt-how']}</a>
        </p>
      </div>
    </div>
  )
}
