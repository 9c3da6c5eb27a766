import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { recipientOf } from '../../crypto/age.ts'
import { useConsole } from '../context.ts'
import { refreshKeys } from '../session.ts'
import { fingerprintOf } from '../sign-in/enrol.ts'
import { bringUnitKey, readKeyFile, type KeyFileProblem } from './give.ts'

const PROBLEMS: Record<KeyFileProblem, string> = {
  'not-a-key-file': '这不是单位钥匙文件。文件名里有“private”，是做钥匙时存下的。',
  'another-unit': '这是别的单位的钥匙，没有用它。',
  'not-published': '这把钥匙和公布的公钥对不上，没有用它。可能是旧的一版。',
}

/** Says so while the unit's key is not here, and offers the two ways to get it. */
export function KeyNotice(): JSX.Element | null {
  const { session, changeSession, explain, say } = useConsole()
  const [fingerprint, setFingerprint] = useState('')
  const [problem, setProblem] = useState('')
  useEffect(() => void recipientOf(session.own).then(fingerprintOf).then(setFingerprint), [session.own])
  if (session.keyStanding === 'open' || session.keyStanding === 'none') return null

  async function look(): Promise<void> {
    const outcome = await refreshKeys(session)
    if (!outcome.ok) return setProblem(explain(outcome))
    if (outcome.value.keyStanding === 'waiting') setProblem('还没有。请同事打开工作台的“同事”，按一下就行。')
    else say('单位的钥匙到了。')
    changeSession(outcome.value)
  }

  async function bring(file: File | undefined): Promise<void> {
    if (file === undefined) return
    const keys = await readKeyFile(session, await file.text())
    if (typeof keys === 'string') return setProblem(PROBLEMS[keys])
    const outcome = await bringUnitKey(session, keys)
    return outcome.ok ? await look() : setProblem(explain(outcome))
  }

  return (
    <section class="notice tell keys" aria-label="单位钥匙">
      <div>
        <p><strong>{session.keyStanding === 'waiting' ? '还差单位的钥匙，暂时看不到件。' : '单位的钥匙换过了，你手里的这把对不上。'}</strong></p>
        <p>请一位同事在“同事”里交给你。他会看到这12位，和你念的一样才交：<span class="fingerprint">{fingerprint}</span></p>
        <div class="row">
          <button type="button" class="button" onClick={() => void look()}>交了，看看</button>
          <label class="button">
            我有单位钥匙文件
            <input type="file" class="sr-only" accept="application/json,.json" onChange={(event) => void bring(event.currentTarget.files?.[0])} />
          </label>
        </div>
        <p class="error" role="alert">{problem}</p>
      </div>
    </section>
  )
}
