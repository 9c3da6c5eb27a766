import type { JSX } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { messages } from '#contract/county/messages.ts'
import { ConsoleContext, type ConsoleState } from './context.ts'
import type { Drafts } from './drafts.ts'
import { IDLE_MINUTES, useIdle } from './idle.ts'
import { useKeptFocus } from './kept-focus.ts'
import { saying } from './said.ts'
import { Shell } from './Shell.tsx'
import { Enrol } from './sign-in/Enrol.tsx'
import { SignIn } from './sign-in/SignIn.tsx'
import { Trouble } from './sign-in/Trouble.tsx'
import { Unlock } from './sign-in/Unlock.tsx'
import { pageTools } from './tools.ts'
import { useStages, type Stages } from './use-stages.ts'
import { sayRefusal } from './words.ts'

const KEPT = '没发出的字还在。'
const UNSENT = '还有写了没送出的字，或者没念完的查询码。退出以后就没有了，找不回来。还要退出吗？'

/** The staff page. Keys, opened reports and drafts live in this component's memory and nowhere else. */
export function Console(): JSX.Element {
  const stages = useStages()
  useKeptFocus()
  const { stage, goTo, enter, arrive, lock, leave } = stages
  const [said, say] = useSaid()
  const warned = useIdle(stage.at === 'in', () => lock(`${IDLE_MINUTES}分钟没有动，已经锁上。${KEPT}`))
  const state = useConsoleState(stages, say)
  const { drafts } = stages.belongings
  useLeaveWarning(drafts)
  const signOut = () => {
    if (!drafts.hasWords || confirm(UNSENT)) leave(messages.session.ended)
  }

  switch (stage.at) {
    case 'starting':
      return <main class="gate"><p role="status">正在打开…</p></main>
    case 'sign-in':
      return <SignIn tools={pageTools} owner={stages.belongings.owner} notice={stage.notice} onDone={enter} onArrive={arrive} onEnrol={() => goTo({ at: 'enrol', notice: '' })} onTrouble={() => goTo({ at: 'trouble', notice: '' })} />
    case 'enrol':
      return <Enrol tools={pageTools} onDone={enter} onBack={() => goTo({ at: 'sign-in', notice: '' })} />
    case 'trouble':
      return <Trouble onBack={() => goTo({ at: 'sign-in', notice: '' })} onEnrol={() => goTo({ at: 'enrol', notice: '' })} />
    case 'locked':
      return <Unlock tools={pageTools} me={stage.me} notice={stage.notice} onDone={enter} onArrive={arrive} onSignOut={signOut} />
    case 'in':
      return (
        <ConsoleContext.Provider value={state}>
          <Shell said={said} warned={warned} onLock={() => lock(`已经锁上。${KEPT}`)} onSignOut={signOut} />
        </ConsoleContext.Provider>
      )
  }
}

function useConsoleState({ stage, goTo, belongings }: Stages, say: (words: string) => void): ConsoleState | null {
  const session = stage.at === 'in' ? stage.session : null
  return useMemo(() => session && {
    session,
    drafts: belongings.drafts,
    place: belongings.place,
    say,
    explain: (refusal) => {
      if (refusal.code === 'unauthenticated') goTo({ at: 'sign-in', notice: `${messages.errors.unauthenticated}${KEPT}` })
      return sayRefusal(refusal)
    },
    changeSession: (changed) => goTo({ at: 'in', session: changed }),
  }, [session])
}

/** Asks before the page is left while there are words that were not sent, or a code that was not read out: over a locked screen too. */
function useLeaveWarning(drafts: Drafts): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (drafts.hasWords) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [drafts])
}

/** The last thing said, until it has been read. */
function useSaid(): [string, (words: string) => void] {
  const [said, setSaid] = useState('')
  return [said, useMemo(() => saying(setSaid), [])]
}
