/** What a file is called and typed as once it is known what it is. */
import type { Kind } from '../clean/kind.ts'

export type Group = 'photo' | 'film' | 'sound' | 'paper'

const GROUPS: Partial<Record<Kind, Group>> = {
  jpeg: 'photo', png: 'photo', webp: 'photo', gif: 'photo', heif: 'photo', avif: 'photo',
  mp4: 'film', mov: 'film', webm: 'film', mkv: 'film',
  mp3: 'sound', m4a: 'sound', wav: 'sound', ogg: 'sound', flac: 'sound', aac: 'sound',
}

/** Whatever is neither seen nor heard is a paper. */
export const groupOf = (kind: Kind): Group => GROUPS[kind] ?? 'paper'

const ENDINGS: Partial<Record<Kind, readonly [ending: string, type: string]>> = {
  jpeg: ['jpg', 'image/jpeg'], png: ['png', 'image/png'], webp: ['webp', 'image/webp'], gif: ['gif', 'image/gif'], heif: ['heic', 'image/heic'], avif: ['avif', 'image/avif'],
  mp4: ['mp4', 'video/mp4'], mov: ['mov', 'video/quicktime'], webm: ['webm', 'video/webm'], mkv: ['mkv', 'video/x-matroska'],
  mp3: ['mp3', 'audio/mpeg'], m4a: ['m4a', 'audio/mp4'], wav: ['wav', 'audio/wav'], ogg: ['ogg', 'audio/ogg'], flac: ['flac', 'audio/flac'], aac: ['aac', 'audio/aac'],
  pdf: ['pdf', 'application/pdf'], zip: ['zip', 'application/zip'],
  docx: ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'], xlsx: ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  pptx: ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
}

/** By what the file is, not by what its name or the browser says; bytes where it is nothing that is known. */
export const typeOf = (kind: Kind): string => ENDINGS[kind]?.[1] ?? 'application/octet-stream'

/** `照片2` with the ending of what it is. */
export const withEnding = (name: string, kind: Kind): string => `${name}.${ENDINGS[kind]?.[0] ?? 'bin'}`

/** What a browser can draw, so that something in it can be covered. */
export const isDrawn = (kind: Kind): boolean => /^(?:jpeg|png|webp|heif|avif)$/.test(kind)
