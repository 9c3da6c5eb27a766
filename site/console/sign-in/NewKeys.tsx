import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Line } from '../fields.tsx'
import type { StaffTools } from '../session.ts'
import { fingerprintOf, finishStart, type Start } from './enrol.ts'
import { Gate, useWork } from './Gate.tsx'
import { QrCode } from './QrCode.tsx'

interface Props {
  readonly tools: StaffTools
  readonly start: Start
  readonly onDone: (notice: string) => void
  readonly onBack: () => void
}

/** The passphrase and the authenticator's secret, this once. Finishing needs a code from the authenticator: proof that it works. */
export function NewKeys({ tools, start, onDone, onBack }: Props): JSX.Element {
  const [kept, setKept] = useState(false)
  const [totp, setTotp] = useState('')
  const [fingerprint, setFingerprint] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const work = useWork()
  const { passphrase, totpSecret } = start.made.show

  useLayoutEffect(() => {
    heading.current?.focus()
    void fingerprintOf(start.made.enrol.recipient).then(setFingerprint)
  }, [start])

  async function submit(): Promise<void> {
    const digits = totp.normalize('NFKC').replace(/\D/g, '')
    if (!kept) return work.fail('先把口令抄下来，再勾上“抄好了”。')
    if (digits.length !== 6) return work.fail('输入验证器上现在显示的6位数字。')
    const row = await work.run(() => finishStart(tools, start, digits))
    if (row === null) return
    const waits = row.standing === 'waiting' ? `登录以后请一位同事把单位钥匙交给你，他会核对这12位：${fingerprint}。` : ''
    onDone(`开通好了。等验证器换一个新的动态码，再登录。${waits}`)
  }

  return (
    <Gate title="只显示这一次" work={work} button="完成开通" busy="正在开通…" onSubmit={submit}
      foot={<p><button type="button" class="link" onClick={onBack}>重来</button></p>}>
      <h2 ref={heading} tabIndex={-1}>一、把口令抄在纸上</h2>
      <p class="secret"><code>{passphrase}</code></p>
      <p>没有人能替你找回。丢了就请管理员重新开通。</p>
      <label class="choice">
        <input type="checkbox" checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
        <span>抄好了</span>
      </label>
      <h2>二、用手机验证器扫码</h2>
      <QrCode text={start.totpAddress} />
      <p>扫不了，就在验证器里手工输入：<code class="long">{totpSecret.match(/.{4}/g)?.join(' ')}</code></p>
      <h2>三、输入验证器上的数字</h2>
      <Line label="动态码" value={totp} onInput={setTotp} inputMode="numeric" autoComplete="one-time-code" maxLength={7} class="short" />
    </Gate>
  )
}
