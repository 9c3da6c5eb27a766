/** Zips and the documents that are zips: entry by entry, each cleaned as the kind of file that it is. */
import { bytesOf } from './bytes.ts'
import { inEntry, type Cleaned, type Left } from './found.ts'
import type { Kind } from './kind.ts'
import { cleanPart, isDropped, isText, type OfficeKind } from './office.ts'
import { readZip, unpack, type Zip, type ZipEntry } from './zip-read.ts'
import { ZipWriter } from './zip-write.ts'

/** Cleans what is inside; given by whoever cleans the whole. */
export type CleanInner = (file: Blob) => Promise<Cleaned>

/** A part of text bigger than this is not taken into memory. */
export const LARGEST_PART = 64 << 20
const decoder = (bytes: Uint8Array) => new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8')

export const partText = async (data: Blob): Promise<string> => {
  const bytes = await bytesOf(data)
  return decoder(bytes).decode(bytes)
}

export async function cleanArchive(file: Blob, kind: OfficeKind | 'zip', inner: CleanInner): Promise<Cleaned> {
  const zip = await readZip(file)
  if (zip === null) return { bytes: file, left: [{ code: 'big' }] }
  if (zip.entries.some(({ locked }) => locked)) return { bytes: file, left: [{ code: 'locked' }] }
  const writer = new ZipWriter()
  const left: Left[] = kind === 'zip' ? [{ code: 'names' }] : []
  const dropped = new Set(kind === 'zip' ? [] : zip.entries.map(({ name }) => name).filter((name) => isDropped(kind, name)))
  for (const entry of entriesOf(zip, kind)) {
    if (dropped.has(entry.name)) continue
    const data = entry.name.endsWith('/') ? new Blob([]) : await unpack(file, entry)
    if (data === null) return { bytes: file, left: [{ code: 'kind' }] }
    const cleaned = kind === 'zip' ? await cleanEntry(entry, data, inner) : await cleanOfficePart(kind, entry, data, dropped, inner)
    left.push(...inEntry(cleaned.left, entry.name))
    await writer.add({ name: entry.name, data: cleaned.bytes, pack: isText(entry.name) && cleaned.bytes.size <= LARGEST_PART })
  }
  return { bytes: writer.finish(), left }
}

/** Where a name stands twice, programs differ in which they open: the last is kept. An office document has no folders of its own. */
function entriesOf({ entries }: Zip, kind: Kind): ZipEntry[] {
  const last = new Map(entries.map((entry) => [entry.name, entry]))
  return [...last.values()].filter(({ name }) => kind === 'zip' || !name.endsWith('/'))
}

const cleanEntry = async ({ name }: ZipEntry, data: Blob, inner: CleanInner): Promise<Cleaned> => (name.endsWith('/') || data.size === 0 ? { bytes: data, left: [] } : inner(data))

/** Drawn in formats of their own, or programs: nobody here sees into them. */
const OPAQUE = /\.(?:emf|wmf|bin|wdp|pict|svm)$/i
const FONT = /\.(?:odttf|ttf|otf|fntdata)$/i

async function cleanOfficePart(kind: OfficeKind, { name }: ZipEntry, data: Blob, dropped: ReadonlySet<string>, inner: CleanInner): Promise<Cleaned> {
  if (isText(name)) {
    if (data.size > LARGEST_PART) return { bytes: data, left: [{ code: 'big' }] }
    const text = await partText(data)
    return { bytes: new Blob([cleanPart(kind, name, text.replace(/^(<\?xml[^>]*encoding=["'])utf-16/i, '$1UTF-8'), dropped)]), left: [] }
  }
  if (OPAQUE.test(name)) return { bytes: data, left: [{ code: 'inside' }] }
  if (data.size === 0 || FONT.test(name) || name === 'mimetype') return { bytes: data, left: [] }
  const cleaned = await inner(data)
  return { bytes: cleaned.bytes, left: cleaned.left.map((one) => (one.code === 'kind' ? { ...one, code: 'inside' } : one)) }
}
