import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { messages } from '#contract/county/messages.ts'
import { listColleagues, type Colleague } from '#contract/member.ts'
import { useConsole } from '../context.ts'
import { fingerprintOf } from '../sign-in/enrol.ts'
import { UnitKey } from '../unit-key/UnitKey.tsx'
import { giveUnitKey } from './give.ts'

interface Waiting extends Colleague {
  readonly fingerprint: string
}

/** Members of one's own unit who wait for its key. One press hands it over; the twelve digits say that it goes to the right person. */
export function Colleagues(): JSX.Element {
  const { session, say, explain } = useConsole()
  const [waiting, setWaiting] = useState<readonly Waiting[] | null>(null)
  const [problem, setProblem] = useState('')

  async function load(): Promise<void> {
    const answer = await session.tools.call(listColleagues, {}, {})
    if (!answer.ok) return setProblem(explain(answer))
    const others = answer.value.colleagues.filter((colleague) => colleague.name !== session.me.name)
    setWaiting(await Promise.all(others.map(async (colleague) => ({ ...colleague, fingerprint: await fingerprintOf(colleague.recipient) }))))
  }
  useEffect(() => void load(), [session.me.name])

  async function give(colleague: Waiting): Promise<void> {
    setProblem('')
    const outcome = await giveUnitKey(session, colleague)
    if (!outcome.ok) return setProblem(explain(outcome))
    say(`单位钥匙交给了${colleague.displayName}。`)
    await load()
  }

  return (
    <section class="sheet stack">
      <h2>等单位钥匙的同事</h2>
      <p>新同事自己开通以后，要有一位同事把单位钥匙交给他，他才打得开件。单位换过钥匙、手里还是旧的那一把的，也在这里。先请他念一遍屏幕上的12位，对上了再交。</p>
      <p class="error" role="alert">{problem}</p>
      {waiting === null ? <p>正在看…</p> : waiting.length === 0 ? <p class="none">{messages.empty.colleagues}</p> : (
        <ul class="plain people">
          {waiting.map((colleague) => (
            <li key={colleague.name}>
              <span><strong>{colleague.displayName}</strong>　{colleague.name}</span>
              <span class="fingerprint">{colleague.fingerprint}</span>
              <button type="button" class="button act" disabled={session.unitKeys === null} onClick={() => void give(colleague)}>对上了，交给他</button>
            </li>
          ))}
        </ul>
      )}
      {session.unitKeys === null && <p class="quiet">你自己还没有单位的钥匙，不能交给别人。</p>}
      <UnitKey />
    </section>
  )
}
