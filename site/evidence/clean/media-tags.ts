/** What film and sound tell: the tags that mediabunny reads, and a walk of our own over the parts of the file that it does not look at. */
import { ALL_FORMATS, BlobSource, Input, type MetadataTags } from 'mediabunny'
import { bytesOf, latin, letters, type Bytes } from './bytes.ts'
import { found, type Found } from './found.ts'
import { mediaParts } from './media-parts.ts'
import type { MediaKind } from './media.ts'
import { whatOf } from './what.ts'

const OWN = /^Mediabunny\b/

export async function mediaTags(file: Blob, kind: MediaKind): Promise<Found[]> {
  using input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS })
  const { raw = {}, images = [], ...named } = await input.getMetadataTags()
  const told = [...Object.entries(raw), ...Object.entries(named)].flatMap(([name, value]) => tagFound(name, value))
  const covers = images.flatMap(({ data }) => found('thumbnail', String(data.length)))
  const names = (await Promise.all((await input.getTracks()).map((track) => track.getName()))).flatMap((name) => found('name', name ?? ''))
  return [...told, ...covers, ...names, ...(await mediaParts(file, kind)), ...(await tailTags(file))]
}

function tagFound(name: string, value: NonNullable<MetadataTags['raw']>[string] | Date | number | undefined): Found[] {
  const what = whatOf(name)
  if (value instanceof Date) return found('time', value.toISOString())
  if (value instanceof Uint8Array) return name === 'loci' ? found('place', placeIn(value)) : found(what === 'other' ? 'extra' : what, `${name} ${value.length}`)
  if (typeof value === 'string') return OWN.test(value) ? [] : found(what, what === 'other' ? `${name}: ${mended(value)}` : mended(value))
  if (typeof value === 'number') return found(what, `${name}: ${value}`)
  if (Array.isArray(value)) return value.flatMap((one) => found(what, one))
  if (typeof value !== 'object' || value === null) return []
  if ('data' in value && value.data instanceof Uint8Array) return found(/^\d+$/.test(name) ? 'attachment' : 'thumbnail', `${'name' in value ? String(value.name) : name} ${value.data.length}`)
  return Object.entries(value).flatMap(([inner, text]) => tagFound(inner, text as string))
}

/** 3GPP's box of a place: version, language, a name, a role, then longitude and latitude in 16.16 (3GPP TS 26.244, 8.8). */
function placeIn(bytes: Uint8Array): string {
  const at = bytes.indexOf(0, 6) + 2
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return at < 2 || at + 8 > bytes.length ? 'loci' : `${(view.getInt32(at + 4) / 65536).toFixed(5)}, ${(view.getInt32(at) / 65536).toFixed(5)}`
}

/** ID3v1 and APE stand at the end of MP3 and AAC, where a reader of the front does not look. */
async function tailTags(file: Blob): Promise<Found[]> {
  const tail: Bytes = await bytesOf(file.slice(-160))
  const words = letters(tail)
  return [...(words.slice(-128).startsWith('TAG') ? found('other', 'ID3v1') : []), ...(words.includes('APETAGEX') ? found('other', 'APE') : [])]
}

/** RIFF does not say how its words are written; mediabunny takes each byte for a letter. */
function mended(words: string): string {
  // oxlint-disable-next-line no-control-regex -- any byte at all
  if (!/[\u0080-\u00ff]/.test(words) || /[^\u0000-\u00ff]/.test(words)) return words
  const bytes = latin(words)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
