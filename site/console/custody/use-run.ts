import { useState } from 'preact/hooks'
import { useConsole } from '../context.ts'
import type { Outcome } from '../outcome.ts'

/** One deed at a time; what went wrong in words. */
export function useRun() {
  const { explain } = useConsole()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  async function run<T>(work: () => Promise<Outcome<T>>, done: (value: T) => void): Promise<boolean> {
    if (busy) return false
    setBusy(true)
    setProblem('')
    const outcome = await work().finally(() => setBusy(false))
    if (outcome.ok) done(outcome.value)
    else setProblem(explain(outcome))
    return outcome.ok
  }
  return { busy, problem, run }
}
