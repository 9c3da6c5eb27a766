/** A PDF, page by page. Its words stand beside each page for whoever has it read aloud. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { drawPage, openPdf, type OpenPdf } from './pdf.ts'
import type { ViewProps } from './Picture.tsx'

const SIZES = [1, 1.5, 2, 3] as const

const sayPdfFault = (fault: unknown): string =>
  fault instanceof Error && fault.name === 'PasswordException' ? '这个 PDF 有密码，这里打不开。要到了密码，另存下来再打开。' : '这个 PDF 不完整，或者坏了，打不开。'

export function Pdf({ parts, name, sayFault, onPicture }: ViewProps): JSX.Element {
  const [pdf, setPdf] = useState<OpenPdf | null>(null)
  const [problem, setProblem] = useState('')
  const say = (fault: unknown) => setProblem(sayFault(fault, sayPdfFault(fault)))
  useEffect(() => {
    let alive = true
    const opening = openPdf(parts)
    const fail = (fault: unknown) => { if (alive) say(fault) }
    opening.then((opened) => {
      if (alive) setPdf(opened)
      return opened.broken
    }).catch(fail)
    return () => {
      alive = false
      opening.then(({ close }) => close(), () => undefined)
    }
  }, [])
  if (problem !== '') return <p class="notice" role="alert">{problem}</p>
  return pdf === null ? <p class="quiet" role="status">正在打开…</p> : <Pages pdf={pdf} name={name} onFault={say} onPicture={onPicture} />
}

interface PagesProps {
  readonly pdf: OpenPdf
  readonly name: string
  readonly onFault: (fault: unknown) => void
  readonly onPicture: ViewProps['onPicture']
}

function Pages({ pdf: { document: paper }, name, onFault, onPicture }: PagesProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [{ page, size }, setPlace] = useState({ page: 1, size: 0 })
  const words = usePage({ paper, page, size, onFault, onPicture }, canvas)
  const go = (by: number) => setPlace((now) => ({ ...now, page: Math.min(paper.numPages, Math.max(1, now.page + by)) }))
  const grow = (by: number) => setPlace((now) => ({ ...now, size: Math.min(SIZES.length - 1, Math.max(0, now.size + by)) }))
  const keys: Readonly<Record<string, () => void>> = { PageDown: () => go(1), PageUp: () => go(-1), '+': () => grow(1), '=': () => grow(1), '-': () => grow(-1) }
  return (
    <>
      <div class="stage paper" tabIndex={0} role="group" aria-label="这一页，翻页键翻页，加减号放大缩小" onKeyDown={(event) => {
        const act = keys[event.key]
        if (act === undefined || event.ctrlKey || event.metaKey) return
        event.preventDefault()
        act()
      }}>
        <canvas ref={canvas} role="img" aria-label={`${name}，第${page}页`} />
      </div>
      <p class="sr-only">{words}</p>
      <div class="tools" role="group" aria-label="翻页">
        <button type="button" class="button small" aria-disabled={page === 1} onClick={() => go(-1)}>上一页</button>
        <button type="button" class="button small" aria-disabled={page === paper.numPages} onClick={() => go(1)}>下一页</button>
        <span role="status">第{page}页，共{paper.numPages}页</span>
        <button type="button" class="button small" onClick={() => grow(1)}>放大</button>
        <button type="button" class="button small" onClick={() => grow(-1)}>缩小</button>
      </div>
    </>
  )
}

interface Drawing extends Omit<PagesProps, 'pdf' | 'name'> {
  readonly paper: OpenPdf['document']
  readonly page: number
  readonly size: number
}

/** Draws the page, and gives its words. */
function usePage({ paper, page, size, onFault, onPicture }: Drawing, canvas: { readonly current: HTMLCanvasElement | null }): string {
  const [words, setWords] = useState('')
  useEffect(() => {
    let alive = true
    const shown = canvas.current
    if (shown === null) return undefined
    const times = SIZES[size] ?? 1
    shown.style.width = `${100 * times}%`
    // A page drawn while another is: on a canvas of its own, then at once in its place.
    const fresh = document.createElement('canvas')
    void drawPage(paper, page, fresh, (shown.parentElement?.clientWidth ?? 600) * times, Math.min(2, devicePixelRatio)).then((said) => {
      if (!alive) return
      shown.width = fresh.width
      shown.height = fresh.height
      shown.getContext('2d')?.drawImage(fresh, 0, 0)
      if (page === 1 && size === 0) onPicture(fresh, fresh)
      setWords(said)
    }, (fault: unknown) => alive && onFault(fault)).finally(() => { fresh.width = 0 })
    return () => { alive = false }
  }, [page, size])
  useEffect(() => {
    const shown = canvas.current
    return () => { if (shown !== null) shown.width = 0 }
  }, [])
  return words
}
