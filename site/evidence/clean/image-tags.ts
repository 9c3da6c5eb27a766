/** What a picture tells, read by ExifReader: another's eyes than the cleaners', which know only what to keep. */
import ExifReader, { type ExpandedTags } from 'exifreader'
import type { Bytes } from './bytes.ts'
import { found, type Found } from './found.ts'
import { whatOf } from './what.ts'

/** Needed to show the picture, or true of every picture. */
const HARMLESS = /^(?:Orientation|(?:Image|Pixel|Canvas|Related Image) ?[XY]?(?:Width|Height|Length|Dimension)|ExifImage(?:Width|Height)|.*(?:Bits|Bit Depth|Bits ?Per ?Sample|Resolution|ResolutionUnit|Pixel Units|Pixels Per Unit [XY]).*|ColorSpace|Color Type|Color Components|Subsampling|Compression|Filter|Interlace|YCbCr\w*|JFIF .*|[XY]Density|FileType|Exif IFD Pointer|ExifVersion|FlashpixVersion|ComponentsConfiguration|InteroperabilityIndex|.*IFD Pointer|GIF Version|Global Color Map|Alpha|Animation|_raw|JPEGInterchangeFormat(?:Length)?)$/
/** Of a profile only what names a device, a moment or a maker is told; what is left empty is not. */
const PROFILE = /^(?:ICC Profile Date|Device Model Number|ICC Description|ICC Device .*|ICC Viewing .*Desc.*)$/
const COMMON_PROFILE = /sRGB|^c$|^s?P3C?$|^Display P3$|^Adobe RGB|^\s*$|^\0+$/i
const LONGEST_XMP = 1 << 20

type Tag = { readonly description?: unknown; readonly value?: unknown }

export function imageTags(bytes: Bytes): Found[] {
  const tags = readTags(bytes)
  if (tags === null) return []
  const { xmp: { _raw: packet } = {}, gps, icc, Thumbnail, ...groups } = tags
  const position = gps?.Latitude === undefined || gps.Longitude === undefined ? [] : found('place', `${gps.Latitude.toFixed(5)}, ${gps.Longitude.toFixed(5)}`)
  const named = Object.entries(groups).flatMap(([group, entries]) => (/^(?:file|composite|metadataRange|pngFile)$/.test(group) ? [] : groupTags(group, entries, position.length > 0)))
  return [...position, ...named, ...(packet === undefined ? [] : xmpTags(packet)), ...profileTags(icc ?? {}), ...(Thumbnail === undefined ? [] : found('thumbnail', String(sizeOf(Thumbnail.image))))]
}

/** A file without any tag is no failure to it; nor is one that it cannot read: what is not understood is the cleaner's to drop. */
function readTags(bytes: Bytes): ExpandedTags | null {
  try {
    // oxlint-disable-next-line import/no-named-as-default-member -- Node sees its CommonJS build, which has no names
    return ExifReader.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), { expanded: true, includeUnknown: true })
  } catch {
    return null
  }
}

const sizeOf = (data: unknown): number => (typeof data === 'object' && data !== null && 'byteLength' in data ? Number(data.byteLength) : 0)

/** The tags of which a place that was told is made. */
const POSITION = /^GPS(?:Latitude|Longitude)(?:Ref)?$/

function groupTags(group: string, entries: unknown, isPlaced: boolean): Found[] {
  if (group.startsWith('mpf')) return found('thumbnail', group)
  if (group === 'makerNotes') return Object.entries((entries ?? {}) as Record<string, Tag>).flatMap(([name, tag]) => found(whatOf(name), `${name}: ${sayTag(tag)}`))
  return Object.entries((entries ?? {}) as Record<string, Tag>).flatMap(([name, tag]) => (HARMLESS.test(name) || (isPlaced && POSITION.test(name)) ? [] : tagFound(name, tag)))
}

function tagFound(name: string, tag: Tag): Found[] {
  if (name === 'MakerNote') return found('extra', `${name} ${Array.isArray(tag.value) ? tag.value.length : ''}`)
  const said = sayTag(tag)
  const what = whatOf(name)
  return found(what, what === 'other' ? `${name}: ${said}` : said)
}

function sayTag({ description, value }: Tag): string {
  const said = description ?? value
  if (typeof said === 'string' || typeof said === 'number') return String(said)
  return Array.isArray(said) ? `[${said.length}]` : ''
}

function profileTags(icc: Readonly<Record<string, Tag>>): Found[] {
  return Object.entries(icc).flatMap(([name, tag]) => (PROFILE.test(name) && !COMMON_PROFILE.test(sayTag(tag)) && !isEmptyDate(tag) ? found(/Date/.test(name) ? 'time' : 'device', sayTag(tag)) : []))
}

/** Noughts read as a day in 1899. */
const isEmptyDate = (tag: Tag) => sayTag(tag).startsWith('1899-')

const ELEMENT = /<([\w-]{1,40}):([\w-]{1,60})(?:\s[^<>]*)?>(?:\s*<rdf:(?:Seq|Bag|Alt)>)?(?:\s*<rdf:li(?:\s[^<>]*)?>)?([^<]{1,300})</g
const ATTRIBUTE = /\s([\w-]{1,40}):([\w-]{1,60})="([^"<]{1,300})"/g

/** Element by element and attribute by attribute, without a parser, which a worker thread has none of. That there is such a packet is told in any case. */
export function xmpTags(raw: string): Found[] {
  const packet = raw.slice(0, LONGEST_XMP)
  const told = [...packet.matchAll(ELEMENT), ...packet.matchAll(ATTRIBUTE)].filter(([, space]) => space !== 'xmlns' && space !== 'rdf' && space !== 'x')
  return told.length === 0 ? found('other', 'XMP') : told.flatMap(([, space, name = '', value = '']) => {
    const what = whatOf(name)
    return found(what, what === 'other' ? `${space}:${name} ${value}` : value)
  })
}

