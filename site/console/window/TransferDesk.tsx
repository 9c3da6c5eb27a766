import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { paying } from '#contract/county/paying.ts'
import { reasons } from '#contract/county/reasons.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { takesTwoCashiers } from '#contract/rules/award.ts'
import { sayCapitals, sayYuan } from '#contract/rules/money.ts'
import type { Payment } from '#contract/voucher.ts'
import type { TransferReturnReason } from '#contract/way.ts'
import { Sign } from '../../ui/Sign.tsx'
import { useConsole } from '../context.ts'
import { Pick } from '../fields.tsx'
import { reasonOptions } from '../moves/choices.ts'
import { Verbatim } from '../report/Verbatim.tsx'
import { sayDate } from '../words.ts'
import type { OpenedTransfer, TransferDoubt } from './transfer-act.ts'
import { useTransfers } from './use-transfers.ts'

/** 待转账: to whom, where and how much. What was reported does not come here, nor which report it was. */
export function TransferDesk({ onPaid }: { readonly onPaid: (payment: Payment) => void }): JSX.Element {
  const { waiting, paid, today, busy, problem, more, pay, giveBack } = useTransfers(onPaid)
  const heading = useRef<HTMLHeadingElement>(null)
  /** Before what has the focus goes away. */
  const toHeading = () => heading.current?.focus()
  return (
    <section class="sheet stack" aria-labelledby="transfers-title">
      <h2 id="transfers-title" ref={heading} tabIndex={-1}>待转账</h2>
      <p class="hint">收款人由身份保管员核对过，就是举报人：别打听举报了什么，别跟人提。先在银行转，转成了再来记账；账号不对，退回去改。</p>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
      {waiting === null ? problem === '' && <p role="status">正在打开…</p> : (
        <>
          {waiting.transfers.length === 0 && <p class="none">没有等着转账的。</p>}
          <ul class="plain transfers">
            {waiting.transfers.map((opened) => <One key={opened.view.transfer} opened={opened} today={today} busy={busy} toHeading={toHeading} onPay={() => void pay(opened).then(toHeading)} onReturn={(reason) => void giveBack(opened, reason).then(toHeading)} />)}
          </ul>
          {waiting.next !== null && <button type="button" class="button more" onClick={() => void more('waiting')}>再看{PAGE_SIZE}笔</button>}
          {paid !== null && paid.transfers.length > 0 && <Paid paid={paid.transfers} today={today} onMore={paid.next === null ? null : () => void more('paid')} />}
        </>
      )}
    </section>
  )
}

const DOUBTS: Record<TransferDoubt, string> = {
  shut: '收款信息打不开，不能付。退回去，请领奖人再填。',
  unsigned: '收款信息的签名不对，不能付。退回去，并告诉审计员。',
  unconfirmed: '这个收款人身份保管员没有核对过，不能付。退回去，并告诉审计员。',
}

interface OneProps {
  readonly opened: OpenedTransfer
  readonly today: string
  readonly busy: boolean
  readonly toHeading: () => void
  readonly onPay: () => void
  readonly onReturn: (reason: TransferReturnReason) => void
}

