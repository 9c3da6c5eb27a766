import { units } from '#contract/county/units.ts'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Sign } from '../ui/Sign.tsx'
import type { KeyLine } from './fingerprint.ts'

type Standing = { step: 'idle' } | { step: 'working' } | { step: 'failed'; sentence: string } | { step: 'done'; lines: readonly KeyLine[]; receiptKey: string }

const short = (id: string) => units.find((unit) => unit.id === id)?.short ?? '已撤销的单位'

/** The keyring built into this page beside the one that the server gives, by short fingerprints. */
export function KeyringCompare(): JSX.Element {
  const [ready, setReady] = useState(false)
  const [standing, setStanding] = useState<Standing>({ step: 'idle' })
  useEffect(() => setReady(true), [])

  const compare = async () => {
    setStanding({ step: 'working' })
    const { call, compareKeyrings, fingerprint, keyring, readKeyring, sayFailure } = await import('./later.ts')
    const answer = await call(readKeyring, {}, {})
    if (!answer.ok) return setStanding({ step: 'failed', sentence: sayFailure(answer) })
    setStanding({ step: 'done', lines: await compareKeyrings(keyring, answer.value.keyring), receiptKey: await fingerprint(answer.value.receiptKey) })
  }
  return (
    <div class="stack">
      <button type="button" class="button" disabled={!ready} onClick={() => void compare()}>比一比</button>
      <div role="status" aria-live="polite">
        {standing.step === 'working' && <p>正在取服务器上的公钥册…</p>}
        {standing.step === 'failed' && <p class="error">{standing.sentence}</p>}
        {standing.step === 'done' && <Verdict lines={standing.lines} />}
      </div>
      {standing.step === 'done' && <Lines lines={standing.lines} receiptKey={standing.receiptKey} />}
    </div>
  )
}

function Verdict({ lines }: { readonly lines: readonly KeyLine[] }): JSX.Element {
  const different = lines.filter(({ here, there }) => here !== there)
  return (
    <div class={different.length === 0 ? 'notice act' : 'notice stop'}>
      <Sign shape={different.length === 0 ? 'square' : 'triangle'} glyph={different.length === 0 ? 'check' : 'alert'} size={44} />
      <p>{different.length === 0
        ? `${lines.length}把公钥全都一样。`
        : `有${different.length}把不一样：${different.map(({ holder }) => short(holder)).join('、')}。刷新这一页再比一次；还不一样，先别在这里写，打电话问受理台。`}</p>
    </div>
  )
}

function Lines({ lines, receiptKey }: { readonly lines: readonly KeyLine[]; readonly receiptKey: string }): JSX.Element {
  const versions = new Set(lines.map(({ version }) => version)).size
  return (
    <details class="more">
      <summary>看每一把的指纹</summary>
      <table class="fingerprints">
        <caption>和单位公布的、电话里念的对一对。</caption>
        <thead><tr><th scope="col">单位</th><th scope="col">指纹</th></tr></thead>
        <tbody>
          {lines.map(({ version, holder, here, there }) => (
            <tr key={`${version}${holder}`}>
              <th scope="row">{short(holder)}{versions > 1 && <small class="quiet">　第{version}版</small>}</th>
              <td>{here ?? '这一页里没有'}{here !== there && <strong>　服务器上是 {there ?? '没有'}</strong>}</td>
            </tr>
          ))}
          <tr><th scope="row">给回执签名的</th><td>{receiptKey}</td></tr>
        </tbody>
      </table>
    </details>
  )
}
