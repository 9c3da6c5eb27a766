/** What a file is, by its first bytes and, for zips, by what they hold. Its name and what the browser calls it are only compared. */
import { big, bytesOf, text, type Bits, type Bytes } from './bytes.ts'
import { heifBrand } from './heif.ts'
import type { ImageKind } from './image-parts.ts'
import type { MediaKind } from './media.ts'
import type { OfficeKind } from './office.ts'
import { readZip } from './zip-read.ts'

export type Kind = ImageKind | MediaKind | OfficeKind | 'pdf' | 'zip' | 'old-office' | 'other'

const HEAD = 1100

export async function kindOf(file: Bits): Promise<Kind> {
  const head = await bytesOf(file.slice(0, HEAD))
  if (head.length < 4) return 'other'
  if (text(head, 0, 4) === 'PK\x03\x04' || text(head, 0, 4) === 'PK\x05\x06') return zipKind(file)
  return imageKind(head) ?? filmKind(head) ?? (await soundKind(file, head)) ?? paperKind(head) ?? 'other'
}

function imageKind(head: Bytes): Kind | null {
  if (big(head, 0, 3) === 0xffd8ff) return 'jpeg'
  if (text(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (text(head, 0, 4) === 'RIFF' && text(head, 8, 4) === 'WEBP') return 'webp'
  if (/^GIF8[79]a/.test(text(head, 0, 6))) return 'gif'
  return text(head, 4, 4) === 'ftyp' ? heifBrand(head) : null
}

function filmKind(head: Bytes): Kind | null {
  if (text(head, 4, 4) === 'ftyp') return text(head, 8, 2) === 'qt' ? 'mov' : /^M4[AB] /.test(text(head, 8, 4)) ? 'm4a' : 'mp4'
  if (/^(?:moov|mdat|wide)$/.test(text(head, 4, 4))) return 'mov'
  if (big(head, 0, 4) === 0x1a45dfa3) return text(head, 0, 64).includes('webm') ? 'webm' : 'mkv'
  return null
}

async function soundKind(file: Bits, head: Bytes): Promise<Kind | null> {
  const start = text(head, 0, 4)
  if (start === 'RIFF' && text(head, 8, 4) === 'WAVE') return 'wav'
  if (start === 'OggS') return 'ogg'
  if (start === 'fLaC') return 'flac'
  if (start.startsWith('ID3') && head.length > 10) {
    const size = 10 + [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (big(head, at, 1) & 127), 0)
    return (await soundKind(file, await bytesOf(file.slice(size, size + 16)))) ?? 'mp3'
  }
  const sync = head.length < 2 ? 0 : big(head, 0, 2)
  // Layer III; layer 0 is AAC in ADTS.
  if ((sync & 0xffe6) === 0xffe2) return 'mp3'
  return (sync & 0xfff6) === 0xfff0 ? 'aac' : null
}

function paperKind(head: Bytes): Kind | null {
  // Some programs put a few bytes before it, and every reader allows a thousand.
  if (text(head, 0, 1024).includes('%PDF-')) return 'pdf'
  return big(head, 0, 4) === 0xd0cf11e0 ? 'old-office' : null
}

async function zipKind(file: Bits): Promise<Kind> {
  const names = await readZip(file).then((zip) => zip?.entries.map(({ name }) => name) ?? [], (): string[] => [])
  if (['mimetype', 'content.xml', 'META-INF/manifest.xml'].every((name) => names.includes(name))) return 'odf'
  if (!names.includes('[Content_Types].xml')) return 'zip'
  const has = (folder: string) => names.some((name) => name.startsWith(folder))
  return has('word/') ? 'docx' : has('xl/') ? 'xlsx' : has('ppt/') ? 'pptx' : 'zip'
}

/** Kinds that a name's ending may stand for; endings not listed say nothing. */
const ENDINGS: Readonly<Record<string, readonly Kind[]>> = {
  jpg: ['jpeg'], jpeg: ['jpeg'], jfif: ['jpeg'], png: ['png'], webp: ['webp'], gif: ['gif'], heic: ['heif'], heif: ['heif'], avif: ['avif'],
  mp4: ['mp4', 'mov'], m4v: ['mp4'], '3gp': ['mp4'], mov: ['mov', 'mp4'], webm: ['webm'], mkv: ['mkv', 'webm'],
  mp3: ['mp3'], m4a: ['m4a', 'mp4'], wav: ['wav'], ogg: ['ogg'], opus: ['ogg'], oga: ['ogg'], aac: ['aac'], flac: ['flac'],
  pdf: ['pdf'], docx: ['docx'], docm: ['docx'], xlsx: ['xlsx'], xlsm: ['xlsx'], pptx: ['pptx'], odt: ['odf'], ods: ['odf'], odp: ['odf'],
  zip: ['zip'], doc: ['old-office'], xls: ['old-office'], ppt: ['old-office'],
}

/** Whether a file's name says that it is something else. */
export function isMisnamed(name: string, kind: Kind): boolean {
  const kinds = ENDINGS[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '']
  return kinds !== undefined && !kinds.includes(kind)
}
