/** A film longer than the samples: one of them again and again, packet by packet, until it is as big as wanted. */
import { ALL_FORMATS, BufferSource, BufferTarget, EncodedAudioPacketSource, EncodedPacketSink, EncodedVideoPacketSource, Input, Output, WebMOutputFormat, type EncodedPacket } from 'mediabunny'
import { base } from './pictures.ts'

/** A WebM of some `bytes`, in clusters with an index at its end, as telephones write them. */
export async function longFilm(bytes: number): Promise<Buffer> {
  const sample = base('screen.webm')
  const input = new Input({ source: new BufferSource(new Uint8Array(sample)), formats: ALL_FORMATS })
  const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]
  const [seen, heard] = [await video?.getCodec(), await audio?.getCodec()]
  if (video == null || audio == null || seen == null || heard == null) throw new Error('the sample has no picture or no sound')
  const target = new BufferTarget()
  const output = new Output({ format: new WebMOutputFormat(), target })
  const [pictures, sounds] = [new EncodedVideoPacketSource(seen), new EncodedAudioPacketSource(heard)]
  output.addVideoTrack(pictures)
  output.addAudioTrack(sounds)
  await output.start()
  const [frames, noises] = [await packetsOf(new EncodedPacketSink(video)), await packetsOf(new EncodedPacketSink(audio))]
  const weight = [...frames, ...noises].reduce((sum, { data }) => sum + data.length, 0)
  const seconds = await input.computeDuration()
  const [config, voice] = [await video.getDecoderConfig(), await audio.getDecoderConfig()]
  if (config === null || voice === null) throw new Error('the sample cannot be decoded')
  for (let round = 0; round * weight < bytes; round += 1) {
    for (const frame of frames) await pictures.add(frame.clone({ timestamp: frame.timestamp + round * seconds }), { decoderConfig: config })
    for (const noise of noises) await sounds.add(noise.clone({ timestamp: noise.timestamp + round * seconds }), { decoderConfig: voice })
  }
  await output.finalize()
  if (target.buffer === null) throw new Error('nothing was written')
  return Buffer.from(target.buffer)
}

async function packetsOf(sink: EncodedPacketSink): Promise<EncodedPacket[]> {
  const packets: EncodedPacket[] = []
  for await (const packet of sink.packets()) packets.push(packet)
  return packets
}
