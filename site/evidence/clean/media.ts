/**
 * Film and sound without what is written beside them: each picture and each stretch of sound is copied, uncoded again, into a new file made by
 * mediabunny. Names, places, times, covers, chapters, attachments and the tracks of sensors and subtitles stay behind. Nothing is ever whole in memory.
 */
import {
  AdtsOutputFormat, ALL_FORMATS, BlobSource, EncodedAudioPacketSource, EncodedPacketSink, EncodedVideoPacketSource, FlacOutputFormat, Input, MkvOutputFormat, MovOutputFormat, Mp3OutputFormat,
  Mp4OutputFormat, OggOutputFormat, Output, StreamTarget, WavOutputFormat, WebMOutputFormat, type EncodedPacket, type InputAudioTrack, type InputVideoTrack, type OutputFormat, type StreamTargetChunk,
} from 'mediabunny'
import { boxesIn } from './boxes.ts'
import { big, latin, type Bytes } from './bytes.ts'
import { CleanFailure } from './failure.ts'
import type { Cleaned } from './found.ts'
import { cleanHvcC, prefixIn, withoutUserData, type NalCodec } from './nal.ts'
import { Sink } from './sink.ts'
import { withoutVorbisComment } from './vorbis.ts'

export type MediaKind = 'mp4' | 'mov' | 'webm' | 'mkv' | 'm4a' | 'mp3' | 'wav' | 'ogg' | 'aac' | 'flac'

type OnMoov = (data: Uint8Array, position: number) => unknown
const FORMATS: Record<MediaKind, (onMoov: OnMoov) => OutputFormat> = {
  mp4: (onMoov) => new Mp4OutputFormat({ fastStart: false, onMoov }),
  m4a: (onMoov) => new Mp4OutputFormat({ fastStart: false, onMoov }),
  mov: (onMoov) => new MovOutputFormat({ fastStart: false, onMoov }),
  webm: () => new WebMOutputFormat(),
  mkv: () => new MkvOutputFormat(),
  mp3: () => new Mp3OutputFormat(),
  wav: () => new WavOutputFormat(),
  ogg: () => new OggOutputFormat(),
  aac: () => new AdtsOutputFormat(),
  flac: () => new FlacOutputFormat(),
}

/** A file with a track that nobody here can copy is handed back as it came. */
export async function cleanMedia(file: Blob, kind: MediaKind): Promise<Cleaned> {
  using input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS })
  const sink = new Sink()
  let times: number[] = []
  const format = FORMATS[kind]((data, position) => { times = timesIn(new Uint8Array(data)).map((at) => position + at) })
  const target = new StreamTarget(new WritableStream<StreamTargetChunk>({
    write: ({ data, position }) => {
      sink.write(data, position)
      return sink.settle()
    },
  }), { chunked: true, chunkSize: 1 << 20 })
  const output = new Output({ format, target })
  const copies: (() => Promise<void>)[] = []
  for (const track of await input.getTracks()) {
    const video = track.isVideoTrack() ? await addVideo(track, output) : null
    const audio = track.isAudioTrack() ? await addAudio(track, output) : null
    if (track.type !== 'subtitle' && video === null && audio === null) return { bytes: file, left: [{ code: 'kind' }] }
    if (video !== null) copies.push(video)
    if (audio !== null) copies.push(audio)
  }
  if (copies.length === 0) throw new CleanFailure('damaged')
  await output.start()
  await Promise.all(copies.map((copy) => copy()))
  await output.finalize()
  for (const at of times) sink.write(new Uint8Array(4), at)
  // Its first brand, by which players know that there is no picture to wait for.
  if (kind === 'm4a') sink.write(latin('M4A '), 8)
  return { bytes: sink.blob(), left: kind === 'wav' || kind === 'flac' ? [] : [{ code: 'stream' }] }
}

async function addVideo(track: InputVideoTrack, output: Output): Promise<(() => Promise<void>) | null> {
  const [codec, config] = [await track.getCodec(), await track.getDecoderConfig()]
  if (codec === null || config === null || !output.format.getSupportedVideoCodecs().includes(codec)) return null
  const source = new EncodedVideoPacketSource(codec)
  output.addVideoTrack(source, { rotation: await track.getRotation(), flip: await track.getFlip() })
  const nal: NalCodec | null = codec === 'avc' || codec === 'hevc' ? codec : null
  const old = config.description === undefined ? null : asBytes(config.description)
  const description = old !== null && nal === 'hevc' ? cleanHvcC(old) : old
  const prefix = nal === null || description === null ? 0 : prefixIn(description, nal)
  return async () => {
    for await (const packet of packetsOf(track)) {
      const data = prefix === 0 || nal === null ? packet.data : withoutUserData(asBytes(packet.data), prefix, nal)
      await source.add(packet.clone({ data }), { decoderConfig: { ...config, ...(description !== null && { description }) } })
    }
    source.close()
  }
}

async function addAudio(track: InputAudioTrack, output: Output): Promise<(() => Promise<void>) | null> {
  const [codec, config] = [await track.getCodec(), await track.getDecoderConfig()]
  if (codec === null || config === null || !output.format.getSupportedAudioCodecs().includes(codec)) return null
  const source = new EncodedAudioPacketSource(codec)
  output.addAudioTrack(source)
  const decoderConfig = codec === 'vorbis' && config.description !== undefined ? { ...config, description: withoutVorbisComment(asBytes(config.description)) } : config
  return async () => {
    for await (const packet of packetsOf(track)) await source.add(packet, { decoderConfig })
    source.close()
  }
}

/** One after another, each when it is asked for. mediabunny's own `packets()` runs ahead by as many as were taken within a second, which here is a third of a film. */
async function* packetsOf(track: InputVideoTrack | InputAudioTrack): AsyncGenerator<EncodedPacket, void> {
  const sink = new EncodedPacketSink(track)
  for (let packet = await sink.getFirstPacket(); packet !== null; packet = await sink.getNextPacket(packet)) yield packet
}

const asBytes = (data: AllowSharedBufferSource): Bytes => (ArrayBuffer.isView(data) ? new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength) : new Uint8Array(data as ArrayBuffer))

/** Where `moov` says when it was made and changed; mediabunny writes the present second there. */
function timesIn(moov: Bytes): number[] {
  const walk = (bytes: Bytes, start: number): number[] =>
    boxesIn(bytes).flatMap(({ type, content, at }) => {
      if (/^(?:moov|trak|mdia)$/.test(type)) return walk(content, start + at)
      if (!/^(?:mvhd|tkhd|mdhd)$/.test(type)) return []
      const places = big(content, 0, 1) === 1 ? [4, 8, 12, 16] : [4, 8]
      return places.map((place) => start + at + place)
    })
  return walk(moov, 0)
}
