/** All samples: pictures and papers are made here with what they give away; films and sounds were made once with ffmpeg 4.1 (their words by `-metadata`, `-attach`, a subtitle track, chapters and a cover). */
import { PAPERS } from './papers.ts'
import { base, PICTURES } from './pictures.ts'

export const RECORDINGS = [
  'phone.mp4', 'hevc.mp4', 'fragmented.mp4', 'iphone.mov', 'screen.webm', 'attached.mkv', 'song.mp3', 'memo.m4a', 'note.wav', 'voice.ogg', 'vorbis.ogg', 'take.flac', 'raw.aac',
] as const

export const SAMPLES: Readonly<Record<string, () => Buffer | Promise<Buffer>>> = { ...PICTURES, ...PAPERS, ...Object.fromEntries(RECORDINGS.map((name) => [name, () => base(name)])) }

/** As a page gets it. */
export const fileOf = (name: string, bytes: Uint8Array): Blob & { name: string } => Object.assign(new Blob([new Uint8Array(bytes)]), { name })
