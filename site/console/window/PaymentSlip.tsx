import type { JSX } from 'preact'
import { profile } from '#contract/county/profile.ts'
import { sayCapitals, sayYuan } from '#contract/rules/money.ts'
import type { Payment } from '#contract/voucher.ts'
import { sayWholeDay } from '../award/papers/whole.ts'
import { useConsole } from '../context.ts'

interface Props {
  readonly payment: Payment
  readonly onClose: () => void
}

/** The paper of a payment, to be signed. It names money, line, number, day and those who paid; no report and nobody who reported. */
export function PaymentSlip({ payment: { payment, day, fen, line, way, by, secondBy }, onClose }: Props): JSX.Element {
  const { me } = useConsole().session
  // Who paid signs by hand: a colleague's name need not be known here.
  const who = (name: string) => (name === me.name ? me.displayName : '')
  return (
    <section class="sheet stack" aria-labelledby="slip-title">
      <div class="payment-slip">
        <h2 id="slip-title">{profile.name}安全生产举报奖励付款单</h2>
        <dl class="facts">
          <div><dt>付款单号</dt><dd>{payment}</dd></div>
          <div><dt>日期</dt><dd>{sayWholeDay(day)}</dd></div>
          <div><dt>金额（大写）</dt><dd><strong>人民币{sayCapitals(fen)}</strong></dd></div>
          <div><dt>金额（小写）</dt><dd>¥{sayYuan(fen).replace('元', '')}</dd></div>
          <div><dt>资金</dt><dd>{line.name}</dd></div>
          <div><dt>凭什么付</dt><dd>{way === 'voucher' ? '领奖凭证，核对过，已经作废' : '转账，收款人由身份保管员核对过；银行回单附后'}</dd></div>
        </dl>
        <ul class="plain signatures">
          <li>兑付员：<span>{who(by)}</span></li>
          <li>复核：<span>{secondBy === null ? '' : who(secondBy)}</span></li>
          {way === 'voucher' && <li>领款人签收：<span /></li>}
        </ul>
        <p class="small">{way === 'voucher' ? '匿名领奖的，领款人可以只写“收讫”，不写名字。' : '这张单上不写收款人，和举报放不到一起。'}</p>
      </div>
      <div class="row no-print">
        <button type="button" class="button" onClick={() => print()}>打印付款单</button>
        <button type="button" class="link" onClick={onClose}>收起</button>
      </div>
    </section>
  )
}
