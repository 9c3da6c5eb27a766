import { claimWords } from '#contract/county/claim.ts'
import type { JSX } from 'preact'
import { Sign } from '../ui/Sign.tsx'
import { proofOf } from './claim-proof.ts'
import type { OpenReport } from './track.ts'

const { safe, proof: words } = claimWords

/** What the window learns and what it cannot, and the claim's signature for whoever wants to check it. */
export function AwardTrust({ report }: { readonly report: OpenReport }): JSX.Element {
  return (
    <>
      <details class="no-print">
        <summary>{safe.title}</summary>
        <div class="trust">
          <Seen title={safe['sees-title']} list={safe.sees} />
          <Seen title={safe['never-title']} list={safe.never} />
        </div>
        <p>{safe.why}</p>
        <p><strong>{safe.face}</strong></p>
        {report.tracked.award?.transferable === true && <p>{safe.transfer}</p>}
      </details>
      <Proof report={report} />
    </>
  )
}

const Seen = ({ title, list }: { readonly title: string; readonly list: readonly string[] }): JSX.Element => (
  <div><h4>{title}</h4><ul>{list.map((one) => <li key={one}>{one}</li>)}</ul></div>
)

function Proof({ report }: { readonly report: OpenReport }): JSX.Element | null {
  const proof = proofOf(report)
  if (proof === null) return null
  return (
    <details class="no-print">
      <summary>{words.title}</summary>
      <p>{words.explain}</p>
      <p class={proof.good ? 'signature' : 'signature bad'}><Sign shape={proof.good ? 'square' : 'triangle'} glyph={proof.good ? 'check' : 'alert'} size={24} />{proof.good ? words.good : words.wrong}</p>
      {[[words.statement, proof.statement], [words.signature, proof.signature], [words.key, proof.key]].map(([name, text]) => (
        <div key={name}><h4>{name}</h4><pre class="raw">{text}</pre></div>
      ))}
      <p>{words.how}</p>
    </details>
  )
}
