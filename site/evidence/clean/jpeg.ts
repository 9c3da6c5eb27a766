/**
 * JPEG (ITU-T T.81) without loss: what a decoder needs is copied, everything else is left behind. Named are the segments that stay, so that
 * a maker's segment nobody has heard of goes too: Exif, XMP, IPTC, MPF previews, gain maps, comments, and films that phones hang on at the end.
 */
import { big, join, latin, numbers, piece, text, type Bytes } from './bytes.ts'
import { CleanFailure } from './failure.ts'
import { cleanProfile } from './icc.ts'
import { orientationBlock, orientationIn } from './orientation.ts'

const EXIF = 'Exif\0\0'
const ICC = 'ICC_PROFILE\0'
const LONGEST_CHUNK = 65_519 // of a profile, in one segment
const isPicture = (marker: number) => (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xdd)

interface Segment {
  readonly marker: number
  /** Marker, length and content. */
  readonly whole: Bytes
  readonly content: Bytes
}

export function cleanJpeg(bytes: Bytes): Bytes {
  const segments: Segment[] = []
  const picture: Bytes[] = []
  let at = 2
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1
    const marker = big(bytes, at, 2) & 0xff
    if (bytes[at] !== 0xff || marker === 0) throw new CleanFailure('damaged')
    if (marker === 0xd9) break
    const end = at + 2 + (isBare(marker) ? 0 : big(bytes, at + 2, 2))
    const whole = piece(bytes, at, end)
    if (isPicture(marker)) picture.push(whole)
    else if (!isBare(marker)) segments.push({ marker, whole, content: whole.subarray(4) })
    at = end
    if (marker !== 0xda) continue
    at = endOfScan(bytes, end)
    picture.push(bytes.subarray(end, at))
  }
  return join([latin('\xff\xd8'), ...headersOf(segments), ...picture, latin('\xff\xd9')])
}

const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)

/** Past the coded data: to the next marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Bytes, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
    at = bytes.indexOf(0xff, at + (next === 0xff ? 1 : 2))
  }
  throw new CleanFailure('damaged')
}

const segment = (marker: number, content: Bytes): Bytes => join([numbers(1, 'big', 0xff, marker), numbers(2, 'big', content.length + 2), content])
const starts = ({ content }: Segment, words: string) => text(content, 0, words.length) === words

function headersOf(segments: readonly Segment[]): Bytes[] {
  const jfif = segments.find((one) => one.marker === 0xe0 && starts(one, 'JFIF\0'))
  const exif = segments.find((one) => one.marker === 0xe1 && starts(one, EXIF))
  const adobe = segments.find((one) => one.marker === 0xee && starts(one, 'Adobe'))
  const orientation = exif === undefined ? 1 : orientationIn(exif.content.subarray(EXIF.length))
  return [
    // Version and density; no thumbnail.
    ...(jfif === undefined ? [] : [segment(0xe0, join([piece(jfif.content, 0, 12), numbers(1, 'big', 0, 0)]))]),
    ...(orientation === 1 ? [] : [segment(0xe1, join([latin(EXIF), orientationBlock(orientation)]))]),
    ...profileOf(segments),
    // Without its last byte a decoder takes CMYK or RGB for YCbCr.
    ...(adobe === undefined ? [] : [segment(0xee, join([latin('Adobe'), numbers(2, 'big', 100, 0, 0), piece(adobe.content, 11, 12)]))]),
  ]
}

function profileOf(segments: readonly Segment[]): Bytes[] {
  const chunks = segments.filter((one) => one.marker === 0xe2 && starts(one, ICC)).sort((a, b) => (a.content[12] ?? 0) - (b.content[12] ?? 0))
  if (chunks.length === 0) return []
  const profile = cleanProfile(join(chunks.map(({ content }) => content.subarray(14))))
  if (profile === null) return []
  const count = Math.ceil(profile.length / LONGEST_CHUNK)
  return Array.from({ length: count }, (_, n) => segment(0xe2, join([latin(ICC), numbers(1, 'big', n + 1, count), profile.subarray(n * LONGEST_CHUNK, (n + 1) * LONGEST_CHUNK)])))
}
