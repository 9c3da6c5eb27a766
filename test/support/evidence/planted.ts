/** What the samples plant, and whether any of it is still there: in the bytes, in each of the usual ways to write words, and in whatever unpacks. */
import { inflateRawSync, inflateSync } from 'node:zlib'

export const PLANTED = ['赵铁柱', 'SN-77413-QX', 'ZhaoPhone', '示范化工有限公司', '后门拍的', '+26.0614+119.3061', '26.0614', 'x264 - core', 'x265'] as const

/** Every way in which these words may stand in a file. */
const forms = PLANTED.flatMap((word) => {
  const utf16 = Buffer.from(word, 'utf16le')
  return [Buffer.from(word, 'utf8'), utf16, Buffer.from(utf16).swap16(), Buffer.from(Buffer.from(word).toString('hex').toUpperCase(), 'latin1'), Buffer.from(Buffer.from(utf16).swap16().toString('hex').toUpperCase(), 'latin1')].map((bytes) => ({ word, bytes }))
})

/** The planted words that a file still holds. */
export function survivors(file: Uint8Array): string[] {
  const layers = [Buffer.from(file), ...unpacked(Buffer.from(file), 0)]
  return [...new Set(forms.filter(({ bytes }) => layers.some((layer) => layer.includes(bytes))).map(({ word }) => word))]
}

/** Wherever a DEFLATE stream may begin, by zlib's own first bytes and by zip's and PDF's words; two layers deep. */
function unpacked(file: Buffer, depth: number): Buffer[] {
  if (depth > 2) return []
  const found = [...zlibs(file), ...zips(file)]
  return found.flatMap((layer) => [layer, ...unpacked(layer, depth + 1)])
}

function* zlibs(file: Buffer): Generator<Buffer> {
  for (let at = file.indexOf(0x78); at >= 0; at = file.indexOf(0x78, at + 1)) {
    if ((file.readUInt16BE(Math.min(at, file.length - 2)) % 31) !== 0) continue
    const layer = attempt(() => inflateSync(file.subarray(at), { maxOutputLength: 1 << 24 }))
    if (layer !== null && layer.length > 8) yield layer
  }
}

function* zips(file: Buffer): Generator<Buffer> {
  for (let at = file.indexOf('PK\x03\x04', 0, 'latin1'); at >= 0; at = file.indexOf('PK\x03\x04', at + 4, 'latin1')) {
    if (file.readUInt16LE(at + 8) !== 8) continue
    const layer = attempt(() => inflateRawSync(file.subarray(at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28)), { maxOutputLength: 1 << 24 }))
    if (layer !== null) yield layer
  }
}

function attempt(unpack: () => Buffer): Buffer | null {
  try {
    return unpack()
  } catch {
    return null
  }
}
