import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { profile } from '#contract/county/profile.ts'
import type { Keyring } from '#contract/public.ts'
import { sayDay } from '#contract/rules/day.ts'
import type { RotationCard } from '#contract/unit-key.ts'
import { todayIn } from '../../ui/today.ts'
import { useConsole } from '../context.ts'
import { Changed, CardFile } from './Changed.tsx'
import { rotateUnit, type Rotated, type UnitKeyStanding } from './rotate.ts'
import { useUnitKey } from './use-unit-key.ts'

/** The unit's own keys: whether they should be changed, changing them, and what waits to be published. */
export function UnitKey(): JSX.Element | null {
  const { session } = useConsole()
  const { standing: found, problem, load } = useUnitKey()
  const [rotated, setRotated] = useState<Rotated | null>(null)
  const [asking, setAsking] = useState(false)
  if (session.unitKeys === null) return null
  // What was just changed is known here before the Worker is asked again.
  const standing = found !== null && rotated !== null ? { ...found, pending: rotated.card } : found
  const done = (made: Rotated) => {
    setRotated(made)
    setAsking(false)
    void load()
  }
  return (
    <section class="stack unit-key" aria-label="单位钥匙">
      <h2>单位钥匙</h2>
      <p class="error" role="alert">{problem}</p>
      {standing === null ? problem === '' && <p>正在看…</p> : (
        <>
          {rotated !== null && <Changed rotated={rotated} />}
          <Standing standing={standing} />
          {asking
            ? <Ask standing={standing} onDone={done} onClose={() => setAsking(false)} />
            : rotated === null && <p><button type="button" class={standing.due && standing.pending === null ? 'button act' : 'button'} onClick={() => setAsking(true)}>{standing.pending === null ? '换单位钥匙' : '重新换一次'}</button></p>}
        </>
      )}
    </section>
  )
}

function Standing({ standing: { due, pending } }: { readonly standing: UnitKeyStanding }): JSX.Element {
  const { session } = useConsole()
  if (pending !== null) return <Pending card={pending} />
  if (due) {
    return (
      <div class="notice warn">
        <p><strong>有人离开了本单位，他知道单位的钥匙，该换了。</strong>换好、公布以后，新来的件他一件也打不开。</p>
      </div>
    )
  }
  return <p>{sayPresent(session.tools.keyring, session.me.unit ?? '')}</p>
}

function Pending({ card }: { readonly card: RotationCard }): JSX.Element {
  return (
    <div class="notice tell">
      <div>
        <p><strong>待公布。</strong>{sayDay(card.day, todayIn(profile.timezone))}换好的新钥匙，等安委办公布。公布以前照常用旧的，公布以后自动用新的，什么也不用做。</p>
        <p>把公开卡片交给安委办。卡片上只有公开的一半，丢了也不要紧。</p>
        <CardFile card={card} />
      </div>
    </div>
  )
}

/** Says what changing comes to, and does it. */
function Ask({ standing, onDone, onClose }: { readonly standing: UnitKeyStanding; readonly onDone: (made: Rotated) => void; readonly onClose: () => void }): JSX.Element {
  const { session, explain, say } = useConsole()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  async function change(): Promise<void> {
    setBusy(true)
    const outcome = await rotateUnit(session, todayIn(profile.timezone)).finally(() => setBusy(false))
    if (!outcome.ok) return setProblem(explain(outcome))
    say('新钥匙做好了，还差两个文件要存。')
    onDone(outcome.value)
  }
  return (
    <form class="move-form" noValidate onSubmit={(event) => {
      event.preventDefault()
      if (!busy) void change()
    }}>
      <h3>换单位钥匙</h3>
      <ul>
        <li>在这台电脑上做一把新的，替本单位在用的{standing.sharers.length}位同事各封一份。</li>
        <li>以前的件全都照样打得开。</li>
        <li>换完要存两个文件：一个交安委办公布，一个锁进单位的保险柜。先插好U盘。</li>
        {standing.pending !== null && <li>上一次换的还没公布，这一次会顶掉它。上一张卡片别再交了。</li>}
      </ul>
      <p class="error" role="alert">{problem}</p>
      <div class="row">
        <button type="submit" class="button act" aria-disabled={busy}>{busy ? '正在换…' : '换'}</button>
        <button type="button" class="link" onClick={onClose}>先不换</button>
      </div>
    </form>
  )
}

/** Since when the present key is in use, where the keyring tells. */
function sayPresent({ versions: [current], retired = {} }: Keyring, unit: string): string {
  const [last] = Object.entries(retired).find(([id]) => id === unit)?.[1] ?? []
  if (current === undefined || last === undefined) return '现在用的是单位的第一把钥匙，没有换过。'
  const day = last.version + 1 === current.version ? current.day : undefined
  return `已启用：现在用的钥匙从公钥册第${last.version + 1}版起公布${day === undefined ? '' : `，${sayDay(day, todayIn(profile.timezone))}`}。`
}
