import { claimWords } from '#contract/county/claim.ts'
import { profile } from '#contract/county/profile.ts'
import { ISSUES } from '#contract/rules/claim.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Sign } from '../ui/Sign.tsx'
import { link } from '../ui/link.ts'
import { asWritten, sayAmount } from './award-words.ts'
import { judgeClaim, proofOf, type ClaimProof } from './claim-proof.ts'
import type { OpenReport } from './track.ts'

const { safe, proof: words } = claimWords

/** What the window learns and what it cannot, and the claim's signature for whoever wants to check it. */
export function AwardTrust({ report }: { readonly report: OpenReport }): JSX.Element {
  const proof = proofOf(report)
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
      {proof !== null && <Proof proof={proof} />}
    </>
  )
}

const Seen = ({ title, list }: { readonly title: string; readonly list: readonly string[] }): JSX.Element => (
  <div><h4>{title}</h4><ul>{list.map((one) => <li key={one}>{one}</li>)}</ul></div>
)

/** What was signed, in words; whether it holds, when asked; and a proof to take to another machine. What does not hold is told without being asked. */
function Proof({ proof }: { readonly proof: ClaimProof }): JSX.Element {
  const [asked, setAsked] = useState(false)
  const good = judgeClaim(proof) === 'signed'
  return (
    <details class="no-print" open={!good}>
      <summary>{words.title}</summary>
      <p>{words.explain}</p>
      <dl class="signed-words">
        <div><dt>{words.county}</dt><dd>{asWritten(profile.name)}</dd></div>
        <div><dt>{words.reference}</dt><dd>{proof.reference}</dd></div>
        <div><dt>{words.money}</dt><dd>{sayAmount(proof.fen)}</dd></div>
        <div><dt>{words.issue}</dt><dd>{fill(words.nth, { n: proof.issue % ISSUES })}</dd></div>
      </dl>
      <div class="actions"><button type="button" class="button" onClick={() => setAsked(true)}>{words.check}</button></div>
      <div role="status">
        {(asked || !good) && <p class={good ? 'signature' : 'signature bad'}><Sign shape={good ? 'square' : 'triangle'} glyph={good ? 'check' : 'alert'} size={24} />{good ? words.good : words.wrong}</p>}
      </div>
      <Copied text={JSON.stringify(proof)} />
    </details>
  )
}

/** The proof as one text. There is no secret in it: it tells how much which report was paid. */
function Copied({ text }: { readonly text: string }): JSX.Element {
  const [said, setSaid] = useState('')
  const copy = () => navigator.clipboard.writeText(text).then(() => setSaid(words.copied), () => setSaid(words['copy-failed']))
  return (
    <>
      <p>{words.how} <a href={link('/keys')} target="_blank" rel="noopener">{words.page}</a></p>
      <p>{words.care}</p>
      <div class="actions"><button type="button" class="button" onClick={() => void copy()}>{words.copy}</button></div>
      <p role="status" class="hint">{said}</p>
      {said === words['copy-failed'] && <pre class="raw">{text}</pre>}
    </>
  )
}
