/**
 * The words of a document: taken out of it as text, so that nothing in it is ever run, drawn or fetched. Marks are cut away by their names; what is in
 * between is words. No DOM.
 */
import { evidenceWords } from '#contract/county/evidence.ts'
import { fill } from '#contract/rules/fill.ts'
import { bytesOf, type Bits } from './clean/bytes.ts'
import type { Kind } from './clean/kind.ts'
import { readZip, unpackBytes, type Zip } from './clean/zip-read.ts'
import { makeTurns } from './in-turn.ts'

export interface PaperText {
  readonly text: string
  /** It brings programs of its own, which nobody runs here. */
  readonly hasMacro: boolean
  /** There is more than is shown. */
  readonly isCut: boolean
}

/** What somebody reads in a console. Beyond this it is a case for the program that made it. */
const MOST = 400_000
/** Unpacked, of one part of the document. */
const MOST_XML = 32 << 20
/** Of all that is unpacked of a document, as much as is in memory with its words. */
const MOST_PARTS = 64 << 20

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex?: string, digits?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole
    const point = hex === undefined ? Number(digits) : Number.parseInt(hex, 16)
    return point <= 0x10ffff && point > 0 ? String.fromCodePoint(point) : ''
  })

/*
 * A document from a stranger: each pass over it takes time in its length and no more. So no mark reaches over the next one, and what begins and never
 * ends is looked for once.
 */

/** Everything between such a beginning and its end, in order; what begins and never ends is nothing. */
function* between(xml: string, open: string, close: string): Generator<readonly [start: number, inside: string, end: number]> {
  for (let at = 0; ; ) {
    const start = xml.indexOf(open, at)
    const end = start < 0 ? -1 : xml.indexOf(close, start + open.length)
    if (end < 0) return
    yield [start, xml.slice(start + open.length, end), (at = end + close.length)]
  }
}

/** Without what stands between them. */
function without(xml: string, open: string, close: string): string {
  const kept: string[] = []
  let from = 0
  for (const [start, , end] of between(xml, open, close)) {
    kept.push(xml.slice(from, start))
    from = end
  }
  return kept.join('') + xml.slice(from)
}

/** What stands inside the elements of this name, which are not within each other. */
const inside = (xml: string, name: string): string[] =>
  [...between(xml.replaceAll(`<${name}/>`, `<${name}></${name}>`), `<${name}`, `</${name}>`)].flatMap(([, all]) => (/^[\s>]/.test(all) ? [all.slice(all.indexOf('>') + 1)] : []))

/** Marks that end a line, and those that stand for a tab. The rest vanish. */
const words = (xml: string, line: RegExp, tab: RegExp): string =>
  decoded(without(xml, '<!--', '-->').replace(/<\?[^<>]*>/g, '').replace(/[\r\n]+/g, '').replace(line, '\n').replace(tab, '\t').replace(/<[^<>]*>/g, ''))

const DOCX_LINE = /<\/w:p>|<w:(?:br|cr)\b[^<>]*>/g
const DOCX_TAB = /<w:tab\/>|<\/w:tc>/g
/** What was struck out while changes were tracked. */
const STRUCK = /<w:delText\b[^<>]*>[^<]*<\/w:delText>|<w:instrText\b[^<>]*>[^<]*<\/w:instrText>/g
const docx = async (part: Part) => {
  const parts = await Promise.all(['word/document.xml', 'word/footnotes.xml', 'word/endnotes.xml', 'word/comments.xml'].map(part))
  return parts.map((xml) => words(xml.replace(STRUCK, ''), DOCX_LINE, DOCX_TAB).trim()).filter((text) => text !== '').join('\n\n')
}

const pptx = async (part: Part, names: readonly string[]) => {
  const slides = numbered(names, /^ppt\/slides\/slide(\d+)\.xml$/)
  const texts = await Promise.all(slides.map(part))
  return texts.map((xml, at) => `${fill(evidenceWords.paper.slide, { n: at + 1 })}\n${words(xml, /<\/a:p>|<a:br\b[^<>]*>/g, /<a:tab\b[^<>]*>/g).trim()}`).join('\n\n')
}

const odf = async (part: Part) => words(await part('content.xml'), /<\/text:(?:p|h)>|<text:line-break\/>|<\/table:table-row>/g, /<text:tab\/>|<\/table:table-cell>/g).trim()

