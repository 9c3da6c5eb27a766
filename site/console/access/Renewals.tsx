import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { samePassphrase } from '../../crypto/passphrase.ts'
import { useConsole } from '../context.ts'
import { Line } from '../fields.tsx'
import { QrCode } from '../sign-in/QrCode.tsx'
import { makeNewPassphrase, makeNewTotp, takePassphrase, takeTotp, type NewPassphrase, type NewTotp } from './renew.ts'

/** A new passphrase: shown once, typed back from paper, and only then the old one ends. */
export function NewPassphrasePart(): JSX.Element {
  const { session, changeSession, say, explain } = useConsole()
  const [made, setMade] = useState<NewPassphrase | null>(null)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState('')

  async function take(now: NewPassphrase): Promise<void> {
    if (!samePassphrase(typed, now.show)) return setProblem('和上面的不一样。先抄在纸上，再照着纸输。')
    const outcome = await takePassphrase(session, now)
    if (!outcome.ok) return setProblem(explain(outcome))
    stop()
    changeSession(outcome.value)
    say('口令换好了，旧的作废。别的设备上的登录也退出了。')
  }
  const stop = () => {
    setMade(null)
    setTyped('')
    setProblem('')
  }
  return (
    <section aria-labelledby="new-passphrase">
      <h3 id="new-passphrase">口令</h3>
      {made === null ? (
        <Offer why="忘了，或者怕被人看见，就换一个。" button="换一个口令" onMake={async () => setMade(await makeNewPassphrase(session))} />
      ) : (
        <Renew problem={problem} button="换成新的口令" onSubmit={() => take(made)} onStop={stop}>
          <p>抄在纸上，旧的那张纸撕掉。只显示这一次。</p>
          <p class="secret"><code>{made.show}</code></p>
          <Line label="照着纸上输一遍" value={typed} onInput={setTyped} autoComplete="off" maxLength={40} />
        </Renew>
      )}
    </section>
  )
}

/** A new authenticator: it shows a code of its own before the old one ends. */
export function NewAuthenticatorPart(): JSX.Element {
  const { session, say, explain } = useConsole()
  const [made, setMade] = useState<NewTotp | null>(null)
  const [totp, setTotp] = useState('')
  const [problem, setProblem] = useState('')

  async function take(now: NewTotp): Promise<void> {
    const digits = totp.normalize('NFKC').replace(/\D/g, '')
    if (digits.length !== 6) return setProblem('输入新验证器上现在显示的6位数字。')
    const outcome = await takeTotp(session, now, digits)
    if (!outcome.ok) return setProblem(explain(outcome))
    stop()
    say('验证器换好了，旧的作废。别的设备上的登录也退出了。')
  }
  const stop = () => {
    setMade(null)
    setTotp('')
    setProblem('')
  }
  return (
    <section aria-labelledby="new-authenticator">
      <h3 id="new-authenticator">验证器</h3>
      {made === null ? (
        <Offer why="换了手机，或者原来的验证器没了，就换一个。" button="换一个验证器" onMake={async () => setMade(makeNewTotp(session))} />
      ) : (
        <Renew problem={problem} button="换成新的验证器" onSubmit={() => take(made)} onStop={stop}>
          <p>用手机验证器扫码，再输入它现在显示的数字。</p>
          <QrCode text={made.address} />
          <p>扫不了，就手工输入：<code class="long">{made.totpSecret.match(/.{4}/g)?.join(' ')}</code></p>
          <Line label="新的动态码" value={totp} onInput={setTotp} inputMode="numeric" autoComplete="one-time-code" maxLength={7} class="short" />
        </Renew>
      )}
    </section>
  )
}

interface OfferProps {
  readonly why: string
  readonly button: string
  readonly onMake: () => Promise<void>
}

function Offer({ why, button, onMake }: OfferProps): JSX.Element {
  const [busy, setBusy] = useState(false)
  async function make(): Promise<void> {
    setBusy(true)
    await onMake().finally(() => setBusy(false))
  }
  return (
    <>
      <p>{why}</p>
      <p><button type="button" class="button" aria-disabled={busy} onClick={() => void (busy || make())}>{busy ? '正在生成，要算一两秒…' : button}</button></p>
    </>
  )
}

interface RenewProps {
  readonly problem: string
  readonly button: string
  readonly onSubmit: () => Promise<void>
  readonly onStop: () => void
  readonly children: ComponentChildren
}

function Renew({ problem, button, onSubmit, onStop, children }: RenewProps): JSX.Element {
  return (
    <form class="move-form" noValidate onSubmit={(event) => {
      event.preventDefault()
      void onSubmit()
    }}>
      {children}
      <p class="error" role="alert">{problem}</p>
      <div class="row">
        <button type="submit" class="button act">{button}</button>
        <button type="button" class="link" onClick={onStop}>先不换，旧的照用</button>
      </div>
    </form>
  )
}
