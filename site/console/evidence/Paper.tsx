/** A document's words, an archive's names. Nothing of either is run or drawn. */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { readZip, type ZipEntry } from '../../evidence/clean/zip-read.ts'
import { paperText, type PaperText } from '../../evidence/paper-text.ts'
import { UNREAD } from './faults.ts'
import { frameOf } from './frame.ts'
import type { ViewProps } from './Picture.tsx'
import { saySize } from '../../evidence/say-size.ts'

const NO_WORDS = '这种文件这里看不了。另存下来，用相应的软件打开；不放心的，先在不连网的电脑上打开。'

export function Paper({ parts, kind, name, sayFault }: ViewProps): JSX.Element {
  const [paper, setPaper] = useState<PaperText | string | null>(null)
  useEffect(() => {
    let alive = true
    void paperText(parts.bits, kind).then((read) => read ?? NO_WORDS, (fault: unknown) => sayFault(fault, UNREAD.damaged)).then((read) => alive && setPaper(read))
    return () => { alive = false }
  }, [])
  if (paper === null) return <p class="quiet" role="status">正在打开…</p>
  if (typeof paper === 'string') return <p class="notice" role="alert">{paper}</p>
  return (
    <>
      <p class="quiet">只取出了里面的文字；格式、图片和别的东西没有打开。</p>
      {paper.hasMacro && <p class="notice warn small">里面带着宏（一段程序），没有运行。另存下来以后也不要启用它。</p>}
      {paper.isCut && <p class="notice warn small">太长，只显示前面一段。</p>}
      {paper.text.trim() === '' ? <p>里面没有文字。</p> : <iframe class="words" sandbox="" title={`${name}里的文字`} srcdoc={frameOf(paper.text)} />}
    </>
  )
}

/** Shown at most; whoever needs more saves it. */
const MOST_NAMES = 500

export function Names({ parts, sayFault }: ViewProps): JSX.Element {
  const [entries, setEntries] = useState<readonly ZipEntry[] | string | null>(null)
  useEffect(() => {
    let alive = true
    void readZip(parts.bits).then((zip) => zip?.entries ?? NO_WORDS, (fault: unknown) => sayFault(fault, UNREAD.damaged)).then((read) => alive && setEntries(read))
    return () => { alive = false }
  }, [])
  if (entries === null) return <p class="quiet" role="status">正在打开…</p>
  if (typeof entries === 'string') return <p class="notice" role="alert">{entries}</p>
  const files = entries.filter(({ name }) => !name.endsWith('/'))
  return (
    <>
      <p class="quiet">里面有{files.length}个文件，这里只列名字，没有解开。</p>
      <ul class="plain names">
        {files.slice(0, MOST_NAMES).map(({ name, size, locked }) => <li key={name}><bdi>{name}</bdi><span class="quiet">{saySize(size)}{locked && '，有密码'}</span></li>)}
      </ul>
      {files.length > MOST_NAMES && <p class="quiet">还有{files.length - MOST_NAMES}个没有列出来。</p>}
    </>
  )
}

export const Unseen = (): JSX.Element => <p class="notice">{NO_WORDS}</p>
