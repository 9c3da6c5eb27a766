import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Me } from '#contract/member.ts'
import { Line } from '../fields.tsx'
import { unlockStaff, type StaffSession, type StaffTools } from '../session.ts'
import { beside, workplace } from '../words.ts'
import type { Arrived } from '../access/passkey.ts'
import { Gate, useWork } from './Gate.tsx'
import { PasskeyWay } from './PasskeyWay.tsx'

interface Props {
  readonly tools: StaffTools
  readonly me: Me
  readonly notice: string
  readonly onDone: (session: StaffSession) => void
  readonly onArrive: (arrived: Arrived) => void
  readonly onSignOut: () => void
}

/** The session is still good, the keys are not here: the passphrase alone brings them back. */
export function Unlock({ tools, me, notice, onDone, onArrive, onSignOut }: Props): JSX.Element {
  const [passphrase, setPassphrase] = useState('')
  const work = useWork()

  async function submit(): Promise<void> {
    const session = await work.run(() => unlockStaff(tools, me, passphrase))
    if (session !== null) onDone(session)
  }

  return (
    <Gate title="解锁" notice={notice} work={work} button="解锁" busy="正在解锁，要算一两秒…" onSubmit={submit}
      also={<PasskeyWay label="用通行密钥解锁" tools={tools} work={work} name={me.name} onArrive={onArrive} />}
      foot={<p><button type="button" class="link" onClick={onSignOut}>换个人，或者退出登录</button></p>}>
      <p class="who"><strong>{me.displayName}</strong>　{beside(workplace(me.unit, me.roles), me.displayName)}</p>
      <Line label="口令" hint="钥匙只在这一页的内存里，刷新、锁屏以后要再输一次口令" type="password" value={passphrase} onInput={setPassphrase} autoComplete="current-password" maxLength={40} />
    </Gate>
  )
}
