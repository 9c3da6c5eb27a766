import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Line } from '../fields.tsx'
import type { StaffSession, StaffTools } from '../session.ts'
import { AfterEnrol } from './AfterEnrol.tsx'
import { makeStart, readEnrolment, type Start } from './enrol.ts'
import { Gate, useWork } from './Gate.tsx'
import { NewKeys } from './NewKeys.tsx'

interface Props {
  readonly tools: StaffTools
  readonly onDone: (session: StaffSession) => void
  readonly onBack: () => void
}

/** First sign-in, a step at a time: name and one-time code, passphrase, authenticator, passkey, the unit's key. */
export function Enrol({ tools, onDone, onBack }: Props): JSX.Element {
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [start, setStart] = useState<Start | null>(null)
  const [shown, setShown] = useState(false)
  const [session, setSession] = useState<StaffSession | null>(null)
  const work = useWork()

  async function submit(): Promise<void> {
    const enrolment = readEnrolment(code)
    const wanted = name.trim().toLowerCase()
    if (!/^[a-z][a-z0-9-]{1,31}$/.test(wanted)) return work.fail('代号是管理员给你的那一个，小写字母开头。')
    if (enrolment === null) return work.fail('开通码不完整。一共43个字符，大小写不同，整段复制过来最稳。')
    // Who went back and comes again with the same code finds the passphrase that is on paper already.
    const again = start !== null && start.name === wanted && start.enrolment === enrolment
    const made = again ? start : await work.run(async () => ({ ok: true, value: await makeStart(wanted, enrolment) }))
    setStart(made)
    setShown(made !== null)
  }

  if (session !== null) return <AfterEnrol session={session} onDone={onDone} />
  if (start !== null && shown) return <NewKeys tools={tools} start={start} onDone={setSession} onBack={() => setShown(false)} />
  return (
    <Gate title="第一次登录" work={work} button="生成我的口令" busy="正在生成，要算一两秒…" onSubmit={submit}
      foot={<p><button type="button" class="link" onClick={onBack}>回到登录</button></p>}>
      <p>管理员给你一个代号和一个开通码。口令和验证器在你这台设备上生成，管理员也看不到。</p>
      <Line label="代号" value={name} onInput={setName} autoComplete="username" maxLength={32} />
      <Line label="开通码" hint="只能用一次，7天内有效；空格不用管" value={code} onInput={setCode} autoComplete="off" maxLength={80} />
    </Gate>
  )
}
