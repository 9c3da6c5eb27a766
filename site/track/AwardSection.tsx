import { messages } from '#contract/county/messages.ts'
import { track } from '#contract/county/track.ts'
import type { JSX } from 'preact'
import { besides } from './besides.ts'
import type { OpenReport } from './track.ts'

export interface AwardProps {
  readonly report: OpenReport
  readonly today: string
  readonly onFresh: (report: OpenReport) => void
}

/** The part about a reward. What fills it comes with such a report alone: few ever have one. */
export function AwardSection(props: AwardProps): JSX.Element {
  const { award } = besides()
  return (
    <section aria-labelledby="award" class="award">
      <h2 id="award" tabIndex={-1}>{track.sections.reward}</h2>
      {award === null ? <p class="error" role="alert">{messages.network['not-opened']}</p> : <award.AwardBox {...props} />}
    </section>
  )
}
