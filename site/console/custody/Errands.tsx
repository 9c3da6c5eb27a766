import type { JSX } from 'preact'
import { sayDay } from '#contract/rules/day.ts'
import { Shut } from '../report/Signature.tsx'
import type { Entry } from '../report/unseal.ts'
import { Verbatim } from '../report/Verbatim.tsx'
import { unitName } from '../words.ts'

/** What a unit asked the custodian to tell or ask the reporter, and what came back. */
export function Errands({ errands, today }: { readonly errands: readonly Entry<'errand'>[]; readonly today: string }): JSX.Element | null {
  if (errands.length === 0) return null
  return (
    <ol class="plain thread">
      {errands.map(({ compartment, n, author, day, words, signature, problem }) => (
        <li key={`${compartment}${n}`} class={author === 'custodian' ? 'theirs' : 'ours'}>
          <p class="by"><strong>{unitName(author)}</strong><span class="quiet">{sayDay(day, today)}</span>{signature === 'good' && <span class="signature">✓ 签名核对过</span>}</p>
          {words === null ? <Shut problem={problem ?? 'no-key'} /> : <Verbatim text={words.text} />}
          {words !== null && signature !== 'good' && <p class="bad">签名不对，不能当真，先报告受理台。</p>}
        </li>
      ))}
    </ol>
  )
}
