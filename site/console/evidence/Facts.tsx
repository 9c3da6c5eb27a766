/** What is known of a file: what it is, whether it holds, and its way so far (保管链). */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { sayDay } from '#contract/rules/day.ts'
import type { OpenedFile } from '../../evidence/read.ts'
import { saySize } from '../../evidence/say-size.ts'
import { useConsole } from '../context.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { chainOf, sayHolders } from './chain.ts'
import { sayFault } from './faults.ts'
import { partsOf } from './use-opened.ts'
import { digestOf } from './whole.ts'
import { grouped, sayCleaned, sayUncleaned } from './words.ts'

interface Props {
  readonly unsealed: UnsealedReport
  readonly file: OpenedFile
  readonly digest: string | null
  readonly onDigest: (digest: string) => void
}

export function Facts({ unsealed, file, digest, onDigest }: Props): JSX.Element {
  const { me } = useConsole().session
  const own = file.author === 'reporter'
  const holders = sayHolders(unsealed, file.k)
  const chain = chainOf(unsealed, file, me.name)
  return (
    <>
      <dl class="facts">
        <div><dt>大小</dt><dd>{saySize(file.words?.size ?? 0)}（{file.words?.size.toLocaleString('zh-CN')} 字节）</dd></div>
        <div><dt>清理</dt><dd>{(file.words === null ? null : sayCleaned({ ...file.words, own })) ?? sayUncleaned(own)}</dd></div>
        <div><dt>校验值</dt><dd>{digest === null ? <Reckon unsealed={unsealed} file={file} onDigest={onDigest} /> : <><span class="digest">{grouped(digest)}</span><span class="quiet"> 按 SHA-256 算，念的时候四个一组</span></>}</dd></div>
        {holders !== null && <div><dt>现在谁拿着</dt><dd>{holders}</dd></div>}
      </dl>
      <details class="chain">
        <summary>保管链：怎么来的，给过谁，谁看过、存过</summary>
        <ol class="plain events">
          {chain.map(({ day, words }, at) => <li key={at}><span class="quiet">{sayDay(day, unsealed.report.today)}</span><span>{words}</span></li>)}
        </ol>
      </details>
    </>
  )
}

/** A file of several parts has to be fetched whole for it. */
function Reckon({ unsealed, file, onDigest }: Pick<Props, 'unsealed' | 'file' | 'onDigest'>): JSX.Element {
  const state = useConsole()
  const [done, setDone] = useState<number | null>(null)
  const [problem, setProblem] = useState('')
  const closing = useRef<(() => void) | null>(null)
  // A lock ends it as it ends what is shown.
  useEffect(() => () => closing.current?.(), [])
  async function run(): Promise<void> {
    setDone(0)
    setProblem('')
    const { parts, close } = partsOf(state, unsealed.report.reference, file)
    closing.current = close
    try {
      onDigest(await digestOf(parts, setDone))
    } catch (fault) {
      setProblem(sayFault(fault))
    } finally {
      close()
      setDone(null)
    }
  }
  return (
    <>
      <button type="button" class="button small" aria-disabled={done !== null} onClick={() => { if (done === null) void run() }}>{done === null ? '核对整个文件，算出校验值' : `正在核对：${done}／${file.shape.parts}块`}</button>
      <span role="alert">{problem !== '' && <span class="error">{problem}</span>}</span>
    </>
  )
}
