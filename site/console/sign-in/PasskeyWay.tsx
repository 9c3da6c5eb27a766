import type { JSX } from 'preact'
import { signInWithPasskey, type Arrived } from '../access/passkey.ts'
import { browserPasskeys, passkeySupport } from '../access/webauthn.ts'
import type { StaffTools } from '../session.ts'
import type { Work } from './Gate.tsx'

interface Props {
  readonly label: string
  readonly tools: StaffTools
  readonly work: Work
  /** What stands in the field of the name; a passkey needs none, and must fit one that is there. */
  readonly name: string
  readonly onArrive: (arrived: Arrived) => void
}

/** The button of the passkey, or why there is none here. */
export function PasskeyWay({ label, tools, work, name, onArrive }: Props): JSX.Element {
  if (passkeySupport() !== 'here') return <NoPasskeys />
  const typed = name.trim().toLowerCase()

  async function use(): Promise<void> {
    const arrived = await work.run(() => signInWithPasskey(tools, browserPasskeys, typed === '' ? undefined : typed))
    if (arrived !== null) onArrive(arrived)
  }
  return (
    <div class="way">
      <p class="or"><span>或者</span></p>
      <button type="button" class="button wide" aria-disabled={work.busy} onClick={() => void (work.busy || use())}>{label}</button>
      <p class="hint">用这台设备的指纹、面容或者开机密码，不用输口令。</p>
    </div>
  )
}

/** Says why passkeys cannot be had on this page, and where they can. */
export function NoPasskeys(): JSX.Element {
  if (passkeySupport() === 'none') return <p class="hint way">这个浏览器没有通行密钥。用口令和动态码一样能登录。</p>
  const byName = new URL(location.href)
  byName.hostname = 'localhost'
  const here = /^127\.|^\[::1\]/.test(location.hostname)
  return (
    <p class="hint way">
      通行密钥要从网址打开才能用，这一页是从数字地址打开的。{here && <a href={byName.href}>换成本机的名字打开</a>}
    </p>
  )
}
