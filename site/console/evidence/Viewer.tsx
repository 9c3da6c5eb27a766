/** One file, opened in place. */
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { StaffReport } from '#contract/staff-report.ts'
import { isArchive, isImage } from '../../evidence/clean/inspect.ts'
import type { Kind } from '../../evidence/clean/kind.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { CopyButton } from './CopyButton.tsx'
import { Facts } from './Facts.tsx'
import { sayFault } from './faults.ts'
import type { HeldFile } from './held.ts'
import { Names, Paper, Unseen } from './Paper.tsx'
import { Picture, type ViewProps } from './Picture.tsx'
import { Save } from './Save.tsx'
import { useOpened } from './use-opened.ts'

interface Props {
  readonly unsealed: UnsealedReport
  readonly file: HeldFile
  readonly name: string
  readonly digest: string | null
  readonly onDigest: (digest: string) => void
  readonly onPicture: ViewProps['onPicture']
  readonly onChanged: (report: StaffReport) => Promise<void>
  readonly onClose: () => void
}

export function Viewer({ unsealed, file, name, digest, onDigest, onPicture, onChanged, onClose }: Props): JSX.Element {
  const { reference } = unsealed.report
  const opening = useOpened(reference, file, onChanged)
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  return (
    <section class="viewer stack" aria-labelledby="viewer-title" onKeyDown={(event) => {
      if (event.key === 'Escape') onClose()
    }}>
      <header>
        <h4 id="viewer-title" ref={heading} tabIndex={-1}><bdi>{name}</bdi></h4>
        <button type="button" class="button small" onClick={onClose}>合上</button>
      </header>
      {opening === null ? <p class="quiet" role="status">正在打开…</p> : 'problem' in opening ? <p class="notice stop small" role="alert">{opening.problem}</p> : (
        <View {...opening.shown} name={name} sayFault={sayFault} onPicture={onPicture} />
      )}
      <Facts unsealed={unsealed} file={file} digest={digest} onDigest={onDigest} />
      {opening !== null && 'shown' in opening && <CopyButton unsealed={unsealed} file={file} name={name} shown={opening.shown} onChanged={onChanged} />}
      <Save reference={reference} file={file} name={name} onBegin={() => opening !== null && 'shown' in opening && opening.shown.parts.clear()} onSaved={onChanged} />
    </section>
  )
}

type Showing = (props: ViewProps) => JSX.Element

/** What shows this kind, fetched when there is something to show. */
function View(props: ViewProps): JSX.Element {
  const [Show, setShow] = useState<Showing | null>(null)
  const [problem, setProblem] = useState('')
  useEffect(() => {
    viewOf(props.kind).then((show) => setShow(() => show), () => setProblem('显示它的那一段程序没有取到。连上网，刷新这一页再打开。'))
  }, [])
  if (problem !== '') return <p class="notice" role="alert">{problem}</p>
  return Show === null ? <p class="quiet" role="status">正在打开…</p> : <Show {...props} />
}

const PAPERS: readonly Kind[] = ['docx', 'xlsx', 'pptx', 'odf', 'other']

async function viewOf(kind: Kind): Promise<Showing> {
  if (isImage(kind)) return Picture
  if (kind === 'pdf') return (await import('./Pdf.tsx')).Pdf
  if (PAPERS.includes(kind)) return Paper
  if (kind === 'old-office') return Unseen
  return isArchive(kind) ? Names : (await import('./Film.tsx')).Film
}
