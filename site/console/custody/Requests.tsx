import type { JSX } from 'preact'
import type { CustodyView } from '#contract/custody.ts'
import { whyNotDecline, whyNotLook, whyNotSecond } from '#contract/rules/custody.ts'
import { useConsole } from '../context.ts'
import { sayAsked, sayAsker, sayStanding } from './say.ts'

interface Props {
  readonly view: CustodyView
  readonly busy: boolean
  readonly onLook: (n: number) => void
  readonly onConsent: (n: number) => void
  readonly onDecline: (n: number) => void
}

/** Everything that was asked about one report, newest first, with what can be done now. */
export function Requests({ view: { requests, people, lead, today }, busy, onLook, onConsent, onDecline }: Props): JSX.Element {
  const { me } = useConsole().session
  if (requests.length === 0) return <p class="none">还没有人申请过什么。</p>
  return (
    <ul class="plain asked">
      {requests.toReversed().map((request) => (
        <li key={request.n}>
          <p><strong>{sayAsked(request)}</strong></p>
          <p class="quiet">{sayAsker(request, people, me.name, today)}，{sayStanding(request, people, me.name, today)}</p>
          <div class="row">
            {whyNotLook(request, me, today) === null && <button type="button" class="button act" aria-disabled={busy} onClick={() => onLook(request.n)}>现在看，只有这一次</button>}
            {whyNotSecond(request, lead, me, today) === null && <button type="button" class="button act" aria-disabled={busy} onClick={() => onConsent(request.n)}>同意看一次</button>}
            {whyNotDecline(request, lead, me, today) === null && <button type="button" class="button" aria-disabled={busy} onClick={() => onDecline(request.n)}>{request.kind === 'contact' ? '这次不联系' : '不同意'}</button>}
          </div>
        </li>
      ))}
    </ul>
  )
}
