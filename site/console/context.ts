/** What every part of the console needs, once somebody is signed in. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { InboxQuery } from '#contract/inbox.ts'
import type { Drafts } from './drafts.ts'
import type { Refusal } from './outcome.ts'
import type { StaffSession } from './session.ts'

/** Where the member was, to be there again after the screen was locked. Never in the address. */
export interface Place {
  filter: Filter
  reference: string | null
}

/** One condition at a time, as the Worker has an index for each. */
export type Filter = Omit<InboxQuery, 'after'>

export interface ConsoleState {
  readonly session: StaffSession
  readonly drafts: Drafts
  readonly place: Place
  /** Says something in the live region. */
  readonly say: (words: string) => void
  /** The words for a refusal; a session that has ended leads back to the sign-in, with everything typed still there. */
  readonly explain: (refusal: Refusal) => string
  readonly changeSession: (session: StaffSession) => void
}

export const ConsoleContext = createContext<ConsoleState | null>(null)

export function useConsole(): ConsoleState {
  const state = useContext(ConsoleContext)
  if (state === null) throw new Error('outside the console')
  return state
}
