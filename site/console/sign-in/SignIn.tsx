import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Line } from '../fields.tsx'
import { signInStaff, type StaffSession, type StaffTools } from '../session.ts'
import type { Arrived } from '../access/passkey.ts'
import { Gate, useWork } from './Gate.tsx'
import { PasskeyWay } from './PasskeyWay.tsx'

interface Props {
  readonly tools: StaffTools
  /** Whose session ended just now, if anybody's. */
  readonly owner: string
  readonly notice: string
  readonly onDone: (session: StaffSession) => void
  readonly onArrive: (arrived: Arrived) => void
  readonly onEnrol: () => void
  readonly onTrouble: () => void
}

export function SignIn({ tools, owner, notice, onDone, onArrive, onEnrol, onTrouble }: Props): JSX.Element {
  const [name, setName] = useState(owner)
  const [passphrase, setPassphrase] = useState('')
  const [totp, setTotp] = useState('')
  const work = useWork()

  async function submit(): Promise<void> {
    const digits = totp.normalize('NFKC').replace(/\D/g, '')
    if (name.trim() === '' || passphrase.trim() === '') return work.fail('代号和口令都要填。')
    if (digits.length !== 6) return work.fail('动态码是手机上的6位数字。')
    const outcome = await work.run(() => signInStaff(tools, { name: name.trim().toLowerCase(), passphrase, totp: digits }))
    setTotp('')
    if (outcome !== null) onDone(outcome)
  }

  return (
    <Gate title="工作台" notice={notice} work={work} button="登录" busy="正在登录，要算一两秒…" onSubmit={submit}
      also={<PasskeyWay label="用通行密钥登录" tools={tools} work={work} name={name} onArrive={onArrive} />}
      foot={(
        <>
          <p>第一次来？<button type="button" class="link" onClick={onEnrol}>用开通码开通</button></p>
          <p><button type="button" class="link" onClick={onTrouble}>登录不了？</button></p>
        </>
      )}>
      <Line label="代号" value={name} onInput={setName} autoComplete="username" maxLength={32} />
      <Line label="口令" hint="四组，每组四个字母或数字" type="password" value={passphrase} onInput={setPassphrase} autoComplete="current-password" maxLength={40} />
      <Line label="动态码" hint="手机验证器上的6位数字，每个只能用一次" value={totp} onInput={setTotp} inputMode="numeric" autoComplete="one-time-code" maxLength={7} class="short" />
    </Gate>
  )
}
