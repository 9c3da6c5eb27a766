/** The objects of a PDF (ISO 32000), found by looking for them from the first byte to the last: whatever its tables say, old revisions and orphans are seen too. */
import { letters, type Bytes } from './bytes.ts'
import { CleanFailure } from './failure.ts'
import { inflate } from './inflate.ts'

export interface PdfObject {
  readonly number: number
  /** Its text up to the stream, a letter for each byte. */
  readonly words: string
  /** As it stands in the file. */
  readonly stream?: Bytes
}

export interface PdfText {
  /** The whole file, a letter for each byte. */
  readonly all: string
  readonly objects: readonly PdfObject[]
}

const OBJECT = /(?:^|[\s>])(\d{1,10})\s+\d{1,5}\s+obj\b/g
const MOST_OBJECTS = 500_000
const MOST_UNPACKED = 192 << 20

export function readPdf(bytes: Bytes): PdfText {
  const all = letters(bytes)
  const starts = [...all.matchAll(OBJECT)].map((match) => ({ number: Number(match[1]), at: match.index + match[0].length }))
  if (starts.length > MOST_OBJECTS) throw new CleanFailure('too-much')
  const objects: PdfObject[] = []
  let room = MOST_UNPACKED
  let past = 0
  for (const { number, at } of starts) {
    // Digits inside a picture's data may look like an object.
    if (at < past) continue
    const object = objectAt(all, bytes, number, at)
    past = at + object.words.length + (object.stream?.length ?? 0)
    objects.push(object)
    if (!/\/Type\s*\/ObjStm/.test(object.words) || object.stream === undefined) continue
    const inner = inflated(object, room)
    room -= inner.length
    objects.push(...packedObjects(object.words, letters(inner)))
  }
  return { all, objects }
}

function objectAt(all: string, bytes: Bytes, number: number, at: number): PdfObject {
  const end = next(all, 'endobj', at)
  const begin = all.indexOf('stream', at)
  if (begin < 0 || begin > end) return { number, words: all.slice(at, end) }
  const from = begin + 6 + (all[begin + 6] === '\r' ? 2 : 1)
  return { number, words: all.slice(at, begin), stream: bytes.subarray(from, next(all, 'endstream', from)) }
}

const next = (all: string, word: string, from: number) => {
  const at = all.indexOf(word, from)
  return at < 0 ? all.length : at
}

/** `N` pairs of number and place, then the objects from `First` on. */
function packedObjects(words: string, inner: string): PdfObject[] {
  const first = Number(/\/First\s+(\d+)/.exec(words)?.[1] ?? 0)
  const numbers = inner.slice(0, first).trim().split(/\s+/).map(Number)
  const pairs = Array.from({ length: Math.floor(numbers.length / 2) }, (_, n) => ({ number: numbers[2 * n] ?? 0, at: first + (numbers[2 * n + 1] ?? 0) }))
  return pairs.map(({ number, at }, n) => ({ number, words: inner.slice(at, pairs[n + 1]?.at ?? inner.length) }))
}

/** A stream unpacked where it is packed in the usual way, else as it stands; no more than `room` bytes. */
export function inflated({ words, stream = new Uint8Array(0) }: PdfObject, room: number): Bytes {
  return /\/Filter\s*\[?\s*\/(?:FlateDecode|Fl)\b/.test(words) ? inflate(stream, room) : stream
}

/** `(text)` or `<hex>` as people read it: UTF-16 with a mark, UTF-8 with a mark, or a letter for each byte. */
export function pdfString(raw: string): string {
  const bytes = Uint8Array.from(raw.startsWith('<') ? hexBytes(raw) : literalBytes(raw.slice(1, -1)))
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2))
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes.subarray(2))
  return bytes[0] === 0xef && bytes[1] === 0xbb ? new TextDecoder().decode(bytes) : letters(bytes)
}

const hexBytes = (raw: string) => (raw.replace(/[^0-9a-f]/gi, '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

function literalBytes(raw: string): number[] {
  return [...raw.matchAll(/\\([0-7]{1,3})|\\\r?\n|\\([\s\S])|([\s\S])/g)].flatMap(([, octal, escaped, plain]) => {
    if (octal !== undefined) return [Number.parseInt(octal, 8) & 255]
    if (escaped !== undefined) return [ESCAPES[escaped] ?? escaped.charCodeAt(0)]
    return plain === undefined ? [] : [plain.charCodeAt(0)]
  })
}
