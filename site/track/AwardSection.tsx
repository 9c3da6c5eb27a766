import { messages } from '#contract/county/messages.ts'
import { track } from '#contract/county/track.ts'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { AwardBox } from './AwardBox.tsx'
import type { OpenReport } from './track.ts'

export interface AwardProps {
  readonly report: OpenReport
  readonly today: string
  readonly onFresh: (report: OpenReport) => void
}

/** The part about a reward. What fills it is fetched here alone: few reports ever have one. */
export function AwardSection(props: AwardProps): JSX.Element {
  const [Box, setBox] = useState<{ readonly of: typeof AwardBox } | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => void import('./award-later.ts').then(({ AwardBox: of }) => setBox({ of }), () => setFailed(true)), [])
  return (
    <section aria-labelledby="award" class="award">
      <h2 id="award" tabIndex={-1}>{track.sections.reward}</h2>
      {Box !== null && <Box.of {...props} />}
      {failed && <p class="error" role="alert">{messages.network['not-opened']}</p>}
    </section>
  )
}
