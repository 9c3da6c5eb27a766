import type { JSX } from 'preact'
import { sayCapitals, sayYuan } from '#contract/rules/money.ts'
import { sayClause, type Reckoning } from '#contract/rules/reward.ts'

/** What the rule gives, step by step, each with its clause. */
export function Reckoned({ reckoning: { fen, steps } }: { readonly reckoning: Reckoning }): JSX.Element {
  return (
    <div class="reckoned-here">
      <p class="sum"><strong>{sayYuan(fen)}</strong> <span class="quiet">{sayCapitals(fen)}</span></p>
      <ol>{steps.map(({ words, clause }) => <li key={words}>{words}{clause !== null && <small class="quiet">{sayClause(clause)}</small>}</li>)}</ol>
    </div>
  )
}
