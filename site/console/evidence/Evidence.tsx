/** 附件: the contact sheet and, below it, the one file that is open. Fetched when a report brings files. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { StaffReport } from '#contract/staff-report.ts'
import { kindOf } from '../../evidence/clean/kind.ts'
import { isImage } from '../../evidence/clean/inspect.ts'
import { saySize } from '../../evidence/say-size.ts'
import { useConsole } from '../context.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { recordLook } from './act.ts'
import { sayFault } from './faults.ts'
import { nameOf, openHeldFiles, type HeldFile } from './held.ts'
import { pictureOf } from './open-picture.ts'
import type { ViewProps } from './Picture.tsx'
import { Sheet } from './Sheet.tsx'
import { partsOf } from './use-opened.ts'
import { Viewer } from './Viewer.tsx'
import { digestSaid } from './whole.ts'
import { familyOf, grouped } from './words.ts'

export interface EvidenceProps {
  readonly unsealed: UnsealedReport
  readonly onChanged: (report: StaffReport) => Promise<void>
}

const SMALL = 240
/** What is fetched for a small picture, at most. */
const MOST_BYTES = 8 << 20

export function Evidence({ unsealed, onChanged }: EvidenceProps): JSX.Element | null {
  const files = useFiles(unsealed)
  const [open, setOpen] = useState<number | null>(null)
  const [digests, setDigests] = useState<ReadonlyMap<number, string>>(new Map())
  const { thumbs, keep } = useThumbs()
  if (files === null) return <p class="quiet" role="status">正在打开…</p>
  const file = files.find(({ k }) => k === open)
  const digestFor = (one: HeldFile) => digests.get(one.k) ?? digestSaid(one)
  const close = () => {
    setOpen(null)
    document.getElementById(`file-${open}`)?.focus()
  }
  return (
    <>
      <Sheet files={files} thumbs={thumbs} open={open} onOpen={(k) => (k === open ? close() : setOpen(k))} />
      <SmallPictures unsealed={unsealed} files={files.filter(({ k, words, problem }) => problem === null && !thumbs.has(k) && words !== null && familyOf(words) === 'picture' && words.size <= MOST_BYTES)} onChanged={onChanged} onPicture={keep} />
      {file !== undefined && file.words !== null && (
        <Viewer key={file.k} unsealed={unsealed} file={file} name={nameOf(file)} digest={digestFor(file)} onDigest={(digest) => setDigests((now) => new Map(now).set(file.k, digest))} onPicture={(from, size) => void keep(file.k, from, size)} onChanged={onChanged} onClose={close} />
      )}
      <ol class="print-only file-list">
        {files.map((one) => <li key={one.k}>{nameOf(one)}{one.words !== null && `，${saySize(one.words.size)}`}，校验值（SHA-256）：{sayDigest(digestFor(one))}</li>)}
      </ol>
    </>
  )
}

const sayDigest = (digest: string | null): string => (digest === null ? '还没有核对，打开它算出来再打印' : grouped(digest))

function useFiles(unsealed: UnsealedReport): readonly HeldFile[] | null {
  const [files, setFiles] = useState<readonly HeldFile[] | null>(null)
  useEffect(() => {
    let alive = true
    void openHeldFiles(unsealed).then((opened) => alive && setFiles(opened))
    return () => { alive = false }
  }, [unsealed])
  return files
}

/** Small pictures of what was opened, in memory until the report is closed or the session locks. */
function useThumbs() {
  const [thumbs, setThumbs] = useState<ReadonlyMap<number, ImageBitmap>>(new Map())
  const kept = useRef(new Map<number, ImageBitmap>())
  const gone = useRef(false)
  useEffect(() => () => {
    gone.current = true
    for (const picture of kept.current.values()) picture.close()
  }, [])
  const keep = (k: number, from: CanvasImageSource, { width, height }: Parameters<ViewProps['onPicture']>[1]): Promise<void> => {
    const scale = Math.min(1, SMALL / Math.max(width, height))
    const size = { resizeWidth: Math.max(1, Math.round(width * scale)), resizeHeight: Math.max(1, Math.round(height * scale)), resizeQuality: 'medium' as const }
    return createImageBitmap(from as ImageBitmap, size).then((small) => {
      kept.current.get(k)?.close()
      kept.current.set(k, small)
      if (gone.current) small.close()
      else setThumbs(new Map(kept.current))
    }, () => undefined)
  }
  return { thumbs, keep }
}

interface SmallProps extends EvidenceProps {
  readonly files: readonly HeldFile[]
  readonly onPicture: (k: number, ...picture: Parameters<ViewProps['onPicture']>) => Promise<void>
}

/** A lock ends it as it ends what is shown: nothing more is looked at. */
function useEnding(): { isOver: boolean; close: () => void } {
  const ending = useRef({ isOver: false, close: () => {} })
  useEffect(() => () => {
    ending.current.isOver = true
    ending.current.close()
  }, [])
  return ending.current
}

/** Opens every photograph for its small picture, when asked: that is a look at each. */
function SmallPictures({ unsealed, files, onChanged, onPicture }: SmallProps): JSX.Element | null {
  const state = useConsole()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const ending = useEnding()
  if (files.length === 0) return null
  const { reference } = unsealed.report
  async function openOne(file: HeldFile): Promise<StaffReport | null> {
    const looked = await recordLook(state.session, reference, file.k)
    if (!looked.ok) setProblem(state.explain(looked))
    if (!looked.ok || ending.isOver) return null
    const { parts, close } = partsOf(state, reference, file)
    ending.close = close
    try {
      const kind = await kindOf(parts.bits)
      const picture = isImage(kind) ? await pictureOf({ parts, kind }) : ''
      if (typeof picture !== 'string') await onPicture(file.k, picture, picture).finally(() => picture.close())
    } catch (fault) {
      setProblem(sayFault(fault))
    } finally {
      close()
    }
    return looked.value
  }
  async function run(): Promise<void> {
    setBusy(true)
    setProblem('')
    let last: StaffReport | null = null
    for (const file of files) if (!ending.isOver) last = (await openOne(file)) ?? last
    setBusy(false)
    if (!ending.isOver && last !== null) await onChanged(last)
  }
  return (
    <div class="tools no-print">
      <button type="button" class="button small" aria-disabled={busy} onClick={() => { if (!busy) void run() }}>{busy ? '正在打开…' : `显示${files.length}张照片的小图`}</button>
      <span class="quiet">看过的都记在流转记录里</span>
      <span role="alert">{problem !== '' && <span class="error">{problem}</span>}</span>
    </div>
  )
}
