/** One file, opened: the look is written down, then its first bytes say what it is. Closed with whatever shows it: a lock, another file, another report. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { StaffReport } from '#contract/staff-report.ts'
import { getBytes } from '../../api/bytes.ts'
import { kindOf, type Kind } from '../../evidence/clean/kind.ts'
import { readPart, type OpenedFile } from '../../evidence/read.ts'
import { useConsole, type ConsoleState } from '../context.ts'
import { recordLook } from './act.ts'
import { sayFault } from './faults.ts'
import { makeOpener } from './opener.ts'
import { PartFault, Parts } from './parts.ts'

export interface Shown {
  readonly parts: Parts
  readonly kind: Kind
}

export type Opening = { readonly shown: Shown } | { readonly problem: string } | null

/** The parts of a file, each fetched for this member and opened in a thread. `close` ends the thread and forgets them. */
export function partsOf({ session }: Pick<ConsoleState, 'session'>, reference: string, file: OpenedFile): { parts: Parts; close: () => void } {
  const opener = makeOpener()
  const fetchPart = async (n: number, isAgain = false): Promise<Uint8Array<ArrayBuffer>> => {
    const answer = await readPart(getBytes, reference, file, n, opener.open).catch((fault: unknown) => {
      // The thread that it was given to is no more: it is fetched once more, and opened here.
      if (fault instanceof PartFault && fault.code === 'lost' && !isAgain) return null
      throw fault
    })
    if (answer === null) return fetchPart(n, true)
    if (answer.ok) return answer.value
    // Another day has begun: that is another look.
    if (answer.code === 'conflict' && !isAgain && (await recordLook(session, reference, file.k)).ok) return fetchPart(n, true)
    throw new PartFault(answer.code, n)
  }
  const parts = new Parts(file.words?.size ?? 0, fetchPart)
  return { parts, close: () => { parts.clear(); opener.close() } }
}

export function useOpened(reference: string, file: OpenedFile, onLooked: (report: StaffReport) => Promise<void>): Opening {
  const state = useConsole()
  const [opening, setOpening] = useState<Opening>(null)
  const latest = useRef({ state, onLooked })
  latest.current = { state, onLooked }
  useEffect(() => {
    let alive = true
    const { parts, close } = partsOf(state, reference, file)
    const open = async (): Promise<Opening> => {
      const looked = await recordLook(state.session, reference, file.k)
      if (!looked.ok) return { problem: latest.current.state.explain(looked) }
      if (alive) await latest.current.onLooked(looked.value)
      return { shown: { parts, kind: await kindOf(parts.bits) } }
    }
    void open().catch((fault: unknown) => ({ problem: sayFault(fault) })).then((made) => alive && setOpening(made))
    return () => {
      alive = false
      close()
    }
  }, [reference, file.k])
  return opening
}
