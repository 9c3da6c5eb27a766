import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { useConsole } from '../context.ts'
import { save } from '../../evidence/save.ts'
import type { Paper } from './papers/paper.ts'

interface Props {
  readonly words: string
  /** The paper, or a sentence why there is none. Brings the format's library along when it is asked, not before. */
  readonly make: () => Promise<Paper | string>
}

/** Makes a paper in this browser and keeps it as a file. */
export function PaperButton({ words, make }: Props): JSX.Element {
  const { say } = useConsole()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  async function run(): Promise<void> {
    setBusy(true)
    setProblem('')
    // Its parts are fetched now: the network may be gone, or the page older than what is served.
    const made = await make().catch(() => '没有做成。连上网、刷新这一页再试。').finally(() => setBusy(false))
    if (typeof made === 'string') return setProblem(made)
    save(made.name, new Blob([made.bytes]))
    say(`存成了文件：${made.name.replace(/\.\w+$/, '')}`)
  }
  return (
    <>
      <button type="button" class="button small" aria-disabled={busy} onClick={() => { if (!busy) void run() }}>{busy ? '正在做…' : words}</button>
      <span role="alert">{problem !== '' && <span class="error">{problem}</span>}</span>
    </>
  )
}
