import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Archive } from '#contract/archive.ts'
import { exportReport } from '#contract/archive.ts'
import { Sign } from '../../ui/Sign.tsx'
import { readReference } from '../audit/verify.ts'
import { useConsole } from '../context.ts'
import { Line } from '../fields.tsx'
import { save } from '../../evidence/save.ts'
import { archiveName, checkArchive, readArchive, type Check } from './check.ts'
import { Checked } from './Checked.tsx'

/** Takes a sealed archive, if the member may; and checks one that somebody has. */
export function ArchivePage(): JSX.Element {
  const { me } = useConsole().session
  const mayTake = me.roles.some((role) => exportReport.access.includes(role))
  return <div class="archive">{mayTake && <Take />}<CheckFile /></div>
}

function Take(): JSX.Element {
  const { session, explain, say } = useConsole()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  async function take(): Promise<void> {
    const reference = readReference(text)
    setProblem(reference === null ? '公开编号是8位数字，前4位、后4位。' : '')
    if (reference === null) return
    setBusy(true)
    const answer = await session.tools.call(exportReport, { reference }, {}).finally(() => setBusy(false))
    if (!answer.ok) return setProblem(explain(answer))
    save(archiveName(answer.value.receipt.reference), new Blob([JSON.stringify(answer.value)], { type: 'application/json' }))
    say(`存成了文件，${reference} 的流转记录里写下了这次导出。`)
  }
  return (
    <section class="sheet stack" aria-labelledby="take-title">
      <h2 id="take-title">导出封存档案</h2>
      <p>把一件举报从头到尾原样存成一个文件，内容还是密封的，没有钥匙的人打不开。打开姓名电话的钥匙不在里面：要看，还是两个人同意才看一次。谁导出过会记在流转记录里。</p>
      <form noValidate class="line-form" onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void take()
      }}>
        <Line label="要导出的公开编号" value={text} onInput={setText} inputMode="numeric" autoComplete="off" maxLength={20} class="short" />
        <button type="submit" class="button act" aria-disabled={busy}>{busy ? '正在导出…' : '导出'}</button>
      </form>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
    </section>
  )
}

function CheckFile(): JSX.Element {
  const { session } = useConsole()
  const [found, setFound] = useState<{ archive: Archive; checks: readonly Check[] } | null>(null)
  const [problem, setProblem] = useState('')

  async function check(file: File | undefined): Promise<void> {
    if (file === undefined) return
    setFound(null)
    const archive = readArchive(await file.text())
    setProblem(archive === null ? '这不是封存档案。要选导出时存下的那个文件，名字以“举报件”开头。' : '')
    if (archive !== null) setFound({ archive, checks: await checkArchive(archive, session.tools.call) })
  }
  return (
    <section class="sheet stack" aria-labelledby="check-title">
      <h2 id="check-title">核对档案</h2>
      <p>文件只在这台电脑里看，不会送出去。断了网也能核对，那时不跟公布的公钥和公开链比。</p>
      <label class="button drop" onDragOver={(event) => event.preventDefault()} onDrop={(event) => {
        event.preventDefault()
        void check(event.dataTransfer?.files[0])
      }}>
        <Sign shape="square" glyph="paper" size={32} /><span>选一个档案文件，或把它拖到这里</span>
        <input type="file" class="sr-only" accept=".json,application/json" onChange={(event) => {
          void check(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }} />
      </label>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
      <div role="status">{found !== null && <Checked key={found.archive.seal} {...found} />}</div>
    </section>
  )
}
