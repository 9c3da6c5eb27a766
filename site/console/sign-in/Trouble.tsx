import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Mark } from '../../ui/Sign.tsx'

interface Props {
  readonly onBack: () => void
  readonly onEnrol: () => void
}

/** Which way back fits whatever was lost. Nobody here can look up anything for anybody. */
export function Trouble({ onBack, onEnrol }: Props): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  return (
    <main class="gate trouble">
      <Mark size={48} />
      <h1 ref={heading} tabIndex={-1}>登录不了怎么办</h1>
      <p>看看丢的是哪一样。没有人能替你查口令，但是总有一条路。</p>
      <dl>
        <dt>放通行密钥的手机或电脑丢了</dt>
        <dd>用口令和动态码登录，在“我的登录”里把那一把移除。移除以后，那台设备上的登录马上作废。</dd>
        <dt>手机验证器没了，动态码看不到</dt>
        <dd>用通行密钥登录，在“我的登录”里换一个验证器。没有通行密钥，就找管理员重新开通。</dd>
        <dt>口令忘了，那张纸也找不到</dt>
        <dd>用能打开钥匙的通行密钥登录，在“我的登录”里换一个口令。没有这样的通行密钥，就找管理员重新开通。</dd>
        <dt>几样都没了，或者账号停用了</dt>
        <dd>
          找管理员要一个新的开通码，<button type="button" class="link" onClick={onEnrol}>用开通码开通</button>，再请一位同事把单位钥匙交给你。以前的件照样打得开。
        </dd>
        <dt>单位里没有一个人打得开了</dt>
        <dd>到保险柜取单位钥匙文件。分成几份保管的，按《钥匙手册》凑齐人数恢复出来。管理员重新开通以后，登录，选“我有单位钥匙文件”。</dd>
        <dt>动态码总说不对</dt>
        <dd>每个码只能用一次，等它换成下一个再输。还不对，把手机的时间设成自动。</dd>
      </dl>
      <p><button type="button" class="button" onClick={onBack}>回到登录</button></p>
    </main>
  )
}
