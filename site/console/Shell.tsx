import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { profile } from '#contract/county/profile.ts'
import { Mark } from '../ui/Sign.tsx'
import { Audit } from './audit/Audit.tsx'
import { Colleagues } from './colleagues/Colleagues.tsx'
import { KeyNotice } from './colleagues/KeyNotice.tsx'
import { useConsole } from './context.ts'
import { Desk } from './inbox/Desk.tsx'
import { Members } from './members/Members.tsx'
import { Nothing } from './Nothing.tsx'
import { SECTION_NAMES, sectionIn, sectionsOf, type Section } from './sections.ts'
import { workplace } from './words.ts'

const SCREENS: Record<Section, () => JSX.Element> = { inbox: Desk, members: Members, audit: Audit, colleagues: Colleagues, nothing: Nothing }

interface Props {
  /** The last thing said in the live region. */
  readonly said: string
  readonly warned: boolean
  readonly onLock: () => void
  readonly onSignOut: () => void
}

/** The frame of a signed-in page: who you are, what you can go to, the way out. */
export function Shell({ said, warned, onLock, onSignOut }: Props): JSX.Element {
  const { session, drafts } = useConsole()
  const { me } = session
  const sections = sectionsOf(me)
  const [section, setSection] = useState(() => sectionIn(location.hash, sections))

  useEffect(() => {
    const follow = () => setSection(sectionIn(location.hash, sections))
    const warn = (event: BeforeUnloadEvent) => {
      if (drafts.hasWords) event.preventDefault()
    }
    addEventListener('hashchange', follow)
    addEventListener('beforeunload', warn)
    return () => {
      removeEventListener('hashchange', follow)
      removeEventListener('beforeunload', warn)
    }
  }, [me.name])

  const Screen = SCREENS[section]
  return (
    <div class={`console at-${section}`}>
      <header class="bar">
        <p class="place"><Mark size={32} /><span>{profile.name}安哨<small>工作台</small></span></p>
        <nav aria-label="工作台">
          {sections.map((one) => <a key={one} href={`#${one}`} aria-current={one === section ? 'page' : undefined}>{SECTION_NAMES[one]}</a>)}
        </nav>
        <p class="me"><span>{me.displayName}</span><small>{workplace(me.unit, me.roles)}</small></p>
        <button type="button" class="link" onClick={onLock}>锁上</button>
        <button type="button" class="link" onClick={onSignOut}>退出</button>
      </header>
      {warned && <p class="notice warn idle" role="alert">一分钟里没有动静就会锁上。动一下鼠标或按一个键，接着用。</p>}
      <KeyNotice />
      <main><Screen /></main>
      <p class="said" role="status">{said}</p>
    </div>
  )
}
