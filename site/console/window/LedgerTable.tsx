import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { reasons } from '#contract/county/reasons.ts'
import type { LedgerRow, Payment } from '#contract/voucher.ts'
import { REVERSALS_BY_WAY, type ReversalReason, type Way } from '#contract/way.ts'
import { useConsole } from '../context.ts'
import { Pick } from '../fields.tsx'
import { reasonOptions } from '../moves/choices.ts'
import { sayDate } from '../words.ts'
import { askReversal } from './act.ts'
import { sayKind, sayMoney } from './ledger-words.ts'
import type { Ledger } from './use-ledger.ts'

interface Props {
  readonly ledger: Ledger
  readonly onSlip: ((payment: Payment) => void) | undefined
  /** Somebody asked to take a payment back. */
  readonly onAsked: () => void
}

/** The ledger's rows. At the window a payment has its paper again, and can be asked back. */
export function LedgerTable({ ledger: { rows, people, today }, onSlip, onAsked }: Props): JSX.Element {
  const atWindow = onSlip !== undefined
  const [asking, setAsking] = useState<{ payment: string; way: Way } | null>(null)
  if (rows === null) return <p class="quiet">正在取…</p>
  if (rows.length === 0) return <p class="none">这段没有账。</p>
  const back = new Set(rows.flatMap(({ kind, payment }) => (kind === 'reversed' && payment !== null ? [payment] : [])))
  const who = (name: string | null) => (name === null ? null : (people[name] ?? '已离开的同事'))
  return (
    <>
      <table class="rows ledger">
        <thead><tr><th scope="col">哪天</th><th scope="col">什么事</th><th scope="col" class="number">金额</th><th scope="col">付款单</th><th scope="col">谁办的</th>{atWindow && <th scope="col">还能做什么</th>}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.n}>
              <td data-label="哪天">{sayDate(row.day, today)}</td>
              <td data-label="什么事">{sayKind(row)}{row.reason !== null && `：${reasons.reversal[row.reason].name}`}{row.reversal !== null && <strong>　有人申请冲正，等批准</strong>}</td>
              <td data-label="金额" class="number">{sayMoney(row.fen)}</td>
              <td data-label="付款单" class={row.payment === null ? 'empty-cell' : undefined}>{row.payment}</td>
              <td data-label="谁办的" class={row.by === null ? 'empty-cell' : undefined}>{[who(row.by), who(row.secondBy)].filter((one) => one !== null).join('、')}</td>
              {atWindow && <td class={row.kind === 'paid' ? undefined : 'empty-cell'}><Deeds row={row} over={row.reversal !== null || back.has(row.payment ?? '')} onSlip={onSlip} onAsk={(payment, way) => setAsking({ payment, way })} /></td>}
            </tr>
          ))}
        </tbody>
      </table>
      {asking !== null && <AskBack key={asking.payment} {...asking} onClose={() => setAsking(null)} onAsked={onAsked} />}
    </>
  )
}

interface DeedsProps {
  readonly row: LedgerRow
  /** It was asked back already, or has been taken back. */
  readonly over: boolean
  readonly onSlip: (payment: Payment) => void
  readonly onAsk: (payment: string, way: Way) => void
}

function Deeds({ row: { kind, payment, day, fen, line, way, by, secondBy }, over, onSlip, onAsk }: DeedsProps): JSX.Element | null {
  if (kind !== 'paid' || payment === null || by === null || way === null) return null
  return (
    <>
      <button type="button" class="link" aria-label={`看付款单 ${payment}`} onClick={() => onSlip({ payment, day, fen, line, way, by, secondBy })}>付款单</button>
      {!over && <button type="button" class="link" aria-label={`申请冲正 ${payment}`} onClick={() => onAsk(payment, way)}>申请冲正</button>}
    </>
  )
}

interface AskProps {
  readonly payment: string
  readonly way: Way
  readonly onClose: () => void
  readonly onAsked: () => void
}

/** Asking changes nothing yet: somebody else must agree. */
function AskBack({ payment, way, onClose, onAsked }: AskProps): JSX.Element {
  const { session, say, explain } = useConsole()
  const [reason, setReason] = useState<ReversalReason | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  const [problem, setProblem] = useState('')
  const send = async () => {
    if (reason === null) return setProblem('先选理由。')
    const done = await askReversal(session, payment, reason)
    if (!done.ok) return setProblem(explain(done))
    say('申请提了，等审批人或者督办员同意。')
    onClose()
    onAsked()
  }
  return (
    <form class="move-form" noValidate onSubmit={(event) => {
      event.preventDefault()
      void send()
    }}>
      <h3 ref={heading} tabIndex={-1}>申请冲正 {payment}</h3>
      <p class="hint">付错了、银行退回来了才用。有人同意以后，钱回到账上，领奖的人凭查询码再领一次。</p>
      <Pick label="理由" hint="每一项下面的话，举报人会看到" options={reasonOptions(Object.fromEntries(REVERSALS_BY_WAY[way].map((one) => [one, reasons.reversal[one]])) as typeof reasons.reversal)} value={reason} onChange={setReason} />
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
      <div class="row"><button type="submit" class="button act">申请冲正</button><button type="button" class="link" onClick={onClose}>先不做</button></div>
    </form>
  )
}
