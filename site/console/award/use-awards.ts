import { useEffect, useState } from 'preact/hooks'
import type { AwardStanding, ListedAward } from '#contract/award.ts'
import { listAwards } from '#contract/awarding.ts'
import { useConsole } from '../context.ts'
import { useLatest } from '../use-latest.ts'

export interface Awards {
  /** Null while they are on their way. */
  readonly awards: readonly ListedAward[] | null
  readonly people: Readonly<Record<string, string>>
  readonly next: string | null
  readonly today: string
}
const NOTHING: Awards = { awards: null, people: {}, next: null, today: '' }

/** The county's awards of one standing, or all of them, a page at a time. */
export function useAwards(standing: AwardStanding | undefined): Awards & { readonly problem: string; readonly more: () => void } {
  const { session, explain } = useConsole()
  const [loaded, setLoaded] = useState(NOTHING)
  const [problem, setProblem] = useState('')
  const ask = useLatest()
  async function load(after: string | null): Promise<void> {
    const isLatest = ask()
    const answer = await session.tools.call(listAwards, {}, { ...(standing !== undefined && { standing }), ...(after !== null && { after }) })
    if (!isLatest()) return
    setProblem(answer.ok ? '' : explain(answer))
    if (!answer.ok) return
    const page = answer.value
    setLoaded((before) => (after === null ? page : { ...page, awards: [...(before.awards ?? []), ...page.awards], people: { ...before.people, ...page.people } }))
  }
  useEffect(() => {
    setLoaded(NOTHING)
    void load(null)
  }, [standing, session.me.name])
  return { ...loaded, problem, more: () => void load(loaded.next) }
}
