import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { profile } from '#contract/county/profile.ts'
import type { Me } from '#contract/member.ts'
import { countWaiting, type Waiting } from '#contract/waiting.ts'
import { Mark } from '../ui/Sign.tsx'
import { AccessPage } from './access/AccessPage.tsx'
import { Answers } from './answers/Answers.tsx'
import { ArchivePage } from './archive/ArchivePage.tsx'
import { AuditPage } from './audit/AuditPage.tsx'
import { AwardsPage } from './award/AwardsPage.tsx'
import { Board } from './board/Board.tsx'
import { Colleagues } from './colleagues/Colleagues.tsx'
import { KeyNotice } from './colleagues/KeyNotice.tsx'
import { useConsole } from './context.ts'
import { CustodyPage } from './custody/CustodyPage.tsx'
import { Desk } from './inbox/Desk.tsx'
import { Members } from './members/Members.tsx'
import { Intake } from './proxy/Intake.tsx'
import { Nothing } from './Nothing.tsx'
import { DueNotice } from './unit-key/DueNotice.tsx'
import { WindowPage } from './window/WindowPage.tsx'
import { SECTION_NAMES, sayWaiting, sectionIn, sectionsOf, type Section } from './sections.ts'
import { beside, workplace } from './words.ts'

const SCREENS: Record<Section, () => JSX.Element> = {
  board: Board, inbox: Desk, proxy: Intake, window: WindowPage, answers: Answers, custody: CustodyPage, members: Members, audit: AuditPage, awards: AwardsPage, archive: ArchivePage, colleagues: Colleagues, access: AccessPage, nothing: Nothing,
}

interface Exits {
  readonly onLock: () => void
  readonly onSignOut: () => void
}

interface Props extends Exits {
  /** The last thing said in the live region. */
  readonly said: string
  readonly warned: boolean
}

/** The frame of a signed-in page: who you are, what you can go to, the way out. */
export function Shell({ said, warned, ...exits }: Props): JSX.Element {
  const { session } = useConsole()
  const sections = sectionsOf(session.me)
  const section = useSection(sections)
  const Screen = SCREENS[section]
  return (
    <div class={`console at-${section}`}>
      <Bar section={section} sections={sections} said={said} {...exits} />
      {warned && <p class="notice warn idle" role="alert">一分钟里没有动静就会锁上。动一下鼠标或按一个键，接着用。</p>}
      <KeyNotice />
      <DueNotice section={section} />
      <main><Screen /></main>
      <p class="said" role="status">{said}</p>
    </div>
  )
}

function Bar({ section, sections, said, onLock, onSignOut }: Exits & { section: Section; sections: readonly Section[]; said: string }): JSX.Element {
  const { me } = useConsole().session
  const waiting = useWaiting(section, said)
  return (
    <header class="bar">
      <h1 class="place"><Mark size={32} /><span>{profile.name}安哨<small>工作台</small></span></h1>
      <nav aria-label="工作台">
        {sections.map((one) => (
          <a key={one} href={`#${one}`} aria-current={one === section ? 'page' : undefined}>
            {SECTION_NAMES[one]}{sayWaiting(one, waiting)}
          </a>
        ))}
      </nav>
      <Self me={me} />
      <button type="button" class="link" onClick={onLock}>锁上</button>
      <button type="button" class="link" onClick={onSignOut}>退出</button>
    </header>
  )
}

/** One’s name, and below it where one works, unless the name says so itself. */
function Self({ me: { displayName, unit, roles } }: { readonly me: Me }): JSX.Element {
  const place = workplace(unit, roles)
  return <p class="me"><span>{displayName}</span>{beside(place, displayName) !== '' && <small>{place}</small>}</p>
}

/** The section in the address, as long as the member has it. */
function useSection(sections: readonly Section[]): Section {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const follow = () => setHash(location.hash)
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return sectionIn(hash, sections)
}

/** What waits for this member: looked up with each change of section, after each thing that was done and said, and when the page is looked at again. */
function useWaiting(section: Section, said: string): Waiting | null {
  const { session } = useConsole()
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const asked = useRef<Section | null>(null)
  useEffect(() => {
    const look = () => void (session.unitKeys !== null && !document.hidden && session.tools.call(countWaiting, {}, {}).then((answer) => answer.ok && setWaiting(answer.value)))
    if (said !== '' || waiting === null || section !== asked.current) look()
    asked.current = section
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [section, said, session])
  return waiting
}
