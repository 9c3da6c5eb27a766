/** Exif as a phone writes it: who, what with, when and where, a maker's notes and a thumbnail. */

const T = { ascii: 2, short: 3, long: 4, rational: 5, undefined: 7, byte: 1 } as const
type Entry = readonly [tag: number, type: keyof typeof T, value: string | readonly number[] | Buffer]

const SIZE = { ascii: 1, short: 2, long: 4, rational: 8, undefined: 1, byte: 1 } as const

function encode(type: keyof typeof T, value: Entry[2]): Buffer {
  if (typeof value === 'string') return Buffer.from(`${value}\0`)
  if (Buffer.isBuffer(value)) return value
  const bytes = Buffer.alloc(value.length * (type === 'short' ? 2 : 4))
  for (const [n, number] of value.entries()) {
    if (type === 'short') bytes.writeUInt16LE(number, n * 2)
    else bytes.writeUInt32LE(number, n * 4)
  }
  return bytes
}

/** One directory at `start`, its long values behind it. */
function directory(entries: readonly Entry[], start: number, next: (end: number) => number): Buffer {
  const head = Buffer.alloc(2 + entries.length * 12 + 4)
  head.writeUInt16LE(entries.length)
  const values: Buffer[] = []
  let at = start + head.length
  for (const [n, [tag, type, value]] of [...entries].sort((a, b) => a[0] - b[0]).entries()) {
    const bytes = encode(type, value)
    const place = 2 + n * 12
    head.writeUInt16LE(tag, place)
    head.writeUInt16LE(T[type], place + 2)
    head.writeUInt32LE(bytes.length / SIZE[type], place + 4)
    if (bytes.length <= 4) bytes.copy(head, place + 8)
    else {
      head.writeUInt32LE(at, place + 8)
      values.push(bytes, Buffer.alloc(bytes.length & 1))
      at += bytes.length + (bytes.length & 1)
    }
  }
  head.writeUInt32LE(next(at), head.length - 4)
  return Buffer.concat([head, ...values])
}

/** A TIFF block. `thumbnail` is a JPEG. */
export function exif({ orientation = 1, thumbnail = Buffer.alloc(0) }: { orientation?: number; thumbnail?: Buffer } = {}): Buffer {
  const own: Entry[] = [
    [0x9286, 'undefined', Buffer.from('UNICODE\0后门拍的', 'utf8')], [0x9003, 'ascii', '2025:03:14 02:11:09'], [0xa431, 'ascii', 'SN-77413-QX'], [0xa430, 'ascii', '赵铁柱'], [0xa434, 'ascii', 'ZhaoPhone-X9 26mm'],
    [0x927c, 'undefined', Buffer.from('ZhaoPhone\0\0MAKER SN-77413-QX 赵铁柱 26.0614')], [0xa420, 'ascii', 'SN-77413-QX-000017'],
  ]
  const place: Entry[] = [[1, 'ascii', 'N'], [2, 'rational', [26, 1, 3, 1, 4104, 100]], [3, 'ascii', 'E'], [4, 'rational', [119, 1, 18, 1, 2196, 100]], [0x1b, 'undefined', Buffer.from('ASCII\0\0\0+26.0614+119.3061')]]
  const main = (ownAt: number, placeAt: number): Entry[] => [
    [0x010f, 'ascii', 'ZhaoPhone'], [0x0110, 'ascii', 'ZhaoPhone-X9'], [0x0112, 'short', [orientation]], [0x0131, 'ascii', 'ZhaoPhone OS 7'], [0x0132, 'ascii', '2025:03:14 02:11:09'], [0x013b, 'ascii', '赵铁柱'],
    [0x8298, 'ascii', '示范化工有限公司'], [0x010e, 'ascii', '后门拍的'], [0x9c9d, 'byte', Buffer.from('赵铁柱\0', 'utf16le')], [0x8769, 'long', [ownAt]], [0x8825, 'long', [placeAt]],
  ]
  const mainSize = directory(main(0, 0), 8, () => 0).length
  const ownAt = 8 + mainSize
  const ownPart = directory(own, ownAt, () => 0)
  const placeAt = ownAt + ownPart.length
  const placePart = directory(place, placeAt, () => 0)
  const secondAt = placeAt + placePart.length
  const second = (at: number): Entry[] => [[0x0103, 'short', [6]], [0x0201, 'long', [at]], [0x0202, 'long', [thumbnail.length]]]
  const secondPart = directory(second(secondAt + directory(second(0), secondAt, () => 0).length), secondAt, () => 0)
  return Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), directory(main(ownAt, placeAt), 8, () => (thumbnail.length === 0 ? 0 : secondAt)), ownPart, placePart, ...(thumbnail.length === 0 ? [] : [secondPart, thumbnail])])
}

export const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
 exif:GPSLatitude="26.0614N" exif:GPSLongitude="119.3061E" xmp:CreateDate="2025-03-14T02:11:09+08:00" aux:SerialNumber="SN-77413-QX" tiff:Make="ZhaoPhone">
<dc:creator><rdf:Seq><rdf:li>赵铁柱</rdf:li></rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">示范化工有限公司</rdf:li></rdf:Alt></dc:rights><dc:description><rdf:Alt><rdf:li xml:lang="x-default">后门拍的</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

/** IPTC in Photoshop's resource 0x0404: author, city, caption. */
export function iptc(): Buffer {
  const records = ([[80, '赵铁柱'], [116, '示范化工有限公司'], [120, '后门拍的'], [90, 'ZhaoPhone 26.0614']] as const).map(([number, words]) => {
    const bytes = Buffer.from(words)
    return Buffer.concat([Buffer.from([0x1c, 2, number, bytes.length >> 8, bytes.length & 255]), bytes])
  })
  const data = Buffer.concat(records)
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  return Buffer.concat([Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0', 'latin1'), size, data, Buffer.alloc(data.length & 1)])
}