function One({ opened, today, busy, toHeading, onPay, onReturn }: OneProps): JSX.Element {
  const { view, words, doubt } = opened
  const { me } = useConsole().session
  const [step, setStep] = useState<'look' | 'sure' | 'return'>('look')
  const mine = view.standing === 'second' && view.first === me.name
  const first = view.standing === 'payable' && takesTwoCashiers(view.fen, paying)
  const payable = doubt === null && !mine && view.standing !== 'poor'
  const head = mine ? '你确认过了，请另一位兑付员来付' : view.standing === 'second' ? '一位确认过了，等你付' : view.standing === 'poor' ? '这笔资金剩下的不够付，先补足' : null
  return (
    <li class={payable ? 'voucher-seen' : 'voucher-seen shut'}>
      <p class="sum"><strong>{sayYuan(view.fen)}</strong> <span>{sayCapitals(view.fen)}</span></p>
      {head !== null && <p><strong>{head}</strong></p>}
      <dl class="facts">
        {words !== null && <><div><dt>收款人</dt><dd><Verbatim text={words.name} /></dd></div><div><dt>开户行</dt><dd><Verbatim text={words.bank} /></dd></div><div><dt>账号</dt><dd class="ref">{words.account.replace(/(.{4})(?=.)/g, '$1 ')}</dd></div></>}
        <div><dt>资金</dt><dd>{view.line.name}</dd></div>
        <div><dt>核对</dt><dd>身份保管员 {sayDate(view.day, today)}核对过收款人</dd></div>
      </dl>
      {doubt !== null && <p class="notice stop small"><Sign shape="triangle" glyph="alert" size={28} /><span>{DOUBTS[doubt]}</span></p>}
      {first && step === 'look' && <p>超过{sayYuan((paying.twoCashiersAbove ?? 0) * 100)}，要两位兑付员：你先确认，另一位去银行转，转成了由他记账。</p>}
      {step === 'sure' && <p>银行那边转成了，再按“转好了”。按下去账上记一笔，记错了只能申请冲正。</p>}
      {step === 'return' ? <Return busy={busy} onReturn={onReturn} onBack={() => {
        toHeading()
        setStep('look')
      }} /> : (
        <div class="row">
          {payable && (first
            ? <button type="button" class="button act" aria-disabled={busy} onClick={onPay}>{busy ? '正在记…' : `确认${sayYuan(view.fen)}，等另一位转`}</button> : step === 'sure'
            ? <button type="button" class="button act" aria-disabled={busy} onClick={onPay}>{busy ? '正在记账…' : `转好了，${sayYuan(view.fen)}`}</button>
            : <button type="button" class="button act" onClick={() => setStep('sure')}>记成付了</button>)}
          {step === 'sure' ? <button type="button" class="link" onClick={() => setStep('look')}>先不记</button> : <button type="button" class={doubt === null ? 'link' : 'button act'} onClick={() => setStep('return')}>转不成，退回去改</button>}
        </div>
      )}
    </li>
  )
}

function Return({ busy, onReturn, onBack }: { readonly busy: boolean; readonly onReturn: OneProps['onReturn']; readonly onBack: () => void }): JSX.Element {
  const [reason, setReason] = useState<TransferReturnReason | null>(null)
  const [missing, setMissing] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  return (
    <form class="move-form" noValidate onSubmit={(event) => {
      event.preventDefault()
      if (reason === null) return setMissing('先选理由。')
      onReturn(reason)
    }}>
      <h3 ref={heading} tabIndex={-1}>退回去改</h3>
      <Pick label="退回去，理由是" hint="每一项下面的话，举报人会看到" options={reasonOptions(reasons['transfer-return'])} value={reason} onChange={setReason} />
      <p class="error" role="alert">{missing}</p>
      <div class="row"><button type="submit" class="button act" aria-disabled={busy}>退回去</button><button type="button" class="link" onClick={onBack}>先不退</button></div>
    </form>
  )
}

/** Paid lately: which payment a transfer was that the bank sends back. */
function Paid({ paid, today, onMore }: { readonly paid: readonly OpenedTransfer[]; readonly today: string; readonly onMore: (() => void) | null }): JSX.Element {
  return (
    <details>
      <summary>转过的，账号还没有删（{paid.length}{onMore !== null && '+'}）</summary>
      <p class="hint">银行退回来的，照付款单号在下面的账里申请冲正。</p>
      <ul class="plain asked">
        {paid.map(({ view: { transfer, fen, payment }, words }) => (
          <li key={transfer}>
            <p><strong>{words === null ? '打不开' : <Verbatim text={words.name} />}</strong>　{sayYuan(fen)}</p>
            {payment !== null && <p class="quiet">付款单 {payment.payment}，{sayDate(payment.day, today)}</p>}
          </li>
        ))}
      </ul>
      {onMore !== null && <button type="button" class="button more" onClick={onMore}>再看{PAGE_SIZE}笔</button>}
    </details>
  )
}
