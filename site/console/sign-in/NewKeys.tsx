import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { samePassphrase } from '../../crypto/passphrase.ts'
import { Line } from '../fields.tsx'
import type { StaffSession, StaffTools } from '../session.ts'
import { Back, StepHead } from './enrol-steps.tsx'
import { finishAndEnter, type Start } from './enrol.ts'
import { Gate, useWork } from './Gate.tsx'
import { QrCode } from './QrCode.tsx'

interface Props {
  readonly tools: StaffTools
  readonly start: Start
  readonly onDone: (session: StaffSession) => void
  readonly onBack: () => void
}

type Step = 'show' | 'repeat' | 'authenticator'

/** The passphrase, written down and typed back; then the authenticator. Going back keeps both as they are. */
export function NewKeys({ tools, start, onDone, onBack }: Props): JSX.Element {
  const [step, setStep] = useState<Step>('show')
  if (step === 'show') return <Show passphrase={start.made.show.passphrase} onNext={() => setStep('repeat')} onBack={onBack} />
  if (step === 'repeat') return <Repeat passphrase={start.made.show.passphrase} onNext={() => setStep('authenticator')} onBack={() => setStep('show')} />
  return <Authenticator tools={tools} start={start} onDone={onDone} onBack={() => setStep('show')} />
}

interface StepProps {
  readonly passphrase: string
  readonly onNext: () => void
  readonly onBack: () => void
}

function Show({ passphrase, onNext, onBack }: StepProps): JSX.Element {
  const work = useWork()
  return (
    <Gate title="第一次登录" work={work} button="抄好了，下一步" busy="" onSubmit={async () => onNext()} foot={<Back onBack={onBack} />}>
      <StepHead at={1}>把口令抄在纸上</StepHead>
      <p class="secret"><code>{passphrase}</code></p>
      <p>四组，每组四个。用笔抄，不要拍照，不要存在手机里。没有人能替你找回。</p>
    </Gate>
  )
}

function Repeat({ passphrase, onNext, onBack }: StepProps): JSX.Element {
  const [typed, setTyped] = useState('')
  const work = useWork()
  const submit = async () => (samePassphrase(typed, passphrase) ? onNext() : work.fail('和刚才的不一样。对着纸再看一遍；抄错了就回上一步重抄。'))
  return (
    <Gate title="第一次登录" work={work} button="对上，下一步" busy="" onSubmit={submit} foot={<Back onBack={onBack}>再看一眼口令</Back>}>
      <StepHead at={1}>照着纸上输一遍</StepHead>
      <Line label="口令" hint="大小写都行，短横可以不输" value={typed} onInput={setTyped} autoComplete="off" maxLength={40} />
    </Gate>
  )
}

function Authenticator({ tools, start, onDone, onBack }: Props): JSX.Element {
  const [totp, setTotp] = useState('')
  const work = useWork()

  async function submit(): Promise<void> {
    const digits = totp.normalize('NFKC').replace(/\D/g, '')
    if (digits.length !== 6) return work.fail('输入验证器上现在显示的6位数字。')
    const session = await work.run(() => finishAndEnter(tools, start, digits))
    if (session !== null) onDone(session)
  }

  return (
    <Gate title="第一次登录" work={work} button="开通" busy="正在开通，要算一两秒…" onSubmit={submit} foot={<Back onBack={onBack} />}>
      <StepHead at={2}>用手机验证器扫码</StepHead>
      <p>手机上装一个验证器（也叫动态口令、身份验证器），打开它，选“扫一扫”。</p>
      <QrCode text={start.totpAddress} />
      <p>扫不了，就在验证器里手工输入：<code class="long">{start.made.show.totpSecret.match(/.{4}/g)?.join(' ')}</code></p>
      <Line label="动态码" hint="验证器上现在显示的6位数字" value={totp} onInput={setTotp} inputMode="numeric" autoComplete="one-time-code" maxLength={7} class="short" />
    </Gate>
  )
}
