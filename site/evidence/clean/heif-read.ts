/** What HEIC and AVIF (ISO/IEC 23008-12) hold: items, what refers to what, which properties belong to which. */
import { big, join, piece, text, type Bytes } from './bytes.ts'
import { boxesIn, boxOf, needBox, type Box } from './boxes.ts'
import { CleanFailure } from './failure.ts'

export interface Item {
  readonly id: number
  /** `hvc1`, `av01`, `grid`, `Exif`, `mime` … */
  readonly type: string
}

export interface Reference {
  readonly type: string
  readonly from: number
  readonly to: readonly number[]
}

export interface Heif {
  readonly brands: readonly string[]
  readonly primary: number
  readonly items: readonly Item[]
  readonly references: readonly Reference[]
  readonly properties: readonly Box[]
  /** By item: which property, counted from 1, and whether a reader must know it. */
  readonly uses: ReadonlyMap<number, readonly { index: number; essential: boolean }[]>
  readonly data: ReadonlyMap<number, Bytes>
}

const MOST = 10_000
const version = (box: Box) => big(box.content, 0, 1)

export function readHeif(bytes: Bytes): Heif {
  const top = boxesIn(bytes)
  const ftyp = needBox(top, 'ftyp').content
  const meta = boxesIn(needBox(top, 'meta').content.subarray(4))
  const iprp = boxesIn(needBox(meta, 'iprp').content)
  const pitm = needBox(meta, 'pitm')
  return {
    brands: [text(ftyp, 0, 4), ...Array.from({ length: Math.max(0, (ftyp.length >> 2) - 2) }, (_, n) => text(ftyp, 8 + n * 4, 4))],
    primary: big(pitm.content, 4, version(pitm) === 0 ? 2 : 4),
    items: itemsIn(needBox(meta, 'iinf')),
    references: referencesIn(boxOf(meta, 'iref')),
    properties: boxesIn(needBox(iprp, 'ipco').content),
    uses: usesIn(iprp.filter(({ type }) => type === 'ipma')),
    data: dataIn(bytes, needBox(meta, 'iloc'), boxOf(meta, 'idat')?.content),
  }
}

const itemsIn = (iinf: Box): Item[] =>
  boxesIn(iinf.content.subarray(version(iinf) === 0 ? 6 : 8)).filter(({ type }) => type === 'infe').map((infe) => {
    const wide = version(infe) === 3 ? 4 : 2
    return { id: big(infe.content, 4, wide), type: text(infe.content, 6 + wide, 4) }
  })

function referencesIn(iref: Box | undefined): Reference[] {
  if (iref === undefined) return []
  const wide = version(iref) === 0 ? 2 : 4
  return boxesIn(iref.content.subarray(4)).map(({ type, content }) => ({
    type,
    from: big(content, 0, wide),
    to: Array.from({ length: Math.min(big(content, wide, 2), MOST) }, (_, n) => big(content, wide + 2 + n * wide, wide)),
  }))
}

function usesIn(boxes: readonly Box[]): Heif['uses'] {
  const uses = new Map<number, { index: number; essential: boolean }[]>()
  for (const ipma of boxes) {
    const [wideId, wideIndex] = [version(ipma) === 0 ? 2 : 4, big(ipma.content, 3, 1) & 1 ? 2 : 1]
    let at = 8
    for (let left = Math.min(big(ipma.content, 4, 4), MOST); left > 0; left -= 1) {
      const id = big(ipma.content, at, wideId)
      const count = big(ipma.content, at + wideId, 1)
      at += wideId + 1
      const top = wideIndex === 2 ? 0x8000 : 0x80
      const own = Array.from({ length: count }, (_, n) => big(ipma.content, at + n * wideIndex, wideIndex)).map((value) => ({ index: value % top, essential: value >= top }))
      uses.set(id, [...(uses.get(id) ?? []), ...own])
      at += count * wideIndex
    }
  }
  return uses
}

/** Each item in one piece, wherever its pieces lay. */
function dataIn(bytes: Bytes, iloc: Box, idat: Bytes | undefined): Map<number, Bytes> {
  const { content } = iloc
  const [kind, sizes, more] = [version(iloc), big(content, 4, 1), big(content, 5, 1)]
  const [wideOffset, wideLength, wideBase, wideIndex] = [sizes >> 4, sizes & 15, more >> 4, kind === 0 ? 0 : more & 15]
  const wideId = kind === 2 ? 4 : 2
  const data = new Map<number, Bytes>()
  let at = 6
  const next = (size: number) => big(content, (at += size) - size, size)
  // An item may name the same bytes again and again: what comes out is no more than what came in.
  let room = bytes.length
  for (let left = Math.min(next(wideId), MOST); left > 0; left -= 1) {
    const id = next(wideId)
    const from = kind === 0 ? bytes : next(2) === 1 ? (idat ?? new Uint8Array(0)) : bytes
    next(2)
    const base = next(wideBase)
    const parts = Array.from({ length: Math.min(next(2), MOST) }, () => {
      next(wideIndex)
      const start = base + next(wideOffset)
      const size = next(wideLength)
      return piece(from, start, size === 0 ? from.length : start + size)
    })
    room -= parts.reduce((sum, part) => sum + part.length, 0)
    if (room < 0) throw new CleanFailure('too-much')
    data.set(id, parts.length === 1 ? (parts[0] ?? new Uint8Array(0)) : join(parts))
  }
  return data
}
