/** Parts of a film's or sound's file that are neither picture nor sound, read header by header, so that a long film costs no memory. */
import { big, bytesOf, little, text, type Bytes } from './bytes.ts'
import { boxesIn } from './boxes.ts'
import { CleanFailure } from './failure.ts'
import { found, type Found } from './found.ts'
import type { MediaKind } from './media.ts'

const LARGEST_INDEX = 128 << 20
const MOST = 100_000

export async function mediaParts(file: Blob, kind: MediaKind): Promise<Found[]> {
  if (kind === 'mp4' || kind === 'mov' || kind === 'm4a') return isoParts(file)
  if (kind === 'webm' || kind === 'mkv') return matroskaParts(file)
  return kind === 'wav' ? riffParts(file) : []
}

async function isoParts(file: Blob): Promise<Found[]> {
  const told: Found[] = []
  for (let at = 0, n = 0; at + 8 <= file.size; n += 1) {
    if (n > MOST) throw new CleanFailure('too-much')
    const head = await bytesOf(file.slice(at, at + 16))
    const short = big(head, 0, 4)
    const size = short === 1 ? big(head, 8, 8) : short === 0 ? file.size - at : short
    const type = text(head, 4, 4)
    if (size < 8 || at + size > file.size) throw new CleanFailure('damaged')
    if (type === 'moov') told.push(...moovParts(await indexOf(file, at + (short === 1 ? 16 : 8), at + size)))
    else if (/^(?:uuid|meta|udta|free|skip)$/.test(type) && (await bytesOf(file.slice(at + 8, Math.min(at + size, at + 65_536)))).some((byte) => byte !== 0)) told.push(...found('extra', `${type} ${size}`))
    at += size
  }
  return told
}

async function indexOf(file: Blob, from: number, to: number): Promise<Bytes> {
  if (to - from > LARGEST_INDEX) throw new CleanFailure('too-much')
  return bytesOf(file.slice(from, to))
}

const SINCE_1904 = 2_082_844_800

function moovParts(bytes: Bytes): Found[] {
  return boxesIn(bytes).flatMap(({ type, content }) => {
    if (/^(?:trak|mdia|edts|minf)$/.test(type)) return moovParts(content)
    if (/^(?:mvhd|tkhd|mdhd)$/.test(type)) return timeParts(content)
    if (type === 'hdlr') return /^(?:vide|soun|url |alis)$/.test(text(content, 8, 4)) ? handlerName(content) : found('track', text(content, 8, 4))
    if (/^(?:udta|meta|uuid)$/.test(type)) return content.length > 8 ? found('other', `${type} ${content.length}`) : []
    return []
  })
}

function timeParts(content: Bytes): Found[] {
  const wide = big(content, 0, 1) === 1 ? 8 : 4
  const times = [big(content, 4, wide), big(content, 4 + wide, wide)].filter((seconds) => seconds !== 0)
  return times.flatMap((seconds) => found('time', new Date(Math.min(seconds - SINCE_1904, 1e11) * 1000).toISOString()))
}

/** What editors and phones call their tracks; the usual ones say nothing. */
function handlerName(content: Bytes): Found[] {
  const name = new TextDecoder().decode(content.subarray(24)).replace(/^[^\p{L}]+/u, '')
  return /^(?:Mediabunny|VideoHandler|SoundHandler|DataHandler|Core Media|Apple (?:Video|Sound)|\0*$)/.test(name) ? [] : found('name', name)
}

/** IDs of Matroska (RFC 9559) that hold words; the ones in MASTERS are looked into. */
const MASTERS = new Set([0x18538067, 0x1549a966, 0x1654ae6b, 0xae])
const CLUSTER = 0x1f43b675
const TOLD: ReadonlyMap<number, readonly ['name' | 'time' | 'software' | 'other' | 'attachment' | 'comment', string]> = new Map([
  [0x7ba9, ['name', 'Title']], [0x536e, ['name', 'Name']], [0x4461, ['time', 'DateUTC']], [0x4d80, ['software', 'MuxingApp']], [0x5741, ['software', 'WritingApp']],
  [0x7384, ['name', 'SegmentFilename']], [0x1254c367, ['other', 'Tags']], [0x1941a469, ['attachment', 'Attachments']], [0x1043a770, ['comment', 'Chapters']],
])

async function matroskaParts(file: Blob): Promise<Found[]> {
  const told: Found[] = []
  for (let at = 0, n = 0; at + 2 <= file.size; n += 1) {
    if (n > MOST) throw new CleanFailure('too-much')
    const head = await bytesOf(file.slice(at, at + 12))
    const [id, idSize] = variable(head, 0, true)
    const [size, sizeSize] = variable(head, idSize, false)
    const from = at + idSize + sizeSize
    const open = size >= 2 ** (7 * sizeSize) - 1
    if (!open && from + size > file.size) throw new CleanFailure('damaged')
    const words = TOLD.get(id)
    if (words !== undefined) told.push(...(await matroskaTold(file, words, from, size)))
    // A live recording leaves its clusters open: nothing but pictures follows.
    if (open && id === CLUSTER) break
    at = MASTERS.has(id) ? from : from + size
  }
  return told
}

async function matroskaTold(file: Blob, [what, name]: readonly [Found['what'], string], from: number, size: number): Promise<Found[]> {
  if (what === 'other' || what === 'attachment' || what === 'comment') return found(what, `${name} ${size}`)
  const bytes = await bytesOf(file.slice(from, from + Math.min(size, 400)))
  if (what === 'time') return found('time', new Date(Date.UTC(2001, 0, 1) + Number(new DataView(bytes.buffer).getBigInt64(0) / 1_000_000n)).toISOString())
  const words = new TextDecoder().decode(bytes)
  return words.startsWith('Mediabunny') ? [] : found(what, words)
}

/** A number that says by its first bits how long it is. An id keeps those bits, a size does not. */
function variable(bytes: Bytes, at: number, keep: boolean): [value: number, size: number] {
  const first = big(bytes, at, 1)
  const size = Math.clz32(first) - 23
  if (size > 8) throw new CleanFailure('damaged')
  const rest = big(bytes, at + 1, size - 1)
  return [(keep ? first : first - 2 ** (8 - size)) * 256 ** (size - 1) + rest, size]
}

async function riffParts(file: Blob): Promise<Found[]> {
  const told: Found[] = []
  for (let at = 12, n = 0; at + 8 <= file.size && n < MOST; n += 1) {
    const head = await bytesOf(file.slice(at, at + 8))
    const size = little(head, 4, 4)
    if (!/^(?:fmt |data|fact)$/.test(text(head, 0, 4))) told.push(...found('extra', `${text(head, 0, 4)} ${size}`))
    at += 8 + size + (size & 1)
  }
  return told
}
