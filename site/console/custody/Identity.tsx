import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { CustodyView } from '#contract/custody.ts'
import { Sign } from '../../ui/Sign.tsx'
import type { Entry } from '../report/unseal.ts'
import { Verbatim } from '../report/Verbatim.tsx'
import type { SeenIdentity } from './act.ts'
import { Errands } from './Errands.tsx'
import { PayeeCheck } from './PayeeCheck.tsx'

interface Props {
  readonly seen: SeenIdentity
  readonly reference: string
  /** What was asked to be said, for whoever calls now; empty where this look is for something else. */
  readonly errands: readonly Entry<'errand'>[]
  readonly today: string
  readonly onClose: () => void
  /** Of a look that is to confirm a payee: the word on it was given. */
  readonly onAnswered: (after: CustodyView) => void
}

/** The identity, in this component's memory and nowhere else. Closing it, locking or leaving forgets it. */
export function Identity({ seen: { words, signature, payee }, reference, errands, today, onClose, onAnswered }: Props): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  return (
    <section class="sheet stack custody identity">
      <div class="head-sign">
        <Sign shape="disc" glyph="lock" size={44} />
        <h2 ref={heading} tabIndex={-1}>只看这一次</h2>
      </div>
      <p>关掉就没有了，再看要重新申请。不抄、不拍、不告诉办这件的人。</p>
      <dl class="facts">
        <div><dt>姓名</dt><dd><Verbatim text={words.name} /></dd></div>
        <div><dt>电话</dt><dd><Verbatim text={words.phone} /></dd></div>
        {words.insider === true && <div><dt>身份</dt><dd>在被举报的单位上班</dd></div>}
        <div><dt>编号</dt><dd class="ref">{reference}</dd></div>
      </dl>
      {words.insider === true && <p class="notice warn small"><span>他在那里上班：别在上班时间打，别说是哪里打来的，先问方不方便。</span></p>}
      {signature !== 'good' && <p class="notice stop small"><span>签名不对，不能当真，先报告受理台。</span></p>}
      {errands.length > 0 && <section aria-labelledby="errand-title"><h3 id="errand-title">要替单位说的、问的</h3><Errands errands={errands} today={today} /></section>}
      {payee !== null && <PayeeCheck payee={payee} reference={reference} onAnswered={onAnswered} />}
      <button type="button" class={payee === null ? 'button act' : 'link'} onClick={onClose}>{payee === null ? '看完了，关掉' : '先不定，关掉（再看要重新申请）'}</button>
    </section>
  )
}
