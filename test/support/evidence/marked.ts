/** Files that say one word everywhere: in what is drawn, played and read, as plain bytes. Wherever their content lies on a disk, a search for that word finds it. */
import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { Document, Packer, Paragraph } from 'docx'
import { strToU8, zipSync } from 'fflate'
import { ALL_FORMATS, BufferSource, BufferTarget, EncodedAudioPacketSource, EncodedPacket, EncodedPacketSink, EncodedVideoPacketSource, Input, MkvOutputFormat, Output } from 'mediabunny'
import { base, chunk } from './pictures.ts'

/** The word again and again. */
const full = (mark: string, bytes: number): Buffer => Buffer.alloc(bytes, mark)

/** Its pixels are the word, three letters each, and so are the bytes of the file: nothing is packed. */
export function markedPng(mark: string, width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.concat(Array.from({ length: height }, () => Buffer.concat([Buffer.alloc(1), full(mark, width * 3)])))
  return Buffer.concat([base('plain.png').subarray(0, 8), chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 0 })), chunk('IEND', Buffer.alloc(0))])
}

const [RATE, CHANNELS, WIDTH] = [96_000, 2, 2]

/** A sound whose samples are the word. */
export function markedWav(mark: string, bytes: number): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF')
  head.writeUInt32LE(36 + bytes, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(CHANNELS, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE * CHANNELS * WIDTH, 28)
  head.writeUInt16LE(CHANNELS * WIDTH, 32)
  head.writeUInt16LE(WIDTH * 8, 34)
  head.write('data', 36)
  head.writeUInt32LE(bytes, 40)
  return Buffer.concat([head, full(mark, bytes)])
}

/** A film of some `bytes` that plays: pictures of the sample, and a sound that is the word, a tenth of a second in each packet. */
export async function markedFilm(mark: string, bytes: number): Promise<Buffer> {
  const input = new Input({ source: new BufferSource(new Uint8Array(base('screen.webm'))), formats: ALL_FORMATS })
  const video = await input.getPrimaryVideoTrack()
  const config = await video?.getDecoderConfig()
  if (video == null || config == null) throw new Error('the sample has no picture')
  const frames: EncodedPacket[] = []
  for await (const packet of new EncodedPacketSink(video).packets()) frames.push(packet)
  const target = new BufferTarget()
  const output = new Output({ format: new MkvOutputFormat(), target })
  const [pictures, sounds] = [new EncodedVideoPacketSource('vp9'), new EncodedAudioPacketSource('pcm-s16')]
  output.addVideoTrack(pictures)
  output.addAudioTrack(sounds)
  await output.start()
  const [length, weight] = [await input.computeDuration(), RATE * CHANNELS * WIDTH]
  const sound = new Uint8Array(full(mark, weight / 10))
  for (let at = 0; at * length * weight < bytes; at += 1) {
    for (const frame of frames) await pictures.add(frame.clone({ timestamp: frame.timestamp + at * length }), { decoderConfig: config })
  }
  for (let n = 0; n * sound.length < bytes; n += 1) await sounds.add(new EncodedPacket(sound, 'key', n / 10, 0.1), { decoderConfig: { codec: 'pcm-s16', sampleRate: RATE, numberOfChannels: CHANNELS } })
  await output.finalize()
  if (target.buffer === null) throw new Error('nothing was written')
  return Buffer.from(target.buffer)
}

/** A page that says the word, under a picture of `side` pixels that is made of it. */
export async function markedPdf(mark: string, side: number): Promise<Buffer> {
  const file = await PDFDocument.create()
  const { context } = file
  const page = file.addPage([400, 300])
  const picture = context.register(context.stream(full(mark, side * side * 3), { Type: 'XObject', Subtype: 'Image', Width: side, Height: side, BitsPerComponent: 8, ColorSpace: 'DeviceRGB' }))
  const font = context.register(context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' }))
  page.node.setXObject(PDFName.of('P'), picture)
  page.node.setFontDictionary(PDFName.of('F'), font)
  page.node.addContentStream(context.register(context.stream(`q 200 0 0 200 0 0 cm /P Do Q BT /F 16 Tf 20 250 Td (${mark}) Tj ET`)))
  return Buffer.from(await file.save({ useObjectStreams: false }))
}

/** A document that says the word in `lines` lines: packed, it says it nowhere until it is unpacked. */
export async function markedDocx(mark: string, lines: number): Promise<Buffer> {
  return Packer.toBuffer(new Document({ sections: [{ children: Array.from({ length: lines }, (_, n) => new Paragraph(`${n} ${mark}`)) }] }))
}

/** Two files whose names and words are the word. */
export const markedZip = (mark: string): Buffer => Buffer.from(zipSync({ [`${mark}-a.txt`]: strToU8(mark.repeat(20_000)), [`${mark}/b.txt`]: strToU8(mark) }, { level: 0 }))

export const markedText = (mark: string): Buffer => Buffer.from(`${mark}\n`.repeat(20_000))
