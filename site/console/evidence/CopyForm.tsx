/** 脱敏件 of one file: covered here by hand, or made elsewhere and brought from this computer; looked at once more, cleaned, sealed. The file itself stays as it is. */
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { StaffReport } from '#contract/staff-report.ts'
import { LARGEST } from '../../evidence/clean/bytes.ts'
import { Cover } from '../../evidence/pick/Cover.tsx'
import { isDrawn } from '../../evidence/pick/kinds.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { UNCOVERED } from './copy-words.ts'
import type { HeldFile } from './held.ts'
import { Made } from './Made.tsx'
import { useCopy } from './use-copy.ts'
import type { Shown } from './use-opened.ts'

export { dressing } from '../../evidence/pick/pick.ts'

export interface CopyProps {
  readonly unsealed: UnsealedReport
  readonly file: HeldFile
  readonly name: string
  /** The file, opened. */
  readonly shown: Shown
  readonly onChanged: (report: StaffReport) => Promise<void>
  readonly onEnd: () => void
}

export function CopyForm(props: CopyProps): JSX.Element {
  const copy = useCopy(props)
  const heading = useRef<HTMLHeadingElement>(null)
  const { item, covering, said, problem } = copy
  useLayoutEffect(() => heading.current?.focus(), [covering, item === null])
  if (covering && item !== null) return <div class="make-copy" onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}><Cover name={props.name} item={item} picked={copy.picked} onLeave={copy.leaveCover} says={UNCOVERED} /></div>
  return (
    <form class="stack make-copy" onSubmit={(event) => {
      event.preventDefault()
      void copy.send()
    }} onKeyDown={(event) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      props.onEnd()
    }}>
      <h5 ref={heading} tabIndex={-1}>做一份脱敏件</h5>
      <p class="hint">原来的附件不动。脱敏件是另外一份，转给别的单位的时候可以只给它；举报人看不到。</p>
      {item === null ? <Ways {...props} onBrush={() => void copy.brush()} onFile={(file) => void copy.choose(file)} isBusy={copy.busy} /> : <Made item={item} isByHand={copy.isByHand} />}
      <p role="status">{said}</p>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
      <div class="tools">
        {item !== null && <button type="submit" class="button small act" aria-disabled={copy.busy}>{copy.busy ? '正在加密、送出…' : '加密存成脱敏件'}</button>}
        {item !== null && !copy.busy && item.cleaned !== null && isDrawn(item.cleaned.kind) && <button type="button" class="button small" onClick={copy.cover}>{item.covered > 0 ? '再遮几处' : '遮住一部分'}</button>}
        {item !== null && !copy.busy && <button type="button" class="button small" onClick={copy.clear}>不要这份，重来</button>}
        <button type="button" class="button small" onClick={props.onEnd}>先不做</button>
      </div>
    </form>
  )
}

interface WaysProps extends Pick<CopyProps, 'shown'> {
  readonly isBusy: boolean
  readonly onBrush: () => void
  readonly onFile: (file: File) => void
}

/** By hand, where it is a picture; otherwise, or all the same, a file that was made with another program. */
function Ways({ shown: { kind, parts }, isBusy, onBrush, onFile }: WaysProps): JSX.Element {
  const byHand = isDrawn(kind) && parts.size <= LARGEST
  return (
    <>
      <div class="tools">
        {byHand && <button type="button" class="button small act" aria-disabled={isBusy} onClick={() => { if (!isBusy) onBrush() }}>在这里遮</button>}
        <label class="button small">
          <input type="file" class="sr-only" disabled={isBusy} onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? []
            currentTarget.value = ''
            if (file !== undefined) onFile(file)
          }} />
          {byHand ? '选一份在别处做好的' : '选一份做好的'}
        </label>
      </div>
      <p class="hint">{byHand ? '遮脸、遮车牌、遮影子。涂黑的地方，底下的就没有了。' : '这个附件在这里遮不了：先另存，用别的软件遮好、剪好，再到这里选它。'}选来的那一份，附带的地点、设备、作者先清理掉再加密；它的文件名不跟着走。</p>
    </>
  )
}