const xlsx = async (part: Part, names: readonly string[]) => {
  const shared = inside(await part('xl/sharedStrings.xml'), 'si').map((one) => words(without(one, '<rPh', '</rPh>'), /$^/g, /$^/g))
  const called = [...(await part('xl/workbook.xml')).matchAll(/<sheet\b[^<>]{0,4000}?\bname="([^"<>]*)"/g)].map(([, name = '']) => decoded(name))
  const sheets = await Promise.all(numbered(names, /^xl\/worksheets\/sheet(\d+)\.xml$/).map(part))
  return sheets.map((xml, at) => `${titleOf(called[at], at + 1)}\n${inside(xml, 'row').map((row) => rowOf(row, shared)).join('\n')}`).join('\n\n')
}

const titleOf = (name: string | undefined, n: number): string => (name === undefined ? fill(evidenceWords.paper.sheet, { n }) : fill(evidenceWords.paper.named, { name }))

/** Cells follow one another: each reaches to where the next begins. */
const rowOf = (row: string, shared: readonly string[]): string =>
  row.split(/<c(?=[\s>/])/).slice(1).map((cell) => {
    const marks = cell.slice(0, Math.max(0, cell.indexOf('>')))
    const value = /<v\b[^<>]*>([^<]*)<\/v>/.exec(cell)?.[1] ?? ''
    if (/\bt="s"/.test(marks)) return shared[Number(value)] ?? ''
    return /\bt="inlineStr"/.test(marks) ? words(cell.slice(marks.length + 1), /$^/g, /$^/g) : decoded(value)
  }).join('\t').trimEnd()

/** The text of one part; '' where there is none. */
type Part = (name: string) => Promise<string>

function numbered(names: readonly string[], pattern: RegExp): string[] {
  const numberOf = (name: string) => Number(pattern.exec(name)?.[1] ?? Number.NaN)
  return [...new Set(names)].filter((name) => pattern.test(name)).sort((a, b) => numberOf(a) - numberOf(b))
}

const READERS: Partial<Record<Kind, (part: Part, names: readonly string[]) => Promise<string>>> = { docx, pptx, xlsx, odf }

/** Null for a kind that has no words to take out. Throws a CleanFailure where it is damaged or a bomb. */
export async function paperText(file: Bits, kind: Kind): Promise<PaperText | null> {
  const read = READERS[kind]
  if (read === undefined) return kind === 'other' ? plainText(file) : null
  const zip: Zip | null = await readZip(file)
  if (zip === null) return null
  let room = MOST_PARTS
  const open = async (name: string) => {
    const entry = zip.entries.find((one) => one.name === name)
    if (entry === undefined || entry.size > Math.min(MOST_XML, room)) return ''
    room -= entry.size
    const unpacked = await unpackBytes(file, entry)
    return unpacked === null ? '' : new TextDecoder().decode(unpacked)
  }
  // One after another: all at once they would be in memory at once.
  const oneByOne = makeTurns()
  const part: Part = (name) => oneByOne(() => open(name))
  const names = zip.entries.map(({ name }) => name)
  return { ...cut(await read(part, names)), hasMacro: names.some((name) => /(?:^|\/)vbaProject\.bin$|^(?:Basic|Scripts)\//.test(name)) }
}

const cut = (text: string): Pick<PaperText, 'text' | 'isCut'> => ({ text: text.slice(0, MOST), isCut: text.length > MOST })

// oxlint-disable-next-line no-control-regex -- what no text has
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/

/** A text file in either of the ways that Chinese is written in. Null for anything else. */
async function plainText(file: Bits): Promise<PaperText | null> {
  const bytes = await bytesOf(file.slice(0, MOST * 3))
  const isCut = bytes.length < file.size
  const text = ['utf-8', 'gb18030'].map((code) => {
    try {
      return new TextDecoder(code, { fatal: true }).decode(bytes, { stream: isCut })
    } catch {
      return null
    }
  }).find((read) => read !== null)
  if (text === undefined || bytes.length === 0 || BINARY.test(text)) return null
  const shown = cut(text)
  return { ...shown, isCut: shown.isCut || isCut, hasMacro: false }
}
