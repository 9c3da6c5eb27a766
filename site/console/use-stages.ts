/** Who is here: nobody yet, somebody whose keys are locked, or a session. Drafts and place outlive a lock, and belong to one member. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Me } from '#contract/member.ts'
import type { Role } from '#contract/roles.ts'
import type { Arrived } from './access/passkey.ts'
import type { Filter, Place } from './context.ts'
import { Drafts } from './drafts.ts'
import { signOutStaff, whoIsSignedIn, type StaffSession } from './session.ts'
import { pageTools } from './tools.ts'
import { sayRefusal } from './words.ts'

export type Stage =
  | { readonly at: 'starting' }
  | { readonly at: 'sign-in' | 'enrol' | 'trouble'; readonly notice: string }
  | { readonly at: 'locked'; readonly me: Me; readonly notice: string }
  | { readonly at: 'in'; readonly session: StaffSession }

/** What stays while one member comes and goes. */
export interface Belongings {
  readonly owner: string
  readonly drafts: Drafts
  readonly place: Place
}

export interface Stages {
  readonly stage: Stage
  readonly goTo: (stage: Stage) => void
  readonly enter: (session: StaffSession) => void
  /** Somebody whom a passkey let in, with or without their keys. */
  readonly arrive: (arrived: Arrived) => void
  readonly lock: (notice: string) => void
  readonly leave: (notice: string) => void
  readonly belongings: Belongings
}

export function useStages(): Stages {
  const [stage, goTo] = useState<Stage>({ at: 'starting' })
  const kept = useRef<Belongings>(belongingsOf('', []))

  useEffect(() => {
    void whoIsSignedIn(pageTools).then((who) => {
      if (who.ok) goTo({ at: 'locked', me: who.value, notice: '' })
      else goTo({ at: 'sign-in', notice: who.code === 'unauthenticated' ? '' : sayRefusal(who) })
    })
  }, [])

  const enter = (session: StaffSession) => {
    if (kept.current.owner !== session.me.name) kept.current = belongingsOf(session.me.name, session.me.roles)
    goTo({ at: 'in', session })
  }
  return {
    stage,
    goTo,
    belongings: kept.current,
    enter,
    arrive: ({ me, session }) => (session === null ? goTo({ at: 'locked', me, notice: '登录好了。这把通行密钥打不开你的钥匙，再输一次口令。' }) : enter(session)),
    lock: (notice) => goTo((now) => (now.at === 'in' ? { at: 'locked', me: now.session.me, notice } : now)),
    leave: (notice) => {
      kept.current.drafts.wipe()
      kept.current = belongingsOf('', [])
      void signOutStaff(pageTools)
      goTo({ at: 'sign-in', notice })
    },
  }
}

/** Who only supervises begins with what is overdue. */
function belongingsOf(owner: string, roles: readonly Role[]): Belongings {
  const filter: Filter = roles.includes('supervisor') && !roles.includes('desk') ? { due: 'overdue' } : {}
  return { owner, drafts: new Drafts(), place: { filter, reference: null } }
}
