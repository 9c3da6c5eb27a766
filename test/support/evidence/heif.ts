/** HEIC and AVIF as a phone writes them: the picture, a thumbnail, Exif, XMP, a maker's item, and something after the end. */
import { readFileSync } from 'node:fs'
import { BlobSource, EncodedPacketSink, Input, MP4 } from 'mediabunny'

const here = (name: string): Buffer => readFileSync(new URL(name, import.meta.url))
const u16 = (...values: number[]): Buffer => Buffer.concat(values.map((value) => Buffer.from([value >> 8, value & 255])))
const u32 = (...values: number[]): Buffer => Buffer.concat(values.map((value) => { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(value); return bytes }))
const box = (type: string, ...content: Buffer[]): Buffer => Buffer.concat([u32(content.reduce((sum, part) => sum + part.length, 8)), Buffer.from(type, 'latin1'), ...content])
const full = (type: string, version: number, ...content: Buffer[]): Buffer => box(type, u32(version * 0x1000000), ...content)

interface Coded {
  readonly type: 'av01' | 'hvc1'
  readonly configuration: Buffer
  readonly data: Buffer
}

/** The one coded picture of plain.avif: its configuration and what lies in its mdat. */
function av1(): Coded {
  const file = here('plain.avif')
  const at = file.indexOf('av1C', 0, 'latin1') - 4
  const mdat = file.indexOf('mdat', 0, 'latin1')
  return { type: 'av01', configuration: file.subarray(at, at + file.readUInt32BE(at)), data: file.subarray(mdat + 4) }
}

/** The first picture of hevc.mp4, with the note that x265 leaves in it. */
async function hevc(): Promise<Coded> {
  using input = new Input({ source: new BlobSource(new Blob([new Uint8Array(here('hevc.mp4'))])), formats: [MP4] })
  const track = await input.getPrimaryVideoTrack()
  const packet = track === null ? null : await new EncodedPacketSink(track).getFirstPacket()
  const description = (await track?.getDecoderConfig())?.description
  if (packet === null || !ArrayBuffer.isView(description)) throw new Error('hevc.mp4 has no picture')
  return { type: 'hvc1', configuration: box('hvcC', Buffer.from(description.buffer, description.byteOffset, description.byteLength)), data: Buffer.from(packet.data) }
}

export async function heif(brand: 'avif' | 'heic', exif: Buffer, xmp: string): Promise<Buffer> {
  const { type, configuration, data } = brand === 'avif' ? av1() : await hevc()
  const thumbnail = Buffer.concat([data])
  const items: readonly (readonly [id: number, type: string, rest: string, data: Buffer])[] = [
    [1, type, '', data], [2, 'Exif', '', Buffer.concat([u32(6), Buffer.from('Exif\0\0'), exif])], [3, 'mime', 'application/rdf+xml\0', Buffer.from(xmp)],
    [4, type, '', thumbnail], [5, 'uri ', 'urn:ZhaoPhone\0', Buffer.from('SN-77413-QX 赵铁柱')],
  ]
  const ftyp = box('ftyp', Buffer.from(brand), u32(0), Buffer.from(`mif1${brand}miaf`))
  const meta = (start: number): Buffer => {
    let at = start
    const places = items.map(([id, , , bytes]) => {
      const place = Buffer.concat([u16(id, 0, 1), u32(at, bytes.length)])
      at += bytes.length
      return place
    })
    return full('meta', 0,
      full('hdlr', 0, u32(0), Buffer.from('pict'), Buffer.alloc(12), Buffer.from('ZhaoPhone\0')),
      full('pitm', 0, u16(1)),
      full('iloc', 0, Buffer.from([0x44, 0]), u16(items.length), ...places),
      full('iinf', 0, u16(items.length), ...items.map(([id, kind, rest]) => full('infe', 2, u16(id, 0), Buffer.from(kind), Buffer.from(`赵铁柱\0${rest}`)))),
      full('iref', 0, box('cdsc', u16(2, 1, 1)), box('cdsc', u16(3, 1, 1)), box('thmb', u16(4, 1, 1))),
      box('iprp', box('ipco', full('ispe', 0, u32(64, 48)), configuration, full('pixi', 0, Buffer.from([3, 8, 8, 8])), box('udes', Buffer.from('\0\0\0\0zh\0后门拍的\0')), box('irot', Buffer.from([1]))),
        full('ipma', 0, u32(2), u16(1), Buffer.from([5, 1, 0x82, 3, 4, 0x85]), u16(4), Buffer.from([2, 1, 0x82]))))
  }
  const start = ftyp.length + meta(0).length + 8
  return Buffer.concat([ftyp, meta(start), box('mdat', ...items.map(([, , , bytes]) => bytes)), box('uuid', Buffer.from('0123456789abcdefZhaoPhone SN-77413-QX'))])
}
