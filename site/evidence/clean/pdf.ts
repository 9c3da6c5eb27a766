/**
 * PDF by a full rewrite (pdf-lib, in the fork that is kept): only what the pages need is written again, so earlier revisions, orphans, the information
 * dictionary, XMP, attachments, scripts, signatures and who wrote a remark are gone. What the pages show stays as it is.
 */
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNull, PDFRawStream, PDFRef, PDFStream, PDFWriter, type PDFContext, type PDFObject } from '@cantoo/pdf-lib'
import { bytesOf, type Bytes } from './bytes.ts'
import { CleanFailure } from './failure.ts'
import type { Cleaned, Left } from './found.ts'
import { cleanProfile } from './icc.ts'
import { inflate } from './inflate.ts'
import { cleanJpeg } from './jpeg.ts'
import { isLocked } from './pdf-tags.ts'

/** Of the catalogue; the rest is scripts, signatures, structure for other programs, and what programs remember. */
const CATALOGUE = new Set(['Type', 'Pages', 'PageLabels', 'Names', 'Dests', 'Outlines', 'PageLayout', 'PageMode', 'AcroForm', 'OCProperties', 'Version', 'ViewerPreferences'])
const ANYWHERE = new Set(['Metadata', 'PieceInfo', 'LastModified', 'Thumb', 'AF', 'AA', 'VP', 'XFA', 'OPI', 'CreatorInfo', 'Measure', 'StructParent', 'StructParents', 'OutputIntents'])
const REMARK = new Set(['T', 'M', 'CreationDate', 'NM', 'RC', 'IT', 'ExData'])
const ELSEWHERE = new Set(['Launch', 'GoToR', 'GoToE', 'ImportData', 'SubmitForm', 'JavaScript'])
const NAME_TREES = new Set(['Dests'])
const LARGEST_PROFILE = 16 << 20

/** One that opens with a password is handed back as it came. */
export async function cleanPdf(file: Blob): Promise<Cleaned> {
  const bytes = await bytesOf(file)
  const locked = isLocked(bytes)
  const context = await load(bytes, locked)
  if (context === null) return { bytes: file, left: [{ code: 'locked' }] }
  const catalogue = context.lookup(context.trailerInfo.Root)
  if (!(catalogue instanceof PDFDict) || !(context.lookup(catalogue.get(PDFName.of('Pages'))) instanceof PDFDict)) throw new CleanFailure('damaged')
  keepOnly(catalogue, CATALOGUE)
  const names = context.lookup(catalogue.get(PDFName.of('Names')))
  if (names instanceof PDFDict) keepOnly(names, NAME_TREES)
  const left: Left[] = []
  const reached = walk(context, catalogue, left)
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref) && ref !== context.trailerInfo.Root) context.delete(ref)
  for (const key of ['Info', 'ID', 'Encrypt'] as const) delete context.trailerInfo[key]
  return { bytes: new Blob([new Uint8Array(await PDFWriter.forContext(context, Number.POSITIVE_INFINITY).serializeToBuffer())]), left }
}

/** Many are locked against copying only, and open without a password. Null where they do not. */
async function load(bytes: Bytes, locked: boolean): Promise<PDFContext | null> {
  try {
    return (await PDFDocument.load(bytes, { updateMetadata: false, ...(locked && { password: '' }) })).context
  } catch {
    if (locked) return null
    throw new CleanFailure('damaged')
  }
}

const nameOf = (dict: PDFDict, key: string): string => {
  const value = dict.context.lookup(dict.get(PDFName.of(key)))
  return value instanceof PDFName ? value.decodeText() : ''
}

function keepOnly(dict: PDFDict, keys: ReadonlySet<string>): void {
  for (const key of dict.keys()) if (!keys.has(key.decodeText())) dict.delete(key)
}

