import { useEffect, useState } from 'preact/hooks'
import { useConsole } from '../context.ts'
import { readStanding, type UnitKeyStanding } from './rotate.ts'

/** How it stands with the unit's key; null until it is known, and for whoever has none. */
export function useUnitKey(): { standing: UnitKeyStanding | null; problem: string; load: () => Promise<void> } {
  const { session, explain } = useConsole()
  const [standing, setStanding] = useState<UnitKeyStanding | null>(null)
  const [problem, setProblem] = useState('')
  async function load(): Promise<void> {
    if (session.unitKeys === null) return setStanding(null)
    const answer = await readStanding(session)
    if (answer.ok) setStanding(answer.value)
    else setProblem(explain(answer))
  }
  useEffect(() => void load(), [session])
  return { standing, problem, load }
}
