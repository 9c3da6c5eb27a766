/** Parts of a picture's file that draw nothing and that no tag reader sees: what hangs on at the end, a maker's own chunk, a second picture. */
import type { What } from '#contract/evidence.ts'
import { boxesIn, boxOf } from './boxes.ts'
import { big, letters, little, text, type Bytes } from './bytes.ts'
import { found, type Found } from './found.ts'

export type ImageKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'heif' | 'avif'

export function imageParts(bytes: Bytes, kind: ImageKind): Found[] {
  if (kind === 'jpeg') return jpegParts(bytes)
  if (kind === 'png') return chunkParts(bytes, 8, (at) => [text(bytes, at + 4, 4), 12 + big(bytes, at, 4)], /^[A-Z]|^(?:tRNS|gAMA|cHRM|sRGB|sBIT|bKGD|pHYs|cICP|mDCV|cLLI|acTL|fcTL|fdAT|iCCP|eXIf)$/, 'IEND')
  if (kind === 'webp') return chunkParts(bytes, 12, (at) => [text(bytes, at, 4), 8 + little(bytes, at + 4, 4) + (little(bytes, at + 4, 4) & 1)], /^(?:VP8[XL ]|ALPH|ANIM|ANMF|ICCP|EXIF)$/)
  if (kind === 'gif') return gifParts(bytes)
  return heifParts(bytes)
}

const SEGMENT: readonly (readonly [RegExp, What])[] = [[/^MPF\0|^JFXX/, 'thumbnail'], [/^Photoshop|^http|^Exif/, 'other'], [/^ICC_PROFILE|^Adobe|^JFIF/, 'other']]

/** What else may stand before a picture: density, which way up, colour. */
const MAY: Readonly<Record<number, string>> = { 0xe0: 'JFIF\0', 0xe1: 'Exif\0', 0xe2: 'ICC_PROFILE', 0xee: 'Adobe' }

/** Segments before the picture but for the four that may stay, and whatever follows the first end of the picture. */
function jpegParts(bytes: Bytes): Found[] {
  const told: Found[] = []
  let at = 2
  while (at + 4 < bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const [marker, size] = [bytes[at + 1] ?? 0, big(bytes, at + 2, 2)]
    const start = text(bytes, at + 4, 12)
    const may = start.startsWith(MAY[marker] ?? '?')
    if (marker === 0xfe) told.push(...found('comment', UTF.decode(bytes.subarray(at + 4, Math.min(at + 2 + size, at + 300)))))
    else if (marker >= 0xe0 && marker <= 0xef && !may) told.push(...found(SEGMENT.find(([words]) => words.test(start))?.[1] ?? 'extra', `APP${marker - 0xe0} ${size}`))
    at += 2 + size
    if (told.length > 1000) break
  }
  const end = endOfJpeg(bytes, at)
  return end < bytes.length ? [...told, ...found('extra', String(bytes.length - end))] : told
}

const UTF = new TextDecoder()

function endOfJpeg(bytes: Bytes, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) if (bytes[at + 1] === 0xd9) return at + 2
  return bytes.length
}

function chunkParts(bytes: Bytes, start: number, read: (at: number) => [name: string, size: number], draws: RegExp, last?: string): Found[] {
  const told: Found[] = []
  let at = start
  while (at + 8 <= bytes.length && told.length < 1000) {
    const [name, size] = read(at)
    if (name === 'iCCP') told.push(...profileName(bytes, at + 8))
    else if (!draws.test(name)) told.push(...found(/xt$/i.test(name) ? 'comment' : name === 'tIME' ? 'time' : name === 'XMP ' ? 'other' : 'extra', /xt$/i.test(name) ? UTF.decode(bytes.subarray(at + 8, Math.min(at + size - 4, at + 200))) : `${name} ${size}`))
    at += size
    if (name === last) break
  }
  return at < bytes.length ? [...told, ...found('extra', String(bytes.length - at))] : told
}

/** What a PNG calls its profile; ExifReader does not unpack it. Ours is `c`. */
function profileName(bytes: Bytes, at: number): Found[] {
  const name = text(bytes, at, Math.min(80, Math.max(0, bytes.indexOf(0, at) - at)))
  return /^(?:c|icc|ICC Profile|sRGB.*|Display P3)$/i.test(name) ? [] : found('device', name)
}

// oxlint-disable-next-line no-control-regex -- bytes, not words
const [COMMENT, APPLICATION] = [/\0\x21\xfe([^])([^]{1,255}?)\0/g, /\x21\xff\x0b([\w ]{8}[^]{3})/g]

/** Comments and applications by their first bytes; a chance likeness inside a picture is told too much, never too little. */
function gifParts(bytes: Bytes): Found[] {
  const all = letters(bytes)
  const comments = [...all.matchAll(COMMENT)].slice(0, 50).flatMap(([, , words = '']) => found('comment', UTF.decode(Uint8Array.from(words, (one) => one.charCodeAt(0)))))
  const others = [...all.matchAll(APPLICATION)].filter(([, name]) => name !== 'NETSCAPE2.0').slice(0, 50).flatMap(([, name = '']) => found('other', name))
  const end = all.lastIndexOf('\0\x3b')
  return [...comments, ...others, ...(end >= 0 && end + 2 < bytes.length ? found('extra', String(bytes.length - end - 2)) : [])]
}

/** Items of other types than pictures, thumbnails and helpers, and boxes beside the three that a still picture needs. */
function heifParts(bytes: Bytes): Found[] {
  const top = boxesIn(bytes)
  const others = top.filter(({ type, content }) => !/^(?:ftyp|meta|mdat|free|skip)$/.test(type) || (/^(?:free|skip)$/.test(type) && content.some((byte) => byte !== 0)))
  const meta = boxesIn((boxOf(top, 'meta')?.content ?? new Uint8Array(4)).subarray(4))
  const iinf = boxOf(meta, 'iinf')
  const items = iinf === undefined ? [] : boxesIn(iinf.content.subarray(big(iinf.content, 0, 1) === 0 ? 6 : 8)).map(({ content }) => text(content, big(content, 0, 1) === 3 ? 10 : 8, 4))
  const references = boxesIn((boxOf(meta, 'iref')?.content ?? new Uint8Array(4)).subarray(4)).map(({ type }) => type)
  return [
    ...others.flatMap(({ type, content }) => found(type === 'moov' ? 'track' : 'extra', `${type} ${content.length}`)),
    ...items.filter((type) => !/^(?:hvc1|av01|avc1|grid|iovl|iden)$/.test(type)).flatMap((type) => found(type === 'Exif' || type === 'mime' ? 'other' : 'extra', type)),
    ...(references.includes('thmb') ? found('thumbnail', 'thmb') : []),
  ]
}
