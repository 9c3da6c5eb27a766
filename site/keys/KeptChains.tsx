import { profile } from '#contract/county/profile.ts'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Sign } from '../ui/Sign.tsx'
import { save } from '../evidence/save.ts'
import { todayIn } from '../ui/today.ts'
import type { Heads } from './heads.ts'

/** A copy of the public chain that somebody kept, by the name of its file. */
export interface Kept {
  readonly name: string
  readonly heads: Heads
}

const load = () => import('./receipt-later.ts')

interface Props {
  readonly kept: readonly Kept[]
  readonly onKept: (kept: readonly Kept[]) => void
}

/** Keeping the public chain as a file, and checking against copies that were kept. */
export function KeptChains({ kept, onKept }: Props): JSX.Element {
  const [problem, setProblem] = useState('')
  const [saved, setSaved] = useState('')

  const keep = async () => {
    const { call, fetchHeads, headsName, sayFailure } = await load()
    const answer = await fetchHeads(call)
    setProblem(answer.ok ? '' : sayFailure(answer))
    setSaved(answer.ok ? '存下了。过些日子再存一份，两份一起选上，前面的改没改过就看得出来。' : '')
    if (answer.ok) download(headsName(todayIn(profile.timezone)), answer.value)
  }
  const choose = async (files: readonly File[]) => {
    const { readHeads } = await load()
    const read = await Promise.all(files.map(async (file) => ({ name: file.name, read: readHeads(await file.text()) })))
    const bad = read.find((one) => !one.read.ok)
    setProblem(bad === undefined ? '' : `“${bad.name}”${!bad.read.ok && bad.read.problem === 'county' ? '是别的县的公开链' : '不是存下的公开链'}，没有用上。`)
    const good = read.flatMap(({ name, read: one }) => (one.ok ? [{ name, heads: one.heads }] : []))
    onKept([...kept.filter(({ name }) => good.every((other) => other.name !== name)), ...good])
  }
  return (
    <details class="more kept">
      <summary>断了网也能核对：自己存一份公开链</summary>
      <p>公开链里只有先后和一串核对用的字，没有内容。存一份在手里，以后用它核对，不用联网，也不用相信这里今天给你的是哪一份。</p>
      <p class="actions">
        <button type="button" class="button small" onClick={() => void keep()}>存一份公开链</button>
        <ChooseFile words="选存下的公开链" small many onChoose={(files) => void choose(files)} />
        {kept.length > 0 && <button type="button" class="button small" onClick={({ currentTarget }) => {
          // The button goes with what it lets go of.
          currentTarget.closest('details')?.querySelector('summary')?.focus()
          onKept([])
        }}>不用存下的</button>}
      </p>
      <div role="status">
        {saved !== '' && <p>{saved}</p>}
        {kept.length > 0 && <p>用选的这{kept.length}份核对，不联网：{kept.map(({ name }) => name).join('、')}。</p>}
      </div>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
    </details>
  )
}

interface ChooseProps {
  readonly words: string
  readonly small?: boolean
  readonly many?: boolean
  readonly onChoose: (files: readonly File[]) => void
}

/** Files are read in the page. The same one can be chosen again. */
export function ChooseFile({ words, small = false, many = false, onChoose }: ChooseProps): JSX.Element {
  return (
    <label class={small ? 'button small choose' : 'button choose'}>
      <Sign shape="square" glyph="paper" size={small ? 24 : 32} /><span>{words}</span>
      <input type="file" class="sr-only" accept=".json,application/json" multiple={many} onChange={(event) => {
        onChoose([...(event.currentTarget.files ?? [])])
        event.currentTarget.value = ''
      }} />
    </label>
  )
}

function download(name: string, heads: Heads): void {
  save(name, new Blob([`${JSON.stringify(heads)}\n`], { type: 'application/json' }))
}
