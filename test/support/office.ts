/** Files of Word and Excel read by hand: what is in them is not asked of the library that made them. */
import { inflateRawSync } from 'node:zlib'

/** A zip's files by name, as text. Follows the central directory (APPNOTE 4.3.12), since sizes may stand behind the data. */
export function unzip(bytes: Uint8Array): ReadonlyMap<string, string> {
  const zip = Buffer.from(bytes)
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0) throw new Error('no zip')
  const files = new Map<string, string>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, name, extra, comment, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)]
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const data = zip.subarray(start, start + size)
    files.set(zip.toString('utf8', at + 46, at + 46 + name), (method === 8 ? inflateRawSync(data) : data).toString('utf8'))
    at += 46 + name + extra + comment
  }
  return files
}

/** When each part of a zip is said to be from: the four bytes of its time and date, in its own header and in the central directory. */
export function datesIn(bytes: Uint8Array): string[] {
  const zip = Buffer.from(bytes)
  const at = (signature: number[]) => [...zip.toString('latin1').matchAll(new RegExp(String.fromCharCode(0x50, 0x4b, ...signature), 'g'))].map(({ index }) => index)
  return [...at([3, 4]).map((start) => start + 10), ...at([1, 2]).map((start) => start + 12)].map((start) => zip.toString('hex', start, start + 4))
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescape = (text: string) => text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (_, decimal?: string, hex?: string, name?: string) =>
  (name === undefined ? String.fromCodePoint(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal)) : (ENTITIES[name] ?? '?')))
const inner = (xml: string, tag: string) => [...xml.matchAll(new RegExp(`<${tag}(?:\\s[^>]*)?>([\\s\\S]*?)</${tag}>`, 'g'))].map((match) => match[1] ?? '')

/** A document's paragraphs, those in tables too, in order. */
export const paragraphsOf = (docx: Uint8Array): string[] =>
  inner(unzip(docx).get('word/document.xml') ?? '', 'w:p').map((paragraph) => unescape(inner(paragraph, 'w:t').join('')))

/** A cell as it is stored: words, number or formula with the value beside it. `type`: the attribute `t`, absent for numbers and days. */
export interface StoredCell {
  readonly type: string | null
  readonly value: string
  readonly formula: string | null
}

/** The sheets of a workbook by name: address → cell. Empty cells are left out. */
export function sheetsOf(xlsx: Uint8Array): ReadonlyMap<string, ReadonlyMap<string, StoredCell>> {
  const files = unzip(xlsx)
  const shared = inner(files.get('xl/sharedStrings.xml') ?? '', 'si').map((item) => unescape(inner(item, 't').join('')))
  const names = [...(files.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map((match) => unescape(match[1] ?? ''))
  return new Map(names.map((name, at) => [name, cellsOf(files.get(`xl/worksheets/sheet${at + 1}.xml`) ?? '', shared)]))
}

function cellsOf(xml: string, shared: readonly string[]): ReadonlyMap<string, StoredCell> {
  const cells = new Map<string, StoredCell>()
  for (const [, attributes = '', content = ''] of xml.matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const type = /\bt="([^"]+)"/.exec(attributes)?.[1] ?? null
    const [formula, value] = [inner(content, 'f')[0], inner(content, 'v')[0] ?? inner(content, 't')[0]]
    if (formula === undefined && value === undefined) continue
    const words = type === 's' ? (shared[Number(value)] ?? '') : unescape(value ?? '')
    cells.set(/\br="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? '', { type, value: words, formula: formula === undefined ? null : unescape(formula) })
  }
  return cells
}
