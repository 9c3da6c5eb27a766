/**
 * HEIC and AVIF without loss: the coded picture, its tiles and its transparency are written into a new file. Exif, XMP, thumbnails, depth and gain
 * maps, further pictures and films stay behind. Which way up it is, is a property of the picture and stays.
 */
import { big, join, latin, numbers, text, type Bytes } from './bytes.ts'
import { box, fullBox, type Box } from './boxes.ts'
import { CleanFailure } from './failure.ts'
import { readHeif, type Heif, type Item } from './heif-read.ts'
import { cleanProfile } from './icc.ts'
import { cleanHvcC, prefixIn, withoutUserData } from './nal.ts'

const BRANDS = /^(?:mif1|miaf|heic|heix|avif|MA1[AB]|MiH[ABE])$/
const PICTURE = /^(?:hvc1|av01|avc1|grid|iovl|iden)$/
const PROPERTIES = /^(?:hvcC|av1C|avcC|ispe|pixi|pasp|colr|clap|irot|imir|auxC|lsel|a1op|a1lx|clli|mdcv|cclv)$/
const ALPHA = /^urn:mpeg:(?:mpegB:cicp:systems:auxiliary:alpha|hevc:2015:auxid:1)\0/

export function cleanHeif(bytes: Bytes): Bytes {
  const heif = readHeif(bytes)
  const kept = keptItems(heif)
  const properties = heif.properties.map(cleanProperty)
  const data = kept.map((item) => coded(item, heif))
  const ftyp = box('ftyp', latin(heif.brands[0] === 'mif1' || BRANDS.test(heif.brands[0] ?? '') ? (heif.brands[0] ?? '') : 'mif1'), numbers(4, 'big', 0), ...[...new Set(['mif1', ...heif.brands])].filter((one) => BRANDS.test(one)).map(latin))
  const metaAt = (start: number) => metaBox(heif, kept, properties, data, start)
  const start = ftyp.length + metaAt(0).length + 8
  return join([ftyp, metaAt(start), box('mdat', ...data)])
}

/** The picture, what it is put together from, and the transparency of either. */
function keptItems({ items, primary, references, uses, properties }: Heif): Item[] {
  const ids = new Set([primary])
  const isAlpha = (id: number) => (uses.get(id) ?? []).some(({ index }) => isAlphaBox(properties[index - 1]))
  for (let before = -1; before !== ids.size; ) {
    before = ids.size
    for (const { type, from, to } of references) {
      if (type === 'dimg' && ids.has(from)) for (const id of to) ids.add(id)
      if (type === 'auxl' && to.some((id) => ids.has(id)) && isAlpha(from)) ids.add(from)
    }
  }
  const kept = items.filter(({ id, type }) => ids.has(id) && PICTURE.test(type))
  if (!kept.some(({ id }) => id === primary) || kept.some(({ id }) => id > 0xffff)) throw new CleanFailure('damaged')
  return kept
}

const isAlphaBox = (property: Box | undefined) => property?.type === 'auxC' && ALPHA.test(text(property.content, 4, 80))

/** Null leaves its place empty, so that the others keep their numbers. */
function cleanProperty({ type, content }: Box): Bytes | null {
  if (!PROPERTIES.test(type)) return null
  if (type === 'hvcC') return box(type, cleanHvcC(content))
  if (type !== 'colr' || text(content, 0, 4) === 'nclx') return box(type, content)
  const profile = cleanProfile(content.subarray(4))
  return profile === null ? null : box('colr', latin('prof'), profile)
}

function coded({ id, type }: Item, { data, uses, properties }: Heif): Bytes {
  const bytes = data.get(id)
  if (bytes === undefined) throw new CleanFailure('damaged')
  if (type !== 'hvc1') return bytes
  const configuration = (uses.get(id) ?? []).map(({ index }) => properties[index - 1]).find((one) => one?.type === 'hvcC')
  return configuration === undefined ? bytes : withoutUserData(bytes, prefixIn(configuration.content, 'hevc'), 'hevc')
}

function metaBox(heif: Heif, kept: readonly Item[], properties: readonly (Bytes | null)[], data: readonly Bytes[], start: number): Bytes {
  const ids = new Set(kept.map(({ id }) => id))
  let at = start
  const places = kept.map(({ id }, n) => {
    const size = data[n]?.length ?? 0
    const place = join([numbers(2, 'big', id, 0, 1), numbers(4, 'big', at, size)])
    at += size
    return place
  })
  return fullBox('meta', 0, 0,
    fullBox('hdlr', 0, 0, numbers(4, 'big', 0), latin('pict'), new Uint8Array(13)),
    fullBox('pitm', 0, 0, numbers(2, 'big', heif.primary)),
    fullBox('iloc', 0, 0, numbers(1, 'big', 0x44, 0), numbers(2, 'big', kept.length), ...places),
    fullBox('iinf', 0, 0, numbers(2, 'big', kept.length), ...kept.map(({ id, type }) => fullBox('infe', 2, id === heif.primary ? 0 : 1, numbers(2, 'big', id, 0), latin(`${type}\0`)))),
    ...referencesBox(heif, ids),
    box('iprp', box('ipco', ...properties.map((one) => one ?? box('free'))), usesBox(heif, kept, properties)))
}

function referencesBox({ references }: Heif, ids: ReadonlySet<number>): Bytes[] {
  const inside = references.filter(({ type, from, to }) => /^(?:dimg|auxl|prem)$/.test(type) && ids.has(from) && to.every((id) => ids.has(id)))
  if (inside.length === 0) return []
  return [fullBox('iref', 0, 0, ...inside.map(({ type, from, to }) => box(type, numbers(2, 'big', from, to.length, ...to))))]
}

function usesBox({ uses }: Heif, kept: readonly Item[], properties: readonly (Bytes | null)[]): Bytes {
  const entries = kept.map(({ id }) => {
    const own = (uses.get(id) ?? []).filter(({ index }) => (properties[index - 1] ?? null) !== null)
    return join([numbers(2, 'big', id), numbers(1, 'big', own.length), numbers(2, 'big', ...own.map(({ index, essential }) => index + (essential ? 0x8000 : 0)))])
  })
  return fullBox('ipma', 0, 1, numbers(4, 'big', entries.length), ...entries)
}

/** Whether the file says that it is such a picture, by its brands (first and compatible). */
export const heifBrand = (head: Uint8Array): 'heif' | 'avif' | null => {
  const brands = Array.from({ length: Math.min(12, (Math.min(big(head, 0, 4), head.length) >> 2) - 2) }, (_, n) => text(head, 8 + n * 4, 4))
  if (brands[0] === 'avif' || brands[0] === 'avis') return 'avif'
  if (!/^(?:mif1|msf1|heic|heix|hevc|heim|heis)$/.test(brands[0] ?? '')) return null
  return brands.includes('avif') ? 'avif' : 'heif'
}
