import type { JSX } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { messages } from '#contract/county/messages.ts'
import type { Me } from '#contract/member.ts'
import type { Role } from '#contract/roles.ts'
import { ConsoleContext, type ConsoleState, type Filter, type Place } from './context.ts'
import { Drafts } from './drafts.ts'
import { IDLE_MINUTES, useIdle } from './idle.ts'
import { signOutStaff, whoIsSignedIn, type StaffSession } from './session.ts'
import { Shell } from './Shell.tsx'
import { Enrol } from './sign-in/Enrol.tsx'
import { SignIn } from './sign-in/SignIn.tsx'
import { Unlock } from './sign-in/Unlock.tsx'
import { pageTools } from './tools.ts'
import { sayRefusal } from './words.ts'

type Stage =
  | { readonly at: 'starting' }
  | { readonly at: 'sign-in' | 'enrol'; readonly notice: string }
  | { readonly at: 'locked'; readonly me: Me; readonly notice: string }
  | { readonly at: 'in'; readonly session: StaffSession }

/** The staff page: who is here, and with which keys. Keys, opened reports and drafts live in this component's memory and nowhere else. */
export function Console(): JSX.Element {
  const [stage, setStage] = useState<Stage>({ at: 'starting' })
  const [said, setSaid] = useState('')
  const drafts = useMemo(() => new Drafts(), [])
  const place = useRef<Place | null>(null)
  const owner = useRef<string | null>(null)

  useEffect(() => {
    void whoIsSignedIn(pageTools).then((who) => {
      if (who.ok) setStage({ at: 'locked', me: who.value, notice: '' })
      else setStage({ at: 'sign-in', notice: who.code === 'unauthenticated' ? '' : sayRefusal(who) })
    })
  }, [])

  /** Drafts belong to whoever wrote them. */
  const enter = (session: StaffSession) => {
    if (owner.current !== session.me.name) drafts.wipe()
    if (owner.current !== session.me.name || place.current === null) place.current = { filter: firstFilter(session.me.roles), reference: null }
    owner.current = session.me.name
    setSaid('')
    setStage({ at: 'in', session })
  }
  const lock = (notice: string) => setStage((now) => (now.at === 'in' ? { at: 'locked', me: now.session.me, notice } : now))
  const leave = (notice: string) => {
    drafts.wipe()
    owner.current = null
    void signOutStaff(pageTools)
    setStage({ at: 'sign-in', notice })
  }
  const warned = useIdle(stage.at === 'in', () => lock(`${IDLE_MINUTES}分钟没有动，已经锁上。没发出的字还在。`))

  const session = stage.at === 'in' ? stage.session : null
  const state = useMemo<ConsoleState | null>(() => session && {
    session,
    drafts,
    place: place.current ?? { filter: {}, reference: null },
    say: setSaid,
    explain: (refusal) => {
      if (refusal.code === 'unauthenticated') setStage({ at: 'sign-in', notice: `${messages.errors.unauthenticated}没发出的字还在。` })
      return sayRefusal(refusal)
    },
    changeSession: (changed) => setStage({ at: 'in', session: changed }),
  }, [session])

  switch (stage.at) {
    case 'starting':
      return <main class="gate"><p role="status">正在打开…</p></main>
    case 'sign-in':
      return <SignIn tools={pageTools} notice={stage.notice} onDone={enter} onEnrol={() => setStage({ at: 'enrol', notice: '' })} />
    case 'enrol':
      return <Enrol tools={pageTools} onDone={(notice) => setStage({ at: 'sign-in', notice })} onBack={() => setStage({ at: 'sign-in', notice: '' })} />
    case 'locked':
      return <Unlock tools={pageTools} me={stage.me} notice={stage.notice} onDone={enter} onSignOut={() => leave(messages.session.ended)} />
    case 'in':
      return (
        <ConsoleContext.Provider value={state}>
          <Shell said={said} warned={warned} onLock={() => lock('已经锁上。没发出的字还在。')} onSignOut={() => leave(messages.session.ended)} />
        </ConsoleContext.Provider>
      )
  }
}

/** Who only supervises begins with what is overdue. */
const firstFilter = (roles: readonly Role[]): Filter => (roles.includes('supervisor') && !roles.includes('desk') ? { due: 'overdue' } : {})
