/** Pictures with planted words: a plain picture of the folder beside, and what phones and programs put around it. */
import { readFileSync } from 'node:fs'
import { deflateSync, crc32 } from 'node:zlib'
import { exif, iptc, XMP } from './exif.ts'
import { heif } from './heif.ts'

export const base = (name: string): Buffer => readFileSync(new URL(name, import.meta.url))

/** What phones hang on at the end of a photograph: a film. */
const film = base('phone.mp4')

export const segment = (marker: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** Between the first two bytes and the rest. */
export const jpeg = (segments: readonly Buffer[], from = 'plain.jpg', after: Buffer = Buffer.alloc(0)): Buffer => {
  const picture = base(from)
  return Buffer.concat([picture.subarray(0, 2), ...segments, picture.subarray(2), after])
}

const thumbnail = jpeg([segment(0xfe, Buffer.from('赵铁柱 SN-77413-QX'))])
export const exifSegment = (orientation = 1): Buffer => segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif({ orientation, thumbnail })]))
const xmpSegment = segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${XMP}`))

/** A few bytes that say they are so many pixels on each side. */
export function vastPng(side: number): Buffer {
  const four = [side >>> 24, (side >> 16) & 255, (side >> 8) & 255, side & 255]
  return Buffer.concat([base('plain.png').subarray(0, 8), chunk('IHDR', Buffer.from([...four, ...four, 8, 0, 0, 0, 0])), chunk('IDAT', Buffer.alloc(9)), chunk('IEND', Buffer.alloc(0))])
}

/** The profile of p3.jpg as a screen's maker would name it. */
export function deviceProfile(): Buffer {
  const file = base('p3.jpg')
  const at = file.indexOf('ICC_PROFILE\0')
  const profile = Buffer.from(file.subarray(at + 14, at + file.readUInt16BE(at - 2) - 2))
  const words = Buffer.concat([Buffer.from('desc\0\0\0\0\0\0\0\x18ZhaoPhone-X9 SN-77413-QX\0', 'latin1'), Buffer.alloc(78)])
  const tags = profile.readUInt32BE(128)
  for (let n = 0; n < tags; n += 1) {
    if (profile.toString('latin1', 132 + n * 12, 136 + n * 12) !== 'desc') continue
    profile.writeUInt32BE(profile.length, 136 + n * 12)
    profile.writeUInt32BE(words.length, 140 + n * 12)
  }
  profile.write('Zhao', 48, 'latin1')
  profile[8] = 2
  const whole = Buffer.concat([profile, words])
  whole.writeUInt32BE(whole.length)
  return whole
}
const profileSegment = segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), deviceProfile()]))

export const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}
/** After IHDR. */
export const png = (chunks: readonly Buffer[], after: Buffer = Buffer.alloc(0)): Buffer => {
  const picture = base('plain.png')
  return Buffer.concat([picture.subarray(0, 33), ...chunks, picture.subarray(33), after])
}

const riffChunk = (name: string, data: Buffer): Buffer => {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(data.length)
  return Buffer.concat([Buffer.from(name, 'latin1'), size, data, Buffer.alloc(data.length & 1)])
}
/** A simple WebP in the extended form. */
export function webp(flags: number, before: readonly Buffer[], after: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP'), riffChunk('VP8X', Buffer.from([flags, 0, 0, 0, 63, 0, 0, 47, 0, 0])), ...before, base('plain.webp').subarray(12), ...after])
  return Buffer.concat([riffChunk('RIFF', body)])
}

const gifBlock = (label: number, head: Buffer, data: Buffer): Buffer => Buffer.concat([Buffer.from([0x21, label]), head, Buffer.from([data.length]), data, Buffer.from([0])])
/** Before the last byte. */
const gif = (block: Buffer): Buffer => Buffer.concat([base('plain.gif').subarray(0, -1), block, Buffer.from([0x3b]), Buffer.from('SN-77413-QX')])

const zipped = (words: string) => deflateSync(Buffer.from(words))
const itxt = Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), Buffer.from(XMP)])

/** By name. */
export const PICTURES: Readonly<Record<string, () => Buffer | Promise<Buffer>>> = {
  'exif.jpg': () => jpeg([exifSegment()]),
  'upright.jpg': () => jpeg([exifSegment(6)]),
  'xmp.jpg': () => jpeg([xmpSegment, segment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xmp/extension/\0'), Buffer.from(`0123456789ABCDEF0123456789ABCDEF\0\0\0\0\0\0\0\0${XMP}`)]))]),
  'iptc.jpg': () => jpeg([segment(0xed, iptc())]),
  'comment.jpg': () => jpeg([segment(0xfe, Buffer.from('后门拍的 赵铁柱')), segment(0xec, Buffer.from('Ducky SN-77413-QX'))]),
  'motion.jpg': () => jpeg([exifSegment(), xmpSegment], 'plain.jpg', film),
  'gain-map.jpg': () => jpeg([segment(0xe2, Buffer.from('MPF\0II*\0SN-77413-QX')), segment(0xeb, Buffer.from('JP\0HDR ZhaoPhone-X9'))], 'plain.jpg', thumbnail),
  'progressive.jpg': () => jpeg([exifSegment(3), xmpSegment], 'progressive.jpg'),
  'profile.jpg': () => jpeg([profileSegment, exifSegment()]),
  'adobe.jpg': () => jpeg([segment(0xee, Buffer.from('Adobe\0\x64\0\0\0\0\x01', 'latin1')), segment(0xe1, Buffer.from('QVCI 赵铁柱'))]),
  'text.png': () => png([chunk('tEXt', Buffer.from('Author\0赵铁柱')), chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), zipped('后门拍的 SN-77413-QX')]))]),
  'xmp.png': () => png([chunk('iTXt', itxt)]),
  'exif.png': () => png([chunk('eXIf', exif({ orientation: 8 })), chunk('tIME', Buffer.from([7, 233, 3, 14, 2, 11, 9]))]),
  'private.png': () => png([chunk('zhPo', Buffer.from('ZhaoPhone-X9 26.0614')), chunk('caBX', Buffer.from('SN-77413-QX'))], Buffer.from('赵铁柱')),
  'profile.png': () => png([chunk('iCCP', Buffer.concat([Buffer.from('ZhaoPhone\0\0', 'latin1'), deflateSync(deviceProfile())]))]),
  'exif.webp': () => webp(0x0c, [], [riffChunk('EXIF', exif({ orientation: 6 })), riffChunk('XMP ', Buffer.from(XMP))]),
  'profile.webp': () => webp(0x20, [riffChunk('ICCP', deviceProfile())], [riffChunk('zhao', Buffer.from('SN-77413-QX'))]),
  'comment.gif': () => gif(gifBlock(0xfe, Buffer.alloc(0), Buffer.from('后门拍的 赵铁柱'))),
  'program.gif': () => gif(gifBlock(0xff, Buffer.from('\x0bZhaoPhone00', 'latin1'), Buffer.from('SN-77413-QX'))),
  'phone.avif': () => heif('avif', exif(), XMP),
  'phone.heic': () => heif('heic', exif(), XMP),
}
