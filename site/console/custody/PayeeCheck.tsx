import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { CustodyView } from '#contract/custody.ts'
import { reasons } from '#contract/county/reasons.ts'
import type { PayeeDeclineReason } from '#contract/way.ts'
import { Sign } from '../../ui/Sign.tsx'
import { useConsole } from '../context.ts'
import { Pick } from '../fields.tsx'
import { reasonOptions } from '../moves/choices.ts'
import { Verbatim } from '../report/Verbatim.tsx'
import { confirmPayee, declinePayee, type SeenPayee } from './payee-act.ts'
import { useRun } from './use-run.ts'

interface Props {
  readonly payee: SeenPayee
  readonly reference: string
  readonly onAnswered: (after: CustodyView) => void
}

/** The payee beside the identity, and the custodian's word on it. Bank and account do not come here. */
export function PayeeCheck({ payee, reference, onAnswered }: Props): JSX.Element {
  const { name, same } = payee
  const { session, say } = useConsole()
  const { busy, problem, run } = useRun()
  const [declining, setDeclining] = useState(false)
  const [sure, setSure] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const done = (words: string) => (after: CustodyView) => {
    say(words)
    onAnswered(after)
  }
  const onConfirm = () => void run(() => confirmPayee(session, reference, payee), done('确认了，窗口可以转账了。'))
  const onDecline = (reason: PayeeDeclineReason) => void run(() => declinePayee(session, reference, payee, reason), done('没有确认，举报人会看到理由。'))
  const said = name === null ? '收款人打不开，或者核对不上，不能确认' : same ? '两个名字一样' : sure ? '两个名字不一样。问过举报人、确实是本人，再确认' : '两个名字不一样，看清楚再定'
  return (
    <div class="payee stack">
      <h3 ref={heading} tabIndex={-1}><Sign shape={same ? 'square' : 'triangle'} glyph={same ? 'check' : 'alert'} size={28} />{said}</h3>
      {name !== null && <dl class="facts"><div><dt>收款人</dt><dd><Verbatim text={name} /></dd></div></dl>}
      <p class="small">确认了，窗口就转账给他。开户行和账号只有窗口打得开。</p>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
      {declining ? <Decline busy={busy} onDecline={onDecline} onBack={() => {
        heading.current?.focus()
        setDeclining(false)
      }} /> : (
        <div class="row">
          {name !== null && (same || sure
            ? <button key="confirm" type="button" class={same ? 'button act' : 'button'} aria-disabled={busy} onClick={onConfirm}>是本人，确认收款人</button>
            // Two names that differ take a second press, of another button.
            : <button key="sure" type="button" class="button" onClick={() => {
              heading.current?.focus()
              setSure(true)
            }}>名字不一样，也是本人</button>)}
          <button type="button" class={name === null ? 'button act' : 'button'} aria-disabled={busy} onClick={() => {
            heading.current?.focus()
            setDeclining(true)
          }}>收款人不对</button>
        </div>
      )}
    </div>
  )
}

interface DeclineProps {
  readonly busy: boolean
  readonly onDecline: (reason: PayeeDeclineReason) => void
  readonly onBack: () => void
}

function Decline({ busy, onDecline, onBack }: DeclineProps): JSX.Element {
  const [reason, setReason] = useState<PayeeDeclineReason | null>(null)
  const [missing, setMissing] = useState('')
  return (
    <form class="move-form" noValidate onSubmit={(event) => {
      event.preventDefault()
      if (reason === null) return setMissing('先选理由。')
      onDecline(reason)
    }}>
      <Pick label="不确认，理由是" hint="每一项下面的话，举报人会看到" options={reasonOptions(reasons['payee-decline'])} value={reason} onChange={setReason} />
      <p class="error" role="alert">{missing}</p>
      <div class="row"><button type="submit" class="button act" aria-disabled={busy}>不确认，告诉举报人</button><button type="button" class="link" onClick={onBack}>回去再看</button></div>
    </form>
  )
}
