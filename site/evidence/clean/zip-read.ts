/** What a zip file holds, by its directory at the end; each entry is unpacked by itself, with an end to how much. zip64 is left alone. */
import { Inflate } from 'fflate'
import { big, bytesOf, letters, little, type Bits, type Bytes } from './bytes.ts'
import { CleanFailure } from './failure.ts'
import { Sink } from './sink.ts'

export interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated; others nobody here unpacks. */
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly offset: number
  readonly locked: boolean
  /** Says when it was changed, or by which user. */
  readonly telling: boolean
}

export interface Zip {
  readonly entries: readonly ZipEntry[]
  readonly comment: string
}

const MOST_ENTRIES = 20_000
/** The directory is read whole: names of some 400 bytes for each of so many. */
const MOST_DIRECTORY = 8 << 20
/** All that one file may unpack to, whatever it holds. */
export const MOST_UNPACKED = 1 << 30
const STEP = 1 << 20
/** What deflate packs at most into one (RFC 1951: 258 bytes into two bits). */
const MOST_TIMES = 1032
/** 1 January 1980, the first day a zip can name. */
const FIRST_DAY = 0x21

/** Null where it is a zip64. */
export async function readZip(file: Bits): Promise<Zip | null> {
  const tail = await bytesOf(file.slice(Math.max(0, file.size - 65_557)))
  const end = letters(tail).lastIndexOf('PK\x05\x06')
  if (end < 0) throw new CleanFailure('damaged')
  const [count, size, start] = [little(tail, end + 10, 2), little(tail, end + 12, 4), little(tail, end + 16, 4)]
  if (count === 0xffff || start === 0xffffffff) return null
  if (count > MOST_ENTRIES || size > MOST_DIRECTORY) throw new CleanFailure('too-much')
  if (start + size > file.size) throw new CleanFailure('damaged')
  const directory = await bytesOf(file.slice(start, start + size))
  const entries: ZipEntry[] = []
  for (let at = 0; entries.length < count; ) {
    if (big(directory, at, 4) !== 0x504b0102) throw new CleanFailure('damaged')
    const [name, extra, comment] = [28, 30, 32].map((place) => little(directory, at + place, 2)) as [number, number, number]
    entries.push(entryAt(directory, at, name, extra + comment))
    at += 46 + name + extra + comment
  }
  if (entries.reduce((sum, one) => sum + one.size, 0) > MOST_UNPACKED) throw new CleanFailure('too-much')
  return { entries, comment: letters(tail.subarray(end + 22)) }
}

function entryAt(directory: Bytes, at: number, name: number, beside: number): ZipEntry {
  const flags = little(directory, at + 8, 2)
  return {
    name: nameIn(directory.subarray(at + 46, at + 46 + name), (flags & 0x800) !== 0),
    method: little(directory, at + 10, 2),
    packed: little(directory, at + 20, 4),
    size: little(directory, at + 24, 4),
    offset: little(directory, at + 42, 4),
    locked: (flags & 1) !== 0,
    telling: little(directory, at + 14, 2) !== FIRST_DAY || little(directory, at + 12, 2) !== 0 || beside > 0,
  }
}

/** Chinese programs write GB 18030 without saying so. */
function nameIn(bytes: Bytes, isUtf8: boolean): string {
  if (isUtf8) return new TextDecoder().decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Null where it is packed in a way that is not known here. More than it declared, it is a bomb. */
export async function unpack(file: Blob, entry: ZipEntry): Promise<Blob | null>
export async function unpack(file: Bits, entry: ZipEntry): Promise<Bits | null> {
  const packed = await packedIn(file, entry)
  if (entry.method === 0) return packed
  return entry.method === 8 ? inflated(packed, entry.size) : null
}

/** The same in memory alone: what is only looked at must not come to a disk, where a browser may lay what `unpack` gives. */
export async function unpackBytes(file: Bits, entry: ZipEntry): Promise<Bytes | null> {
  const packed = await packedIn(file, entry)
  if (entry.method === 0) return bytesOf(packed)
  if (entry.method !== 8) return null
  if (entry.size > packed.size * MOST_TIMES + STEP) throw new CleanFailure('too-much')
  const bytes = new Uint8Array(entry.size)
  let at = 0
  await inflateInto(packed, entry.size, (part) => {
    bytes.set(part, at)
    at += part.length
  })
  return bytes
}

async function packedIn(file: Bits, entry: ZipEntry): Promise<Bits> {
  const head = await bytesOf(file.slice(entry.offset, entry.offset + 30))
  if (big(head, 0, 4) !== 0x504b0304) throw new CleanFailure('damaged')
  const from = entry.offset + 30 + little(head, 26, 2) + little(head, 28, 2)
  const packed = file.slice(from, from + entry.packed)
  // What lies there unpacked is as long as it says: whoever bounds the one bounds the other.
  if (packed.size !== entry.packed || (entry.method === 0 && entry.packed !== entry.size)) throw new CleanFailure('damaged')
  return packed
}

async function inflated(packed: Bits, size: number): Promise<Blob> {
  const sink = new Sink()
  await inflateInto(packed, size, (part) => sink.write(part), () => sink.settle())
  return sink.blob()
}

/** Exactly so many bytes, piece by piece. `rest`: waited for now and then. */
async function inflateInto(packed: Bits, size: number, write: (part: Uint8Array) => void, rest?: () => Promise<void>): Promise<void> {
  let written = 0
  const stream = new Inflate((part) => {
    if ((written += part.length) > size) throw new CleanFailure('too-much')
    write(part)
  })
  for (let at = 0; at < packed.size; at += STEP) {
    const step = await bytesOf(packed.slice(at, at + STEP))
    // Small bites: what one of them unpacks to is in memory at once.
    for (let bite = 0; bite < step.length; bite += 16 << 10) {
      stream.push(step.subarray(bite, bite + (16 << 10)), at + STEP >= packed.size && bite + (16 << 10) >= step.length)
      await rest?.()
    }
  }
  if (written !== size) throw new CleanFailure('damaged')
}
