import type { JSX } from 'preact'
import { Sign } from '../ui/Sign.tsx'
import { useConsole } from './context.ts'

/** For members whose desk has nothing yet, or whose unit's key is still to come. True sentences only. */
export function Nothing(): JSX.Element {
  const { me } = useConsole().session
  const waits = me.unit !== null && me.keys.unit === null
  return (
    <section class="empty">
      {waits ? <Sign shape="disc" glyph="lock" size={72} /> : <Sign shape="square" glyph="check" size={72} />}
      <h2>{waits ? '钥匙到了再开始' : '现在没有事等你'}</h2>
      <p>{waits ? '拿到单位的钥匙，本单位的件就出现在这里。' : '这里没有等你办的事。'}</p>
    </section>
  )
}
