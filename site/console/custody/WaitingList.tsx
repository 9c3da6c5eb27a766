import type { ComponentChildren, JSX } from 'preact'
import type { WaitingRequest } from '#contract/custody.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { useConsole } from '../context.ts'
import { sayAsked, sayAsker, sayStanding } from './say.ts'
import type { Waiting } from './use-waiting.ts'

interface Props {
  readonly list: Waiting
  readonly none: string
  /** What can be done with one of them. */
  readonly deeds: (request: WaitingRequest) => ComponentChildren
}

/** Soonest to lapse first. */
export function WaitingList({ list: { waiting, people, today, problem, hasMore, more }, none, deeds }: Props): JSX.Element {
  const { me } = useConsole().session
  return (
    <>
      <p class="error" role="alert">{problem}</p>
      {waiting === null ? <p role="status">正在看…</p> : waiting.length === 0 ? <p class="none">{none}</p> : (
        <ul class="plain asked">
          {waiting.map((request) => (
            <li key={`${request.reference} ${request.n}`}>
              <p><strong>{sayAsked(request)}</strong>　<span class="ref">{request.reference}</span></p>
              <p class="quiet">{sayAsker(request, people, me.name, today)}，{sayStanding(request, people, me.name, today)}</p>
              <div class="row">{deeds(request)}</div>
            </li>
          ))}
        </ul>
      )}
      {hasMore && <button type="button" class="button more" onClick={() => void more()}>再看{PAGE_SIZE}条</button>}
    </>
  )
}
