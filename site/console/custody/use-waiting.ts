/** What waits for this member, a page at a time. */
import { useEffect, useState } from 'preact/hooks'
import { listCustody, type WaitingRequest } from '#contract/custody.ts'
import { useConsole } from '../context.ts'
import { useLatest } from '../use-latest.ts'

export interface Waiting {
  readonly waiting: readonly WaitingRequest[] | null
  readonly people: Readonly<Record<string, string>>
  readonly today: string
  readonly problem: string
  readonly hasMore: boolean
  readonly load: () => Promise<void>
  readonly more: () => Promise<void>
}

interface Loaded extends Pick<Waiting, 'waiting' | 'people' | 'today'> {
  readonly next: string | null
}

export function useWaiting(): Waiting {
  const { session, explain } = useConsole()
  const [{ waiting, people, today, next }, setLoaded] = useState<Loaded>({ waiting: null, people: {}, today: '', next: null })
  const [problem, setProblem] = useState('')
  const ask = useLatest()

  async function fetchAfter(after: string | null): Promise<void> {
    const isLatest = ask()
    const answer = await session.tools.call(listCustody, {}, after === null ? {} : { after })
    if (!isLatest()) return
    if (!answer.ok) return setProblem(explain(answer))
    setProblem('')
    setLoaded((before) => (after === null ? answer.value : { ...answer.value, waiting: [...(before.waiting ?? []), ...answer.value.waiting], people: { ...before.people, ...answer.value.people } }))
  }
  useEffect(() => void fetchAfter(null), [session.me.name])
  return { waiting, people, today, problem, hasMore: next !== null, load: () => fetchAfter(null), more: () => fetchAfter(next) }
}
