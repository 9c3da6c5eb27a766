/**
 * PDF pages drawn by pdf.js on a canvas. Nothing in the file runs: no script engine is fetched, no form is live, links and actions are not built; its
 * parser works in a thread that may fetch nothing (site/public/_headers).
 */
import { AnnotationMode, getDocument, PDFDataRangeTransport, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
// oxlint-disable-next-line import/default -- an address, which Vite makes of the file
import threadAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import jbig2 from 'pdfjs-dist/wasm/jbig2.wasm?url'
import openjpeg from 'pdfjs-dist/wasm/openjpeg.wasm?url'
import qcms from 'pdfjs-dist/wasm/qcms_bg.wasm?url'
import type { Parts } from './parts.ts'

/** What fonts that are not in the file need to be read: of Chinese papers most are so. */
const MAPS = import.meta.glob<string>('../../../node_modules/pdfjs-dist/cmaps/{Adobe-GB1,Adobe-CNS1,GB,UniGB,UniCNS,UniJIS,B5,ETen,H,V,90ms,Identity}*.bcmap', { query: '?url&no-inline', import: 'default', eager: true })
const DECODERS: Readonly<Record<string, string>> = { 'jbig2.wasm': jbig2, 'openjpeg.wasm': openjpeg, 'qcms_bg.wasm': qcms }

const fetched = async (address: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(address)).arrayBuffer())

class Maps {
  async fetch({ name }: { name: string }): Promise<{ cMapData: Uint8Array; isCompressed: true }> {
    const address = MAPS[`../../../node_modules/pdfjs-dist/cmaps/${name}.bcmap`]
    if (address === undefined) throw new Error(`no map ${name}`)
    return { cMapData: await fetched(address), isCompressed: true }
  }
}

class Decoders {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const address = DECODERS[filename]
    if (address === undefined) throw new Error(`no decoder ${filename}`)
    return fetched(address)
  }
}

class Ranges extends PDFDataRangeTransport {
  readonly #parts: Parts
  readonly #fail: (fault: unknown) => void

  constructor(parts: Parts, fail: (fault: unknown) => void) {
    super(parts.size, null)
    this.#parts = parts
    this.#fail = fail
  }

  override requestDataRange(begin: number, end: number): void {
    void this.#parts.read(begin, end).then((bytes) => this.onDataRange(begin, bytes), this.#fail)
  }
}

export interface OpenPdf {
  readonly document: PDFDocumentProxy
  /** Rejects once a part of the file cannot be had. */
  readonly broken: Promise<never>
  readonly close: () => void
}

/** Reads what it needs of the file. Rejects with a PartFault, or with pdf.js's own error for a file that is none. */
export async function openPdf(parts: Parts): Promise<OpenPdf> {
  const port = new Worker(threadAddress, { type: 'module' })
  const worker = PDFWorker.create({ port })
  const { promise: broken, reject } = withFault()
  const task = getDocument({
    range: new Ranges(parts, reject), worker, rangeChunkSize: 1 << 20, disableStream: true, disableAutoFetch: true,
    isEvalSupported: false, enableXfa: false, useWorkerFetch: false, useSystemFonts: true, stopAtErrors: false,
    CMapReaderFactory: Maps, WasmFactory: Decoders,
  })
  const close = () => {
    void task.destroy().catch(() => undefined).finally(() => port.terminate())
  }
  try {
    return { document: await Promise.race([task.promise, broken]), broken, close }
  } catch (fault) {
    close()
    throw fault
  }
}

/** Rejected with the first part that cannot be had, whenever that is. */
function withFault(): { promise: Promise<never>; reject: (fault: unknown) => void } {
  let reject: (fault: unknown) => void = () => undefined
  const promise = new Promise<never>((_done, failed) => { reject = failed })
  promise.catch(() => undefined)
  return { promise, reject }
}

/** Draws a page, `width` CSS pixels wide, and gives its words. */
export async function drawPage(document: PDFDocumentProxy, n: number, canvas: HTMLCanvasElement, width: number, dots: number): Promise<string> {
  const page = await document.getPage(n)
  const natural = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: Math.min(6, (width * dots) / natural.width) })
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  await page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE }).promise
  const { items } = await page.getTextContent()
  page.cleanup()
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
}
