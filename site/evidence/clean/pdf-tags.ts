/** What a PDF tells, read from its bytes; the cleaner goes by pdf-lib's objects instead. */
import type { What } from '#contract/evidence.ts'
import { letters, type Bytes } from './bytes.ts'
import { found, type Found } from './found.ts'
import { imageTags, xmpTags } from './image-tags.ts'
import { inflated, pdfString, readPdf, type PdfObject } from './pdf-read.ts'
import { whatOf } from './what.ts'

const ENTRY = /\/([A-Za-z][\w.:]{0,60})\s*(\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>)/g
const REMARK = /\/Subtype\s*\/(?:Text|FreeText|Highlight|Underline|Squiggly|StrikeOut|Ink|Popup|Square|Circle|Line|Polygon|PolyLine|Stamp|Caret|FileAttachment)\b/
const PARTS: readonly (readonly [What, RegExp])[] = [
  ['other', /\/PieceInfo\b/], ['thumbnail', /\/Thumb\s/], ['attachment', /\/Type\s*\/EmbeddedFile\b|\/EmbeddedFiles\b/], ['place', /\/GPTS\b/], ['author', /\/Type\s*\/Sig\b/], ['device', /\/PTEX\.|\/PTEX_/], ['other', /\/XFA\b/],
]
const MOST_PICTURES = 300
const MOST_METADATA = 16 << 20

export const isLocked = (bytes: Bytes): boolean => /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(letters(bytes))

export function pdfTags(bytes: Bytes): Found[] {
  const { all, objects } = readPdf(bytes)
  const infos = new Set([...all.matchAll(/\/Info\s+(\d+)\s+\d+\s+R/g), ...objects.flatMap(({ words }) => [...words.matchAll(/\/Info\s+(\d+)\s+\d+\s+R/g)])].map((match) => Number(match[1])))
  const told = objects.flatMap((object) => [...(infos.has(object.number) ? entries(object.words) : []), ...objectTags(object)])
  const revisions = all.split('%%EOF').length - 1 - (/\/Linearized\b/.test(all.slice(0, 2048)) ? 1 : 0)
  return [
    ...told,
    ...pictureTags(objects),
    ...(revisions > 1 ? found('history', String(revisions)) : []),
    ...[...all.matchAll(/\/ID\s*\[\s*<([0-9A-Fa-f]*)>/g)].flatMap(([, id = '']) => found('id', id)),
  ]
}

const entries = (words: string): Found[] =>
  [...words.matchAll(ENTRY)].flatMap(([, name = '', value = '']) => {
    // Here the program that wrote it, not a person.
    const what = name === 'Creator' ? 'software' : whatOf(name)
    return found(what, what === 'other' ? `${name}: ${pdfString(value)}` : pdfString(value))
  })

function objectTags(object: PdfObject): Found[] {
  const { words } = object
  const remark = REMARK.test(words) ? [...words.matchAll(ENTRY)].flatMap(([, name, value = '']) => (name === 'T' ? found('author', pdfString(value)) : name === 'M' || name === 'CreationDate' ? found('time', pdfString(value)) : [])) : []
  const parts = PARTS.flatMap(([what, pattern]) => (pattern.test(words) ? found(what, pattern.exec(words)?.[0] ?? '') : []))
  const packet = /\/Type\s*\/Metadata\b/.test(words) ? xmpTags(new TextDecoder().decode(inflated(object, MOST_METADATA))) : []
  return [...remark, ...parts, ...packet]
}

/** Photographs inside bring their own. */
const pictureTags = (objects: readonly PdfObject[]): Found[] =>
  objects.filter(({ words, stream }) => stream !== undefined && /\/Filter\s*\[?\s*\/(?:DCTDecode|DCT)\b/.test(words)).slice(0, MOST_PICTURES).flatMap(({ stream }) => imageTags(stream ?? new Uint8Array(0)))
