import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import type { SendingEnd } from '../evidence/pick/Sending.tsx'
import { loadPick } from './load-pick.ts'
import type { Underway } from './underway.ts'
import type { AskTurnstile } from './solve.ts'
import type { FilingFailure } from './submit.ts'

type Pick = Awaited<ReturnType<typeof loadPick>>

/** The files of a filing on their way, before its words. Nothing happens where none were chosen. */
export function useFiles({ picked }: Underway) {
  const [shown, setShown] = useState<JSX.Element | null>(null)
  const loaded = useRef<Pick | null>(null)

  const send = async (askTurnstile: AskTurnstile): Promise<SendingEnd> => {
    if (picked === undefined || picked.taken.length === 0) return { ok: true, value: [] }
    const pick = (loaded.current = await loadPick())
    return pick.sendShown(picked, { call, askTurnstile }, setShown)
  }

  /** The sentence where the report was refused for its files: they lay too long, or were named before. They are sent anew next time. */
  const refused = (outcome: FilingFailure): string | null => {
    if (outcome.code !== 'conflict' || picked === undefined || loaded.current === null) return null
    loaded.current.forget(picked)
    return loaded.current.sayUnsent(outcome)
  }
  return { shown, send, refused }
}
