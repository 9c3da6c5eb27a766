import type { JSX } from 'preact'
import { Sign } from '../ui/Sign.tsx'
import { useConsole } from './context.ts'

/** For members whose desk has nothing yet. True sentences only: they hold keys, and nothing waits for these keys. */
export function Nothing(): JSX.Element {
  const { me } = useConsole().session
  const words = me.roles.includes('cashier')
    ? '没有等着兑付的领奖凭证。举报的内容不会到这里来。'
    : me.roles.includes('custodian')
      ? '实名举报人的姓名和电话，只有身份保管员的钥匙打得开。举报的内容不会到这里来。'
      : '这里没有等你办的事。'
  return (
    <section class="empty">
      <Sign shape="square" glyph="check" size={72} />
      <h2>现在没有事等你</h2>
      <p>{words}</p>
    </section>
  )
}
