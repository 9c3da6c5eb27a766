/** WebP (RFC 9649) without loss: the chunks that draw are copied, in the file and in each frame of an animation. */
import { join, latin, little, numbers, piece, text, type Bytes } from './bytes.ts'
import { cleanProfile } from './icc.ts'
import { orientationBlock, orientationIn } from './orientation.ts'

const FRAME_HEADER = 16
const FLAG = { profile: 0x20, exif: 0x08, xmp: 0x04 }

interface Chunk {
  readonly name: string
  readonly data: Bytes
}

function chunksIn(bytes: Bytes): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = little(bytes, at + 4, 4)
    chunks.push({ name: text(bytes, at, 4), data: piece(bytes, at + 8, at + 8 + size) })
    at += 8 + size + (size & 1)
  }
  return chunks
}

const write = ({ name, data }: Chunk): Bytes => join([latin(name), numbers(4, 'little', data.length), data, new Uint8Array(data.length & 1)])

export function cleanWebp(bytes: Bytes): Bytes {
  const chunks = chunksIn(piece(bytes, 12, 8 + little(bytes, 4, 4)))
  const exif = chunks.find(({ name }) => name === 'EXIF')
  const orientation = exif === undefined ? 1 : orientationIn(text(exif.data, 0, 4) === 'Exif' ? exif.data.subarray(6) : exif.data)
  const old = chunks.find(({ name }) => name === 'ICCP')
  const profile = old === undefined ? null : cleanProfile(old.data)
  const kept = chunks.flatMap((chunk): Chunk[] => {
    if (chunk.name === 'VP8X') return [{ name: 'VP8X', data: flagged(chunk.data, profile !== null, orientation !== 1) }]
    if (chunk.name === 'ICCP') return profile === null ? [] : [{ name: 'ICCP', data: profile }]
    if (chunk.name === 'ANMF') return [{ name: 'ANMF', data: frame(chunk.data) }]
    return /^(?:VP8 |VP8L|ALPH|ANIM)$/.test(chunk.name) ? [chunk] : []
  })
  if (orientation !== 1) kept.push({ name: 'EXIF', data: orientationBlock(orientation) })
  const body = join([latin('WEBP'), ...kept.map(write)])
  return join([latin('RIFF'), numbers(4, 'little', body.length), body])
}

function flagged(data: Bytes, profile: boolean, exif: boolean): Bytes {
  const header = data.slice()
  header[0] = ((header[0] ?? 0) & ~(FLAG.profile | FLAG.exif | FLAG.xmp)) | (profile ? FLAG.profile : 0) | (exif ? FLAG.exif : 0)
  return header
}

const frame = (data: Bytes): Bytes =>
  join([piece(data, 0, FRAME_HEADER), ...chunksIn(data.subarray(FRAME_HEADER)).filter(({ name }) => /^(?:VP8 |VP8L|ALPH)$/.test(name)).map(write)])
