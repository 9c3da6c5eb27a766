/** A film of so many bytes, written as it is made: frames of chance that nobody decodes, with a name and a place planted in its tags. */
import { randomFillSync } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { EncodedPacket, EncodedVideoPacketSource, Output, StreamTarget, WebMOutputFormat, type StreamTargetChunk } from 'mediabunny'

const FRAME = 500_000

export async function writeFilm(path: string, bytes: number): Promise<void> {
  const file = openSync(path, 'w')
  const target = new StreamTarget(new WritableStream<StreamTargetChunk>({ write: ({ data, position }) => void writeSync(file, data, 0, data.length, position) }), { chunked: true })
  const output = new Output({ format: new WebMOutputFormat(), target })
  const video = new EncodedVideoPacketSource('vp8')
  output.addVideoTrack(video, { frameRate: 25 })
  output.setMetadataTags({ artist: '赵铁柱', comment: '后门拍的', title: '+26.0614+119.3061' })
  await output.start()
  for (let n = 0; n * FRAME < bytes; n += 1) {
    const frame = randomFillSync(new Uint8Array(FRAME))
    await video.add(new EncodedPacket(frame, n % 25 === 0 ? 'key' : 'delta', n / 25, 1 / 25), { decoderConfig: { codec: 'vp8', codedWidth: 640, codedHeight: 480 } })
  }
  await output.finalize()
  closeSync(file)
}