/** Everything that the pages lead to, cleaned on the way; without recursion, since a file may lead in circles or very deep. */
function walk(context: PDFContext, from: PDFDict, left: Left[]): Set<PDFRef> {
  const reached = new Set<PDFRef>()
  const seen = new Set<PDFObject>()
  // Fonts, pictures and looks by names that whoever wrote the file chose: a font may be called AA.
  const maps = new Set<PDFObject>()
  const waiting: PDFObject[] = [from]
  for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
    if (object instanceof PDFRef) {
      if (reached.has(object)) continue
      reached.add(object)
      const target = context.lookup(object)
      if (target instanceof PDFRawStream) context.assign(object, cleanStream(target, left))
      const cleaned = context.lookup(object)
      if (cleaned !== undefined) waiting.push(cleaned)
    } else if (!seen.has(object)) {
      seen.add(object)
      waiting.push(...inside(object, maps))
    }
  }
  return reached
}

function inside(object: PDFObject, maps: Set<PDFObject>): PDFObject[] {
  if (object instanceof PDFArray) return object.asArray()
  const dict = object instanceof PDFStream ? object.dict : object
  if (!(dict instanceof PDFDict)) return []
  if (!maps.has(dict)) cleanDict(dict)
  for (const key of ['Resources', 'DR', 'AP']) {
    const map = dict.context.lookup(dict.get(PDFName.of(key)))
    if (map instanceof PDFDict) for (const inner of map.values()) maps.add(dict.context.lookup(inner) ?? inner)
  }
  return dict.values()
}

function cleanDict(dict: PDFDict): void {
  const isRemark = dict.has(PDFName.of('Subtype')) && dict.has(PDFName.of('Rect')) && nameOf(dict, 'Subtype') !== 'Widget'
  for (const key of dict.keys()) {
    const name = key.decodeText()
    if (ANYWHERE.has(name) || name.startsWith('PTEX') || name.includes(':') || (isRemark && REMARK.has(name))) dict.delete(key)
  }
  if (nameOf(dict, 'FT') === 'Sig') dict.delete(PDFName.of('V'))
  // A file hung on a page is not shown by it.
  if (nameOf(dict, 'Subtype') === 'FileAttachment') dict.delete(PDFName.of('FS'))
  const action = dict.context.lookup(dict.get(PDFName.of('A')))
  if (action instanceof PDFDict && ELSEWHERE.has(nameOf(action, 'S'))) dict.set(PDFName.of('A'), PDFNull)
}

function cleanStream(stream: PDFRawStream, left: Left[]): PDFStream {
  const filter = filterOf(stream.dict)
  if (filter === 'DCTDecode') return PDFRawStream.of(stream.dict, photograph(new Uint8Array(stream.contents), left))
  if (filter === 'JPXDecode' && left.length === 0) left.push({ code: 'inside' })
  // An ICC profile is the one stream with N and without a type.
  if (!stream.dict.has(PDFName.of('N')) || stream.dict.has(PDFName.of('Type')) || (filter !== '' && filter !== 'FlateDecode')) return stream
  const raw = new Uint8Array(stream.contents)
  const profile = cleanProfile(filter === '' ? raw : inflate(raw, LARGEST_PROFILE))
  if (profile === null) return stream
  stream.dict.delete(PDFName.of('Filter'))
  return PDFRawStream.of(stream.dict, profile)
}

function filterOf(dict: PDFDict): string {
  const filter = dict.context.lookup(dict.get(PDFName.of('Filter')))
  if (filter instanceof PDFName) return filter.decodeText()
  if (!(filter instanceof PDFArray) || filter.size() !== 1) return filter === undefined ? '' : 'several'
  const only = filter.lookup(0)
  return only instanceof PDFName ? only.decodeText() : ''
}

/** A picture that cannot be read is left as it is, and that is said. */
function photograph(bytes: Bytes, left: Left[]): Bytes {
  try {
    return cleanJpeg(bytes)
  } catch {
    if (left.length === 0) left.push({ code: 'inside' })
    return bytes
  }
}
