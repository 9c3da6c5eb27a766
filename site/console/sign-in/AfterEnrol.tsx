import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { recipientOf } from '../../crypto/age.ts'
import { addPasskey } from '../access/passkey.ts'
import { defaultLabel, LabelLine, LABEL_MISSING } from '../access/PasskeyLabel.tsx'
import { browserPasskeys, passkeySupport } from '../access/webauthn.ts'
import { refreshKeys, type StaffSession } from '../session.ts'
import { Back, StepHead } from './enrol-steps.tsx'
import { fingerprintOf } from './enrol.ts'
import { Gate, useWork } from './Gate.tsx'
import { NoPasskeys } from './PasskeyWay.tsx'

interface Props {
  readonly session: StaffSession
  readonly onDone: (session: StaffSession) => void
}

/** Signed in for the first time: a passkey, if one likes; then the unit's key, for whom there is one to wait for. */
export function AfterEnrol({ session, onDone }: Props): JSX.Element {
  const [waiting, setWaiting] = useState(false)
  const next = () => (session.keyStanding === 'waiting' ? setWaiting(true) : onDone(session))
  return waiting ? <Waiting session={session} onDone={onDone} /> : <OfferPasskey session={session} onNext={next} />
}

function OfferPasskey({ session, onNext }: { readonly session: StaffSession; readonly onNext: () => void }): JSX.Element {
  const [label, setLabel] = useState(defaultLabel)
  const work = useWork()
  const here = passkeySupport() === 'here'

  async function submit(): Promise<void> {
    if (!here) return onNext()
    if (label.trim() === '') return work.fail(LABEL_MISSING)
    if ((await work.run(() => addPasskey(session, browserPasskeys, label.trim()))) !== null) onNext()
  }
  return (
    <Gate title="第一次登录" work={work} button={here ? '加一把通行密钥' : '下一步'} busy="照着设备上的提示做…" onSubmit={submit}
      foot={here && <Back onBack={onNext}>先不加，以后在“我的登录”里加</Back>}>
      <StepHead at={3}>以后用指纹或面容登录</StepHead>
      <p>账号开通好了。再加一把通行密钥，下次就不用输口令和动态码。公用的电脑不要加。</p>
      {here ? <LabelLine value={label} onInput={setLabel} /> : <NoPasskeys />}
    </Gate>
  )
}

function Waiting({ session, onDone }: Props): JSX.Element {
  const [fingerprint, setFingerprint] = useState('')
  const work = useWork()
  useEffect(() => void recipientOf(session.own).then(fingerprintOf).then(setFingerprint), [session.own])

  async function look(): Promise<void> {
    const now = await work.run(() => refreshKeys(session))
    if (now === null) return
    if (now.keyStanding === 'waiting') work.fail('还没有交。请同事打开工作台的“同事”，对一遍数字，按一下就行。')
    else onDone(now)
  }
  return (
    <Gate title="第一次登录" work={work} button="交了，看看" busy="正在看…" onSubmit={look} foot={<Back onBack={() => onDone(session)}>先进工作台，在里面等</Back>}>
      <StepHead at={4}>请同事把单位钥匙交给你</StepHead>
      <p>找一位本单位能看件的同事，请他打开工作台的“同事”。你念这12位，他看到的一样才交：</p>
      <p class="secret"><code>{fingerprint}</code></p>
      <p>你是本单位的第一个人，就先进工作台，用保险柜里的单位钥匙文件。</p>
    </Gate>
  )
}
