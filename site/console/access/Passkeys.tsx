import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { profile } from '#contract/county/profile.ts'
import type { Access, Passkey } from '#contract/passkey.ts'
import { sayDay } from '#contract/rules/day.ts'
import { todayIn } from '../../ui/today.ts'
import { useConsole } from '../context.ts'
import type { Outcome } from '../outcome.ts'
import { NoPasskeys } from '../sign-in/PasskeyWay.tsx'
import { addPasskey, readAccess, removePasskey } from './passkey.ts'
import { defaultLabel, LabelLine, LABEL_MISSING } from './PasskeyLabel.tsx'
import { browserPasskeys, passkeySupport } from './webauthn.ts'

/** One's passkeys by the names one gave them, and one more. */
export function Passkeys(): JSX.Element {
  const { session, say, explain } = useConsole()
  const [passkeys, setPasskeys] = useState<readonly Passkey[] | null>(null)
  const [problem, setProblem] = useState('')

  async function take(work: Promise<Outcome<Access>>, done: string): Promise<boolean> {
    setProblem('')
    const outcome = await work
    if (!outcome.ok) setProblem(explain(outcome))
    else {
      setPasskeys(outcome.value.passkeys)
      say(done)
    }
    return outcome.ok
  }
  useEffect(() => void take(readAccess(session), ''), [session.me.name])

  return (
    <section aria-labelledby="passkeys">
      <h3 id="passkeys">通行密钥</h3>
      <p class="error" role="alert">{problem}</p>
      {passkeys === null ? <p>正在看…</p> : passkeys.length === 0 ? <p class="none">还没有通行密钥。</p> : (
        <ul class="plain people">
          {passkeys.map((one) => (
            <Row key={one.label} passkey={one} onRemove={() => take(removePasskey(session, one.label), `移除了“${one.label}”。别的设备上的登录也退出了。`)} />
          ))}
        </ul>
      )}
      {passkeySupport() !== 'here' ? <NoPasskeys /> : passkeys !== null && <Add key={passkeys.length} taken={passkeys.map((one) => one.label)} onAdd={(label) => take(addPasskey(session, browserPasskeys, label), `加好了“${label}”。`)} onProblem={setProblem} />}
    </section>
  )
}

/** The year only when it is another. */
const dayWords = (day: string) => sayDay(day, todayIn(profile.timezone)).replace(/（.*）/, '')

function Row({ passkey: { label, opens, day, usedDay }, onRemove }: { readonly passkey: Passkey; readonly onRemove: () => Promise<boolean> }): JSX.Element {
  const [sure, setSure] = useState(false)
  return (
    <li>
      <span><strong>{label}</strong><small>{opens ? '登录就能打开钥匙' : '登录以后还要输一次口令'}</small></span>
      <span class="quiet">{dayWords(day)}加的，{usedDay === null ? '还没用过' : `最近${dayWords(usedDay)}用过`}</span>
      {!sure && <button type="button" class="link" aria-label={`移除${label}`} onClick={() => setSure(true)}>移除</button>}
      {sure && <button type="button" class="button stop" onClick={() => void onRemove().then(() => setSure(false))}>真的移除{label}</button>}
      {sure && <button type="button" class="link" onClick={() => setSure(false)}>留着</button>}
    </li>
  )
}

interface AddProps {
  /** Names that are in use. */
  readonly taken: readonly string[]
  /** Whether it was added. */
  readonly onAdd: (label: string) => Promise<boolean>
  readonly onProblem: (words: string) => void
}

function Add({ taken, onAdd, onProblem }: AddProps): JSX.Element {
  const [label, setLabel] = useState(taken.includes(defaultLabel()) ? '' : defaultLabel)
  const [busy, setBusy] = useState(false)

  async function submit(): Promise<void> {
    if (busy) return
    if (label.trim() === '') return onProblem(LABEL_MISSING)
    setBusy(true)
    await onAdd(label.trim()).finally(() => setBusy(false))
  }
  return (
    <form class="move-form" noValidate onSubmit={(event) => {
      event.preventDefault()
      void submit()
    }}>
      <p>用这台设备的指纹、面容或者开机密码登录。公用的电脑不要加。</p>
      <LabelLine value={label} onInput={setLabel} />
      <div class="row"><button type="submit" class="button" aria-disabled={busy}>{busy ? '照着设备上的提示做…' : '加一把通行密钥'}</button></div>
    </form>
  )
}
