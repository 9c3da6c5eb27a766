import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { sayDay } from '#contract/rules/day.ts'
import { profile } from '#contract/county/profile.ts'
import { paying } from '#contract/county/paying.ts'
import { takesTwoCashiers } from '#contract/rules/award.ts'
import { sayCapitals, sayYuan } from '#contract/rules/money.ts'
import { formatVoucher } from '#contract/rules/voucher.ts'
import type { Payment, VoucherView } from '#contract/voucher.ts'
import { Sign } from '../../ui/Sign.tsx'
import { todayIn } from '../../ui/today.ts'
import { useConsole } from '../context.ts'
import { Line } from '../fields.tsx'
import { groupsOf, saySlip } from './typed.ts'
import { useVoucher, type SeenVoucher } from './use-voucher.ts'

interface Props {
  /** Another voucher is looked at: what is on the table goes. */
  readonly onStart: () => void
  readonly onPaid: (payment: Payment) => void
}

/** A voucher's number, typed or read by a hand scanner, and what can be done with it. */
export function VoucherDesk({ onStart, onPaid }: Props): JSX.Element {
  const [typed, setTyped] = useState('')
  const { seen, problem, busy, look, pay, clear } = useVoucher(onPaid)
  const change = (text: string) => {
    setTyped(groupsOf(text))
    clear()
  }
  return (
    <section class="sheet stack" aria-labelledby="window-title">
      <h2 id="window-title">兑付</h2>
      <p class="hint">只看凭证号。举报的内容不会到这里来，也别问是谁举报的。</p>
      <form noValidate class="line-form" onSubmit={(event) => {
        event.preventDefault()
        onStart()
        void look(typed)
      }}>
        <Line label="凭证号" hint="16位数字，可以用扫码枪。" value={typed} onInput={change} inputMode="numeric" autoComplete="off" maxLength={40} class="voucher-number" />
        <button type="submit" class="button act" aria-disabled={busy}>{busy ? '正在查…' : '看这张凭证'}</button>
      </form>
      <p class="slip-told" role="status">{seen === null && problem === '' && saySlip(typed)}</p>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
      {seen !== null && <Seen key={seen.voucher} seen={seen} busy={busy} onPay={() => void pay()} onClear={() => {
        clear()
        setTyped('')
      }} />}
    </section>
  )
}

interface SeenProps {
  readonly seen: SeenVoucher
  readonly busy: boolean
  readonly onPay: () => void
  readonly onClear: () => void
}

function Seen({ seen: { view, voucher, fresh }, busy, onPay, onClear }: SeenProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null)
  const { me } = useConsole().session
  const today = todayIn(profile.timezone)
  useLayoutEffect(() => heading.current?.focus(), [view.standing])
  const mine = view.standing === 'second' && view.first === me.name
  const open = view.standing === 'payable' || (view.standing === 'second' && !mine)
  return (
    <div class={`voucher-seen ${open ? '' : 'shut'}`}>
      <h3 ref={heading} tabIndex={-1}><Sign shape={open || view.standing === 'paid' ? 'square' : 'triangle'} glyph={open || view.standing === 'paid' ? 'check' : 'alert'} size={32} />{fresh ? '付好了，账记上了' : needsAnother(view) ? '可以付，要两位' : headOf(view, mine)}</h3>
      <p class="sum"><strong>{sayYuan(view.fen)}</strong> <span>{sayCapitals(view.fen)}</span></p>
      <dl class="facts">
        <div><dt>凭证号</dt><dd class="ref">{formatVoucher(voucher)}</dd></div>
        <div><dt>资金</dt><dd>{view.line.name}</dd></div>
        {view.standing !== 'paid' && <div><dt>有效到</dt><dd>{sayDay(view.until, today)}</dd></div>}
        {view.payment !== null && <div><dt>付款单</dt><dd>{view.payment.payment}，{sayDay(view.payment.day, today)}付的</dd></div>}
      </dl>
      {open ? <Confirm view={view} busy={busy} onPay={onPay} onClear={onClear} /> : <button type="button" class="button" onClick={onClear}>看下一张</button>}
    </div>
  )
}

/** Whether who looks at it now is the first of two. */
const needsAnother = ({ standing, fen }: VoucherView): boolean => standing === 'payable' && takesTwoCashiers(fen, paying)

/** Asked once more: what is paid is out of the till. */
function Confirm({ view, busy, onPay, onClear }: Omit<SeenProps, 'seen'> & Pick<SeenVoucher, 'view'>): JSX.Element {
  const [sure, setSure] = useState(false)
  const first = needsAnother(view)
  const really = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (!sure) return
    really.current?.focus()
    really.current?.scrollIntoView({ block: 'nearest' })
  }, [sure])
  return (
    <>
      {first && <p>超过{sayYuan((paying.twoCashiersAbove ?? 0) * 100)}，要两位兑付员：你先确认，另一位在自己的登录里再看一遍，由他付。</p>}
      {sure && !first && <p>{view.standing === 'second' && '前一位核对过金额。'}钱点清、交到手上，再按“付了”。按下去账上记一笔，这张凭证就不能再用。</p>}
      <div class="row">
        {first ? <button type="button" class="button act" aria-disabled={busy} onClick={onPay}>{busy ? '正在记…' : `确认${sayYuan(view.fen)}，等另一位付`}</button> : sure
          ? <button type="button" class="button act" ref={really} aria-disabled={busy} onClick={onPay}>{busy ? '正在记账…' : `付了，${sayYuan(view.fen)}`}</button>
          : <button type="button" class="button act" onClick={() => setSure(true)}>付{sayYuan(view.fen)}</button>}
        <button type="button" class="link" onClick={sure ? () => setSure(false) : onClear}>先不付</button>
      </div>
    </>
  )
}

function headOf({ standing }: VoucherView, mine: boolean): string {
  if (mine) return '你确认过了，请另一位兑付员来付'
  const words: Record<VoucherView['standing'], string> = {
    payable: '可以付', second: '一位确认过了，等你付', expired: '过期了，不能付。请领奖人凭查询码再领一张', paid: '付过了，不能再付', poor: '这笔资金剩下的不够付，先补足',
  }
  return words[standing]
}
