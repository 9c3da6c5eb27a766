import type { JSX } from 'preact'
import { useConsole } from '../context.ts'
import { Passkeys } from './Passkeys.tsx'
import { NewAuthenticatorPart, NewPassphrasePart } from './Renewals.tsx'

/** One's own ways in. The keys are open here, however they were opened: so one way lost is mended by another. */
export function AccessPage(): JSX.Element {
  const { session } = useConsole()
  return (
    <section class="sheet stack access" key={session.me.name}>
      <h2>我的登录</h2>
      <p>三样东西里，口令和验证器合起来能登录，通行密钥自己就能登录。丢了一样，用剩下的登录进来，在这里换。每一次变动审计员都看得到。</p>
      <Passkeys />
      <NewPassphrasePart />
      <NewAuthenticatorPart />
    </section>
  )
}
