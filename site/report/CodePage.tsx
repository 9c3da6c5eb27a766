import { formEnd } from '#contract/county/form-end.ts'
import { profile } from '#contract/county/profile.ts'
import { small } from '#contract/county/small.ts'
import type { DeadlineKind } from '#contract/report.ts'
import { sayDay } from '#contract/rules/day.ts'
import { fill } from '#contract/rules/fill.ts'
import type { ComponentChildren, JSX, RefObject } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { here } from '../ui/here.ts'
import { link } from '../ui/link.ts'
import { Sign } from '../ui/Sign.tsx'
import { todayIn } from '../ui/today.ts'
import { codePicture } from './picture.ts'
import { qrOf } from './qr.ts'
import { ReceiptBox } from './ReceiptBox.tsx'
import type { FiledReport } from './submit.ts'

interface Props {
  readonly filed: FiledReport
  readonly kept: boolean
  readonly onKept: () => void
  readonly heading: RefObject<HTMLHeadingElement>
  /** Which clock is told, and its sentence with {due}; a report's decision where nothing is said. */
  readonly clock?: { readonly kind: DeadlineKind; readonly sentence: string }
}

const words = formEnd.code
const DECISION = { kind: 'decision', sentence: words.deadlines } as const

/** The code, shown once. It goes when the reporter says that it is kept; what is left is safe to be seen. */
export function CodePage({ filed, kept, onKept, heading, clock = DECISION }: Props): JSX.Element {
  const first = filed.deadlines.find(({ kind }) => kind === clock.kind)
  return (
    <div class="stack-l">
      <div class="head-sign">
        <Sign shape="square" glyph="check" size={44} />
        <h1 ref={heading} tabIndex={-1}>{kept ? formEnd.sending.done : words.title}</h1>
      </div>
      {filed.earlier && <p class="notice warn">{formEnd.sending.earlier}</p>}
      {!kept && <Code code={filed.code} reference={filed.reference} onKept={onKept} />}
      <section class="stack no-print">
        <p><span class="name">{words.reference} {filed.reference}</span><span class="hint">{words['reference-hint']}</span></p>
        {first !== undefined && <p>{fill(clock.sentence, { due: sayDay(first.due, todayIn(profile.timezone)) })}</p>}
        {filed.files > 0 && <p>{fill(words.files, { n: filed.files })}</p>}
        <ReceiptBox receipt={filed.receipt} good={filed.receiptGood} />
      </section>
      {kept && (
        <div class="actions no-print">
          <a class="button act" href={link(here('/track'))}>{words.open}</a>
          <p class="hint">{words.forget}</p>
        </div>
      )}
    </div>
  )
}

function Code({ code, reference, onKept }: { readonly code: string; readonly reference: string; readonly onKept: () => void }): JSX.Element {
  const [said, setSaid] = useState('')
  const [picture, setPicture] = useState<string | null>(null)
  const groups = code.split('-')
  const qr = useMemo(() => qrOf(groups.join('')), [code])
  const copy = () => navigator.clipboard.writeText(code).then(() => setSaid(words.copied), () => setSaid(words['copy-failed']))
  const draw = () => void codePicture(groups, qr).then(setPicture)
  return (
    <section class="sheet stack">
      <p class="lead">{words.sentence}<strong>{words.lost}</strong></p>
      <CodeGroups groups={groups} />
      <p class="print-only">{words.reference} {reference}</p>
      <div class="keep">
        <figure>
          <CodeQr qr={qr} />
          <figcaption class="small quiet no-print">{words['picture-hint']}</figcaption>
        </figure>
        <div class="ways no-print">
          <button type="button" class="button" onClick={() => void copy()}>{words.copy}</button>
          <button type="button" class="button" onClick={() => print()}>{words.print}</button>
          {picture === null
            ? <button type="button" class="button" onClick={draw}>{words.picture}</button>
            : <a class="button" href={picture} download="28.png">{words.picture}</a>}
          <p role="status" class="hint">{said}</p>
        </div>
      </div>
      {picture !== null && <img class="picture no-print" src={picture} alt={words.hold} />}
      <div class="actions no-print">
        <button type="button" class="button act" onClick={onKept}>{words.kept}</button>
        <p class="hint">{words['kept-hint']}</p>
      </div>
    </section>
  )
}

function CodeGroups({ groups }: { readonly groups: readonly string[] }): JSX.Element {
  return (
    <ol class="code" aria-label={groups.join(small.pause)}>
      {groups.map((group, index) => <li key={index}><small aria-hidden="true">{fill(small.group, { group: index + 1 })}</small>{group}</li>)}
    </ol>
  )
}

const CodeQr = ({ qr }: { readonly qr: ReturnType<typeof qrOf> }): JSX.Element => (
  <svg class="qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={words.qr}><path d={qr.path} /></svg>
)

/** The card on paper for whoever came in: the same groups and the same code of digits, and nothing else of the page. */
export function CodeSlip({ code, reference, children }: { readonly code: string; readonly reference: string; readonly children: ComponentChildren }): JSX.Element {
  const groups = code.split('-')
  const qr = useMemo(() => qrOf(groups.join('')), [code])
  return (
    <div class="print-only slip">
      <CodeGroups groups={groups} />
      <p>{words.reference} {reference}</p>
      <CodeQr qr={qr} />
      {children}
    </div>
  )
}
