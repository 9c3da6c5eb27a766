/** A film of so many bytes that plays: a sample again and again, each of its pictures with as many zeros after it as a telephone's would weigh, which decoders pass over. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { ALL_FORMATS, BufferSource, EncodedAudioPacketSource, EncodedPacketSink, EncodedVideoPacketSource, Input, Output, StreamTarget, WebMOutputFormat, type EncodedPacket, type StreamTargetChunk } from 'mediabunny'
import { base } from './pictures.ts'

const FRAME = 200_000

/** Writes it as it is made. */
export async function writeHeavyFilm(path: string, bytes: number): Promise<void> {
  const input = new Input({ source: new BufferSource(new Uint8Array(base('screen.webm'))), formats: ALL_FORMATS })
  const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]
  const [config, voice] = [await video?.getDecoderConfig(), await audio?.getDecoderConfig()]
  if (video == null || audio == null || config == null || voice == null) throw new Error('the sample cannot be decoded')
  const [frames, noises] = [await packetsOf(new EncodedPacketSink(video)), await packetsOf(new EncodedPacketSink(audio))]
  const seconds = await input.computeDuration()
  const file = openSync(path, 'w')
  const write = ({ data, position }: StreamTargetChunk) => void writeSync(file, data, 0, data.length, position)
  const output = new Output({ format: new WebMOutputFormat(), target: new StreamTarget(new WritableStream<StreamTargetChunk>({ write }), { chunked: true }) })
  const [pictures, sounds] = [new EncodedVideoPacketSource('vp9'), new EncodedAudioPacketSource('opus')]
  output.addVideoTrack(pictures)
  output.addAudioTrack(sounds)
  await output.start()
  for (let round = 0; round * frames.length * FRAME < bytes; round += 1) {
    for (const frame of frames) await pictures.add(heavy(frame).clone({ timestamp: frame.timestamp + round * seconds }), { decoderConfig: config })
    for (const noise of noises) await sounds.add(noise.clone({ timestamp: noise.timestamp + round * seconds }), { decoderConfig: voice })
  }
  await output.finalize()
  closeSync(file)
}

function heavy(frame: EncodedPacket): EncodedPacket {
  const data = new Uint8Array(FRAME)
  data.set(frame.data)
  return frame.clone({ data })
}

async function packetsOf(sink: EncodedPacketSink): Promise<EncodedPacket[]> {
  const packets: EncodedPacket[] = []
  for await (const packet of sink.packets()) packets.push(packet)
  return packets
}
